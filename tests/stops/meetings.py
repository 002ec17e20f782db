"""Meetings for the tour: as the demo leaves them."""

from tests.tour_stop import Stop, press

HOME = "/networks/harbour-kitchen/meetings/"
NAMES = ("spring", "menu", "keys", "open", "supper", "series", "next", "item")
PREPARE = """
import json
from meetings.models import Item, Meeting, Series
of = Meeting.objects.filter(body__slug="harbour-kitchen")
names = {"spring": "Spring planning", "menu": "Tasting the new menu",
         "keys": "Keys, and who holds them", "open": "Open kitchen",
         "supper": "Supper with the night shift"}
found = {name: of.get(title=title).number for name, title in names.items()}
series = Series.objects.get(body__slug="harbour-kitchen")
next = series.meetings.order_by("-starts_at").first()
item = Item.objects.filter(meeting__title=names["menu"]).order_by("position").first()
print(json.dumps(found | {"series": series.pk, "next": next.number, "item": item.pk}))
"""
SPRING, MENU, KEYS = (f"{HOME}{{m_{name}}}/" for name in ("spring", "menu", "keys"))
OPEN, SUPPER = (f"{HOME}{{m_{name}}}/" for name in ("open", "supper"))
STOPS = [
    Stop("meetings", HOME, "amina"),
    Stop("meetings", HOME),
    Stop("meetings-none", "/networks/night-bus-carers/meetings/", "thandi"),
    Stop("meeting-new", f"{HOME}new/", "amina"),
    Stop("meeting-new-error", f"{HOME}new/", "amina", press),
    Stop("meeting", MENU, "amina"),
    Stop("meeting-been", SPRING, "amina"),
    Stop("meeting-public", OPEN),
    Stop("meeting-guest", SUPPER, "thandi"),
    Stop("meeting", MENU, "felipe", status=404),
    Stop("meeting-change", f"{MENU}change/", "amina"),
    Stop("meeting-off", f"{MENU}call-off/", "amina"),
    Stop("meeting-date", f"{KEYS}date/", "amina"),
    Stop("meeting-time", f"{KEYS}date/new/", "amina"),
    Stop("meeting-time-error", f"{KEYS}date/new/", "asha", press),
    Stop("meeting-need", f"{MENU}needs/new/", "asha"),
    Stop("meeting-need-error", f"{MENU}needs/new/", "asha", press),
    Stop("meeting-item", f"{MENU}agenda/new/", "amina"),
    Stop("meeting-item-error", f"{MENU}agenda/new/", "amina", press),
    Stop("meeting-item-change", f"{MENU}agenda/{{m_item}}/change/", "amina"),
    Stop("meeting-talk", f"{MENU}talk/", "asha"),
    Stop("meeting-turn", f"{MENU}turns/time/", "amina"),
    Stop("meeting-turn-error", f"{MENU}turns/time/", "amina", press),
    Stop("meeting-tasks", f"{SPRING}tasks/", "amina"),
    Stop("meeting-tasks-error", f"{SPRING}tasks/", "amina", press),
    Stop("meeting-minutes", f"{SPRING}minutes/", "rosa"),
    Stop("meeting-minutes-none", f"{MENU}minutes/", "amina"),
    Stop("meeting-minutes-version", f"{SPRING}minutes/2/", "amina"),
    Stop("meeting-minutes-write", f"{MENU}minutes/write/", "amina"),
    Stop("meeting-minutes-redact", f"{SPRING}minutes/redact/", "rosa"),
    Stop("meeting-minutes-public", f"{SPRING}minutes/public/"),
    Stop("meeting-decided", f"{SPRING}minutes/decisions/", "amina"),
    Stop("meeting-decided-error", f"{SPRING}minutes/decisions/", "amina", press),
    Stop("meeting-check-out", f"{SPRING}check-out/", "kofi"),
    Stop("meeting-guests", f"{SUPPER}guests/", "rosa"),
    Stop("meeting-guests-error", f"{SUPPER}guests/", "rosa", press),
    Stop("meeting-guest-over", "/meetings/invitation/", status=410),
    Stop("meeting-series", f"{HOME}series/{{m_series}}/", "kofi"),
    Stop("meeting-series-new", f"{HOME}series/new/", "amina"),
    Stop("meeting-series-new-error", f"{HOME}series/new/", "amina", press),
    Stop("meeting-series-change", f"{HOME}series/{{m_series}}/change/{{m_next}}/", "kofi"),
    Stop("meeting-series-end", f"{HOME}series/{{m_series}}/end/", "kofi"),
    Stop("my-meetings", "/meetings/", "amina"),
    Stop("my-meetings-none", "/meetings/?month=2001-01", "amina"),
    Stop("my-meetings-feeds", "/meetings/feeds/", "amina"),
    Stop("public-meetings", "/meetings/public/"),
    Stop("public-meetings-near", "/meetings/public/?near=Port%20Ellery"),
    Stop("public-meetings-unknown", "/meetings/public/?near=Zeppelin"),
]
ACTS = {
    "meetings:time_act", "meetings:coming", "meetings:see_to", "meetings:item_act",
    "meetings:turn", "meetings:task", "meetings:let_out", "meetings:guest_off", "meetings:ics",
    "meetings:end_feed", "meetings:feed", "meetings:open_guest",
}  # fmt: skip
