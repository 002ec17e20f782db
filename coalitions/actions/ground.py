"""Common ground: what a network says on its side, what people mark, what networks answer to it."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from coalitions.actions.life import follow
from coalitions.models import Mark, Point
from coalitions.notices.ground import marked
from coalitions.rules.ground import (
    why_closed,
    why_not_add,
    why_not_answer_mark,
    why_not_mark_pair,
    why_not_take_part,
)
from coalitions.rules.speaking import why_not_speak_for
from networks.actions.log import log
from networks.models import Network, Verb
from networks.rules import standing_of
from solidarity.base.limits import SAVING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.stale import refuse_if_stale
from solidarity.people.models import Person


def words_of_point(point: Point) -> dict[str, str]:
    """What `rewrite_point` can change, as it stands."""
    return {"words": point.words, "meaning": point.meaning}


def _held(body_id: int, *, by: Person) -> Network:
    """The coalition, held: what is said in it happens one after the other."""
    return Network.objects.visible_to(by).locked().get(pk=body_id)


def add_point(
    body_id: int, network: Network, *, by: Person, topic: str, words: str, meaning: str,
    at: datetime,
) -> Point:  # fmt: skip
    """Say one thing on a network's side; the same words once more find what is there already."""
    count_against(SAVING, what="ground", who=str(by.pk), at=at)
    with transaction.atomic():
        body = _held(body_id, by=by)
        refuse_if(why_not_speak_for(by, network, body, at=at) or why_closed(body))
        held = Point.objects.filter(body=body, network=network, topic=topic, withdrawn_at=None)
        if said := held.filter(words=words).first():
            return said
        refuse_if(why_not_add(held.count()))
        point = Point.objects.create(
            body=body, network=network, topic=topic, words=words, meaning=meaning, by=by, at=at
        )
        follow(body, at=at)
        return point


def _point(point_id: int, *, by: Person, at: datetime) -> Point:
    """A point of a network for which she acts, its coalition held."""
    body = _held(Point.objects.values_list("body", flat=True).get(pk=point_id), by=by)
    point = Point.objects.select_related("network").get(pk=point_id)
    point.body = body
    refuse_if(why_not_speak_for(by, point.network, body, at=at) or why_closed(body))
    if point.withdrawn_at:
        raise Refused(_("This was taken back meanwhile."))
    return point


def rewrite_point(
    point_id: int, *, by: Person, fields: dict[str, str], seen: str, at: datetime
) -> int:
    """Write a point anew; returns how many confirmed marks wait for both networks again.

    fields: of `words_of_point`. Raises Refused, and Stale when somebody saved meanwhile.
    """
    count_against(SAVING, what="ground", who=str(by.pk), at=at)
    with transaction.atomic():
        point = _point(point_id, by=by, at=at)
        saved = words_of_point(point)
        refuse_if_stale(saved, seen=seen)
        if fields == saved:
            return 0
        point.words, point.meaning = fields["words"], fields["meaning"]
        point.by, point.at = by, at
        point.save(update_fields=["words", "meaning", "by", "at"])
        confirmed = _marks_on(point).exclude(one_confirmed_at=None, other_confirmed_at=None)
        return confirmed.update(one_confirmed_at=None, other_confirmed_at=None, fell_back_at=at)


def _marks_on(point: Point) -> Any:
    return Mark.objects.filter(Q(one=point) | Q(other=point), dismissed_at=None)


@transaction.atomic
def withdraw_point(point_id: int, *, by: Person, at: datetime) -> Point:
    """Take a point back: it stands on no side any more, and what is marked on it neither."""
    point = _point(point_id, by=by, at=at)
    point.withdrawn_at = at
    point.save(update_fields=["withdrawn_at"])
    return point


def mark_pair(
    body_id: int, first: int, second: int, *, by: Person, relation: str, words: str, at: datetime
) -> Mark:
    """Mark how two points stand to each other; both networks are asked whether it is so.

    first, second: keys of points, in any order. Raises Refused where the pair is marked already.
    """
    count_against(SAVING, what="ground", who=str(by.pk), at=at)
    with transaction.atomic():
        body = _held(body_id, by=by)
        refuse_if(why_not_take_part(standing_of(by, body, at=at), body))
        found = Point.objects.filter(body=body).select_related("network")
        one, other = (found.get(pk=pk) for pk in sorted((first, second)))
        refuse_if(why_not_mark_pair(one, other))
        try:
            with transaction.atomic():
                mark = Mark.objects.create(
                    body=body, one=one, other=other, relation=relation, words=words, by=by, at=at
                )
        except IntegrityError as exists:
            raise Refused(
                _("Somebody has marked these two already. Look at it, and talk.")
            ) from exists
        marked(mark, by=by, at=at)
        return mark


def _mark(mark_id: int, network: Network, *, by: Person, at: datetime) -> Mark:
    body = _held(Mark.objects.values_list("body", flat=True).get(pk=mark_id), by=by)
    found = Mark.objects.select_related("one__network", "other__network")
    mark = found.select_for_update(of=("self",)).get(pk=mark_id)
    mark.body = body
    refuse_if(why_not_speak_for(by, network, body, at=at) or why_closed(body))
    return mark


@transaction.atomic
def confirm_mark(mark_id: int, network: Network, *, by: Person, at: datetime) -> Mark:
    """Say for a network that a mark is so; with the other's yes, both have confirmed it."""
    mark = _mark(mark_id, network, by=by, at=at)
    refuse_if(why_not_answer_mark(mark, network))
    if mark.one.network_id == network.pk:
        mark.one_confirmed_at = at
    else:
        mark.other_confirmed_at = at
    if mark.is_confirmed:
        mark.fell_back_at = None
    mark.save(update_fields=["one_confirmed_at", "other_confirmed_at", "fell_back_at"])
    _log(mark, network, "confirmed", by=by, at=at)
    return mark


@transaction.atomic
def dismiss_mark(mark_id: int, network: Network, *, by: Person, at: datetime) -> Mark:
    """Say for a network that a mark is not so: the pair is not yet talked about again."""
    mark = _mark(mark_id, network, by=by, at=at)
    refuse_if(why_not_answer_mark(mark, network, at_all=False))
    mark.dismissed_at = at
    mark.save(update_fields=["dismissed_at"])
    _log(mark, network, "dismissed", by=by, at=at)
    return mark


def _log(mark: Mark, network: Network, act: str, *, by: Person, at: datetime) -> None:
    """In the log of the network that answered: its people see what is said in its name."""
    log(network, Verb.CHANGED, by=by, at=at, other=mark.body, ground=act, mark=mark.pk)
