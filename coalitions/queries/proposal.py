"""What the next version would be, and what a decision froze of that."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coalitions.models import AgreementVersion, Clause, ClauseText, Group, VersionClause
from networks.models import Network
from solidarity.base.diff import ADDED, REMOVED, Change, change_between

NEW, CHANGED, SAME, GONE = "new", "changed", "same", "gone"
ORDER = {group.value: place for place, group in enumerate(Group)}


@dataclass(frozen=True)
class Line:
    """A clause of what is proposed. text: the number of its text; fate: NEW, CHANGED …"""

    number: int
    text: int
    group: str
    title: str
    settings: Mapping[str, Any]
    fate: str
    settles: bool = False  # what it governs is another thing than now

    @property
    def group_name(self) -> str:
        """Its group in words."""
        return str(Group(self.group).label) if self.group in Group.values else ""


@dataclass(frozen=True)
class Proposed:
    """What would come in force: its clauses in order, and those that it leaves out."""

    after: int
    lines: list[Line]
    gone: list[Line]
    moved: bool = False  # what was in force before comes in another order

    @property
    def differs(self) -> bool:
        """Whether anything is another thing than now."""
        return self.moved or bool(self.gone) or any(line.fate != SAME for line in self.lines)

    def many(self, fate: str) -> int:
        """How many clauses have this fate."""
        return sum(line.fate == fate for line in self.lines) + (fate == GONE) * len(self.gone)


def proposed_now(network: Network, version: AgreementVersion | None) -> Proposed:
    """What the clauses that are ready make of the version in force. Two queries, no words.

    A clause in force that is not ready stays as it is; a new one that is not ready waits.
    """
    held = _held(version)
    before = list(held)
    newest = ClauseText.objects.filter(clause=OuterRef("pk")).order_by("-number")
    clauses = Clause.objects.filter(body=network).annotate(
        newest=Subquery(newest.values("number")[:1])
    )
    lines = []
    for clause in sorted(clauses, key=lambda each: (ORDER[each.group], each.position, each.pk)):
        now = held.pop(clause.number, None) if clause.dropped_at is None else None
        if clause.dropped_at is None and clause.is_ready:
            lines.append(_drafted(clause, now))
        elif now is not None:
            lines.append(now)
    gone = [_with_fate(line, GONE) for line in held.values()]
    lines = _sorted(lines, clauses)
    return Proposed(version.number if version else 0, lines, gone, _moved(before, lines))


def _moved(before: list[int], lines: list[Line]) -> bool:
    """Whether clauses (by number) that were there `before` stand in another order now."""
    stays = [line.number for line in lines if line.number in set(before)]
    return stays != [number for number in before if number in set(stays)]


def _sorted(lines: list[Line], clauses: Any) -> list[Line]:
    """By group, then by place within it."""
    places = {clause.number: clause.position for clause in clauses}
    return sorted(lines, key=lambda line: (ORDER[line.group], places[line.number], line.number))


def _held(version: AgreementVersion | None) -> dict[int, Line]:
    """The clauses in force, by number. One query."""
    if version is None:
        return {}
    found = VersionClause.objects.filter(version=version).order_by("position")
    rows = found.values_list("clause__number", "text__number", "group", "title", "settings")
    return {row[0]: Line(*row, fate=SAME) for row in rows}


def _drafted(clause: Clause, now: Line | None) -> Line:
    said = (clause.newest, clause.group, clause.title, clause.settings)  # type: ignore[attr-defined]
    if now is None:
        return Line(clause.number, *said, fate=NEW, settles=bool(clause.settings))
    is_same = said == (now.text, now.group, now.title, now.settings)
    settles = now.settings != clause.settings
    return Line(clause.number, *said, fate=SAME if is_same else CHANGED, settles=settles)


def _with_fate(line: Line, fate: str) -> Line:
    return Line(line.number, line.text, line.group, line.title, line.settings, fate)


def frozen(proposed: Proposed, *, title: str, why: str, review_on: str) -> dict[str, Any]:
    """What a decision keeps of it, in JSON: from now on nothing that is drafted changes it."""
    return {
        "after": proposed.after,
        "title": title,
        "why": why,
        "review_on": review_on,
        "clauses": {str(line.number): line.text for line in proposed.lines},
        "order": [line.number for line in proposed.lines],
        "heads": {
            str(line.number): {
                "group": line.group, "title": line.title, "settings": line.settings,
            }
            for line in proposed.lines
        },
    }  # fmt: skip


def thawed(network: Network, about: Mapping[str, Any]) -> Proposed:
    """What a decision froze, beside the version that was in force then. Two queries, no words."""
    after = int(about.get("after", 0))
    version = AgreementVersion.objects.filter(body=network, number=after).first()
    held = _held(version)
    before, lines = list(held), []
    for number in about.get("order", []):
        head, text = about["heads"][str(number)], about["clauses"][str(number)]
        now = held.pop(number, None)
        said = (text, head["group"], head["title"], head["settings"])
        was = (now.text, now.group, now.title, now.settings) if now else None
        fate = NEW if was is None else SAME if was == said else CHANGED
        settles = head["settings"] != (now.settings if now else {})
        lines.append(Line(number, *said, fate=fate, settles=settles))
    gone = [_with_fate(line, GONE) for line in held.values()]
    return Proposed(after, lines, gone, _moved(before, lines))


@dataclass(frozen=True)
class Worded:
    """A line with what it says, and what that changes."""

    line: Line
    text: ClauseText
    change: Change | None


def worded(network: Network, proposed: Proposed, numbers: list[int]) -> list[Worded]:
    """The lines of these numbers with their words. Two queries at most."""
    lines = [line for line in proposed.lines if line.number in numbers]
    found = ClauseText.objects.filter(
        clause__body=network, clause__number__in=[line.number for line in lines]
    ).select_related("clause")
    wanted = {(line.number, line.text) for line in lines}
    old = _held_texts(network, proposed.after, [line for line in lines if line.fate == CHANGED])
    wanted |= set(old.items())
    pairs = found.values_list("clause__number", "number", "pk")
    keys = {(number, text): pk for number, text, pk in pairs if (number, text) in wanted}
    texts = ClauseText.objects.in_bulk(keys.values())
    said = {place: texts[pk] for place, pk in keys.items()}
    return [
        Worded(line, said[line.number, line.text], _change(line, old.get(line.number), said))
        for line in lines
        if (line.number, line.text) in said
    ]


def _held_texts(network: Network, after: int, lines: list[Line]) -> dict[int, int]:
    """The numbers of the texts in force then, of these clauses, by the clauses' numbers."""
    if not lines:
        return {}
    found = VersionClause.objects.filter(
        version__body=network, version__number=after,
        clause__number__in=[line.number for line in lines],
    )  # fmt: skip
    return dict(found.values_list("clause__number", "text__number"))


