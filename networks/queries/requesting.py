"""The queue of requests to join, and the conversation on one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Exists, F, Func, OuterRef, QuerySet, TextField, Value

from networks.models import AnswerText, JoinAnswer, Membership, Network, State
from networks.rules import SEEN_FOR
from solidarity.threads.models import Post, Thread
from solidarity.threads.queries import threads_of

MOST_COUNTED = 100
SHOWN = (
    "network_id", "state", "asked_at", "answered_at", "answer",
    "person__handle", "person__display_name",
)  # fmt: skip
WAITLISTED, ANSWERED = "waitlisted", "answered"


@dataclass(frozen=True)
class Sought:
    """What somebody looks for in the queue."""

    state: str = ""  # WAITLISTED, ANSWERED, or those who wait for an answer
    newest_first: bool = False
    only_questions: bool = False
    name: str = ""

    @property
    def moment(self) -> str:
        """The field by which the queue is in order."""
        return "answered_at" if self.state == ANSWERED else "asked_at"


def requests_sought(network: Network, sought: Sought, *, at: datetime) -> QuerySet[Membership]:
    """Requests as `sought`, people beside them."""
    found = _in_state(network, sought.state, at=at)
    if sought.name:
        found = found.alias(
            plain_name=_plain(F("person__display_name")), plain_words=_plain(Value(sought.name))
        ).filter(plain_name__contains=F("plain_words"))
    if sought.only_questions:
        found = found.filter(_has_question())
    return found.select_related("person").only(*SHOWN)


def answers_to(requests: Sequence[Membership]) -> dict[int, list[JoinAnswer]]:
    """What was answered with each of `requests`, by its key, as it was asked. One query."""
    found = JoinAnswer.objects.filter(membership__in=[request.pk for request in requests])
    answers: dict[int, list[JoinAnswer]] = {request.pk: [] for request in requests}
    for answer in found.only("membership_id", "question", "words").order_by("position"):
        answers[answer.membership_id].append(answer)
    return answers


def _in_state(network: Network, state: str, *, at: datetime) -> QuerySet[Membership]:
    held = Membership.objects.filter(network=network)
    if state == WAITLISTED:
        return held.filter(state=State.WAITLISTED)
    if state == ANSWERED:
        lately = held.filter(
            state__in=[State.ACTIVE, State.DECLINED], answered_at__gt=at - SEEN_FOR
        )
        return lately.exclude(state=State.ACTIVE, asked_at__gte=F("answered_at"))
    return held.filter(state=State.ASKED)


def _plain(words: F | Value) -> Func:
    return Func(words, function="plain", output_field=TextField())


def _has_question() -> Exists:
    """Whether the last word on a request is the applicant's."""
    last = Post.objects.filter(
        thread__owner_type=ContentType.objects.get_for_model(Membership),
        thread__owner_id=OuterRef("pk"),
        pk=F("thread__newest"),
        author=OuterRef("person"),
        removal="",
    )
    return Exists(last)


@dataclass(frozen=True)
class Waiting:
    """How many wait for what; each counts to 100 at most."""

    waiting: int
    waitlisted: int
    questions: int
    asking: frozenset[int] = frozenset()  # those of the requests shown that wait for our words


HOW_MANY = """
    SELECT
        (SELECT count(*) FROM (SELECT FROM networks_membership
         WHERE network_id = %(network)s AND state = 'asked' LIMIT %(most)s) asked),
        (SELECT count(*) FROM (SELECT FROM networks_membership
         WHERE network_id = %(network)s AND state = 'waitlisted' LIMIT %(most)s) listed),
        (SELECT count(*) FROM (SELECT FROM networks_membership request
         JOIN threads_thread ON owner_type_id = %(kind)s AND owner_id = request.id
         JOIN threads_post ON threads_post.id = newest AND author_id = request.person_id
         WHERE network_id = %(network)s AND state IN ('asked', 'waitlisted') AND removal = ''
         LIMIT %(most)s) talking),
        ARRAY(SELECT request.id FROM networks_membership request
         JOIN threads_thread ON owner_type_id = %(kind)s AND owner_id = request.id
         JOIN threads_post ON threads_post.id = newest AND author_id = request.person_id
         WHERE request.id = ANY(%(shown)s) AND removal = '')
"""


def waiting_in(network: Network, shown: Sequence[Membership] = ()) -> Waiting:
    """How many wait in `network`, and which of the requests `shown` for our words. One query."""
    kind = ContentType.objects.get_for_model(Membership)
    asked = {"network": network.pk, "kind": kind.pk, "most": MOST_COUNTED}
    with connection.cursor() as cursor:
        cursor.execute(HOW_MANY, asked | {"shown": [request.pk for request in shown]})
        waiting, waitlisted, questions, asking = cursor.fetchone()
    return Waiting(waiting, waitlisted, questions, frozenset(asking))


def conversation_of(request: Membership) -> Thread | None:
    """The conversation on a request, once something was said."""
    thread = threads_of(request).first()
    if thread is not None:
        thread.owner = request
    return thread


def texts_of(network: Network) -> QuerySet[AnswerText]:
    """The words that answers can begin with, by title."""
    return AnswerText.objects.filter(network=network).order_by("title", "pk")
