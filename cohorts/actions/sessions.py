"""Making sessions, saying what they are about, handing them over."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.actions.materials import held_body
from cohorts.models import Cohort, Holding, Material, MaterialVersion, Session, Theme
from cohorts.notices import sessions as notices
from cohorts.queries.sessions import holds
from cohorts.queries.titles import is_ready, ready_title
from cohorts.rhythm import monthly
from cohorts.rules.sessions import (
    MOST_AT_ONCE,
    why_not_add_sessions,
    why_not_agree,
    why_not_end,
    why_not_offer,
    why_not_plan,
)
from meetings.actions.convening import convene, touch
from meetings.clocks import next_shown, zone_called
from meetings.models import Meeting
from networks.models import Membership, Network, State
from networks.rules import standing_of
from solidarity.base import versions
from solidarity.base.limits import SAVING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person

THEMES = list(Theme.values)


@transaction.atomic
def make_sessions(  # noqa: PLR0913 each has a name
    network_id: int, *, first: date, hour: time, minutes: int, count: int, zone: str, by: Person,
    at: datetime, place: str = "", link: str = "", key: str = "",
) -> list[Session]:  # fmt: skip
    """Make sessions, one each month on the same weekday; each is a meeting of the cohort.

    zone: whose clocks show `hour`; key: of the form, so that sent twice they are made once.
    """
    network, standing = held_body(network_id, by=by, at=at)
    held = Session.objects.filter(body=network)
    sent = held.filter(meeting__key__startswith=f"{key[:50]}-").order_by("number")
    if key and sent:
        return list(sent)
    cohort = Cohort.objects.filter(network=network).first()
    refuse_if(why_not_add_sessions(standing, cohort.stage if cohort else "", held.count()))
    made = []
    for day in monthly(first, min(count, MOST_AT_ONCE)):
        begins = next_shown(day, hour, zone_called(zone))
        when = {"starts_at": begins, "ends_at": begins + timedelta(minutes=minutes), "zone": zone}
        made.append(_make(network, when, place=place, link=link, key=key, by=by, at=at))
    return made


def _make(
    network: Network, when: Mapping[str, Any], *, place: str, link: str, key: str, by: Person,
    at: datetime,
) -> Session:  # fmt: skip
    number = versions.next_number(Session.objects.filter(body=network))
    theme = Theme(THEMES[number - 1]) if number <= len(THEMES) else None
    meeting = convene(
        network, by=by, at=at, title=ready_title(number, theme or ""),
        place=place, link=link, key=f"{key[:50]}-{number}" if key else "", **when,
    )  # fmt: skip
    return Session.objects.create(body=network, number=number, meeting=meeting, theme=theme or "")


def _held_session(session_id: int, *, by: Person, at: datetime) -> tuple[Session, Any]:
    network = Network.objects.visible_to(by).locked().get(sessions=session_id)
    session = Session.objects.select_related("meeting").get(pk=session_id)
    session.body = network
    return session, standing_of(by, network, at=at)


@transaction.atomic
def plan(session_id: int, *, theme: str, outline: int | None, by: Person, at: datetime) -> Session:
    """Say what a session is about, and attach the newest version of an outline (its number).

    Its meeting is called after the theme, unless somebody called it otherwise.
    """
    session, standing = _held_session(session_id, by=by, at=at)
    refuse_if(why_not_plan(standing, holds=holds(session, by)))
    session.theme = theme
    session.outline = _version(session.body, outline)
    session.save(update_fields=["theme", "outline"])
    title = ready_title(session.number, theme)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=session.meeting_id)
    if is_ready(meeting.title) and meeting.title_words != title:
        meeting.title = title
        touch(meeting, at=at)
    return session


def _version(network: Network, number: int | None) -> MaterialVersion | None:
    if number is None:
        return None
    material = Material.objects.filter(body=network, number=number, gone_at=None).first()
    if material is None:
        raise Refused(_("This outline is not among the materials any more."))
    return material.versions.get(number=material.newest)


def offer(session_id: int, *, share: str, to: int, by: Person, at: datetime) -> Holding:
    """Offer a share of a session to somebody in the cohort (a person's key), or ask for it.

    Who facilitates and takes one herself holds it at once. Asked twice, it is one.
    """
    count_against(SAVING, what="session", who=str(by.pk), at=at)
    with transaction.atomic():
        session, standing = _held_session(session_id, by=by, at=at)
        refuse_if(why_not_offer(standing, to_herself=to == by.pk))
        person = _in_cohort(session.body, to)
        if found := Holding.objects.filter(
            session=session, share=share, person=person, ended_at=None
        ).first():
            return found
        holding = Holding.objects.create(session=session, share=share, person=person, by=by, at=at)
        if not why_not_agree(standing, holding, by):
            return _take_hold(holding, at=at)
        if person == by:
            notices.asked_for(holding, at=at)
        else:
            notices.offered(holding, at=at)
        return holding


def _in_cohort(network: Network, person: int) -> Person:
    held = Membership.objects.filter(network=network, person=person, state=State.ACTIVE)
    found = held.select_related("person").first()
    if found is None:
        raise Refused(_("This person is not in the cohort any more."))
    return found.person


def _take_hold(holding: Holding, *, at: datetime) -> Holding:
    """It is hers now; whoever held it before holds it no more, and is told."""
    before = Holding.objects.filter(
        session=holding.session, share=holding.share, ended_at=None, agreed_at__isnull=False
    ).select_related("person")
    for each in before:
        each.ended_at = at
        each.save(update_fields=["ended_at"])
        notices.handed_over(each, holding, at=at)
    holding.agreed_at = at
    holding.save(update_fields=["agreed_at"])
    return holding


def _held_holding(holding_id: int, *, by: Person, at: datetime) -> tuple[Holding, Any]:
    network = Network.objects.visible_to(by).locked().get(sessions__holdings=holding_id)
    found = Holding.objects.select_related("session__meeting", "person", "by")
    holding = found.get(pk=holding_id)
    holding.session.body = network
    return holding, standing_of(by, network, at=at)


@transaction.atomic
def agree(holding_id: int, *, by: Person, at: datetime) -> Holding:
    """Say the yes that was missing: from now on the person holds it."""
    holding, standing = _held_holding(holding_id, by=by, at=at)
    if holding.agreed_at and not holding.ended_at and holding.person_id == by.pk:
        return holding
    refuse_if(why_not_agree(standing, holding, by))
    _take_hold(holding, at=at)
    notices.agreed(holding, by=by, at=at)
    return holding


@transaction.atomic
def end(holding_id: int, *, by: Person, at: datetime) -> Holding:
    """Decline what is offered, take an offer back, or lay down what one holds."""
    holding, standing = _held_holding(holding_id, by=by, at=at)
    if holding.ended_at:
        return holding
    refuse_if(why_not_end(standing, holding, by))
    holding.ended_at = at
    holding.save(update_fields=["ended_at"])
    notices.ended(holding, by=by, at=at)
    return holding
