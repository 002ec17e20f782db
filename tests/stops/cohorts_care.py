"""What one has of one's own in a cohort, for the tour: as the demo leaves it."""

from tests.tour_stop import Stop, press

TABLE = "/networks/the-long-table-a-first-cohort/"
# Run inside the stack; prints keys of what noor wrote, and of her group, as JSON.
NAMES = ("entry", "shared", "commitment", "group")
PREPARE = """
import json
from cohorts.models import Buddy, Commitment, Entry
of = dict(person__handle="noor", body__slug="the-long-table-a-first-cohort")
print(json.dumps({"entry": Entry.objects.get(shared="nobody", **of).pk,
                  "shared": Entry.objects.get(shared="cohort", **of).pk,
                  "commitment": Commitment.objects.get(shared="cohort", **of).pk,
                  "group": Buddy.objects.get(left_at=None, **of).group_id}))
"""
STOPS = [
    Stop("mine", f"{TABLE}mine/", "noor"),
    Stop("mine-facilitates", f"{TABLE}mine/", "mwangi"),
    Stop("mine-outside", f"{TABLE}mine/", "amina", status=404),
    Stop("journal", f"{TABLE}journal/", "noor"),
    Stop("journal-error", f"{TABLE}journal/", "noor", press),
    Stop("journal-facilitates", f"{TABLE}journal/", "mwangi"),
    Stop("entry", f"{TABLE}journal/{{w_entry}}/", "noor"),
    Stop("entry-not-shared", f"{TABLE}journal/{{w_entry}}/", "mwangi", status=404),
    Stop("entry-shared", f"{TABLE}journal/{{w_shared}}/", "thandi"),
    Stop("entry-delete", f"{TABLE}journal/{{w_entry}}/delete/", "noor"),
    Stop("commitments", f"{TABLE}commitments/", "noor"),
    Stop("commitments-error", f"{TABLE}commitments/", "noor", press),
    Stop("commitment", f"{TABLE}commitments/{{w_commitment}}/", "noor"),
    Stop("commitment-shared", f"{TABLE}commitments/{{w_commitment}}/", "thandi"),
    Stop("commitment-delete", f"{TABLE}commitments/{{w_commitment}}/delete/", "noor"),
    Stop("buddies", f"{TABLE}buddies/", "noor"),
    Stop("buddy-group", f"{TABLE}buddies/{{w_group}}/", "noor"),
    Stop("buddies-matching", f"{TABLE}buddies/groups/", "mwangi"),
    Stop("care", f"{TABLE}care/", "noor"),
    Stop("care-error", f"{TABLE}care/", "noor", press),
    Stop("care-facilitates", f"{TABLE}care/", "mwangi"),
]
ACTS = {
    f"cohorts:{name}"
    for name in (
        "keep_sealed", "buddies_change", "matching_swap", "matching_known", "load_share",
        "load_delete", "helps", "rest", "rest_back",
    )
}  # fmt: skip
