"""Count a decision again, from its file alone."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from decisions.methods.deciding import applied, decide
from decisions.methods.outcome import Outcome
from decisions.methods.tally import Tally
from decisions.reasons import reason_in_words, shown
from decisions.records import BadRecord, Record, read
from decisions.reports import differences, report


class Command(BaseCommand):
    help = "Count a decision again from its file (docs/recount.md). Reaches no database."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a decision as JSON")
        parser.add_argument("--json", action="store_true", help="everything, for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        record = _record(options["file"])
        outcome = decide(record.question)
        if options["json"]:
            found = report(record, outcome)
            found["sentence"] = reason_in_words(outcome, record.titles)
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self.stdout.write(_told(record, outcome))
        if record.published is None:
            return
        if wrong := differences(record.published, outcome):
            raise CommandError(f"This is not what was published. {'; '.join(wrong)}")
        if not options["json"]:
            self.stdout.write("The same as published.")


def _record(path: Path) -> Record:
    try:
        return read(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise CommandError(f"{path} cannot be read: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise CommandError(f"{path} is no text in UTF-8") from problem
    except BadRecord as problem:
        raise CommandError(f"{path}: {problem}") from problem


def _told(record: Record, outcome: Outcome) -> str:
    """The outcome in a few lines, for people."""
    lines = [record.title] if record.title else []
    lines += [reason_in_words(outcome, record.titles), "", _method(record)]
    lines += [f"  {name}: {_behind(tally)}" for name, tally in outcome.counts.items()]
    silent = outcome.electorate.electors - outcome.taken.electors
    lines += [f"  no position: {silent}", f"  all who may decide: {_behind(outcome.electorate)}"]
    for words in record.words:
        state = "" if words.stands else " (withdrawn)"
        lines.append(f"  {words.by or '–'}, {words.stance}{state}: {words.reason or '–'}")
    return "\n".join(_printable(line) for line in lines)


def _method(record: Record) -> str:
    method, left = applied(record.question.method, record.question.round)
    after = "" if left is None else f", {left} more before the next method"
    return f"  method: {method.name}, round {record.question.round}{after}"


def _printable(line: str) -> str:
    """Without signs that would end a line or move the cursor: the words are anybody's."""
    return "".join(sign if sign.isprintable() else " " for sign in line)


def _behind(tally: Tally) -> str:
    """How many; and the voices, networks and people, where they are another number."""
    parts = [str(tally.electors)]
    if tally.voices != tally.electors:
        parts.append(f"voices {shown(tally.voices)}")
    if tally.networks:
        parts += [f"networks {tally.networks}", f"people {tally.people}"]
    return ", ".join(parts)
