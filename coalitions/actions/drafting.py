"""Writing clauses together: proposing one, writing it anew, calling it ready, leaving it out."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from coalitions.models import Clause, ClauseText
from coalitions.queries.drafting import clause_words, newest_text
from coalitions.rules.agreement import why_not_draft, why_not_mark_ready, why_not_write
from networks.models import Network
from networks.rules import Standing, standing_of
from solidarity.base.limits import SAVING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.stale import refuse_if_stale
from solidarity.base.words import rendered
from solidarity.people.models import Person


def held_body(slug: str, *, by: Person, at: datetime) -> tuple[Network, Standing]:
    """The coalition, held: what is written at its agreement happens one after the other."""
    network = Network.objects.visible_to(by).locked().get(slug=slug)
    return network, standing_of(by, network, at=at)


def held_clause(slug: str, number: int, *, by: Person, at: datetime) -> tuple[Clause, Standing]:
    """A clause of the coalition, which is held."""
    network, standing = held_body(slug, by=by, at=at)
    clause = Clause.objects.get(body=network, number=number)
    clause.body = network
    return clause, standing


def propose_clause(
    slug: str, *, by: Person, group: str, title: str, words: str, key: str, at: datetime
) -> Clause:
    """Begin a clause with its first text. key: of the form; the same again finds what it made.

    Raises Refused, and TooOften.
    """
    count_against(SAVING, what="clause", who=str(by.pk), at=at)
    with transaction.atomic():
        network, standing = held_body(slug, by=by, at=at)
        refuse_if(why_not_draft(standing, network))
        sent = Clause.objects.filter(body=network, key=key).first() if key else None
        if sent is not None:
            sent.body = network
            return sent
        clause = next_clause(network, group=group, title=title, key=key, at=at)
        add_text(clause, by=by, words=words, why="", at=at)
        return clause


def next_clause(network: Network, *, group: str, title: str, key: str, at: datetime) -> Clause:
    """A new clause, the last of its group, in a body that is held; it has no text yet."""
    last = network.clauses.aggregate(last=Max("number"))["last"] or 0
    return Clause.objects.create(
        body=network, number=last + 1, group=group, title=title, made_at=at, key=key,
        position=_last_place(network, group),
    )  # fmt: skip


def _last_place(network: Network, group: str) -> int:
    found = network.clauses.filter(group=group).aggregate(last=Max("position"))
    return int(found["last"] or 0) + 1


def add_text(
    clause: Clause, *, by: Person | None, words: str, why: str, at: datetime
) -> ClauseText:
    """The next text of a clause whose body is held; whoever calls it has asked the rules."""
    last = clause.texts.aggregate(last=Max("number"))["last"] or 0
    return ClauseText.objects.create(
        clause=clause, number=last + 1, words=words, words_html=rendered(words), why=why, by=by,
        at=at,
    )  # fmt: skip


def write_clause(  # noqa: PLR0913 each has a name
    slug: str, number: int, *, by: Person, group: str, title: str, words: str, why: str, seen: str,
    at: datetime,
) -> Clause:  # fmt: skip
    """Write a clause anew, under the next number of its texts; it is not ready any more.

    seen: fingerprint of what she began with. Raises Refused, and Stale after somebody else's.
    """
    count_against(SAVING, what="clause", who=str(by.pk), at=at)
    with transaction.atomic():
        clause, standing = held_clause(slug, number, by=by, at=at)
        refuse_if(why_not_write(standing, clause))
        saved = clause_words(clause)
        refuse_if_stale(saved, seen=seen)
        if saved == {"group": group, "title": title, "words": words}:
            raise Refused(_("Nothing is changed yet."))
        if words != saved["words"]:
            add_text(clause, by=by, words=words, why=why, at=at)
        _name(clause, group=group, title=title)
        return clause


def _name(clause: Clause, *, group: str, title: str) -> None:
    """Its group and title from now on; in another group it stands last."""
    if group != clause.group:
        clause.position = _last_place(clause.body, group)
    clause.group, clause.title, clause.is_ready = group, title, False
    clause.save(update_fields=["group", "title", "position", "is_ready"])


@transaction.atomic
def move_clause(slug: str, number: int, *, by: Person, later: bool, at: datetime) -> Clause:
    """Let a clause change places with the one before it in its group, or after it.

    The first stays first. What is in force keeps its order until a decision adopts the new one.
    """
    clause, standing = held_clause(slug, number, by=by, at=at)
    refuse_if(why_not_draft(standing, clause.body))
    order = list(clause.body.clauses.filter(group=clause.group).order_by("position", "pk"))
    place = next(n for n, each in enumerate(order) if each.pk == clause.pk)
    other = place + 1 if later else place - 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    for position, each in enumerate(order, start=1):
        each.position = position
    Clause.objects.bulk_update(order, ["position"])
    return clause


@transaction.atomic
def mark_ready(
    slug: str, number: int, *, by: Person, text: int, is_ready: bool, at: datetime
) -> Clause:
    """Call text `text` of a clause ready for a decision, or not yet; raises Refused."""
    clause, standing = held_clause(slug, number, by=by, at=at)
    newest = newest_text(clause).number
    refuse_if(why_not_mark_ready(standing, clause, number=text, newest=newest))
    clause.is_ready = is_ready
    clause.save(update_fields=["is_ready"])
    return clause


@transaction.atomic
def leave_out(slug: str, number: int, *, by: Person, at: datetime) -> Clause:
    """Leave a clause out of the next version. What is in force stays until that is adopted."""
    clause, standing = held_clause(slug, number, by=by, at=at)
    refuse_if(why_not_draft(standing, clause.body))
    if clause.dropped_at is None:
        clause.dropped_at, clause.is_ready = at, False
        clause.save(update_fields=["dropped_at", "is_ready"])
    return clause


@transaction.atomic
def take_back_in(slug: str, number: int, *, by: Person, at: datetime) -> Clause:
    """Take a clause that was left out back into the draft."""
    clause, standing = held_clause(slug, number, by=by, at=at)
    refuse_if(why_not_draft(standing, clause.body))
    clause.dropped_at = None
    clause.save(update_fields=["dropped_at"])
    return clause
