"""People with circles, for tests of pools: rows as the actions would leave them."""

import random

from solidarity.people.models import Person
from tests.fixtures.people import NOON
from values.answers import sealed_answers
from values.models import About, Consent, Pool, Share, Sheet
from values.queries.pooling import POOLED
from values.science.instruments import instrument

CARING = {"UN": 6, "BE": 6, "SD": 5, "PO": 1, "AC": 2}
MILD = {"UN": 5, "BE": 5, "PO": 3, "AC": 3}


def give_circle(person, *, about=About.SELF, pool=None, leaning=CARING, seed=1, at=NOON):
    """She has agreed, and finished a sheet whose answers lean as told."""
    Consent.objects.get_or_create(
        person=person, withdrawn_at=None, defaults={"wording": 1, "given_at": NOON}
    )
    draw = random.Random(f"{seed}-{person.pk}-{about}")
    answers = {
        item.number: min(6, max(1, leaning.get(item.value, 4) + draw.choice([-1, 0, 0, 1])))
        for item in instrument(POOLED).items
    }
    return Sheet.objects.create(
        person=person, instrument=POOLED, about=about, pool=pool, order=1, began_at=at,
        finished_at=at, sealed=sealed_answers(person.pk, answers),
    )  # fmt: skip


def new_people(many, *, first=1):
    """Plain people, by one query; without addresses to sign in with."""
    return Person.objects.bulk_create(
        Person(
            email=f"pooled-{number}@example.org", handle=f"pooled-{number}",
            display_name=f"Pooled {number}", joined_at=NOON,
        )
        for number in range(first, first + many)
    )  # fmt: skip


def give_share(person, pool, *, slot=1, sealings=3, gives_gap=False):
    return Share.objects.create(
        person=person, pool=pool, slot=slot, sealings=sealings, gives_gap=gives_gap, shared_at=NOON
    )


def sharing_people(many, pool, *, first=1, **how):
    """So many people who share their circle in `pool`."""
    people = new_people(many, first=first)
    for person in people:
        give_circle(person)
        give_share(person, pool, **how)
    return people


def new_pool():
    return Pool.objects.create(began_at=NOON)
