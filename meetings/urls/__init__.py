"""Meetings of a body, each under its address; one's own under /meetings/."""

from meetings.urls import meetings

app_name = "meetings"
urlpatterns = [
    *meetings.urlpatterns,
]
