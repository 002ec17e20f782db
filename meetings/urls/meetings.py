"""Meetings of a body."""

from django.urls import URLPattern, path

from meetings.views import (
    guests,
    holding,
    meetings,
    mine,
    minutes,
    page,
    repeating,
    taking_part,
    talking,
)

BODY = "networks/<slug:slug>/meetings/"
ONE = f"{BODY}<int:number>/"

urlpatterns: list[URLPattern] = [
    path(BODY, meetings.meetings_page, name="meetings"),
    path("meetings/", mine.mine_page, name="mine"),
    path("meetings/public/", mine.public_page, name="public"),
    path("meetings/feeds/", mine.feeds_page, name="feeds"),
    path("meetings/feeds/<int:pk>/end/", mine.end_feed, name="end_feed"),
    path("meetings/feeds/<slug:token>/meetings.ics", mine.feed, name="feed"),
    path("meetings/invitation/", guests.invitation_page, name="guest"),
    path("meetings/invitation/<slug:token>/", guests.open_invitation, name="open_guest"),
    path(f"{BODY}series/new/", repeating.new_page, name="series_new"),
    path(f"{BODY}series/<int:pk>/", repeating.series_page, name="series"),
    path(f"{BODY}series/<int:pk>/end/", repeating.end_page, name="series_end"),
    path(
        f"{BODY}series/<int:pk>/change/<int:number>/", repeating.change_page, name="series_change"
    ),
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
    path(f"{ONE}meeting.ics", mine.one_ics, name="ics"),
    path(f"{ONE}guests/", guests.guests_page, name="guests"),
    path(f"{ONE}guests/<int:pk>/", guests.take_back, name="guest_off"),
    path(f"{ONE}agenda/new/", holding.item_page, name="item"),
    path(f"{ONE}agenda/<int:pk>/", holding.item_act, name="item_act"),
    path(f"{ONE}agenda/<int:pk>/change/", holding.item_change_page, name="item_change"),
    path(f"{ONE}turns/", holding.turn, name="turn"),
    path(f"{ONE}turns/<slug:duty>/", holding.turn_page, name="turn_ask"),
    path(f"{ONE}talk/", talking.talk_page, name="talk"),
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
