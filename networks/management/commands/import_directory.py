"""Bring in a directory from a file."""

import csv
import json
import time
from argparse import FileType
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from networks.actions.editions import bring_in_file, report_rows
from networks.bringing.mapping import mapping_in
from solidarity.base.refused import Refused


class Command(BaseCommand):
    help = "Bring in a directory of networks, as a mapping reads it. Twice does no harm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV, or JSON of Murmurations")
        parser.add_argument("--mapping", type=FileType("rb"), required=True)
        parser.add_argument("--links", type=Path, help="a table of who belongs to whom")
        parser.add_argument("--dry-run", action="store_true", help="look, and change nothing")
        parser.add_argument("--report", type=Path, help="write here what became of each row")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.perf_counter()
        try:
            mapping = mapping_in(json.load(options["mapping"]))
            content = options["file"].read_bytes()
            links = options["links"].read_bytes() if options["links"] else b""
            outcome = bring_in_file(
                content, mapping, links=links, name=options["file"].name, by=None, at=now(),
                is_trial=options["dry_run"],
            )  # fmt: skip
        except (OSError, ValueError, Refused) as problem:
            raise CommandError(str(problem)) from problem
        took = time.perf_counter() - began
        if options["report"]:
            with options["report"].open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows(report_rows(outcome.as_json()))
        rows = sum(line.row > 0 for line in outcome.lines)
        said = ", ".join(f"{name} {count}" for name, count in sorted(outcome.counts.items()))
        trial = " Nothing was changed." if options["dry_run"] else ""
        self.stdout.write(
            f"{rows} rows: {said}. {took:.1f} s, {rows / took:.0f} rows a second.{trial}"
        )
