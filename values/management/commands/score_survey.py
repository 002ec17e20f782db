"""Score answers that were collected elsewhere."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from values.science.instruments import Instrument, instrument, instruments
from values.science.surveys import (
    BadSurvey,
    Coding,
    doubtful_ids,
    looks_reversed,
    read_survey,
    report,
    unasked,
)


class Command(BaseCommand):
    help = "Score a table of answers: one row a person, an id first. Nothing is kept."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV with columns q1, q2 … (or q01_words)")
        parser.add_argument("--instrument", required=True, help="its id, such as pvq21")
        parser.add_argument("--map", nargs="+", action="extend", default=[], metavar="COLUMN=ITEM",
                            help="columns with other names")  # fmt: skip
        parser.add_argument("--reversed", action="store_true", help="its scale runs the other way")
        parser.add_argument("--lowest", type=int, help="its code for the lowest answer")
        parser.add_argument("--json", action="store_true", help="everything, for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            asked = self._instrument(options["instrument"])
            coding = Coding(options["lowest"], options["reversed"])
            columns = _columns(options["map"])
            survey = read_survey(options["file"], asked, columns=columns, coding=coding)
        except BadSurvey as problem:
            raise CommandError(str(problem)) from problem
        if numbers := unasked(asked, survey):
            self.stderr.write(f"No column for items {_listed(numbers)}: taken as not asked.")
        for doubt in doubtful_ids(survey):
            self.stderr.write(doubt)
        if looks_reversed(asked, survey):
            self.stderr.write("These answers look upside down: try --reversed.")
        found = report(asked, survey)
        self.stdout.write(
            json.dumps(found, ensure_ascii=False) if options["json"] else _told(found)
        )

    def _instrument(self, id: str) -> Instrument:
        scorable = {each.id: each for each in instruments() if each.kind == "ratings"}
        if id not in scorable:
            known = ", ".join(scorable)
            raise BadSurvey(f"there is no instrument “{id}” to score with; there are: {known}")
        return instrument(id)


def _columns(pairs: list[str]) -> dict[str, int]:
    """What `--map` says; BadSurvey for what is no pair."""
    found: dict[str, int] = {}
    for pair in pairs:
        name, _, number = pair.rpartition("=")
        digits = number.strip().lstrip("qQ")
        if not name.strip() or not digits.isdecimal():
            raise BadSurvey(f"--map wants COLUMN=ITEM with an item's number, not “{pair}”")
        found[name.strip()] = int(digits)
    return found


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))


def _told(found: dict[str, Any]) -> str:
    """The group in a few lines, for people."""
    group = found["group"]
    lines = [f"{found['instrument']}: {group['n']} scored, {len(group['excluded'])} left out"]
    lines += [f"  left out: {each['id']} ({each['reason']})" for each in group["excluded"]]
    lines.append("")
    for value, mean in group["centred_mean"].items():
        lines.append(f"  {value:<18} {_shown(mean)}  SD {_shown(group['centred_sd'][value])}")
    lines += [f"  {name:<18} {_shown(mean)}" for name, mean in group["higher_order"].items()]
    return "\n".join(lines)


def _shown(value: float | None) -> str:
    return "      –" if value is None else f"{value:+7.4f}"
