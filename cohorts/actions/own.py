"""Writing for oneself in a cohort, sharing it, taking it back: journal, commitments, loads."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cohorts.models import Commitment, Entry, Helps, Load, LoadShared, SealedDraft, SharedWith
from cohorts.queries.buddies import buddies_of
from cohorts.queries.own import Own, opened, own
from cohorts.rules.own import (
    MOST_COMMITMENTS,
    MOST_ENTRIES,
    MOST_LOADS,
    has_own,
    why_not_one_more,
)
from cohorts.sealing import sealed_anew, sealed_for
from networks.models import Network
from networks.rules import standing_of
from solidarity.base.limits import SAVING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.resealing import Sealed
from solidarity.base.stale import refuse_if_stale
from solidarity.people.models import Person

MOST = {Entry: MOST_ENTRIES, Commitment: MOST_COMMITMENTS, Load: MOST_LOADS}
FOR_BUDDIES = {SharedWith.BUDDIES, LoadShared.BOTH}  # LoadShared.BUDDIES is the same word


def _body(slug: str, *, by: Person, at: datetime) -> Network:
    """The cohort, for one who has a page of her own there."""
    body = Network.objects.visible_to(by).get(slug=slug)
    if not has_own(standing_of(by, body, at=at), body):
        raise Network.DoesNotExist
    return body


def _refuse_without_buddies(shared: str, by: Person, body: Network) -> None:
    if shared in FOR_BUDDIES and not buddies_of(by, body):
        raise Refused(_("You have no buddies here yet. Share it with them when you do."))


def write_own(
    kind: type[Own], slug: str, *, by: Person, said: Mapping[str, Any], shared: str, key: str,
    at: datetime, **columns: Any,
) -> Own:  # fmt: skip
    """Keep something of hers, sealed; the same `key` finds what it wrote. Raises Refused.

    said: its words. shared: who else reads them. columns: what else the row holds, unsealed.
    """
    count_against(SAVING, what="own", who=str(by.pk), at=at)
    body = _body(slug, by=by, at=at)
    hers = kind._default_manager.filter(person=by)
    try:
        with transaction.atomic():
            if sent := hers.filter(key=key).first():
                return sent
            refuse_if(why_not_one_more(own(kind, by, body).count(), MOST[kind]))
            _refuse_without_buddies(shared, by, body)
            row = kind(
                body=body, person=by, sealed=sealed_for(by.pk, said), shared=shared, key=key,
                at=at, **columns,
            )  # fmt: skip
            if isinstance(row, Entry | Commitment):
                row.changed_at = at
            row.save(force_insert=True)
    except IntegrityError:  # the same form arrived at the same moment
        return hers.get(key=key)
    return row


@transaction.atomic
def change_own(
    kind: type[Own], slug: str, pk: int, *, by: Person, said: Mapping[str, Any], shared: str,
    seen: Mapping[str, Any], at: datetime, **columns: Any,
) -> Own:  # fmt: skip
    """Write something of hers anew; raises Refused, and Stale after another tab of hers.

    seen: `now`, what a form would begin with now, and `by_form`, the fingerprint of what it began
    with; see `now_in`.
    """
    body = _body(slug, by=by, at=at)
    row = opened(_held(kind, pk, by=by, body=body))
    refuse_if_stale(seen["now"](row), seen=seen["by_form"])
    if shared != row.shared:
        _refuse_without_buddies(shared, by, body)
    row.sealed, row.shared = sealed_for(by.pk, said), shared
    if isinstance(row, Entry | Commitment):
        row.changed_at = at
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()
    return row


def _held(kind: type[Own], pk: int, *, by: Person, body: Network) -> Own:
    rows = kind._default_manager.select_for_update(of=("self",), no_key=True)
    return rows.get(pk=pk, person=by, body=body)


@transaction.atomic
def share_own(
    kind: type[Own], slug: str, pk: int, *, by: Person, shared: str, at: datetime
) -> Own:  # fmt: skip
    """Say who else reads something of hers; taking it back holds at once. Raises Refused."""
    body = _body(slug, by=by, at=at)
    row = _held(kind, pk, by=by, body=body)
    _refuse_without_buddies(shared, by, body)
    row.shared = shared
    row.save(update_fields=["shared"])
    return row


@transaction.atomic
def delete_own(kind: type[Own], slug: str, pk: int, *, by: Person, at: datetime) -> None:
    """Delete something of hers; it is gone at once."""
    _held(kind, pk, by=by, body=_body(slug, by=by, at=at)).delete()


def keep_sealed(
    slug: str, purpose: str, *, by: Person, fields: Mapping[str, Any], at: datetime
) -> None:
    """Keep what she has typed so far, sealed, in place of what was kept before."""
    count_against(SAVING, what="draft", who=str(by.pk), at=at)
    body = _body(slug, by=by, at=at)
    SealedDraft.objects.bulk_create(
        [
            SealedDraft(
                body=body, person=by, purpose=purpose, sealed=sealed_for(by.pk, fields),
                changed_at=at,
            )
        ],
        update_conflicts=True,
        unique_fields=["body", "person", "purpose"],
        update_fields=["sealed", "changed_at"],
    )  # fmt: skip


def drop_sealed(body: Network, purpose: str, *, by: Person) -> None:
    """Forget what was kept while she typed."""
    SealedDraft.objects.filter(body=body, person=by, purpose=purpose).delete()


@transaction.atomic
def say_what_helps(slug: str, *, by: Person, words: str, at: datetime) -> None:
    """Keep what helps her, sealed; no words: nothing is kept."""
    body = _body(slug, by=by, at=at)
    if not words:
        Helps.objects.filter(body=body, person=by).delete()
        return
    sealed = sealed_for(by.pk, {"words": words})
    Helps.objects.update_or_create(body=body, person=by, defaults={"sealed": sealed, "at": at})


def take_back_from_buddies(people: list[int], body_id: int) -> None:
    """What these share with their buddies is theirs alone again: new buddies read none of it."""
    for kind in (Entry, Commitment):
        rows = kind._default_manager.filter(body=body_id, person__in=people)
        rows.filter(shared=SharedWith.BUDDIES).update(shared=SharedWith.NOBODY)
    loads = Load.objects.filter(body=body_id, person__in=people)
    loads.filter(shared=LoadShared.BUDDIES).update(shared=LoadShared.NOBODY)
    loads.filter(shared=LoadShared.BOTH).update(shared=LoadShared.FACILITATORS)


def take_all_back(person: Person, body: Network) -> None:
    """She has left: nothing of hers is shared any more, and it stays her own."""
    for kind in (Entry, Commitment, Load):
        hers = kind._default_manager.filter(body=body, person=person)
        hers.update(shared=SharedWith.NOBODY)


def _places() -> dict[str, Sealed]:
    names = {
        "journals in cohorts": Entry,
        "commitments in cohorts": Commitment,
        "how much people in cohorts carry": Load,
        "what helps people in cohorts": Helps,
        "what people in cohorts have typed and not saved": SealedDraft,
    }
    return {
        name: Sealed(kind._default_manager.all, "sealed", sealed_anew)
        for name, kind in names.items()
    }


SEALED = _places()
