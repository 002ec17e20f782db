"""An edition of the report as it is read: answers first, figures after them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cohorts.answers import opened_count, opened_reflection
from cohorts.changes import Change, share_in_words
from cohorts.models import Connections, Edition, Moment, Quoting, Shared, Strand
from cohorts.queries.people import participants_of
from cohorts.queries.reflecting import Group, by_dimension, questions_of
from cohorts.ties import Drawing, drawing_of
from networks.models import Network

SHARES = {
    "up": {
        "most": _("most went up"), "many": _("many went up"),
        "some": _("some went up"), "few": _("few or none went up"),
    },
    "same": {
        "most": _("most stayed the same"), "many": _("many stayed the same"),
        "some": _("some stayed the same"), "few": _("few or none stayed the same"),
    },
    "down": {
        "most": _("most went down"), "many": _("many went down"),
        "some": _("some went down"), "few": _("few or none went down"),
    },
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """An answer that its author shared; `name` where she wants to be named."""

    pk: int
    question: Any
    moment: str
    words: str
    quoting: str
    name: str
    strands: frozenset[int]


def shared_answers(network: Network, *, quoted: bool = False) -> list[Said]:
    """Shared answers by question and moment, in no order that tells who wrote them.

    quoted: those alone that may be quoted. Two queries, and the vault.
    """
    questions = {each.pk: each for each in questions_of(network)}
    rows = Shared.objects.filter(
        reflection__round__body=network, reflection__finished_at__isnull=False
    )
    rows = rows.exclude(quoting=Quoting.NO) if quoted else rows
    rows = rows.select_related("reflection__person", "reflection__round").prefetch_related(
        "codings"
    )
    opened: dict[int, Mapping[int, Any]] = {}
    found = []
    for row in rows:
        reflection = row.reflection
        if reflection.pk not in opened:
            opened[reflection.pk] = opened_reflection(reflection)
        words = opened[reflection.pk].get(row.question_id)
        if isinstance(words, str) and row.question_id in questions:
            found.append(_said(row, questions[row.question_id], words))
    order = {pk: at for at, pk in enumerate(questions)}
    moments = list(Moment.values)
    return sorted(found, key=lambda s: (order[s.question.pk], moments.index(s.moment), s.words))


def _said(row: Shared, question: Any, words: str) -> Said:
    named = row.quoting == Quoting.NAMED
    return Said(
        row.pk, question, row.reflection.round.moment, words, row.quoting,
        row.reflection.person.display_name if named else "",
        frozenset(each.strand_id for each in row.codings.all()),
    )  # fmt: skip


@dataclass
class Spoken:
    """A strand, how many people speak of it where that may be told, and what may be quoted."""

    name: str
    about: str
    people: int | None = None
    quotes: list[Said] = field(default_factory=list)


def strands_of(network: Network) -> QuerySet[Strand]:
    """The strands of a cohort, by name."""
    return Strand.objects.filter(body=network).order_by("name")


def spoken_now(network: Network) -> dict[str, Any]:
    """What an edition that is made now says in words: no words of participants, but their keys.

    `strands`: name, about, and the keys of the answers that speak of it; `loose`: those of none.
    Of rounds that are closed alone: nothing is added to it later. Of those who still take part, as
    the figures are.
    """
    here = participants_of(network).values("pk")
    rows = Shared.objects.filter(
        reflection__round__body=network, reflection__finished_at__isnull=False,
        reflection__round__closed_at__isnull=False, reflection__person__in=here,
    )  # fmt: skip
    coded = {
        row.pk: {c.strand_id for c in row.codings.all()} for row in rows.prefetch_related("codings")
    }
    strands = [
        {"name": each.name, "about": each.about,
         "answers": sorted(pk for pk, found in coded.items() if each.pk in found)}
        for each in strands_of(network)
    ]  # fmt: skip
    return {"strands": strands, "loose": sorted(pk for pk, found in coded.items() if not found)}


def spoken_in(edition: Edition) -> tuple[list[Spoken], list[Said]]:
    """The strands of an edition with their quotes, and quotes in no strand.

    As they stood when it was made, as far as their authors share them still and let them be quoted.
    How many speak of a strand is told while all of them still share what they said.
    """
    there = {said.pk: said for said in shared_answers(edition.body)}

    def of(keys: Sequence[int]) -> list[Said]:
        return [said for pk, said in there.items() if pk in set(keys)]

    def quoted(keys: Sequence[int]) -> list[Said]:
        return [said for said in of(keys) if said.quoting != Quoting.NO]

    def people(strand: Mapping[str, Any]) -> int | None:
        is_whole = all(pk in there for pk in strand["answers"])
        counted = edition.figures.get("strands", {}) if is_whole else {}
        many: int | None = counted.get(strand["name"])
        return many

    kept = edition.spoken or {"strands": [], "loose": []}
    found = [
        Spoken(each["name"], each["about"], people(each), quoted(each["answers"]))
        for each in kept["strands"]
    ]
    return found, quoted(kept["loose"])


@dataclass(frozen=True)
class Line:
    """A question, and what changed in it at a later moment; nothing where nothing can be shown."""

    question: Any
    moment: str
    change: Change | None

    @property
    def words(self) -> list[Any]:
        """How many went up, stayed, went down, coarsely."""
        if self.change is None:
            return []
        return [
            SHARES[way][share_in_words(getattr(self.change, way), self.change.people)]
            for way in ("up", "same", "down")
        ]

    @property
    def moment_words(self) -> Any:
        """Which two moments are compared."""
        return Moment(self.moment).label


def changes_in(edition: Edition) -> list[Group]:
    """What changed, by dimension, as it was counted."""
    questions = {each.pk: each for each in questions_of(edition.body)}
    order = {pk: at for at, pk in enumerate(questions)}
    lines = [
        Line(
            questions[each["question"]], each["moment"],
            Change(**each["change"]) if each["change"] else None,
        )
        for each in edition.figures["changes"] if each["question"] in questions
    ]  # fmt: skip
    moments = list(Moment.values)
    lines.sort(key=lambda each: (order[each.question.pk], moments.index(each.moment)))
    return by_dimension(lines, of=lambda each: each.question.dimension)


@dataclass(frozen=True)
class Row:
    """A figure of ties at both moments, in words; "–" where nothing can be said."""

    label: Any
    start: str
    end: str


def tie_rows(figures: Mapping[str, Any]) -> list[Row]:
    """The figures of both pictures, beside each other."""
    both = [figures.get(moment) or {} for moment in ("start", "end")]
    if not any(both):
        return []

    def row(label: Any, name: str, say: Any) -> Row:
        return Row(
            label, *(say(each[name]) if each.get(name) is not None else "–" for each in both)
        )

    def percent(share: float) -> str:
        return f"{share * 100:.0f} %"

    return [
        row(_("How many said something of their ties"), "said", str),
        row(_("Of what was said, how much is a tie: they talk now and then, or more"), "density",
            percent),
        row(_("Where both spoke and one sees a tie, how often both do"), "reciprocity", percent),
        row(_("Ties between two who share no cause"), "across", percent),
        row(_("Ties to networks beyond, for each who spoke"), "beyond", lambda many: f"{many:.1f}"),
        row(_("Pairs of whom one spoke"), "known_once", percent),
        row(_("Pairs of whom both spoke"), "known_twice", percent),
    ]  # fmt: skip


def pictures_in(edition: Edition, *, named: bool) -> list[tuple[Any, Drawing]]:
    """Both pictures, points at the same places; names of those who agreed, for those inside alone.

    The nodes of a drawing are names, or "".
    """
    kept = opened_count(edition.body_id, edition.pictures)
    if not kept:
        return []
    names = _names(edition.body, kept["order"]) if named else {}
    found = []
    for moment in (Moment.START, Moment.END):
        if moment.value in kept:
            said = {who: dict(ties) for who, ties in kept[moment]["said"]}
            beyond = {who: [4] * many for who, many in kept[moment]["beyond"]}
            drawn = drawing_of(kept["order"], said, beyond)
            found.append((moment.label, _with_names(drawn, names)))
    return found


def _with_names(drawn: Drawing, names: Mapping[Any, str]) -> Drawing:
    points = tuple(replace(each, node=names.get(each.node, "")) for each in drawn.points)
    return replace(drawn, points=points)


def _names(network: Network, order: Sequence[int]) -> dict[int, str]:
    """Those who agreed to be named each time they said something of their ties."""
    rows = Connections.objects.filter(round__body=network, person__in=order)
    found: dict[int, str] = {}
    refused = set()
    for row in rows.select_related("person"):
        found[row.person_id] = row.person.display_name
        refused |= set() if row.may_name else {row.person_id}
    return {who: name for who, name in found.items() if who not in refused}


def newest_edition(network: Network, *, published: bool) -> Edition | None:
    """The newest edition; published: that the cohort published. One query."""
    rows = Edition.objects.filter(body=network)
    rows = rows.filter(published_at__isnull=False) if published else rows
    return rows.order_by("-number").first()


def is_published(network: Network) -> bool:
    """Whether everybody may read an edition. One query."""
    return Edition.objects.filter(body=network, published_at__isnull=False).exists()


def edition_called(network: Network, number: int) -> Edition | None:
    """The edition of this number; None where there is none. One query."""
    found = Edition.objects.filter(body=network, number=number).first()
    if found is not None:
        found.body = network
    return found


def table_of(edition: Edition) -> list[list[str]]:
    """The same figures as on the page, and no more, as rows of a table."""
    rows = [[str(each) for each in HEAD]]
    for group in changes_in(edition):
        for line in group.questions:
            change = line.change
            rows.append(
                [str(group.dimension.label), line.question.text, str(line.moment_words)]
                + (
                    [str(change.people), f"{change.before:.2f}", f"{change.after:.2f}",
                     f"{change.mean:.2f}", f"{change.spread:.2f}",
                     _one_cell(line.words)]
                    if change else ["", "", "", "", "", ""]
                )
            )  # fmt: skip
    ties = tie_rows(edition.figures["ties"])
    return rows + [
        [str(_("Ties")), str(each.label), "", "", each.start, each.end, "", "", ""] for each in ties
    ]


def _one_cell(words: Sequence[Any]) -> str:
    """Words in one cell."""
    return "; ".join(str(each) for each in words)


HEAD = (
    _("About"), _("Question"), _("Compared with the start"), _("People"), _("Mean before"),
    _("Mean after"), _("Mean change"), _("Spread"), _("In words"),
)  # fmt: skip
