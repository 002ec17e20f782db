"""Who reads and writes an agreement, and what one can do with its clauses."""

from django.utils.translation import gettext as _

from coalitions.models import AgreementVersion, Clause, Suggestion
from networks.models import Affiliation, AffiliationState, Kind, Network, NetworkState
from networks.rules import Standing

DECIDING_STATES = (NetworkState.ACTIVE, NetworkState.SEEKING)


def reads_agreement(standing: Standing) -> bool:
    """Those who belong read it, with all who are in a network that is in it."""
    return standing.belongs


def is_there(standing: Standing, network: Network) -> bool:
    """Whether the tab of the agreement is there."""
    return network.kind == Kind.COALITION and reads_agreement(standing)


def why_not_draft(standing: Standing, network: Network) -> str:
    """Why the viewer may not write at the agreement of `network`; "" when she may."""
    if network.kind != Kind.COALITION or not standing.belongs:
        return _("Those who belong to the coalition write its agreement.")
    if standing.is_paused:
        return _("You are paused here: you read, but write nothing for now.")
    if network.state not in DECIDING_STATES:
        return _("Nobody looks after this coalition, so nothing is changed here.")
    return ""


def why_not_write(standing: Standing, clause: Clause) -> str:
    """Why the viewer may not write this clause anew; "" when she may."""
    if clause.dropped_at is not None:
        return _("This clause is left out of the next version. Take it back in first.")
    return why_not_draft(standing, clause.body)


def why_not_mark_ready(standing: Standing, clause: Clause, *, number: int, newest: int) -> str:
    """Why the viewer may not call text `number` of this clause ready; `newest` is its newest."""
    if number != newest:
        return _("Somebody wrote this clause anew meanwhile. Read it once more.")
    return why_not_write(standing, clause)


def why_not_answer(standing: Standing, suggestion: Suggestion) -> str:
    """Why the viewer may not answer this suggestion; "" when she may."""
    if suggestion.answered_at is not None:
        return _("This suggestion was answered already.")
    return why_not_write(standing, suggestion.clause)


def why_not_ask_consent(version: AgreementVersion, newest: int, network: Network) -> str:
    """Why `network` cannot say yes to this version now; newest: the number in force."""
    if version.number != newest:
        return _("A newer version is in force. Look at that one.")
    inside = Affiliation.objects.filter(
        member=network, body=version.body_id, state=AffiliationState.ACTIVE
    )
    if not inside.exists():
        return _("This network is not part of the coalition.")
    if version.consents.filter(network=network).exists():
        return _("This network has said yes to it already.")
    return ""
