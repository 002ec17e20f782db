"""Asking those who never come, answering without a name, and closing."""

from collections.abc import Collection
from datetime import datetime
from random import SystemRandom

from django.db import transaction

from coalitions.models import AskedPerson, Asking, Away, KeptAway
from coalitions.notices import absent as notices
from coalitions.queries.absent import absent_in, newest_asking
from coalitions.rules.absent import (
    FEWEST,
    OPEN_FOR,
    why_not_ask,
    why_not_say_why,
    why_not_so_few,
)
from networks.actions.log import log
from networks.models import Kind, Network, Verb
from networks.rules import standing_of
from solidarity.base.refused import refuse_if
from solidarity.outbox.actions import ask_for
from solidarity.outbox.handlers import ToDo
from solidarity.people.models import Person

TOGETHER = 500
KEY_BITS = 62
chance = SystemRandom()


@transaction.atomic
def ask_absent(slug: str, *, by: Person, words: str, at: datetime) -> Asking:
    """Ask those who never come what keeps them away; a job picks and tells them.

    The body is held, so that of two who ask at once the second is Refused: once in three months.
    """
    body = Network.objects.visible_to(by).locked().get(slug=slug, kind=Kind.COALITION)
    refuse_if(why_not_ask(standing_of(by, body, at=at), newest_asking(body), at=at))
    refuse_if(why_not_so_few(absent_in(body, at=at).order_by("pk")[:FEWEST].count()))
    asking = Asking.objects.create(body=body, words=words, by=by, at=at, closes_at=at + OPEN_FOR)
    log(body, Verb.CHANGED, by=by, at=at, absent=asking.pk)
    key = str(asking.pk)
    ask_for("coalitions.ask_absent", key=key, at=at, asking=asking.pk)
    ask_for("coalitions.close_asking", key=key, at=at, due_at=asking.closes_at, asking=asking.pk)
    return asking


def tell_absent(job: ToDo) -> None:
    """Pick those who never came, as of the moment of asking, and ask each once."""
    asking = Asking.objects.select_related("body", "by").get(pk=job.payload["asking"])
    waiting, last = absent_in(asking.body, at=asking.at).order_by("pk"), 0
    while some := list(waiting.filter(pk__gt=last)[:TOGETHER]):
        rows = [AskedPerson(asking=asking, person=person) for person in some]
        AskedPerson.objects.bulk_create(rows, ignore_conflicts=True)
        notices.asked(some, asking)
        last = some[-1].pk


@transaction.atomic
def say_why(
    asking_id: int, *, by: Person, reasons: Collection[str], words: str, at: datetime
) -> None:
    """Answer, once. AskedPerson.DoesNotExist for one who was not asked; Refused when it is late.

    Nothing leads from the answer to her: it has no time and a key by chance, and all answers are
    written anew in another order, so that neither their places on the disk nor the transaction
    that wrote them tell which is the newest. No limit is counted, no draft kept, nothing logged.
    """
    asking = Asking.objects.select_for_update().get(pk=asking_id)
    asked = AskedPerson.objects.get(asking=asking, person=by)
    refuse_if(why_not_say_why(asking, asked, at=at))
    asked.answered = True
    asked.save(update_fields=["answered"])
    in_order = [reason for reason in KeptAway.values if reason in reasons]
    _write_anew(asking, [*asking.answers.values_list("reasons", "words"), (in_order, words)])


def _write_anew(asking: Asking, answers: list[tuple[list[str], str]]) -> None:
    chance.shuffle(answers)
    asking.answers.all().delete()
    Away.objects.bulk_create(
        Away(id=chance.getrandbits(KEY_BITS), asking=asking, reasons=reasons, words=words)
        for reasons, words in answers
    )


@transaction.atomic
def close_asking(job: ToDo) -> None:
    """Forget who was asked, and answers that are too few to be shown; then tell the stewards."""
    held = Asking.objects.select_for_update(of=("self",)).select_related("body")
    asking = held.get(pk=job.payload["asking"])
    asking.asked.all().delete()
    if asking.answers.count() < FEWEST:
        asking.answers.all().delete()
    else:
        _write_anew(asking, list(asking.answers.values_list("reasons", "words")))
    notices.closed(asking)
