"""What a network has taken on in a body: tasks of its people, and what its spoke carries."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from decisions.models import Decision, Elector, Stage, Task
from networks.leaving import Held
from networks.models import Membership, Network, State

MOST = 50


def held_in_decisions(member: Network, body: Network) -> Iterator[Held]:
    """Open tasks in `body` that people of `member` hold, and its voice in open rounds there."""
    people = Membership.objects.filter(network=member, state=State.ACTIVE).values("person")
    tasks = Task.objects.filter(network=body, holder__in=people, done_at=None)
    for task in tasks.select_related("holder").prefetch_related("owner").order_by("pk")[:MOST]:
        yield Held(_("Task"), f"{task.words} ({task.holder})", _page_of(task, body))
    voices = Elector.objects.filter(
        network=member, round__decision__network=body, round__decision__stage=Stage.ROUND,
        round__counted_at=None, round__voided_at=None,
    )  # fmt: skip
    for voice in voices.select_related("round__decision").order_by("pk")[:MOST]:
        decision = voice.round.decision
        address = reverse("decisions:decision", args=[body.slug, decision.number])
        yield Held(_("Voice in an open question"), decision.title, address)


def _page_of(task: Task, body: Network) -> str:
    """Where a task is given back; of what has no page of tasks, its own page."""
    owner = task.owner
    if isinstance(owner, Decision):
        return reverse("decisions:tasks", args=[body.slug, owner.number])
    return str(owner.get_absolute_url()) if owner and hasattr(owner, "get_absolute_url") else ""
