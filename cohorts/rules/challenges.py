"""Whom participants trust with challenges, and who reads and answers in one."""

from django.utils.translation import gettext as _

from cohorts.models import Challenge, Trusted
from cohorts.rules.people import facilitates, takes_part
from networks.models import Network, Visibility
from networks.rules import Standing
from solidarity.people.models import Person

MOST_TRUSTED = 2
MOST_PROPOSED = 8


def is_enough(voices: int, participants: int) -> bool:
    """Whether so many of them are more than half."""
    return voices * 2 > participants


def why_not_propose(standing: Standing, proposed: int) -> str:
    """Why the viewer may propose nobody, `proposed` being open; "" when she may."""
    if not takes_part(standing):
        return _("Participants choose whom they trust; those who facilitate have no part in it.")
    if proposed >= MOST_PROPOSED:
        return _("Enough people are proposed already. Confirm one of them.")
    return ""


def why_not_trust(
    person: Person, standing: Standing, network: Network, *, is_proposed: bool
) -> str:
    """Why `person`, who stands so to the cohort, cannot be proposed; "" when she can."""
    if not person.is_here or facilitates(standing):
        return _("Choose somebody who does not facilitate this cohort.")
    if not standing.is_member and network.visibility != Visibility.PUBLIC:
        return _("This cohort is hidden, so the two are chosen among those who are in it.")
    return _("This person is proposed already.") if is_proposed else ""


def why_not_confirm(standing: Standing, trusted: Trusted) -> str:
    """Why the viewer may not confirm her, or take her voice back; "" when she may."""
    if trusted.ended_at:
        return _("This person is proposed no more.")
    if not takes_part(standing):
        return _("Participants choose whom they trust; those who facilitate have no part in it.")
    return ""


def why_not_answer(trusted: Trusted, viewer: Person) -> str:
    """Why this question is not hers to answer; "" when it is."""
    if trusted.ended_at:
        return _("This was answered already.")
    return "" if trusted.person_id == viewer.pk else _("Somebody else answers this.")


def why_not_challenge(standing: Standing, reached: int) -> str:
    """Why the viewer may not challenge those who facilitate, `reached` reading it; "" when may.

    Who is paused may: a pause is no way to silence her.
    """
    if not takes_part(standing):
        return _("Those who take part challenge those who facilitate.")
    if not reached:
        return _("Nobody is trusted with it yet. Report it to the admins instead.")
    return ""


def why_not_say(challenge: Challenge) -> str:
    """Why nothing is said there any more; "" while it is open."""
    return _("This was closed.") if challenge.closed_at else ""


def why_not_tell(challenge: Challenge, viewer: Person) -> str:
    """Why she may not let all in the cohort read what was changed; "" when she may."""
    if viewer.pk != challenge.person_id:
        return _("Whoever challenged says whether all read it.")
    return "" if challenge.closed_at else _("First it says what was changed.")
