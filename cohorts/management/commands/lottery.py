"""Draw a group by lot, from two files alone."""

import json
from argparse import ArgumentTypeError
from collections import Counter
from itertools import repeat
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cohorts.lottery import (
    Applicant,
    BadPool,
    Bound,
    Lottery,
    Met,
    NoGroup,
    Pool,
    Why,
    draw,
    how_met,
    leximin,
    ticket,
    why_infeasible,
)
from cohorts.lottery.published import differences, published
from cohorts.lottery.reading import BadFile, Table, read_pool, table
from cohorts.lottery.report import report

BAD_FILE, NO_GROUP = 2, 3  # how the command ends


class Command(BaseCommand):
    help = "Draw a group by lot (docs/lottery.md). Reaches no database."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("applicants", type=Path, nargs="?", help="who applied, as CSV")
        parser.add_argument("quotas", type=Path, nargs="?", help="category, name, min, max, as CSV")
        parser.add_argument("--seats", type=_seats, help="people in the group")
        parser.add_argument(
            "--from", type=Path, dest="published", metavar="LOTTERY.json",
            help="draw from what --json wrote; with the two files, check that it is theirs",
        )  # fmt: skip
        parser.add_argument(
            "--seed", default="", help="words published beforehand; without: no draw"
        )
        parser.add_argument("--id", default="", help="the column with each applicant's key")
        parser.add_argument(
            "--not-together", default="", metavar="COLUMN", help="one at most of each answer in it"
        )
        parser.add_argument("--json", action="store_true", help="everything, for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["published"]:
                self._again(options)
            else:
                self._draw(options)
        except BadPool as problem:
            raise CommandError(_printable(str(problem)), returncode=BAD_FILE) from problem

    def _draw(self, options: dict[str, Any]) -> None:
        seats, seed = options["seats"], options["seed"].strip()
        if not seats or not options["quotas"]:
            raise CommandError("wanted: APPLICANTS QUOTAS --seats N", returncode=BAD_FILE)
        pool, digests = _read(options, seats)
        try:
            lottery = leximin(pool, seats)
        except NoGroup as problem:
            why = why_infeasible(pool, seats)
            raise CommandError(_why(why), returncode=NO_GROUP) from problem
        group = draw(lottery, seed) if seed else ()
        if options["json"]:
            found = report(lottery, group, seed) | {"sha256": digests}
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self._say([*_told(lottery, group, seed), *_digests(digests)])

    def _again(self, options: dict[str, Any]) -> None:
        """Draw from a published lottery."""
        path, seed = options["published"], options["seed"].strip()
        found = published(path.name, _bytes(path))
        data = found.data
        if options["seats"] not in {None, data["seats"]}:
            raise BadFile([f"{path.name}: it is for {data['seats']} seats"])
        if options["applicants"]:
            options |= {"not_together": options["not_together"] or data["apart"]}
            pool, digests = _read(options, data["seats"])
            if problems := differences(found, pool, digests):
                raise BadFile([f"{path.name}: {each}" for each in problems])
        drawn = found.draw(seed) if seed else []
        inside = found.inside(drawn)
        if options["json"]:
            told = {"seed": seed, "ticket": ticket(seed), "ids": drawn} if seed else None
            self.stdout.write(json.dumps(data | {"quotas": inside, "drawn": told},
                                         ensure_ascii=False))  # fmt: skip
            return
        lines = [f"{data['seats']} seats, {data['applicants']} applicants"]
        lines += [f"The smallest chance is {float(found.smallest):.9%}."]
        if seed:
            lines += ["", f"Seed “{seed}” draws ticket {ticket(seed):,}:"]
            lines += [f"  {id}" for id in drawn]
            lines += ["", "Quotas:"]
            lines += [
                f"  {each['category']}: {each['value']}: {each['inside']} in the group, at"
                f" least {each['least']}, at most {each['most']}"
                for each in inside
            ]
        self._say([*lines, "", *_digests(data["sha256"])])

    def _say(self, lines: list[str]) -> None:
        self.stdout.write("\n".join(_printable(line, "") for line in lines))


def _read(options: dict[str, Any], seats: int) -> tuple[Pool, dict[str, str]]:
    """The pool of the two files, and their digests."""
    if not options["quotas"]:
        raise CommandError("wanted: APPLICANTS and QUOTAS", returncode=BAD_FILE)
    files = {each: _table(options[each]) for each in ("applicants", "quotas")}
    pool = read_pool(
        files["applicants"], files["quotas"], seats=seats, id_column=options["id"],
        apart=options["not_together"],
    )  # fmt: skip
    return pool, {each: file.digest for each, file in files.items()}


def _digests(digests: dict[str, str]) -> list[str]:
    return [f"SHA-256 of {each}: {digest}" for each, digest in digests.items()]


def _seats(said: str) -> int:
    if not (said.isdecimal() and len(said) <= 7 and int(said)):
        raise ArgumentTypeError("a whole number from 1 on")
    return int(said)


def _table(path: Path) -> Table:
    return table(path.name, _bytes(path))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        said = f"{path} cannot be read: {problem.strerror}"
        raise CommandError(said, returncode=BAD_FILE) from problem


def _told(lottery: Lottery, group: tuple[Applicant, ...], seed: str) -> list[str]:
    """The group, the quotas, the chances and why they can be no better: for people."""
    pool, chances = lottery.pool, lottery.chance_of
    lines = [f"{lottery.seats} seats, {len(pool.applicants)} applicants"]
    if group:
        lines += ["", f"Seed “{seed}” draws ticket {ticket(seed):,}:"]
        lines += [f"  {each.id}  (chance {_percent(chances[each.id])})" for each in group]
    applied = how_met(pool.applicants, pool.ordered)
    inside = how_met(group, pool.ordered)
    lines += ["", "Quotas:", *map(_quota, applied, inside, repeat(bool(group)))]
    lines += ["", "Chances:"]
    counted = sorted(Counter(_percent(chance) for chance in chances.values()).items(),
                     key=lambda pair: float(pair[0].rstrip(" %")))  # fmt: skip
    lines += [f"  {chance}: {many} applied" for chance, many in counted]
    return [*lines, "", *_proof(lottery), ""]


def _quota(applied: Met, inside: Met, is_drawn: bool) -> str:
    quota = applied.quota
    drawn = f"{inside.inside} in the group, " if is_drawn else ""
    between = f"at least {quota.least}, at most {quota.most}"
    return f"  {quota.category}: {quota.value}: {drawn}{between}; {applied.inside} applied"


def _proof(lottery: Lottery) -> list[str]:
    proof, ids = lottery.proof, [id for at in lottery.never for id in lottery.pool.kinds[at].ids]
    gap = float(proof.bound - lottery.smallest)
    lines = [
        f"The smallest chance is {float(lottery.smallest):.9%}. None can be above"
        f" {float(proof.bound):.9%} (a difference of {gap:.1e}):",
        f"  points {'by answers' if proof.by_quota else 'by search'}: {proof.most} at most in a"
        f" group, {proof.total} of all applicants together",
    ]
    if proof.by_quota:
        named = zip(lottery.pool.ordered, proof.by_quota, strict=False)
        lines += [f"  {quota.category}: {quota.value}: {points} points"
                  for quota, points in named if points]  # fmt: skip
        lines.append(f"  a seat: {proof.by_quota[-1]} points; below 0 counts as 0")
    if ids:
        lines.append(f"In no group that meets the quotas can be: {', '.join(ids)}")
    if not lottery.complete:
        lines.append(
            "The chances above the smallest could be more even: this was not searched to the end."
        )
    return lines


def _why(why: Why | None) -> str:
    if why is None:
        return "no group was found"
    if not why.together:
        return "No group has so many seats, even without quotas: too many share an answer."
    lines = ["No group meets all quotas. These cannot hold together:"]
    lines += [f"  {_end(each)} {each.now}" for each in why.together]
    if why.loosen:
        lines += ["The smallest change that helps:"]
        lines += [f"  {_end(each)} {each.now} → {each.to}" for each in why.loosen]
    if not why.within:
        lines += ["  (further than min_flex and max_flex allow)"]
    return _printable("\n".join(lines))


def _end(bound: Bound) -> str:
    words = "at least" if bound.end == "least" else "at most"
    return f"{bound.quota.category}: {bound.quota.value}: {words}"


def _percent(chance: Any) -> str:
    return f"{float(chance) * 100:.4f} %"


def _printable(words: str, kept: str = "\n") -> str:
    """Without signs that would end a line or move the cursor: the words are anybody's."""
    return "".join(sign if sign.isprintable() or sign == kept else " " for sign in words)
