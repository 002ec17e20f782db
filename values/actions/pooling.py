"""Putting circles together: sharing, leaving, and sealing what waits."""

import secrets
from collections.abc import Collection
from datetime import datetime

import numpy as np
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from solidarity.base.refused import refuse_if
from solidarity.people.models import Person
from values.actions.consenting import hold_consent
from values.models import (
    MOST_POOLS,
    Batch,
    Consent,
    Part,
    Pool,
    Publication,
    Share,
    Sort,
    Spending,
)
from values.queries.pooling import (
    VECTORS,
    may_be_sealed,
    profiles_of,
    share_in,
    shares_of,
    spent_by,
    spent_in,
)
from values.rules.pooling import is_due, why_not_change_share, why_not_share
from values.science.gap import SPREAD_GAP
from values.science.sealing import (
    Live,
    Plan,
    Sealed,
    next_size,
    plan,
    publish,
    publish_gaps,
    seal,
    seal_gaps,
)

WRITTEN_TOGETHER = 5000


@transaction.atomic
def share(
    person: Person, pool: Pool, *, sealings: int, gives_gap: bool = False, at: datetime
) -> Share:
    """Put her circle into a pool, to be counted `sealings` times at most; raises Refused."""
    hold_consent(person)  # one act at a time on what she shares
    shares = shares_of(person)
    spent = spent_by([person.pk]).get(person.pk, 0)
    has_circle = person.pk in profiles_of([person.pk])
    refuse_if(why_not_share(shares, pool, spent=spent, has_circle=has_circle))
    free = set(range(1, MOST_POOLS + 1)) - {each.slot for each in shares}
    own = next((each for each in shares if each.pool_id == pool.pk), None)
    own = own or Share(person=person, pool=pool, slot=min(free, default=0))
    own.sealings, own.gives_gap, own.shared_at, own.left_at = sealings, gives_gap, at, None
    own.save()
    return own


@transaction.atomic
def change_share(person: Person, pool: Pool, *, sealings: int, gives_gap: bool) -> Share:
    """Change how often she may be counted in a pool, and whether her gap is; raises Refused."""
    hold_consent(person)
    own = share_in(person, pool)
    refuse_if(why_not_change_share(own))
    assert own is not None  # noqa: S101 the rule says so; this is for mypy
    own.sealings, own.gives_gap = sealings, gives_gap
    own.save(update_fields=["sealings", "gives_gap"])
    return own


@transaction.atomic
def leave_pool(person: Person, pool: Pool, *, at: datetime) -> bool:
    """Take her circle out of a pool: out of its next publication. Returns whether it was in it.

    No lock on the pool is waited for: a sealing that runs now counts her, and the next one drops
    the batch that she was in.
    """
    return _leave(Share.objects.open().filter(person=person, pool=pool), at=at)


@transaction.atomic
def leave_pools(person: Person, at: datetime) -> None:
    """Take her out of every pool, as when she takes her consent back."""
    _leave(Share.objects.open().filter(person=person), at=at)


def _leave(shares: QuerySet[Share], *, at: datetime) -> bool:
    """Where she was never sealed her place is free again; elsewhere it stays used."""
    held = list(shares.select_for_update(of=("self",)).values_list("pk", flat=True))
    sealed_there = Spending.objects.filter(person=OuterRef("person"), pool=OuterRef("pool"))
    Share.objects.filter(~Exists(sealed_there), pk__in=held).delete()
    Share.objects.filter(pk__in=held).update(left_at=at)
    return bool(held)


@transaction.atomic
def refresh(pool_id: int, *, belonging: Collection[int], at: datetime) -> bool:
    """Seal what waits in a pool and drop what somebody has left, once in seven days at most.

    belonging: the people who may be in it now, whoever shares; others count as gone.
    Returns whether anything came of it: only then seven days begin anew.
    """
    pool = Pool.objects.select_for_update(no_key=True).get(pk=pool_id)
    if not is_due(pool, at):
        return False
    changed = [_refresh(pool, sort, set(belonging), at=at) for sort in Sort]
    if any(changed):
        pool.refreshed_at = at
        pool.save(update_fields=["refreshed_at"])
    return any(changed)


