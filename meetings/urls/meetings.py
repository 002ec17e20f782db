"""Meetings of a body."""

from django.urls import URLPattern, path

from meetings.views import holding, meetings, minutes, page, taking_part

BODY = "networks/<slug:slug>/meetings/"
ONE = f"{BODY}<int:number>/"

urlpatterns: list[URLPattern] = [
    path(BODY, meetings.meetings_page, name="meetings"),
    path(f"{BODY}new/", meetings.new_page, name="new"),
    path(ONE, page.meeting_page, name="meeting"),
    path(f"{ONE}change/", meetings.change_page, name="change"),
    path(f"{ONE}call-off/", meetings.call_off_page, name="call_off"),
    path(f"{ONE}date/", taking_part.date_page, name="date"),
    path(f"{ONE}date/new/", taking_part.time_page, name="time"),
    path(f"{ONE}date/<int:pk>/", taking_part.time_act, name="time_act"),
    path(f"{ONE}coming/", taking_part.coming, name="coming"),
    path(f"{ONE}needs/new/", taking_part.need_page, name="need"),
    path(f"{ONE}needs/<int:pk>/", taking_part.see_to, name="see_to"),
    path(f"{ONE}agenda/new/", holding.item_page, name="item"),
    path(f"{ONE}agenda/<int:pk>/", holding.item_act, name="item_act"),
    path(f"{ONE}turns/", holding.turn, name="turn"),
    path(f"{ONE}tasks/", holding.tasks_page, name="tasks"),
    path(f"{ONE}tasks/<int:pk>/", holding.answer_task, name="task"),
    path(f"{ONE}check-out/", holding.check_out_page, name="check_out"),
    path(f"{ONE}minutes/", minutes.minutes_page, name="minutes"),
    path(f"{ONE}minutes/write/", minutes.write_page, name="minutes_write"),
    path(f"{ONE}minutes/redact/", minutes.redact_page, name="redact"),
    path(f"{ONE}minutes/out/", minutes.let_out, name="let_out"),
    path(f"{ONE}minutes/decisions/", minutes.decided_page, name="decided"),
    path(f"{ONE}minutes/public/", minutes.public_page, name="minutes_public"),
    path(f"{ONE}minutes/<int:version>/", minutes.version_page, name="minutes_version"),
]
