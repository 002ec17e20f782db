"""Common ground and life for the tour: of the Common Table, as the demo leaves it."""

from tests.tour_stop import Stop, press

TABLE = "/networks/common-table/"
HOME = f"{TABLE}common-ground/"
WRITE = f"{HOME}sides/harbour-kitchen/values/"
KITCHEN, SEEDS = "a=harbour-kitchen", "b=seed-keepers-of-the-dry-valley"
# Run inside the stack: a coalition that parted as friends; prints keys of points and marks.
PREPARE = """
import json
from datetime import timedelta
from django.utils.timezone import now
from coalitions.actions.life import carry_on, move_on, words_carried
from coalitions.models import Mark, Point
from networks.actions.affiliating import affiliate
from networks.actions.founding import found
from networks.models import Network
from solidarity.base.stale import fingerprint
from solidarity.people.models import Person
AT = now() - timedelta(days=90)
who = {each.handle: each for each in Person.objects.filter(handle__in=["kofi", "asha"])}
seeds = Network.objects.get(slug="seed-keepers-of-the-dry-valley")
spring = found(by=who["kofi"], at=AT, questions=[], fields={"kind": "coalition",
    "name": "Spring Table", "summary": "One summer of shared meals on the quay."})
Network.objects.filter(pk=spring.pk).update(slug="spring-table")
for network in (Network.objects.get(slug="harbour-kitchen"), seeds):
    affiliate(network, spring, by=who["kofi"], at=AT)
move_on(spring.pk, move="friends", others=[], decision=1, at=AT)
carry_on(spring.pk, seeds, by=who["asha"], at=AT, words="The seed swap on the quay goes on.",
    seen=fingerprint(words_carried(spring, seeds)))
table = Network.objects.get(slug="common-table")
points = {point.words: point.pk for point in Point.objects.filter(body=table)}
marks = {mark.relation: mark.pk for mark in Mark.objects.filter(body=table)}
print(json.dumps({"care": points["Care for the tired"], "word": marks["word"],
                  "clash": marks["clash"], "overlap": marks["overlap"]}))
"""
STOPS = [
    Stop("ground", HOME, "amina"),
    Stop("ground-outside", HOME, "felipe", status=404),
    Stop("ground-topic", f"{HOME}topics/values/", "amina"),
    Stop("ground-topic-empty", f"{HOME}topics/languages/", "amina"),
    Stop("ground-compare", f"{HOME}topics/values/compare/?{KITCHEN}&{SEEDS}", "amina"),
    Stop("ground-kindred", f"{HOME}topics/capacity/kindred/", "amina"),
    Stop("ground-mark-pair", f"{HOME}topics/values/mark/?{KITCHEN}&{SEEDS}", "kofi"),
    Stop("ground-mark-pair-error", f"{HOME}topics/values/mark/?{KITCHEN}&{SEEDS}", "kofi", press),
    Stop("ground-side", f"{HOME}sides/harbour-kitchen/", "amina"),
    Stop("ground-point-add", WRITE, "amina"),
    Stop("ground-point-add-error", WRITE, "amina", press),
    Stop("ground-texts", f"{HOME}text/", "kofi"),
    Stop("ground-text", f"{HOME}text/2/", "kofi"),
    Stop("ground-text-write", f"{HOME}text/write/", "kofi"),
    Stop("life", f"{TABLE}life/", "kofi"),
    Stop("life-outside", f"{TABLE}life/", "felipe"),
    Stop("life-move", f"{TABLE}life/move/", "kofi"),
    Stop("life-move-error", f"{TABLE}life/move/", "kofi", press),
]
NAMES = ("care", "word", "clash", "overlap")
STOPS += [
    Stop("ground-point", f"{HOME}points/{{g_care}}/", "amina"),
    Stop("ground-point-edit", f"{HOME}points/{{g_care}}/edit/", "amina"),
    Stop("ground-point-withdraw", f"{HOME}points/{{g_care}}/withdraw/", "amina"),
    Stop("ground-mark", f"{HOME}marks/{{g_word}}/", "amina"),
    Stop("ground-mark-confirmed", f"{HOME}marks/{{g_overlap}}/", "kofi"),
]
ENDED = "/networks/spring-table/"
STOPS += [
    Stop("life-ended", f"{ENDED}life/", "kofi"),
    Stop("about-ended", ENDED, "kofi"),
    Stop("carry", f"{ENDED}life/carries/harbour-kitchen/", "kofi"),
    Stop("carry-error", f"{ENDED}life/carries/harbour-kitchen/", "kofi", press),
]
ACTS = {
    "coalitions:mark_confirm", "coalitions:mark_dismiss", "coalitions:say_point",
    "coalitions:say_mark", "coalitions:text_decide",
}  # fmt: skip
