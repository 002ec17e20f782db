"""Meetings of a body."""

from django.urls import URLPattern, path

from meetings.views import meetings, page, taking_part

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
]
