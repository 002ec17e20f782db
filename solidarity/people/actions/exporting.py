"""Everything about a person in one file: asked for, made by a worker, fetched once, forgotten."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import now

from solidarity.base.limits import EXPORTING, count_against
from solidarity.base.resealing import Sealed
from solidarity.base.vault import resealed, seal_bytes, unseal_bytes
from solidarity.outbox.actions import ask_for
from solidarity.outbox.handlers import ToDo
from solidarity.people.data_rights.file import file_about
from solidarity.people.models import Export, Person

KEPT = timedelta(hours=24)


def ask_for_export(person: Person, *, at: datetime) -> None:
    """Let a file be made of all that is known of her; one that was made before is forgotten."""
    count_against(EXPORTING, what="export", who=str(person.pk), at=at)
    with transaction.atomic():
        fields = {"asked_at": at, "ready_at": None, "fetched_at": None, "content": None}
        export, _is_new = Export.objects.update_or_create(person=person, defaults=fields)
        ask_for("people.export", key=f"{export.pk}-{at.timestamp()}", at=at, export=export.pk)


def make_export(job: ToDo) -> None:
    """Make the file and tell her; once, however often it runs."""
    waiting = Export.objects.filter(pk=job.payload["export"], ready_at=None)
    export = waiting.select_for_update(of=("self",)).select_related("person").first()
    if export is None:
        return
    at = now()
    file = file_about(export.person, at=at)
    export.content, export.ready_at = seal_bytes(file, purpose=_purpose(export)), at
    export.save(update_fields=["content", "ready_at"])
    ask_for("people.export_ready", key=f"{export.pk}-{at.timestamp()}", at=at, export=export.pk)


@transaction.atomic
def fetch_export(person: Person, *, at: datetime) -> bytes | None:
    """Her file, which is forgotten as it is given; None when there is none, or it is too old."""
    ready = Export.objects.filter(person=person, ready_at__gt=at - KEPT, content__isnull=False)
    export = ready.select_for_update().first()
    if export is None or export.content is None:
        return None
    content = unseal_bytes(bytes(export.content), purpose=_purpose(export))
    export.content, export.fetched_at = None, at
    export.save(update_fields=["content", "fetched_at"])
    return content


def _purpose(export: Export) -> str:
    """Sealed for her alone: all that others may not know of her is in it."""
    return f"export.{export.person_id}"


def _sealed_anew(export: Export) -> bool:
    """Seal a file with the newest key; returns whether it was not."""
    before = bytes(export.content or b"").decode()
    export.content = resealed(before, purpose=_purpose(export)).encode()
    return export.content != before.encode()


FILES = Sealed(lambda: Export.objects.filter(content__isnull=False), "content", _sealed_anew)


def forget_exports(*, at: datetime) -> int:
    """Empty the files that nobody fetched within a day; returns how many."""
    old = Export.objects.filter(ready_at__lte=at - KEPT, content__isnull=False)
    return old.update(content=None)
