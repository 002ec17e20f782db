"""Who is told of conversations on a board, and of what becomes of a shared one."""

from collections.abc import Sequence
from datetime import datetime

from networks.models import Network
from solidarity.inbox.models import Notice
from solidarity.inbox.notices import tell, tell_each
from solidarity.people.models import Person
from solidarity.threads.models import Post


def taken_off(network: Network, author: Person, reason: str, *, key: str, at: datetime) -> None:
    """Tell whoever began it that it stands on this board no more, and why."""
    tell(author, kind="networks.taken_off", about=network, key=key, at=at, words=reason)


def begun(opening: Post, people: Sequence[Person], *, by: Person) -> None:
    """Tell `people` that a conversation has begun, each where she reads it; quietly.

    Its title is looked up when they read of it. Whom it calls by name has been told already.
    """
    thread = opening.thread
    called = Notice.objects.filter(
        person__in=people, kind="threads.called", key=f"post-{opening.pk}"
    )
    told = set(called.values_list("person", flat=True))
    for here, readers in thread.where([each for each in people if each.pk not in told]):
        tell_each(
            readers, kind="networks.talk_begun", about=here, key=f"thread-{thread.pk}",
            at=thread.started_at, by=by, quiet=True,
        )  # fmt: skip
