from django.urls import path

from coalitions.views import leaving, presents, walking

BODY = "networks/<slug:slug>/"
OUT = f"{BODY}leaving/"
ASKED = f"{OUT}asked/<int:pk>/"
LEAVES = f"{OUT}<slug:network>/"
WALKS = f"{BODY}walk/"
WALK = f"{WALKS}<slug:network>/"
STEP = f"{WALK}<int:number>/"

urlpatterns = [
    path(OUT, leaving.leaving_page, name="leaving"),
    path(ASKED, leaving.asked_page, name="asked_to_go"),
    path(f"{ASKED}back/", leaving.drop, name="drop_asking"),
    path(f"{ASKED}bring/", leaving.bring, name="bring_asking"),
    path(LEAVES, leaving.leave_page, name="leave"),
    path(f"{LEAVES}decide/", leaving.decide_to_leave, name="decide_to_leave"),
    path(f"{LEAVES}ask/", leaving.ask_page, name="ask_to_go"),
    path(WALKS, walking.walks_page, name="walks"),
    path(WALK, walking.walk_page, name="walk"),
    path(f"{WALK}begin/", walking.begin, name="walk_begin"),
    path(f"{WALK}host/", walking.host_page, name="walk_host"),
    path(f"{WALK}end/", walking.end_page, name="walk_end"),
    path(STEP, walking.step_page, name="walk_step"),
    path(f"{STEP}read/", walking.read, name="walk_read"),
    path(f"{BODY}present/", presents.presents_page, name="presents"),
    path(f"{BODY}present/<slug:network>/", presents.answer_page, name="present_answer"),
]
