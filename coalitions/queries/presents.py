"""What newcomers are asked, as the networks that are in already answer it."""

from dataclasses import dataclass

from coalitions.models import PresentAnswer
from networks.models import AffiliationQuestion, Network


@dataclass(frozen=True)
class Answered:
    """A question, and what one network answers to it; "" where it has not."""

    question: AffiliationQuestion
    words: str


def questions_of(body: Network) -> list[AffiliationQuestion]:
    """What newcomers are asked, in its order."""
    return list(body.affiliation_questions.order_by("position"))


def answers_of(networks: list[Network], body: Network) -> dict[int, list[Answered]]:
    """What each of these networks (by key) answers to each question. Two queries."""
    questions = questions_of(body)
    said = PresentAnswer.objects.filter(question__body=body, network__in=networks)
    words = {(each.network_id, each.question_id): each.words for each in said}
    return {
        network.pk: [Answered(each, words.get((network.pk, each.pk), "")) for each in questions]
        for network in networks
    }
