"""Questions for the tour: one in each state, in the Harbour Kitchen, as the actions leave them."""

from tests.tour_stop import Stop, press

HOME = "/networks/harbour-kitchen/decisions/"
# Run inside the stack; prints the numbers of the questions as JSON.
PREPARE = """
import json
from datetime import timedelta
from django.utils.timezone import now
from decisions.actions.closing import cancel, close_if_due
from decisions.actions.customs import keep_template, keep_usual
from decisions.actions.opening import open_round
from decisions.actions.talking import say
from decisions.actions.taking import take_position
from decisions.actions.writing import draft, put_to_discussion, write_version
from decisions.queries.writing import question_words
from networks.models import Network
from solidarity.base.stale import fingerprint
from solidarity.people.models import Person
AT = now()
LONG_AGO = AT - timedelta(days=30)
who = {each.handle: each for each in Person.objects.filter(handle__in=[
    "amina", "kofi", "asha", "joao", "haru", "eleni", "tala", "bao", "stella", "rosa"])}
kitchen = Network.objects.get(slug="harbour-kitchen")
def begun(title, words, by="kofi", at=AT, **fields):
    wanted = {"title": title, "words": words, "subject": "daily", "days_open": 14, **fields}
    return draft("harbour-kitchen", by=who[by], fields=wanted, at=at)
def up(*args, at=AT, **fields):
    made = begun(*args, at=at, **fields)
    put_to_discussion(made.pk, by=made.by, at=at)
    return made
def take(round, at, **said):
    for handle, choice in said.items():
        words = {}
        if isinstance(choice, tuple):
            choice, *rest = choice
            words = dict(zip(("reason", "rests_on"), rest))
        take_position(round.pk, by=who[handle], choice=choice, key=str(choice)[:60] + handle,
                      at=at, **words)
mine = begun("Shall we lend the big pot?", "To any kitchen that asks, for **one week**.", "amina")
talked = up("Do we cook a fifth evening?", "A fifth evening, on Mondays, from spring on.\\n\\n"
            "Two of us open, three cook, all clean up.", "amina")
said = say(talked.pk, by=who["haru"], words="Mondays the market is closed: who fetches?",
           key="1", at=AT)
say(talked.pk, by=who["tala"], words="I can fetch on Sunday evenings.", key="2", at=AT)
seen = question_words(talked)
write_version(talked.pk, by=who["amina"], at=AT, title=talked.title,
    words="A fifth evening, on **Wednesdays**, from spring on.\\n\\n"
          "Two of us open, three cook, all clean up.",
    why="Haru said that the market is closed on Mondays.",
    seen=fingerprint({name: seen[name] for name in ("title", "words")}))
opened = up("Do we take the second stove?", "The school gives away a stove with six flames. "
    "We fetch it, have it checked, and put it beside the door.\\n\\n- Fetching: Kofi and Bao\\n"
    "- Checking: 80 a year, from the jar\\n- If it is not safe, it goes back.", at=AT)
round = open_round(opened.pk, by=who["kofi"], at=AT)
take(round, AT, kofi="agree", bao="agree", tala="agree",
     haru=("reservations", "The door must stay free: could it stand at the back wall?"),
     eleni=("stand_aside", "I cook on fire, not on gas; I will not stop you."),
     stella=("block", "Nobody has asked the neighbours above us about the smell.",
           "We say what is in a pot, so that nobody falls ill."))
take(round, AT, haru=("agree", "The back wall it is, Kofi says."))
ways = up("Which night for the summer feast?", "We need one night on which most of us can cook.",
    method={"name": "schulze"}, options=[{"id": "1", "title": "Friday 19 June"},
    {"id": "2", "title": "Saturday 20 June"}, {"id": "3", "title": "Sunday 21 June"}])
take(open_round(ways.pk, by=who["kofi"], at=AT), AT, kofi=["1", "2"], tala=["2", ["1", "3"]])
done = up("Do we open on holidays?", "On every public holiday, from noon on, with whoever is in "
    "town. What is left goes to the shelter.", at=LONG_AGO)
round = open_round(done.pk, by=who["kofi"], at=LONG_AGO)
take(round, LONG_AGO, kofi="agree", amina="agree", bao="agree", rosa="agree", joao="agree",
     tala=("reservations", "Not at Easter: we are too few then."),
     eleni=("stand_aside", "I will be with my family."))
close_if_due(round.pk, at=AT)
again = up("Do we move the evening meal to seven?", "From eight to seven.", at=LONG_AGO)
round = open_round(again.pk, by=who["kofi"], at=LONG_AGO)
take(round, LONG_AGO, kofi="agree", asha=("block", "Those who work late would find it over.",
     "Nobody in the port eats alone who would rather not."))
close_if_due(round.pk, at=AT)
money = up("What do we buy from the harvest money?", "We have 600 to spend on what makes the "
    "kitchen better.", at=LONG_AGO, subject="money", method={"name": "equal_shares", "budget": 600},
    options=[{"id": "1", "title": "A proper bread oven", "cost": 420},
             {"id": "2", "title": "Knives and boards", "cost": 150},
             {"id": "3", "title": "A ramp for the door", "cost": 240}])
round = open_round(money.pk, by=who["kofi"], at=LONG_AGO)
take(round, LONG_AGO, kofi=["1"], amina=["2", "3"], bao=["1", "2"], tala=["3"], rosa=["2", "3"])
close_if_due(round.pk, at=AT)
off = up("Do we rent the cellar?", "For potatoes and chairs.", at=LONG_AGO)
cancel(off.pk, by=who["kofi"], reason="The cellar is under water.", at=AT)
keep_usual(kitchen, subject="money", method={"name": "consent"}, quorum="1/2")
kept = keep_template(talked.pk, by=who["kofi"], name="One more evening", at=AT)
from networks.models import Membership
Membership.objects.filter(network=kitchen, person=who["stella"]).update(role="steward")
print(json.dumps({"mine": mine.number, "talked": talked.number, "opened": opened.number,
    "ways": ways.number, "done": done.number, "again": again.number, "money": money.number,
    "off": off.number, "kept": kept.pk, "post": said.pk}))
"""
NAMES = ("mine", "talked", "opened", "ways", "done", "again", "money", "off", "kept", "post")
STOPS = [
    Stop("decision-guide", "/decisions/guide/"),
    Stop("decision-new", f"{HOME}new/", "amina"),
    Stop("decision-new-error", f"{HOME}new/", "amina", press),
    Stop("decision-new-template", f"{HOME}new/?from=budget", "amina"),
    Stop("decision-draft", f"{HOME}{{d_mine}}/", "amina"),
    Stop("decision-edit", f"{HOME}{{d_mine}}/edit/", "amina"),
    Stop("decision-method", f"{HOME}{{d_mine}}/edit/method/", "amina"),
    Stop("decision-rules", f"{HOME}{{d_mine}}/edit/rules/", "amina"),
    Stop("decision-who", f"{HOME}{{d_mine}}/edit/who/", "amina"),
    Stop("decision-time", f"{HOME}{{d_mine}}/edit/time/", "amina"),
    Stop("decision-throw", f"{HOME}{{d_mine}}/throw-away/", "amina"),
    Stop("decision-talked", f"{HOME}{{d_talked}}/", "amina"),
    Stop("decision-rewrite", f"{HOME}{{d_talked}}/edit/", "amina"),
    Stop("decision-rewrite-error", f"{HOME}{{d_talked}}/edit/", "amina", press),
    Stop("decision-versions", f"{HOME}{{d_talked}}/versions/", "amina"),
    Stop("decision-version", f"{HOME}{{d_talked}}/versions/2/", "amina"),
    Stop("decision-open", f"{HOME}{{d_talked}}/open/", "amina"),
    Stop("decision-cancel", f"{HOME}{{d_talked}}/cancel/", "amina"),
    Stop("decision-cancel-error", f"{HOME}{{d_talked}}/cancel/", "amina", press),
    Stop("decision-post-remove", "/posts/{d_post}/remove/", "stella"),
    Stop("decision-post-remove-error", "/posts/{d_post}/remove/", "stella", press),
    Stop("decision-keep", f"{HOME}{{d_talked}}/keep/", "stella"),
    Stop("decision-opened", f"{HOME}{{d_opened}}/", "amina"),
    Stop("decision-opened", f"{HOME}{{d_opened}}/", "stella"),
    Stop("decision-position", f"{HOME}{{d_opened}}/position/", "amina"),
    Stop("decision-position-error", f"{HOME}{{d_opened}}/position/", "amina", press),
    Stop("decision-extend", f"{HOME}{{d_opened}}/extend/", "stella"),
    Stop("decision-close", f"{HOME}{{d_opened}}/close/", "stella"),
    Stop("decision-options", f"{HOME}{{d_ways}}/", "amina"),
    Stop("decision-done", f"{HOME}{{d_done}}/", "amina"),
    Stop("decision-again", f"{HOME}{{d_again}}/", "stella"),
    Stop("decision-money", f"{HOME}{{d_money}}/", "amina"),
    Stop("decision-off", f"{HOME}{{d_off}}/", "amina"),
    Stop("decision-settings", f"{HOME}settings/", "stella"),
    Stop("decision-settings", f"{HOME}settings/", "amina"),
    Stop("decision-usual", f"{HOME}settings/money/", "stella"),
    Stop("decision-usual-rules", f"{HOME}settings/name/rules/?method=super_majority", "stella"),
]
