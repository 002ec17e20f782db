from django.urls import URLPattern, path

from coalitions.views import answering, calls

BODY = "networks/<slug:slug>/calls/"
ONE = f"{BODY}<int:number>/"

urlpatterns: list[URLPattern] = [
    path(BODY, calls.calls_page, name="calls"),
    path(f"{BODY}new/", calls.new_page, name="call_new"),
    path(ONE, calls.call_page, name="call"),
    path(f"{ONE}followed/", calls.followed_page, name="call_followed"),
    path(f"{ONE}talk/", calls.talk, name="call_talk"),
    path(f"{ONE}answer/<slug:network>/", answering.answer_page, name="call_answer"),
    path(f"{ONE}answer/<slug:network>/decide/", answering.bring_answer, name="call_decide"),
]
