"""Meetings of a body."""

from django.urls import URLPattern, path

from meetings.views import meetings, page

BODY = "networks/<slug:slug>/meetings/"
ONE = f"{BODY}<int:number>/"

urlpatterns: list[URLPattern] = [
    path(BODY, meetings.meetings_page, name="meetings"),
    path(f"{BODY}new/", meetings.new_page, name="new"),
    path(ONE, page.meeting_page, name="meeting"),
    path(f"{ONE}change/", meetings.change_page, name="change"),
    path(f"{ONE}call-off/", meetings.call_off_page, name="call_off"),
]
