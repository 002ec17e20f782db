"""Naming values of one's own, changing them, letting go of them."""

from datetime import datetime
from typing import Any

from django.db import transaction

from solidarity.base.limits import SAVING, count_against
from solidarity.base.refused import refuse_if
from solidarity.base.resealing import Sealed
from solidarity.base.stale import refuse_if_stale
from solidarity.base.vault import resealed
from solidarity.people.models import Person
from values.models import OwnValue, placed
from values.naming import purpose_of, sealed_words
from values.queries.naming import opened
from values.rules.naming import why_not_name

SAID = ("name", "meaning", "story", "places", "is_said")
NOTHING = {"name": "", "meaning": "", "story": "", "places": [], "is_off_map": False}


def own_words(value: OwnValue) -> dict[str, Any]:
    """What `change_own` can change of an opened value, as it stands."""
    return {name: getattr(value, name) for name in SAID} | {"places": value.ticked}


def _put(value: OwnValue, said: dict[str, Any]) -> None:
    """Write what she said where it belongs: in the open, or sealed."""
    hers = {name: said[name] for name in SAID[:3]} | placed(said["places"])
    value.is_said = said["is_said"]
    value.sealed = "" if value.is_said else sealed_words(value.person_id, hers)
    for name, each in (hers if value.is_said else NOTHING).items():
        setattr(value, name, each)


def name_own(*, by: Person, said: dict[str, Any], at: datetime) -> OwnValue:
    """Keep a value that she named; nobody else sees it unless she says so. Raises Refused.

    said: name, meaning, story, places (codes, or OFF_MAP), is_said.
    """
    count_against(SAVING, what="own-value", who=str(by.pk), at=at)
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=by.pk)  # one after the other
        refuse_if(why_not_name(OwnValue.objects.filter(person=by).count()))
        value = OwnValue(person=by, written_at=at)
        _put(value, said)
        value.save()
    return value


@transaction.atomic
def change_own(pk: int, *, by: Person, said: dict[str, Any], seen: str, at: datetime) -> OwnValue:
    """Write a value of hers anew; raises Stale after another tab of hers.

    seen: fingerprint of what she began with.
    """
    value = opened(OwnValue.objects.select_for_update().get(pk=pk, person=by))
    refuse_if_stale(own_words(value), seen=seen)
    _put(value, said)
    value.written_at = at
    value.save()
    return value


@transaction.atomic
def forget_own(pk: int, *, by: Person) -> None:
    """Delete a value of hers; it is gone at once."""
    OwnValue.objects.get(pk=pk, person=by).delete()


def _sealed_anew(value: OwnValue) -> bool:
    before = value.sealed
    value.sealed = resealed(before, purpose=purpose_of(value.person_id))
    return value.sealed != before


OWN_VALUES = Sealed(lambda: OwnValue.objects.exclude(sealed=""), "sealed", _sealed_anew)
