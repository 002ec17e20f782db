"""A file of a directory on its way: loaded, checked, brought in, reported on."""

import json
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from networks.actions.importing import Outcome, bring_in
from networks.bringing.cells import safe
from networks.bringing.mapping import Mapping, mapping_in
from networks.bringing.reading import Reader, links_in
from networks.bringing.reasons import DID, REASONS
from networks.models import Edition, EditionState, Progress, Source
from networks.queries.bringing import work_key, work_on
from networks.rules.bringing import why_not_check, why_not_run
from solidarity.base.refused import Refused, refuse_if
from solidarity.outbox.actions import ask_for
from solidarity.outbox.handlers import ToDo
from solidarity.outbox.models import Job
from solidarity.outbox.models import State as JobState
from solidarity.people.models import Person

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 30_000  # at the desk: a worker has less than a minute
FORGOTTEN = timedelta(days=7)


def bring_in_file(
    content: bytes, mapping: Mapping, *, links: bytes = b"", name: str, by: Person | None,
    at: datetime, is_trial: bool = False,
) -> Outcome:  # fmt: skip
    """Bring in a file at once; raises Refused. A trial leaves nothing behind."""
    with transaction.atomic():
        source = keep_source(mapping)
        pairs = links_in(links, mapping) if links else []
        outcome = bring_in(
            source.pk, lambda: Reader(content, mapping, this_year=at.year).rows(), links=pairs,
            at=at,
        )  # fmt: skip
        Edition.objects.create(
            source=source, by=by, file_name=name[:200], mapping=mapping.as_json(), made_at=at,
            ended_at=at, state=EditionState.DONE, counts=dict(outcome.counts),
            report=packed(outcome),
        )  # fmt: skip
        if is_trial:
            transaction.set_rollback(True)
    return outcome


def keep_source(mapping: Mapping) -> Source:
    """The source of a mapping, which is kept with it for the next edition."""
    source, _made = Source.objects.update_or_create(
        name=mapping.source,
        defaults={
            "licence": mapping.licence[:120],
            "home": mapping.home[:200],
            "mapping": mapping.as_json(),
        },
    )
    return source


def packed(outcome: Outcome) -> bytes:
    """The lines of a report, small."""
    return zlib.compress(json.dumps(outcome.as_json()).encode())


def report_of(edition: Edition) -> list[dict[str, Any]]:
    """The lines of an edition's report."""
    lines: list[dict[str, Any]] = json.loads(zlib.decompress(edition.report or packed(Outcome())))
    return lines


def report_rows(lines: Iterable[dict[str, Any]]) -> Iterator[list[str]]:
    """A report as a table in the reader's language; no cell of it is a formula."""
    yield [_("Row"), _("Id"), _("Name"), _("What was done"), _("Why")]
    for line in lines:
        why = " ".join(str(REASONS[code]) for code in dict.fromkeys(line["why"]))
        row = str(line["row"] or "")
        yield [row, safe(line["id"]), safe(line["name"]), str(DID[line["did"]]), why]


@transaction.atomic
def load_file(
    content: bytes, name: str, *, mapping: dict[str, Any], by: Person, at: datetime
) -> Edition:
    """Keep an uploaded file until it is brought in."""
    return Edition.objects.create(
        by=by, file_name=name[:200], content=content, mapping=mapping, made_at=at
    )


@transaction.atomic
def choose_mapping(edition_id: int, said: dict[str, Any], *, by: Person, at: datetime) -> Edition:
    """Set how a loaded file is read, and let it be checked; raises Refused."""
    edition, _job = _locked(edition_id, by=by)
    mapping = mapping_in(said)
    Reader(bytes(edition.content or b""), mapping, this_year=at.year)
    edition.source, edition.mapping = keep_source(mapping), mapping.as_json()
    _set_off(edition, EditionState.CHECKING, at=at)
    return edition


@transaction.atomic
def run_edition(edition_id: int, *, by: Person, at: datetime) -> Edition:
    """Let a checked file be brought in."""
    edition, job = _locked(edition_id, by=by)
    refuse_if(why_not_run(by, edition, job))
    _set_off(edition, EditionState.RUNNING, at=at)
    return edition


