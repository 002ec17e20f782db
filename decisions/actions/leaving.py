"""Whoever leaves gives her voice back; what she said in rounds that are over stays counted."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import QuerySet

from decisions.actions.holding import share_round
from decisions.models import Challenge, Concern, Elector, ElectorState, Who
from networks.models import Network
from solidarity.people.models import Person


def voice_back(person: Person, network: Network, at: datetime) -> None:
    """Withdraw her voice where she has one by belonging to `network`, and belongs no more.

    A secret ballot that she has cast stays: nobody can find it, and nothing here asks whether.
    """
    hers = _in_open_rounds(at).filter(person=person).exclude(round__decision__who=Who.AFFECTED)
    bodies = Network.objects.of(person).values("pk")
    _withdraw(hers.exclude(round__decision__network__in=bodies), at=at)


def voice_of_network_back(member: Network, body: Network, at: datetime) -> None:
    """Withdraw the voice of a network that has left a body, where it has one there."""
    _withdraw(_in_open_rounds(at).filter(network=member, round__decision__network=body), at=at)


def forget_in_decisions(person: Person, at: datetime, _leaves_words: bool) -> None:
    """Her voice goes back, her words and her name go; what she chose stays under a number."""
    with transaction.atomic():
        _withdraw(_in_open_rounds(at).filter(person=person), at=at)
        Concern.objects.filter(by=person).update(words="")
        Concern.objects.filter(elector__person=person).update(words="")
        Challenge.objects.filter(by=person).update(words="")
        with connection.cursor() as cursor:
            cursor.execute("SELECT decisions_erase_person(%s)", [person.pk])


def _in_open_rounds(at: datetime) -> QuerySet[Elector]:
    """Voices in rounds that are open at this moment."""
    return Elector.objects.filter(
        state=ElectorState.ENTITLED, round__counted_at=None, round__voided_at=None,
        round__closes_at__gt=at,
    )  # fmt: skip


@transaction.atomic
def _withdraw(electors: QuerySet[Elector], *, at: datetime) -> None:
    """One round after the other; one that closes meanwhile is left as it was."""
    for pk, round_id, closes_at in electors.order_by("round", "pk").values_list(
        "pk", "round", "round__closes_at"
    ):
        if share_round(round_id, at=at) < closes_at:
            still = Elector.objects.filter(pk=pk, round__counted_at=None, round__voided_at=None)
            still.update(state=ElectorState.WITHDRAWN)
