"""Leaving a coalition, and the path by which it asks a network to leave."""

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coalitions.models import LeaveRequest, Requested
from networks.models import Affiliation, AffiliationState, Network
from networks.rules import Standing, standing_of
from solidarity.people.models import Person

OPEN = (Requested.TOLD, Requested.ANSWERED)
GOOD_FOR = timedelta(days=90)  # from the first day of deciding: nobody lives under it for years


def is_in(network: Network, body: Network) -> bool:
    """Whether `network` belongs to `body` now."""
    found = Affiliation.objects.filter(member=network, body=body, state=AffiliationState.ACTIVE)
    return found.exists()


def why_not_leave(person: Person, network: Network, body: Network) -> str:
    """Why she may not take `network` out of `body` in one step; "" when she may: its stewards."""
    if not standing_of(person, network).is_steward:
        return _("The stewards of a network take it out, or its own decision does.")
    if not is_in(network, body):
        return _("This network does not belong here any more.")
    return ""


def why_not_ask_to_go(
    standing: Standing, speaks: bool, network: Network, body: Network, open_one: LeaveRequest | None
) -> str:
    """Why the viewer may not ask `network` to leave `body`; "" when she may.

    speaks: whether she acts for another network there. open_one: what is asked of it already.
    """
    if not (standing.is_steward or speaks) or standing.is_paused:
        return _("The stewards here, and who speaks for another network in it, can ask that.")
    if open_one is not None:
        return _("This network has been asked already. The path goes on from there.")
    return "" if is_in(network, body) else _("This network does not belong here any more.")


def is_stale(asked: LeaveRequest, *, at: datetime) -> bool:
    """Whether it was left lying: after that one has to begin anew."""
    return at >= asked.decide_from + GOOD_FOR


def why_not_answer(asked: LeaveRequest, speaks: str, *, at: datetime) -> str:
    """Why the viewer may not answer for the network; "" when she may.

    speaks: why she does not act for it, or "".
    """
    if asked.state not in OPEN:
        return _("This is over: there is nothing to answer any more.")
    if at >= asked.answer_until:
        return _("The time for an answer was over on %(day)s. You can still talk about it.") % {
            "day": day_of(asked.answer_until)
        }
    return speaks


def why_not_drop(standing: Standing, asked: LeaveRequest, viewer: Person) -> str:
    """Why the viewer may not take it back; "" when she may: who asked, and stewards."""
    if asked.state not in OPEN:
        return _("This is over already.")
    if asked.by_id != viewer.pk and not standing.is_steward:
        return _("Whoever asked takes it back, or a steward.")
    return ""


def why_not_decide_yet(asked: LeaveRequest | None, *, at: datetime) -> str:
    """Why no decision can send a network away yet; "" when the path was walked."""
    if asked is None or is_stale(asked, at=at):
        return _(
            "A network is asked to leave before anybody decides: it hears the reason, and has time"
            " to answer."
        )
    if at < asked.decide_from:
        return _("The notice runs until %(day)s. Before that nothing is decided.") % {
            "day": day_of(asked.decide_from)
        }
    return ""


def why_not_bring(
    standing: Standing, asked: LeaveRequest, *, is_brought: bool, at: datetime
) -> str:
    """Why the viewer may not bring it to a decision; "" when she may.

    is_brought: whether a question about it is there that nobody called off.
    """
    if asked.state not in OPEN:
        return _("This is over already.")
    if not standing.belongs or standing.is_paused:
        return _("Only those who belong here bring in questions.")
    if is_brought:
        return _("It has been brought to a decision.")
    return why_not_decide_yet(asked, at=at)


def day_of(moment: datetime) -> str:
    """A day in words, in the reader's zone."""
    return date_format(localtime(moment))
