"""Other words for a clause: suggested with a reason, taken in, or answered."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from coalitions.actions.drafting import add_text, held_clause
from coalitions.models import Clause, Suggestion
from coalitions.notices.agreement import suggestion_answered
from coalitions.queries.consents import hers_in
from coalitions.queries.drafting import newest_text
from coalitions.rules.agreement import why_not_answer, why_not_write
from solidarity.base.limits import SAVING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.stale import refuse_if_stale
from solidarity.people.models import Person


def suggest(
    slug: str, number: int, *, by: Person, words: str, why: str, network: int | None, at: datetime
) -> Suggestion:
    """Suggest other words for a clause, as its text stands now; sent twice, it is one.

    network: a network of hers that is in the coalition and for which she says it, or None.
    """
    count_against(SAVING, what="suggest", who=str(by.pk), at=at)
    with transaction.atomic():
        clause, standing = held_clause(slug, number, by=by, at=at)
        refuse_if(why_not_write(standing, clause))
        base = newest_text(clause)
        if words == base.words:
            raise Refused(_("Nothing is changed yet."))
        sent = clause.suggestions.filter(by=by, words=words, answered_at=None).first()
        if sent is not None:
            return sent
        hers = hers_in(by, clause.body).filter(pk=network).first() if network else None
        return Suggestion.objects.create(
            clause=clause, base=base, words=words, why=why, by=by, network=hers, at=at
        )


def take_in(
    slug: str, number: int, pk: int, *, by: Person, words: str, answer: str, seen: str, at: datetime
) -> Suggestion:
    """Write a suggestion into its clause, as it is or worked over; it is answered with that.

    words: what the clause says then; seen: fingerprint of the clause's words as she read them.
    Raises Refused, and Stale where the clause was written anew meanwhile.
    """
    count_against(SAVING, what="clause", who=str(by.pk), at=at)
    with transaction.atomic():
        clause, suggestion = _held(slug, number, pk, by=by, at=at)
        newest = newest_text(clause)
        refuse_if_stale({"words": newest.words}, seen=seen)
        if words == newest.words:
            raise Refused(_("The clause says this already."))
        text = add_text(clause, by=by, words=words, why=suggestion.why, at=at)
        clause.is_ready = False
        clause.save(update_fields=["is_ready"])
        suggestion.taken = text
        return _answered(suggestion, by=by, answer=answer, at=at)


@transaction.atomic
def answer_suggestion(
    slug: str, number: int, pk: int, *, by: Person, answer: str, at: datetime
) -> Suggestion:
    """Say why a suggestion is not taken in; raises Refused without words."""
    _clause, suggestion = _held(slug, number, pk, by=by, at=at)
    if not answer.strip():
        raise Refused(_("Write why: no suggestion is passed over in silence."))
    return _answered(suggestion, by=by, answer=answer, at=at)


def _held(
    slug: str, number: int, pk: int, *, by: Person, at: datetime
) -> tuple[Clause, Suggestion]:
    clause, standing = held_clause(slug, number, by=by, at=at)
    suggestion = clause.suggestions.select_related("by").get(pk=pk)
    suggestion.clause = clause
    refuse_if(why_not_answer(standing, suggestion))
    return clause, suggestion


def _answered(suggestion: Suggestion, *, by: Person, answer: str, at: datetime) -> Suggestion:
    suggestion.answer, suggestion.answered_by, suggestion.answered_at = answer, by, at
    suggestion.save(update_fields=["taken", "answer", "answered_by", "answered_at"])
    suggestion_answered(suggestion, at=at)
    return suggestion
