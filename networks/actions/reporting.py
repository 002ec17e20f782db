"""Reporting something; taking a report up and closing it; what admins can do besides."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from networks import notices
from networks.actions.log import log
from networks.models import Network, Report, ReportState, Role, State, Verb
from networks.queries import has_reported, reports_at_desk, reports_in
from networks.rules import (
    standing_of,
    why_not_ask_stewards,
    why_not_close,
    why_not_list,
    why_not_report,
    why_not_take,
    why_not_unlist,
)
from solidarity.base.limits import REPORTING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person


@dataclass(frozen=True)
class Matter:
    """What is reported: a thing, where it stands, whose doing it is, and in which network."""

    thing: models.Model
    url: str
    name: str
    network: Network | None = None
    whom: Person | None = None
    quoted: str = ""

    @property
    def is_for_admins(self) -> bool:
        """Whether no steward shall handle it: about a network as such, a steward, or nowhere."""
        network = self.network
        if network is None or isinstance(self.thing, Network) or not _is_looked_after(network):
            return True
        stewards = network.memberships.filter(role=Role.STEWARD, state=State.ACTIVE)
        return self.whom is not None and stewards.filter(person=self.whom).exists()


def _is_looked_after(network: Network) -> bool:
    return network.memberships.filter(role=Role.STEWARD, state=State.ACTIVE).exists()


def report(
    matter: Matter, *, harm: str, words: str, is_named: bool, by: Person, at: datetime,
    touches: str = "",
) -> Report:  # fmt: skip
    """Say that something is wrong; raises Refused, and TooOften after ten a day."""
    count_against(REPORTING, what="report", who=str(by.pk), at=at)
    thing = matter.thing
    refuse_if(why_not_report(by, matter.whom, reported=has_reported(by, thing)))
    with transaction.atomic():
        try:
            with transaction.atomic():
                made = Report.objects.create(
                    network=matter.network, whom=matter.whom, reporter=by, is_named=is_named,
                    for_admins=matter.is_for_admins, harm=harm, words=words, touches=touches,
                    quoted=matter.quoted, made_at=at, about_url=matter.url, about_id=thing.pk,
                    about_type=ContentType.objects.get_for_model(thing),
                    about_words=matter.name[:200],
                )  # fmt: skip
        except IntegrityError as twice:  # the same form at the same moment
            raise Refused(why_not_report(by, matter.whom, reported=True)) from twice
        notices.reported(made, at=at)
    return made


def _held(report_id: int, *, by: Person, at_desk: bool) -> Report:
    """A report that `by` handles, its row and its network held; Report.DoesNotExist otherwise."""
    known = Report.objects.get(pk=report_id)
    network = None
    if known.network_id:
        network = Network.objects.locked().get(pk=known.network_id)
    if at_desk:
        if not by.is_admin:
            raise Report.DoesNotExist
        found = reports_at_desk(by)
    else:
        if network is None or not standing_of(by, network).is_steward:
            raise Report.DoesNotExist
        found = reports_in(by, network)
    held = found.select_for_update(of=("self",)).get(pk=report_id)
    held.network = network
    return held


def _trace(held: Report, verb: Verb, *, by: Person, at: datetime, at_desk: bool) -> None:
    """Members read that a report was handled, not about whom or by whom it was made."""
    if held.network is not None:
        log(held.network, verb, by=by, at=at, at_desk=at_desk)


@transaction.atomic
def take(report_id: int, *, by: Person, at: datetime, at_desk: bool = False) -> Report:
    """Take a report up: the others know who is on it, and whoever reported is told."""
    held = _held(report_id, by=by, at_desk=at_desk)
    refuse_if(why_not_take(held))
    held.state, held.taken_by, held.taken_at = ReportState.TAKEN, by, at
    held.save(update_fields=["state", "taken_by", "taken_at"])
    _trace(held, Verb.TOOK_UP, by=by, at=at, at_desk=at_desk)
    notices.report_taken(held, at=at)
    return held


@transaction.atomic
def close(report_id: int, *, words: str, by: Person, at: datetime, at_desk: bool = False) -> Report:
    """Close a report and say what was done; what it quoted is forgotten."""
    held = _held(report_id, by=by, at_desk=at_desk)
    refuse_if(why_not_close(held))
    held.state, held.closed_at, held.done, held.quoted = ReportState.CLOSED, at, words, ""
    held.taken_by, held.taken_at = held.taken_by or by, held.taken_at or at
    held.save(update_fields=["state", "closed_at", "done", "quoted", "taken_by", "taken_at"])
    _trace(held, Verb.HANDLED, by=by, at=at, at_desk=at_desk)
    notices.report_closed(held, at=at)
    return held


@transaction.atomic
def ask_stewards(report_id: int, *, words: str, by: Person, at: datetime) -> Report:
    """Write to the stewards of the network, but not to the one that it is about."""
    held = _held(report_id, by=by, at_desk=True)
    refuse_if(why_not_ask_stewards(held))
    _trace(held, Verb.ASKED_THEM, by=by, at=at, at_desk=True)
    notices.admins_ask(held, words, at=at)
    return held


@transaction.atomic
def unlist(report_id: int, *, words: str, by: Person, at: datetime) -> Report:
    """Take the network out of the directory; the log says why, and its stewards are told."""
    held = _held(report_id, by=by, at_desk=True)
    refuse_if(why_not_unlist(held))
    return _set_listing(held, at, Verb.UNLISTED, words, by=by, at=at)


@transaction.atomic
def list_again(report_id: int, *, words: str, by: Person, at: datetime) -> Report:
    """Put the network back into the directory."""
    held = _held(report_id, by=by, at_desk=True)
    refuse_if(why_not_list(held))
    return _set_listing(held, None, Verb.LISTED, words, by=by, at=at)


def _set_listing(
    held: Report, since: datetime | None, verb: Verb, words: str, *, by: Person, at: datetime
) -> Report:
    network = held.network
    if network is None:
        raise Refused(_("This is about no network."))
    network.unlisted_at = since
    network.save(update_fields=["unlisted_at"])
    log(network, verb, by=by, words=words, at=at)
    notices.listing_changed(network, f"networks.{verb}", words, at=at)
    return held
