"""What is to be done, because of a decision or for whom it is."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import F, Model, QuerySet

from decisions.models import Task
from decisions.rules.duties import owners
from networks.models.network import belongs_to
from solidarity.people.models import Person


def tasks_of(owner: Model) -> QuerySet[Task]:
    """What is to be done because of `owner`: open tasks first, then by day; with their holders."""
    kind = ContentType.objects.get_for_model(owner)
    found = Task.objects.filter(owner_type=kind, owner_id=owner.pk).select_related("holder", "by")
    return found.order_by(
        F("done_at").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk"
    )


def open_tasks_of(person: Person) -> QuerySet[Task]:
    """What she has taken on and not done, where she still belongs; the most urgent first."""
    held = Task.objects.filter(belongs_to(person, "network"), holder=person, done_at=None)
    read = [kind._default_manager.select_related(*duties.beside) for kind, duties in owners()]
    beside = GenericPrefetch("owner", read)
    found = held.select_related("network").prefetch_related(beside)
    return found.order_by(F("due_on").asc(nulls_last=True), "pk")


def with_owners(tasks: Iterable[Task]) -> list[tuple[Task, Model]]:
    """Each with what it comes from; those whose owner is gone are left out."""
    return [(task, task.owner) for task in tasks if task.owner is not None]
