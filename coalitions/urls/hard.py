from django.urls import URLPattern, path

from coalitions.views import absent, hard

BODY = "networks/<slug:slug>/hard/"
ONE = f"{BODY}<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(BODY, hard.hard_page, name="hard"),
    path(f"{BODY}new/", hard.new_page, name="hard_new"),
    path(f"{BODY}absent/", absent.absent_page, name="absent"),
    path(f"{BODY}absent/<int:pk>/", absent.asking_page, name="asking"),
    path(ONE, hard.hardship_page, name="hardship"),
    path(f"{ONE}change/", hard.change_page, name="hard_change"),
    path(f"{ONE}ease/", hard.ease, name="hard_ease"),
    path(f"{ONE}tasks/<int:task>/", hard.answer_task, name="hard_task"),
]
