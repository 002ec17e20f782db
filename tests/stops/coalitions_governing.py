"""What the agreement of the demo's coalition governs, for the tour; and what is shared of it."""

from tests.browsing import Visit
from tests.tour_stop import Stop, press

HOME = "/networks/common-table/agreement/"
SHORE = "/networks/shore-to-shore/agreement/"


def wait_too_long(visit: Visit) -> None:
    """Let newcomers wait longer than one can."""
    visit.page.locator("#id_waiting_days").fill("9999")
    press(visit)


STOPS = [
    Stop("clause-settings", f"{HOME}clauses/6/settings/", "amina"),
    Stop("clause-settings-error", f"{HOME}clauses/6/settings/", "amina", wait_too_long),
    Stop("clause-governs", f"{HOME}clauses/6/", "amina"),
    Stop("settings-held", "/networks/common-table/settings/", "kofi"),
    Stop("customs-held", "/networks/common-table/decisions/settings/", "kofi"),
    Stop("usual-held", "/networks/common-table/decisions/settings/statement/", "kofi"),
    Stop("terms-held", "/networks/common-table/affiliations/terms/", "kofi"),
    Stop("consents", f"{HOME}consents/", "amina"),
    Stop("consents-none", f"{SHORE}consents/", "olena"),
    Stop("templates", "/agreements/"),
    Stop("template", "/agreements/{v_template}/"),
    Stop("template", "/agreements/{v_template}/", "olena"),
    Stop("template-choose", f"{SHORE}templates/", "olena"),
    Stop("template-take", f"{SHORE}templates/{{v_template}}/", "olena"),
    Stop("template-take-error", f"{SHORE}templates/{{v_template}}/", "olena", press),
    Stop("template-taken", f"{SHORE}clauses/1/", "olena"),
    Stop("version-share", f"{HOME}versions/1/share/", "kofi"),
    Stop("version-unshare", f"{HOME}versions/1/share/end/", "kofi"),
]
ACTS: set[str] = set()
NAMES = ("template",)
PREPARE = """
import json
from coalitions.models import AgreementTemplate
print(json.dumps({
    "template": AgreementTemplate.objects.get(version__body__slug="common-table").pk}))
"""
