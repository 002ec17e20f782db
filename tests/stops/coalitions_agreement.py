"""The agreement of the demo's coalition for the tour: drafting, versions, consents."""

from tests.browsing import Visit
from tests.tour_stop import Stop, press

HOME = "/networks/common-table/agreement/"


def press_answer(visit: Visit) -> None:
    """Answer a suggestion without words."""
    visit.page.locator("main form [value=answer]").click()
    visit.page.locator(".error-summary").wait_for()


def empty_and_press(visit: Visit) -> None:
    """Send the page's form without any words."""
    visit.page.locator("#id_words").fill("")
    press(visit)


STOPS = [
    Stop("agreement", HOME, "amina"),
    Stop("agreement", HOME, "felipe", status=404),
    Stop("agreement-none", "/networks/shore-to-shore/agreement/", "olena"),
    Stop("agreement-drafts", f"{HOME}drafts/", "amina"),
    Stop("agreement-group", f"{HOME}drafts/rules/", "amina"),
    Stop("agreement-group-free", f"{HOME}drafts/free/", "amina"),
    Stop("clause-new", f"{HOME}clauses/new/?group=deciding", "amina"),
    Stop("clause-new-error", f"{HOME}clauses/new/", "amina", press),
    Stop("clause", f"{HOME}clauses/2/", "amina"),
    Stop("clause-changed", f"{HOME}clauses/3/", "amina"),
    Stop("clause-edit", f"{HOME}clauses/2/edit/", "amina"),
    Stop("clause-edit-error", f"{HOME}clauses/2/edit/", "amina", press),
    Stop("clause-history", f"{HOME}clauses/3/history/", "amina"),
    Stop("clause-text", f"{HOME}clauses/3/history/2/", "amina"),
    Stop("clause-suggest", f"{HOME}clauses/2/suggest/", "amina"),
    Stop("clause-suggest-error", f"{HOME}clauses/2/suggest/", "amina", empty_and_press),
    Stop("suggestion", f"{HOME}clauses/2/suggestions/{{a_suggestion}}/", "amina"),
    Stop("suggestion-error", f"{HOME}clauses/2/suggestions/{{a_suggestion}}/", "amina",
         press_answer),
    Stop("agreement-propose", f"{HOME}propose/", "amina"),
    Stop("agreement-propose-error", "/networks/slow-streets/agreement/propose/", "stella",
         status=404),
    Stop("agreement-proposal", f"{HOME}proposals/{{a_proposal}}/", "amina"),
    Stop("agreement-decision", "/networks/common-table/decisions/{a_proposal}/", "amina"),
    Stop("agreement-version", f"{HOME}versions/1/", "amina"),
    Stop("agreement-print", f"{HOME}versions/1/print/", "amina"),
    Stop("agreement-diff", f"{HOME}versions/1/diff/1/", "amina"),
    Stop("agreement-consents", f"{HOME}versions/1/consents/", "amina"),
    Stop("agreement-consent", f"{HOME}versions/1/consent/seed-keepers-of-the-dry-valley/", "ravi"),
    Stop("agreement-consent-said", f"{HOME}versions/1/consent/harbour-kitchen/", "amina"),
]  # fmt: skip
ACTS = {
    "coalitions:clause_ready", "coalitions:clause_drop", "coalitions:clause_move",
    "coalitions:clause_talk", "coalitions:version_markdown", "coalitions:proposal_renew",
}  # fmt: skip
NAMES = ("suggestion", "proposal")
PREPARE = """
import json
from coalitions.models import Suggestion
from decisions.models import Decision
print(json.dumps({
    "suggestion": Suggestion.objects.get(clause__body__slug="common-table").pk,
    "proposal": Decision.objects.get(effect="coalitions.adopt").number}))
"""
