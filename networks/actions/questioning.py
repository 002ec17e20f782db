"""What a network asks those who want to join."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from networks.actions.log import log
from networks.models import JoinQuestion, Network, Verb
from networks.rules import standing_of, why_not_change
from solidarity.base.refused import refuse_if
from solidarity.base.stale import refuse_if_stale
from solidarity.people.models import Person

Questions = Sequence[tuple[str, bool]]  # the words, and whether they must be answered
MOST_QUESTIONS = 5


def ask(network: Network, questions: Questions) -> None:
    """Let `network` ask these, in this order; what was answered before stays as it was put."""
    network.questions.all().delete()
    JoinQuestion.objects.bulk_create(
        JoinQuestion(network=network, position=position, words=words, required=required)
        for position, (words, required) in enumerate(questions, start=1)
    )


def fields_of(questions: Questions) -> dict[str, str | bool]:
    """The fields of a form that holds `questions` in their order, empty ones after them."""
    padded = [*questions, *[("", True)] * (MOST_QUESTIONS - len(questions))]
    fields: dict[str, str | bool] = {}
    for place, (words, required) in enumerate(padded, start=1):
        fields |= {f"words_{place}": words, f"required_{place}": required}
    return fields


def questions_of(network: Network) -> dict[str, str | bool]:
    """What `set_questions` can change, as it stands."""
    asked = network.questions.order_by("position").values_list("words", "required")
    return fields_of(list(asked))


@transaction.atomic
def set_questions(
    network_id: int, *, by: Person, questions: Questions, seen: str, at: datetime
) -> Network:
    """Ask other questions, or in another order; raises Stale when somebody else saved meanwhile.

    seen: fingerprint of `questions_of` as the steward saw it.
    """
    network = Network.objects.visible_to(by).locked().get(pk=network_id)
    refuse_if(why_not_change(standing_of(by, network)))
    saved = questions_of(network)
    refuse_if_stale(saved, seen=seen)
    if fields_of(questions) != saved:
        ask(network, questions)
        log(network, Verb.CHANGED, by=by, at=at, fields=["questions"])
    return network
