"""What an edition of the report may count: figures of five and more, that give nobody away.

Each figure is of a question and a later moment, or of the ties of one moment. Beside each stands
who is in it, so that the next edition can tell whether a figure would differ by too few.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from cohorts.answers import opened_connections, opened_count, opened_reflection
from cohorts.changes import change_in, may_show, pairs_of, tells_each
from cohorts.models import Coding, Connections, Edition, Moment, Reflection, Round
from cohorts.queries.connecting import order_of
from cohorts.queries.people import participants_of
from cohorts.queries.reflecting import questions_of, rounds_of
from cohorts.ties import A_TIE, figures_of
from networks.models import Network

# Where a figure cannot be shown beside another, this is which of them counts most.
LATER = (Moment.END, Moment.LATER, Moment.MIDDLE)
Units = list[str]  # an answer of somebody: who, and which of hers


@dataclass
class Count:
    """Figures, who is in each, and nameless ties: what an edition keeps."""

    figures: dict[str, Any]
    counted: dict[str, list[Units]] = field(default_factory=dict)
    pictures: dict[str, Any] = field(default_factory=dict)


def _shown_before(network: Network) -> dict[str, list[frozenset[str]]]:
    """Of all editions: what each sum was made of."""
    shown: dict[str, list[frozenset[str]]] = {}
    for edition in Edition.objects.filter(body=network):
        for name, sets in opened_count(network.pk, edition.counted).items():
            shown.setdefault(name, []).extend(frozenset(units) for units in sets)
    return shown


class _Counting:
    """One edition while it is counted."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.shown = _shown_before(network)
        self.count = Count({})

    def may(self, *sums: tuple[str, Sequence[str]]) -> bool:
        """Whether a figure made of these sums may be shown; if so, it is noted as shown."""
        wanted = [(name, frozenset(units)) for name, units in sums]
        if not all(may_show(units, self.shown.get(name, [])) for name, units in wanted):
            return False
        for name, units in wanted:
            self.shown.setdefault(name, []).append(units)
            self.count.counted.setdefault(name, []).append(sorted(units))
        return True


def counted_now(network: Network) -> Count:
    """The count of a new edition: only rounds that are closed, only those who still take part."""
    counting = _Counting(network)
    closed = {each.moment: each for each in rounds_of(network) if each.closed_at}
    people = list(participants_of(network).only("pk", "causes"))
    here = {person.pk for person in people}
    finished = Reflection.objects.filter(
        round__in=list(closed.values()), finished_at__isnull=False, person__in=here
    )
    by_moment: dict[str, list[Reflection]] = {moment: [] for moment in closed}
    for row in finished.select_related("round"):
        by_moment[row.round.moment].append(row)
    counting.count.figures = {
        "people": len(here) if counting.may(("people", [str(who) for who in here])) else None,
        "answered": {
            moment: _answered(counting, moment, rows) for moment, rows in by_moment.items()
        },
        "changes": _changes(counting, by_moment),
        "strands": _strands(counting, here),
        "ties": _ties(counting, closed, {person.pk: frozenset(person.causes) for person in people}),
    }
    return counting.count


def _answered(counting: _Counting, moment: str, rows: Sequence[Reflection]) -> int | None:
    """How many answered; None where that, taken from an earlier edition, would tell of too few."""
    units = [f"{row.person_id}.{row.pk}" for row in rows]
    return len(rows) if counting.may((f"answered.{moment}", units)) else None


def _strands(counting: _Counting, here: set[int]) -> dict[str, int | None]:
    """Of how many people answers speak of each strand; None where that would tell of too few.

    People, not answers: several of one person are one. Nor of all: that would tell what each said.
    """
    rows = Coding.objects.filter(
        strand__body=counting.network, shared__reflection__finished_at__isnull=False,
        shared__reflection__round__closed_at__isnull=False, shared__reflection__person__in=here,
    )  # fmt: skip
    speaking: dict[str, set[int]] = {}
    for name, person in rows.values_list("strand__name", "shared__reflection__person"):
        speaking.setdefault(name, set()).add(person)
    found: dict[str, int | None] = {}
    for name, people in sorted(speaking.items()):
        units = [str(who) for who in people]
        may = people != here and counting.may((f"strand.{name.casefold()}", units))
        found[name] = len(people) if may else None
    return found


def _changes(
    counting: _Counting, by_moment: Mapping[str, list[Reflection]]
) -> list[dict[str, Any]]:
    """Each step question with each later moment: its change, or None where it cannot be shown."""
    if Moment.START not in by_moment:
        return []
    opened = {
        moment: {row.person_id: (row, opened_reflection(row)) for row in rows}
        for moment, rows in by_moment.items()
    }
    lines = []
    for question in questions_of(counting.network):
        if question.is_open:
            continue
        for moment in LATER:
            if moment in opened:
                line = {"question": question.pk, "moment": moment.value}
                found = _change(counting, question.pk, opened, moment)
                lines.append(line | {"change": found})
    return lines


def _change(
    counting: _Counting, question: int, opened: Mapping[str, Any], moment: str
) -> dict[str, Any] | None:
    def steps(of: str) -> dict[Any, int]:
        return {who: said[question] for who, (_row, said) in opened[of].items() if question in said}

    pairs = pairs_of(steps(Moment.START), steps(moment))
    if tells_each(pairs.values()):
        return None

    def unit(who: Any, of: str) -> str:
        row = opened[of][who][0]
        return f"{who}.{row.pk}.{row.finished_at.timestamp()}"

    before = [unit(who, Moment.START) for who in pairs]
    both = [f"{unit(who, Moment.START)}/{unit(who, moment)}" for who in pairs]
    # The same answers from the start stand in the figures of several later moments.
    sums = (f"{question}.start", before), (f"{question}.{moment}", both)
    if not counting.may(*sums):
        return None
    found = change_in(pairs.values())
    return asdict(found) if found else None


def _ties(
    counting: _Counting, closed: Mapping[str, Round], causes: Mapping[int, frozenset[str]]
) -> dict[str, Any]:
    """The figures of both pictures; the ties themselves go where they can be deleted."""
    order = order_of(counting.network, list(causes))
    found: dict[str, Any] = {}
    for moment in (Moment.START, Moment.END):
        if moment not in closed:
            continue
        rows = Connections.objects.filter(round=closed[moment], person__in=order)
        opened = {row.person_id: (row, *opened_connections(row)) for row in rows}
        units = [f"{who}.{row.pk}.{row.said_at.timestamp()}" for who, (row, *_) in opened.items()]
        # Ties that others named to somebody, and whether they cross causes, depend on who is there.
        there = [f"{who}.{','.join(sorted(causes[who]))}" for who in order]
        if not counting.may((f"ties.{moment}", units), (f"ties.{moment}.there", there)):
            found[moment.value] = None
            continue
        said = {who: people for who, (_row, people, _beyond) in opened.items()}
        beyond = {who: [step for _n, step in far] for who, (_row, _people, far) in opened.items()}
        found[moment.value] = asdict(figures_of(order, said, causes, beyond))
        counting.count.pictures[moment.value] = {
            "said": [
                [who, [[other, s] for other, s in named.items()]] for who, named in said.items()
            ],
            "beyond": [[who, sum(s >= A_TIE for s in steps)] for who, steps in beyond.items()],
        }
    if counting.count.pictures:
        counting.count.pictures["order"] = order
    return found