def _refresh(pool: Pool, sort: Sort, belonging: set[int], *, at: datetime) -> bool:
    live = _live(pool, sort)
    shares = _shares(pool, sort, belonging)
    gone = plan(live, here=shares.keys(), waiting=[]).dropped
    counted = {each for pk, batch in live.items() if pk not in gone for each in batch.people}
    free = [share for key, share in shares.items() if key not in counted]
    ready = _affordable(pool, sort, free)
    vectors = _vectors(pool, sort, ready) if len(ready) >= next_size(len(counted)) else {}
    waiting = list(vectors)
    secrets.SystemRandom().shuffle(waiting)
    made = plan(live, here=shares.keys(), waiting=waiting)
    if not made.dropped and not made.batches:
        return False
    _drop(made, at=at)
    for people in made.batches:
        _seal(pool, sort, people, np.array([vectors[each] for each in people]), at=at)
    _publish(pool, sort, at=at)
    return True


def _live(pool: Pool, sort: Sort) -> dict[int, Live]:
    """The batches that count, with those of their people who are still here at all."""
    people: dict[int, set[int]] = {}
    parts = Part.objects.filter(pool=pool, sort=sort).values_list("batch", "person")
    for batch, person in parts.iterator():
        people.setdefault(batch, set()).add(person)
    batches = Batch.objects.live().filter(pool=pool, sort=sort)
    return {each.pk: Live(each.n, frozenset(people.get(each.pk, ()))) for each in batches}


def _shares(pool: Pool, sort: Sort, belonging: set[int]) -> dict[int, Share]:
    """Who shares here now, belongs, and has agreed to be asked; by the person's key."""
    agreed = Consent.objects.filter(person=OuterRef("person"), withdrawn_at=None)
    found = Share.objects.open().filter(Exists(agreed), pool=pool)
    if sort == Sort.GAP:
        found = found.filter(gives_gap=True)
    return {each.person_id: each for each in found if each.person_id in belonging}


def _affordable(pool: Pool, sort: Sort, shares: list[Share]) -> list[int]:
    """Those of them who may be sealed once more."""
    people = [each.person_id for each in shares]
    spent, here = spent_by(people), spent_in(pool, sort, people)
    return [
        each.person_id
        for each in shares
        if may_be_sealed(each, spent.get(each.person_id, 0), here.get(each.person_id, 0))
    ]


def _vectors(pool: Pool, sort: Sort, people: list[int]) -> dict[int, np.ndarray]:
    """What may be sealed of whom: each held by her consent and her share, then asked once more.

    Neither can be taken back meanwhile, nor can another pool spend the same sealing.
    """
    agreed = Consent.objects.select_for_update().filter(person__in=people, withdrawn_at=None)
    held = list(agreed.order_by("person").values_list("person", flat=True))
    open_here = Share.objects.open().select_for_update(of=("self",))
    shares = open_here.filter(pool=pool, person__in=held).order_by("person")
    ready = _affordable(pool, sort, list(shares))
    return VECTORS[sort](ready, pool)


def _drop(made: Plan, *, at: datetime) -> None:
    """Let batches go, with all that they held: nothing can be made of their sums any more."""
    Part.objects.filter(batch__in=made.dropped).delete()
    Batch.objects.filter(pk__in=made.dropped).update(dropped_at=at, sums=[])


def _seal(
    pool: Pool, sort: Sort, people: tuple[int, ...], vectors: np.ndarray, *, at: datetime
) -> None:
    """Seal one batch: the noise is drawn, and what it cost is written down with it."""
    sealed = (seal if sort == Sort.CIRCLE else seal_gaps)(vectors)
    batch = Batch.objects.create(
        pool=pool, sort=sort, n=sealed.n, rho=sealed.rho, sums=list(sealed.sums), sealed_at=at
    )
    spent = spent_by(people)
    Part.objects.bulk_create(
        (Part(batch=batch, pool=pool, sort=sort, person_id=each) for each in people),
        batch_size=WRITTEN_TOGETHER,
    )
    Spending.objects.bulk_create(
        (
            Spending(
                person_id=each, pool=pool, batch=batch, number=spent.get(each, 0) + 1,
                rho=sealed.rho, at=at,
            )
            for each in people
        ),
        batch_size=WRITTEN_TOGETHER,
    )  # fmt: skip


def _publish(pool: Pool, sort: Sort, *, at: datetime) -> None:
    """Write down what the sealed sums say now; of nobody, where none are left."""
    sealed: list[Sealed] = [
        batch.sealed for batch in Batch.objects.live().filter(pool=pool, sort=sort).order_by("pk")
    ]
    number = Publication.objects.filter(pool=pool, sort=sort).count() + 1
    made = Publication(
        pool=pool, sort=sort, number=number, n=0, means=[], noise_sd=0, sampling_se=0, at=at
    )
    if sealed:
        said = publish(sealed) if sort == Sort.CIRCLE else publish_gaps(sealed, spread=SPREAD_GAP)
        made.take(said)
    made.save()
