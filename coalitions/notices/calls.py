"""Who is told of a call, of an answer, and of what followed."""

from datetime import datetime

from django.db.models import QuerySet

from coalitions.models import Call, CallAnswer, Reply
from coalitions.queries.calls import who_speak
from coalitions.rules.calls import is_everyones
from networks.models import Affiliation, AffiliationState
from networks.notices.crowds import tell_all
from solidarity.inbox.notices import tell_each


def _inside(call: Call) -> QuerySet[Affiliation]:
    return Affiliation.objects.filter(body=call.body_id, state=AffiliationState.ACTIVE)


def called(call: Call) -> None:
    """Tell those who speak for the others: quietly, but for the networks that it names.

    The network that calls is named to all, or to nobody where it is hidden.
    """
    others = _inside(call).exclude(member=call.network_id)
    named = others.filter(member__in=call.to.values("network"))
    name = call.network.name if is_everyones(call.network) else ""
    said = {"about": call, "key": str(call.pk), "at": call.at, "words": name, "by": call.by}
    asked = who_speak(named, call.body)
    tell_all(asked, kind="coalitions.called_you", asks=True, **said)
    if not call.to.exists():
        rest = who_speak(others, call.body).exclude(pk=call.by_id or 0)
        tell_all(rest, kind="coalitions.called", quiet=True, **said)


def answered(answer: CallAnswer, *, at: datetime) -> None:
    """Tell those who speak for the network that called; who is hidden is not named."""
    call = answer.call
    name = answer.network.name if is_everyones(answer.network) else ""
    tell_each(
        who_speak(_inside(call).filter(member=call.network_id), call.body),
        kind="coalitions.call_answered", about=call, key=f"{answer.pk}-{answer.reply}", at=at,
        words=name, quiet=True,
    )  # fmt: skip


def followed(call: Call, *, at: datetime) -> None:
    """Tell those who said yes what came of it."""
    with_us = call.answers.filter(reply__in=[Reply.YES, Reply.PARTLY]).values("network")
    tell_all(
        who_speak(_inside(call).filter(member__in=with_us), call.body),
        kind="coalitions.call_followed", about=call, key=f"{call.pk}-{at:%Y%m%d}", at=at,
        quiet=True,
    )  # fmt: skip