def _change(
    line: Line, old: int | None, said: Mapping[tuple[int, int], ClauseText]
) -> Change | None:
    if old is None or old == line.text:
        return None
    return change_between(said[line.number, old].words, said[line.number, line.text].words)


LONGEST = 19_000  # letters of the text of a question, which holds 20 000


def in_markdown(network: Network, proposed: Proposed, *, why: str) -> str:
    """The text of the question: why, and each clause that is new or another, readable as it is.

    Where all of it is too long, the clauses are named, and their words stand on the page of the
    question. Four queries at most.
    """
    wanted = [line.number for line in proposed.lines if line.fate in (NEW, CHANGED)]
    said = [_clause_in_markdown(each) for each in worded(network, proposed, wanted)]
    gone = [_("Left out: %(title)s") % {"title": line.title} for line in proposed.gone]
    gone += [_("The clauses come in another order.")] if proposed.moved else []
    same = sum(line.fate == SAME for line in proposed.lines)
    stays = ngettext(
        "%(count)s clause stays as it is.", "%(count)s clauses stay as they are.", same
    ) % {"count": same}
    ends = [*gone, stays] if same else gone
    whole = "\n\n".join([why, *said, *ends])
    if len(whole) <= LONGEST:
        return whole
    named = [f"- {line.title}" for line in proposed.lines if line.fate in (NEW, CHANGED)]
    note = _("New or changed are the clauses below. What they say stands on this page, under “%s”.")
    parts = [why, note % _("The agreement that is proposed"), "\n".join(named), *ends]
    return "\n\n".join(parts)[:LONGEST]


def _clause_in_markdown(each: Worded) -> str:
    """A clause as one reads it in the text of the question."""
    head = f"### {each.line.group_name}: {each.line.title}"
    if each.change is None:
        return f"{head}\n\n{each.text.words}"
    lines = [
        _MARK[line.kind] % {"words": line.words}
        for line in each.change.lines
        if line.kind in _MARK and line.words.strip()
    ]
    return "\n".join([head, "", *lines])


_MARK = {
    ADDED: gettext_lazy("- Added: %(words)s"),
    REMOVED: gettext_lazy("- Taken out: %(words)s"),
}