@transaction.atomic
def drop_edition(edition_id: int, *, by: Person) -> None:
    """Throw a file away that was not brought in."""
    edition, _job = _locked(edition_id, by=by)
    _forget_work(edition)
    edition.delete()


def _locked(edition_id: int, *, by: Person) -> tuple[Edition, Job | None]:
    """A file that nobody is at, and its newest job, both held.

    A worker holds the job while it is at it, and nobody waits for that: held in the same order.
    """
    known = Edition.objects.defer("content", "report").get(pk=edition_id)
    job = work_on([known]).get(edition_id)
    refuse_if(why_not_check(by, known, job))
    jobs = Job.objects.filter(key__startswith=work_key(edition_id), state=JobState.WAITING)
    free = set(jobs.select_for_update(skip_locked=True).values_list("pk", flat=True))
    if set(jobs.values_list("pk", flat=True)) - free:
        raise Refused(_("We are at it just now. Please wait a moment."))
    edition = Edition.objects.select_for_update(no_key=True).get(pk=edition_id)
    job = work_on([edition]).get(edition_id)
    refuse_if(why_not_check(by, edition, job))
    return edition, job


def _forget_work(edition: Edition) -> None:
    """Give up what was asked for before: a dead job is nobody's business any more."""
    old = Job.objects.filter(key__startswith=work_key(edition.pk))
    old.exclude(state=JobState.DONE).delete()


def _set_off(edition: Edition, state: EditionState, *, at: datetime) -> None:
    _forget_work(edition)
    edition.state, edition.problem = state, ""
    edition.save(update_fields=["source", "mapping", "state", "problem"])
    Progress.objects.update_or_create(edition=edition, defaults={"done": 0})
    key = f"{edition.pk}-{state}-{at.timestamp():.3f}"
    ask_for("networks.bring_in", key=key, at=at, edition=edition.pk)


def carry_on(job: ToDo, *, at: datetime) -> None:
    """Check or bring in the job's edition: the file is read in the job's own transaction."""
    edition = Edition.objects.select_for_update(no_key=True).filter(pk=job.payload["edition"])
    found = edition.first()
    if found is None or found.state not in {EditionState.CHECKING, EditionState.RUNNING}:
        return
    is_trial = found.state == EditionState.CHECKING
    try:
        with translation.override(found.by.interface_language if found.by else "en"):
            outcome = _bring(found, at=at, is_trial=is_trial)
    except Refused as refusal:
        found.state, found.problem = EditionState.FAILED, str(refusal)[:300]
    else:
        found.state = EditionState.CHECKED if is_trial else EditionState.DONE
        found.counts, found.report = dict(outcome.counts), packed(outcome)
    if found.state == EditionState.DONE:
        found.content = None
    found.ended_at = at
    found.save()


def _bring(edition: Edition, *, at: datetime, is_trial: bool) -> Outcome:
    content, mapping = bytes(edition.content or b""), mapping_in(edition.mapping)
    source = edition.source
    if source is None:
        raise Refused(_("Choose first what the columns are."))
    rows = sum(1 for _row in Reader(content, mapping, this_year=at.year).rows())
    if rows > MOST_ROWS:
        words = _("This file has more than %(most)s rows. Bring it in by the command line.")
        raise Refused(words % {"most": MOST_ROWS})
    with transaction.atomic():
        outcome = bring_in(
            source.pk, lambda: Reader(content, mapping, this_year=at.year).rows(), at=at,
            note=lambda done: _note(edition.pk, done),
        )  # fmt: skip
        if is_trial:
            transaction.set_rollback(True)
    return outcome


def _note(edition_id: int, done: int) -> None:
    """Write how far it is beside the transaction, so that whoever waits can see it."""
    beside = connection.copy()
    try:
        with beside.cursor() as cursor:
            cursor.execute(
                "UPDATE networks_progress SET done = %s WHERE edition_id = %s", [done, edition_id]
            )
    finally:
        beside.close()


def forget_files(*, at: datetime) -> None:
    """Delete files that nobody has brought in for a week."""
    Edition.objects.filter(content__isnull=False, made_at__lt=at - FORGOTTEN).delete()
