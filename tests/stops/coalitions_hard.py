"""Calls, what is hard, and those who never come, for the tour: as the demo leaves them."""

from tests.tour_stop import Stop, press

TABLE = "/networks/common-table/"
CALLS = f"{TABLE}calls/"
HARD = f"{TABLE}hard/"
KITCHEN, SEEDS = "harbour-kitchen", "seed-keepers-of-the-dry-valley"
# Run inside the stack; prints keys of what was said and asked as JSON.
NAMES = ("evening", "eased", "asking")
PREPARE = """
import json
from coalitions.models import Asking, Hardship
of = Hardship.objects.filter(body__slug="common-table")
print(json.dumps({"evening": of.get(words__startswith="We cook").pk,
                  "eased": of.get(words__startswith="The minutes").pk,
                  "asking": Asking.objects.get(body__slug="common-table").pk}))
"""
STOPS = [
    Stop("calls", CALLS, "amina"),
    Stop("calls-public", CALLS),
    Stop("calls-none", "/networks/land-and-bread/calls/", "rangi"),
    Stop("calls-no-coalition", f"/networks/{KITCHEN}/calls/", "amina", status=404),
    Stop("call-new", f"{CALLS}new/", "amina"),
    Stop("call-new-error", f"{CALLS}new/", "amina", press),
    Stop("call", f"{CALLS}1/", "amina"),
    Stop("call-letter", f"{CALLS}2/", "kofi"),
    Stop("call-letter-public", f"{CALLS}2/"),
    Stop("call-open", f"{CALLS}3/", "ravi"),
    Stop("call-inside", f"{CALLS}3/", "felipe", status=404),
    Stop("call-answer", f"{CALLS}3/answer/{SEEDS}/", "ravi"),
    Stop("call-followed", f"{CALLS}3/followed/", "amina"),
    Stop("hard", HARD, "amina"),
    Stop("hard-outside", HARD, "felipe", status=404),
    Stop("hard-none", "/networks/land-and-bread/hard/", "rangi"),
    Stop("hard-new", f"{HARD}new/", "amina"),
    Stop("hard-new-error", f"{HARD}new/", "amina", press),
    Stop("hardship", f"{HARD}{{k_evening}}/", "amina"),
    Stop("hardship-eased", f"{HARD}{{k_eased}}/", "ravi"),
    Stop("hard-change", f"{HARD}{{k_evening}}/change/", "amina"),
    Stop("absent", f"{HARD}absent/", "kofi"),
    Stop("absent-first", "/networks/land-and-bread/hard/absent/", "rangi"),
    Stop("asking", f"{HARD}absent/{{k_asking}}/", "amina"),
]
ACTS = {
    f"coalitions:{name}" for name in ("call_talk", "call_decide", "hard_ease", "hard_task")
}  # fmt: skip
