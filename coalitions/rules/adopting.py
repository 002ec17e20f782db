"""What can be brought to a decision as an agreement, and whether it can still be adopted."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from coalitions.models import AgreementVersion, ClauseText
from coalitions.rules.agreement import why_not_draft
from decisions.models import Decision
from networks.models import Kind, Network
from networks.rules import Standing

About = Mapping[str, Any]
MOST_CLAUSES = 400


def why_not_bring(standing: Standing, network: Network, *, clauses: int, differs: bool) -> str:
    """Why the viewer may not bring so many clauses to a decision; "" when she may.

    differs: whether anything is another thing than in the version in force.
    """
    if reason := why_not_draft(standing, network):
        return reason
    if not clauses:
        return _("No clause is ready yet. Mark those as ready that the networks shall decide on.")
    if not differs:
        return _("All that is ready is in force already. Change a clause, and mark it as ready.")
    if clauses > MOST_CLAUSES:
        return _("An agreement holds 400 clauses at most. Put some together.")
    return ""


def why_not_adopt(network: Network, about: About) -> str:
    """Why what was frozen in `about` cannot come in force (any more); "" when it can."""
    if network.kind != Kind.COALITION:
        return _("Only a coalition adopts an agreement.")
    if not is_whole(network, about):
        return _("What this is about is not there any more.")
    newest = AgreementVersion.objects.filter(body=network).order_by("-number").first()
    number = newest.number if newest else 0
    if number == about["after"] or (newest and is_met(network, newest, about)):
        return ""
    return _(
        "Another version came in force meanwhile. Look at what changed, and bring this in again."
    )


def is_whole(network: Network, about: About) -> bool:
    """Whether every text that was frozen is there."""
    clauses = about.get("clauses")
    if not isinstance(clauses, dict) or not clauses or not isinstance(about.get("after"), int):
        return False
    found = ClauseText.objects.filter(clause__body=network, clause__number__in=clauses)
    there = set(found.values_list("clause__number", "number"))
    return all((int(number), text) in there for number, text in clauses.items())


def is_met(network: Network, newest: AgreementVersion, about: About) -> bool:
    """Whether the version in force is what this very decision adopted: it was met before."""
    found = Decision.objects.filter(network=network, number=newest.decision)
    return found.filter(effect="coalitions.adopt", effect_about=dict(about)).exists()
