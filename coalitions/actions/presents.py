"""What newcomers are asked is asked of all who are in already."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from django.db import transaction
from django.urls import reverse

from coalitions.models import PresentAnswer
from coalitions.queries.acting import acting_for
from coalitions.rules.speaking import why_not_speak_for
from networks.models import Affiliation, AffiliationState, Kind, Network
from solidarity.base.refused import refuse_if
from solidarity.inbox.notices import tell_each
from solidarity.outbox.actions import ask_for
from solidarity.outbox.handlers import ToDo
from solidarity.people.models import Person


def ask_presents(body: Network, questions: Sequence[str], at: datetime) -> None:
    """Newcomers are asked something new: a job asks every network that is in."""
    if body.kind == Kind.COALITION and questions:
        key = f"{body.pk}-{at.timestamp():.0f}"
        stamp = int(at.timestamp())
        ask_for("coalitions.ask_presents", key=key, at=at, body=body.pk, stamp=stamp)


def tell_presents(job: ToDo) -> None:
    """Tell those who act for each network in it; once, however often it runs."""
    body = Network.objects.get(pk=job.payload["body"])
    stamp = job.payload["stamp"]
    inside = Affiliation.objects.filter(body=body, state=AffiliationState.ACTIVE)
    for each in inside.select_related("member").order_by("pk").iterator():
        url = reverse("coalitions:present_answer", args=[body.slug, each.member.slug])
        tell_each(
            acting_for(each.member, body), kind="coalitions.asked_present", about=body,
            key=f"{body.pk}-{stamp}-{each.member_id}",
            at=datetime.fromtimestamp(stamp, UTC), words=each.member.name, asks=True,
            url=url,
        )  # fmt: skip


@transaction.atomic
def answer_as_present(
    network: Network, body: Network, *, by: Person, answers: Mapping[int, str], at: datetime
) -> None:
    """Write down what a network answers, by the key of each question; "" takes an answer away."""
    Network.objects.filter(pk=network.pk).locked().get()
    refuse_if(why_not_speak_for(by, network, body, at=at))
    for question in body.affiliation_questions.filter(pk__in=answers):
        words = answers[question.pk]
        rows = PresentAnswer.objects.filter(question=question, network=network)
        if not words:
            rows.delete()
        elif not rows.filter(words=words).exists():
            said = {"words": words, "by": by, "at": at}
            PresentAnswer.objects.update_or_create(
                question=question, network=network, defaults=said
            )
