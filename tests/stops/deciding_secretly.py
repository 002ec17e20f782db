"""Secret ballots, given voices, circles and rooms for the tour, in the Harbour Kitchen."""

from tests.browsing import Visit
from tests.tour_stop import Stop, press

HOME = "/networks/harbour-kitchen/decisions/"
CIRCLES = "/networks/riverside-tenants-circle/decisions/circles/"
# Run inside the stack; prints the numbers of the questions as JSON.
PREPARE = """
import json
from datetime import timedelta
from django.utils.timezone import now
from decisions.actions import circles
from decisions.actions.balloting import cast
from decisions.actions.challenging import challenge
from decisions.actions.closing import close_if_due
from decisions.actions.delegating import give_voice
from decisions.actions.opening import open_round
from decisions.actions.recording import Room, record_in_room
from decisions.actions.taking import take_position
from decisions.actions.touching import ask_in, name_touched
from decisions.actions.writing import draft, put_to_discussion
from solidarity.people.models import Person
AT = now()
LONG_AGO = AT - timedelta(days=30)
who = {each.handle: each for each in Person.objects.filter(handle__in=[
    "amina", "kofi", "asha", "joao", "haru", "eleni", "tala", "bao", "rosa", "stella"])}
def up(title, words, at=AT, by="kofi", **fields):
    wanted = {"title": title, "words": words, "subject": "people", "days_open": 14, **fields}
    made = draft("harbour-kitchen", by=who[by], fields=wanted, at=at)
    put_to_discussion(made.pk, by=made.by, at=at)
    return made
OPTIONS = [{"id": "1", "title": "Rosa"}, {"id": "2", "title": "Haru"}, {"id": "3", "title": "Bao"}]
def secret(title, at=AT, **fields):
    made = up(title, "Somebody has to hold the key to the jar.", at=at, is_secret=True,
              method={"name": "approval"}, options=OPTIONS, **fields)
    return made, open_round(made.pk, by=who["kofi"], at=at)
running, round = secret("Who keeps the key to the jar?")
cast(round.pk, by=who["stella"], choice={"approve": ["1"]}, at=AT)
fresh, round = secret("Who keeps the second key?", published="counts")
counted, round = secret("Who kept the key last year?", at=LONG_AGO)
for place, handle in enumerate(["amina", "asha", "haru", "eleni", "tala", "bao"]):
    cast(round.pk, by=who[handle], choice={"approve": ["1", "3"] if place % 3 else ["2"]},
         at=LONG_AGO)
close_if_due(round.pk, at=AT)
given = up("Do we bake on Saturdays?", "From six in the morning on.", allows_delegation=True)
round = open_round(given.pk, by=who["kofi"], at=AT)
give_voice(given.pk, by=who["stella"], handle="tala", at=AT)
take_position(round.pk, by=who["tala"], choice="agree", key="tala-1", at=AT)
room = up("Do we paint the door?", "Green, as it was.", method={"name": "majority"})
record_in_room(room.pk, by=who["kofi"], at=AT, room=Room(AT - timedelta(hours=3),
    ["asha", "tala", "bao", "kofi"], 5, {"yes": 6, "no": 2, "abstain": 1}))
asked = challenge(room.pk, by=who["amina"], words="I came late, and nobody counted me.", at=AT)
unsaid = up("Do we mend the roof?", "Before the rain comes.", by="amina")
touched = up("Where does the oven smoke go?", "Up, or to the yard.", who="affected",
             by="amina")
name_touched(touched.pk, by=who["amina"], handle="asha", at=AT)
name_touched(touched.pk, by=who["amina"], handle="tala", at=AT)
wish = ask_in(touched.pk, by=who["eleni"], why="My window is above the oven.", at=AT)
circle = circles.make_circle("riverside-tenants-circle", by=who["stella"], name="The jar",
                             purpose="Money, up to 100 at a time.", at=AT)
for handle in ("stella", "rosa"):
    circles.add_to_circle(circle.pk, by=who["stella"], handle=handle, at=AT)
print(json.dumps({"running": running.number, "fresh": fresh.number, "counted": counted.number,
    "given": given.number, "room": room.number, "asked": asked.pk, "unsaid": unsaid.number,
    "touched": touched.number, "wish": wish.pk, "circle": circle.pk}))
"""
NAMES = (
    "running", "fresh", "counted", "given", "room", "asked", "unsaid", "touched", "wish", "circle",
)  # fmt: skip


def cast(visit: Visit) -> None:
    """Cast the ballot: its code is shown this once."""
    page = visit.page
    if page.locator("#id_code").get_attribute("type") != "hidden":
        press(visit)  # she has cast it in another dress
        return
    page.locator("main input[type=checkbox]").first.check()
    page.locator("main form button.button").click()
    page.locator("code.code").wait_for()


STOPS = [
    Stop("ballot", f"{HOME}{{d_running}}/ballot/", "amina"),
    Stop("ballot-error", f"{HOME}{{d_running}}/ballot/", "amina", press),
    Stop("ballot-change", f"{HOME}{{d_running}}/ballot/", "stella"),
    Stop("ballot-change-error", f"{HOME}{{d_running}}/ballot/", "stella", press),
    Stop("ballot-cast", f"{HOME}{{d_fresh}}/ballot/", "amina", cast),
    Stop("decision-secret", f"{HOME}{{d_running}}/", "amina"),
    Stop("decision-counted", f"{HOME}{{d_counted}}/", "amina"),
    Stop("ballots", f"{HOME}{{d_counted}}/ballots/", "amina"),
    Stop("delegation", f"{HOME}{{d_given}}/delegation/", "amina"),
    Stop("delegation-given", f"{HOME}{{d_given}}/delegation/", "stella"),
    Stop("delegation-error", f"{HOME}{{d_given}}/delegation/", "amina", press),
    Stop("decision-given", f"{HOME}{{d_given}}/", "stella"),
    Stop("room", f"{HOME}{{d_unsaid}}/room/", "amina"),
    Stop("room-error", f"{HOME}{{d_unsaid}}/room/", "amina", press),
    Stop("decision-room", f"{HOME}{{d_room}}/", "amina"),
    Stop("challenge", f"{HOME}{{d_room}}/challenge/", "stella"),
    Stop("challenge-error", f"{HOME}{{d_room}}/challenge/", "stella", press),
    Stop("challenge-answer", f"{HOME}{{d_room}}/challenge/{{d_asked}}/", "stella"),
    Stop("affected", f"{HOME}{{d_touched}}/affected/", "stella"),
    Stop("affected-lead", f"{HOME}{{d_touched}}/affected/", "amina"),
    Stop("affected-error", f"{HOME}{{d_touched}}/affected/", "stella", press),
    Stop("affected-answer", f"{HOME}{{d_touched}}/affected/{{d_wish}}/", "amina"),
    Stop("circles", CIRCLES, "stella"),
    Stop("circle", f"{CIRCLES}{{d_circle}}/", "stella"),
    Stop("circle-error", f"{CIRCLES}{{d_circle}}/", "stella", press),
    Stop("circle-new", f"{CIRCLES}new/", "stella"),
    Stop("circle-new-error", f"{CIRCLES}new/", "stella", press),
    Stop("circle-change", f"{CIRCLES}{{d_circle}}/change/", "stella"),
    Stop("circle-end", f"{CIRCLES}{{d_circle}}/end/", "stella"),
]
