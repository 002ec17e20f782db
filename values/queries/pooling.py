"""Pools: who shares, what waits, what is published. Answers are opened in the process alone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from django.db.models import Count, QuerySet

from solidarity.people.models import Person
from values.models import MOST_SEALINGS, About, Pool, Publication, Share, Sheet, Sort, Spending
from values.queries.answering import Floats, scores_in
from values.science.instruments import instrument
from values.science.scoring import care_above_status

POOLED = "circle30"  # all that is put together is answered on one scale
TOGETHER = 2000  # sheets opened at a time


def shares_of(person: Person) -> list[Share]:
    """Where she shares or has shared, her first place first."""
    return list(Share.objects.filter(person=person).order_by("slot"))


def share_in(person: Person, pool: Pool) -> Share | None:
    """Her open share in a pool."""
    return Share.objects.open().filter(person=person, pool=pool).first()


def spendings_of(person: Person) -> list[Spending]:
    """Her sealings, the first first."""
    return list(Spending.objects.filter(person=person).select_related("batch").order_by("number"))


def spent_by(people: Collection[int]) -> dict[int, int]:
    """How many of their sealings these people have used; who used none is not there."""
    found = Spending.objects.filter(person__in=people).order_by().values_list("person")
    return dict(found.annotate(Count("pk")))


def spent_in(pool: Pool, sort: str, people: Collection[int]) -> dict[int, int]:
    """The same, of one sort in one pool."""
    found = Spending.objects.filter(pool=pool, batch__sort=sort, person__in=people)
    return dict(found.order_by().values_list("person").annotate(Count("pk")))


def may_be_sealed(share: Share, spent: int, here: int) -> bool:
    """Whether a share allows one more sealing; spent: of all hers, here: of this sort here."""
    return spent < MOST_SEALINGS and here < share.sealings


def profiles_of(
    people: Collection[int], about: str = About.SELF, pool: Pool | None = None
) -> dict[int, Floats]:
    """The whole circles of many: of each the last sheet that she finished and that counts.

    Who left out too much of a value has no whole circle, and is not there.
    """
    found: dict[int, Floats] = {}
    of = instrument(POOLED)
    sheets = Sheet.objects.filter(
        person__in=people, instrument=POOLED, about=about, pool=pool, finished_at__isnull=False
    ).order_by("finished_at", "pk")
    some: list[Sheet] = []
    for sheet in sheets.iterator(TOGETHER):
        some.append(sheet)
        if len(some) == TOGETHER:
            found |= _whole(some, scores_in(some, of).centred)
            some = []
    return found | (_whole(some, scores_in(some, of).centred) if some else {})


def _whole(sheets: list[Sheet], centred: Floats) -> dict[int, Floats]:
    return {
        sheet.person_id: row
        for sheet, row in zip(sheets, centred, strict=True)
        if not np.isnan(row).any()
    }


def gaps_of(people: Collection[int], pool: Pool) -> dict[int, Floats]:
    """What each believes of a typical member, and of a typical person in her country, less her own.

    Points of care above status, two numbers; who has not answered all three is not there.
    """
    own = profiles_of(people)
    member = profiles_of(own.keys(), About.MEMBER, pool)
    country = profiles_of(member.keys(), About.COUNTRY)
    return {
        key: np.array(
            [
                float(care_above_status(believed[key]) - care_above_status(own[key]))
                for believed in (member, country)
            ]
        )
        for key in country
    }


VECTORS = {Sort.CIRCLE: lambda people, pool: profiles_of(people), Sort.GAP: gaps_of}


def publications_of(pool: Pool, sort: str) -> QuerySet[Publication]:
    """What was published of a pool, the newest first."""
    return Publication.objects.filter(pool=pool, sort=sort).order_by("-number")


@dataclass(frozen=True)
class Standing:
    """What is published now, and what was before it."""

    now: Publication | None
    before: Publication | None


def published(pool: Pool, sort: str = Sort.CIRCLE) -> Standing:
    """The newest publication, where it is of anybody, and the one before. One query."""
    found = list(publications_of(pool, sort)[:2])
    if not found or not found[0].n:
        return Standing(None, None)
    before = found[1] if len(found) > 1 and found[1].n else None
    return Standing(found[0], before)


def newest_of(pools: Collection[int], sort: str = Sort.CIRCLE) -> Mapping[int, Publication]:
    """The newest publication of each pool that has one of anybody, by the pool's key. One query."""
    found = Publication.objects.filter(pool__in=pools, sort=sort).order_by("pool", "-number")
    return {each.pool_id: each for each in found.distinct("pool") if each.n}
