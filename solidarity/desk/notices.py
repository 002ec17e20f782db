"""Who is told of what spans all apps."""

from django.urls import reverse

from solidarity.inbox.notices import tell
from solidarity.outbox.handlers import ToDo
from solidarity.people.models import Export


def export_ready(job: ToDo) -> None:
    """Tell her that the file about her waits for her, if it does still."""
    waiting = Export.objects.filter(pk=job.payload["export"], content__isnull=False)
    export = waiting.select_related("person").defer("content").first()
    if export is None or export.ready_at is None:
        return
    tell(
        export.person, kind="desk.export", about=export.person, at=export.ready_at, asks=True,
        key=f"{export.pk}-{export.ready_at.timestamp()}", url=reverse("people:data"),
    )  # fmt: skip
