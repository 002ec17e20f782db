"""Moving a cohort on, and naming those who facilitate it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from cohorts.actions.applying import forget
from cohorts.actions.founding import held_cohort
from cohorts.models import Application, Cohort, Gathering, RoleOffer, Stage
from cohorts.notices import gathering as notices
from cohorts.queries.gathering import gathering_of, unanswered
from cohorts.queries.people import participants_of
from cohorts.rules.gathering import next_stage, why_not_ask_to_facilitate, why_not_move
from networks.actions.log import log
from networks.models import Kind, Membership, Network, Role, State, Verb
from networks.rules import standing_of
from solidarity.base.limits import PROPOSING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person

WITHOUT_CHOICE = timedelta(days=365)
MONTH = timedelta(days=30)


@transaction.atomic
def move(slug: str, *, to: str, by: Person, at: datetime) -> Cohort:
    """Let the cohort go on to its next stage; to a stage where it stands already, it does nothing.

    to: the stage that the viewer saw as the next one.
    """
    cohort = held_cohort(slug, by=by)
    if cohort.stage == to:
        return cohort
    refuse_if(
        why_not_move(
            standing_of(by, cohort.network, at=at), cohort, unanswered=unanswered(cohort),
            people=participants_of(cohort.network).count(), at=at,
        )
    )  # fmt: skip
    if to != next_stage(cohort):
        raise Refused(_("The cohort has moved on meanwhile. Look at it again."))
    cohort.stage, cohort.stage_since = to, at
    cohort.save(update_fields=["stage", "stage_since"])
    if to == Stage.RUNNING:
        gathering = gathering_of(cohort)
        gathering.chosen_at = at
        gathering.save()
    log(cohort.network, Verb.CHANGED, by=by, at=at, programme="stage", to=to)
    return cohort


def ask_to_facilitate(slug: str, *, handle: str, by: Person, at: datetime) -> RoleOffer:
    """Ask somebody to facilitate. Raises Refused, and TooOften after twenty a day."""
    count_against(PROPOSING, what="facilitate", who=str(by.pk), at=at)
    with transaction.atomic():
        network = Network.objects.visible_to(by).locked().get(slug=slug, kind=Kind.COHORT)
        person = Person.objects.here().filter(handle=handle).first()
        if person is None:
            raise Refused(_("There is nobody of this name here. Look at the word with @."))
        own = Membership.objects.filter(network=network, person=person, state=State.ACTIVE).first()
        is_asked = RoleOffer.objects.filter(network=network, person=person, answered_at=None)
        refuse_if(
            why_not_ask_to_facilitate(
                standing_of(by, network, at=at), own.role if own else None,
                is_asked=is_asked.exists(),
            )
        )  # fmt: skip
        offer = RoleOffer.objects.create(network=network, person=person, by=by, at=at)
        log(network, Verb.CHANGED, by=by, whom=person, at=at, programme="asked")
        notices.asked_to_facilitate(offer)
    return offer


@transaction.atomic
def answer_offer(slug: str, *, by: Person, yes: bool, at: datetime) -> RoleOffer:
    """Say yes or no to facilitating; who says yes belongs to the cohort from now on."""
    network = Network.objects.visible_to(by).locked().get(slug=slug, kind=Kind.COHORT)
    offers = RoleOffer.objects.filter(network=network, person=by, answered_at=None)
    offer = offers.select_for_update(of=("self",)).first()
    standing = standing_of(by, network, at=at)
    if offer is None:
        raise Refused(_("You have answered already."))
    if standing.state == State.BANNED:
        raise Refused(_("The stewards have closed this network to you."))
    offer.answered_at, offer.is_accepted = at, yes
    offer.save(update_fields=["answered_at", "is_accepted"])
    if yes and not standing.is_steward:
        Membership.objects.update_or_create(
            network=network, person=by,
            defaults={
                "role": Role.FACILITATOR, "role_since": at.date(), "role_until": None,
                "state": State.ACTIVE, "asked_at": at, "answered_at": at,
            },
        )  # fmt: skip
    log(network, Verb.CHANGED, by=by, at=at, programme="yes" if yes else "no")
    notices.offer_answered(offer, at=at)
    return offer


@transaction.atomic
def lay_down(slug: str, *, by: Person, at: datetime) -> None:
    """Facilitate no more, and stay in the cohort."""
    network = Network.objects.visible_to(by).locked().get(slug=slug, kind=Kind.COHORT)
    own = Membership.objects.filter(network=network, person=by, role=Role.FACILITATOR).first()
    if own is None:
        raise Refused(_("You do not facilitate here."))
    own.role, own.role_since = Role.MEMBER, None
    own.save(update_fields=["role", "role_since"])
    log(network, Verb.CHANGED, by=by, at=at, programme="laid_down")


def forget_applications(*, at: datetime) -> int:
    """Delete applications, and what was said about them, when their time is over; how many."""
    gone = 0
    for gathering in _over(at):
        with transaction.atomic():
            found = Application.objects.filter(cohort=gathering.cohort_id)
            gone += forget(found.values_list("pk", flat=True))
    return gone


def _over(at: datetime) -> list[Gathering]:
    """Where applications have been kept as long as was said; without a choice, a year longer."""
    kept = F("keeps_months") * MONTH
    chosen = Q(chosen_at__isnull=False, chosen_at__lte=at - kept)
    never = Q(chosen_at=None, cohort__apply_by__lte=at - kept - WITHOUT_CHOICE)
    found = Gathering.objects.filter(chosen | never)
    return list(found.filter(cohort__applications__isnull=False).distinct().order_by("pk"))
