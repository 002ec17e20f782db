"""The agreement in force, its versions, and what its clauses say in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.db.models.functions import Length

from coalitions.models import AgreementVersion, VersionClause
from networks.models import Network
from solidarity.base.diff import Change, change_between

ROOM = 24_000  # letters of HTML that one page of an agreement holds, unless one clause is longer
CHANGES = 10


def in_force(network: Network) -> AgreementVersion | None:
    """The newest version: it is the one in force. One query."""
    found = versions_of(network).first()
    if found is not None:
        found.body = network
    return found


def versions_of(network: Network) -> QuerySet[AgreementVersion]:
    """All versions, the newest first."""
    return AgreementVersion.objects.filter(body=network).order_by("-number")


def version_of(network: Network, number: int) -> AgreementVersion | None:
    """The version of this number; None where there is none. One query."""
    found = versions_of(network).filter(number=number).first()
    if found is not None:
        found.body = network
    return found


@dataclass(frozen=True)
class Heading:
    """A clause in the list of contents. page: on which page of the version it stands."""

    line: VersionClause
    page: int


@dataclass(frozen=True)
class Contents:
    """What a version holds, cut into pages of a few clauses each."""

    headings: list[Heading]
    pages: int

    def on(self, page: int) -> list[int]:
        """The keys of the clauses on this page."""
        return [each.line.pk for each in self.headings if each.page == page]


def contents_of(version: AgreementVersion) -> Contents:
    """The clauses of a version in their order, without their words. One query."""
    lines = clauses_of(version).annotate(letters=Length("text__words_html"))
    headings: list[Heading] = []
    page, letters = 1, 0
    for line in lines.select_related("clause").only(
        "position", "title", "group", "version", "clause__number", "clause__body"
    ):
        if letters and letters + line.letters > ROOM:
            page, letters = page + 1, 0
        letters += line.letters
        headings.append(Heading(line, page))
    return Contents(headings, page)


def clauses_of(version: AgreementVersion) -> QuerySet[VersionClause]:
    """The clauses of a version in their order."""
    return VersionClause.objects.filter(version=version).order_by("position")


def with_words(keys: Sequence[int]) -> list[VersionClause]:
    """These clauses of a version in their order, with what they say. One query."""
    found = VersionClause.objects.filter(pk__in=keys).select_related("clause", "text")
    return list(found.order_by("position"))


def whole_of(version: AgreementVersion) -> list[VersionClause]:
    """All clauses of a version with their words, for paper and files. One query."""
    return list(clauses_of(version).select_related("clause", "text"))


@dataclass(frozen=True)
class Changed:
    """What became of one clause between two versions; None: it was not in that one."""

    old: VersionClause | None
    new: VersionClause | None
    change: Change | None = None

    @property
    def line(self) -> VersionClause:
        """The clause as it stands in the newer of the two that have it."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a clause of neither version")
        return found

    @property
    def is_renamed(self) -> bool:
        """Whether it stands under another title or group now."""
        if self.old is None or self.new is None:
            return False
        return (self.old.title, self.old.group) != (self.new.title, self.new.group)

    @property
    def is_governing_anew(self) -> bool:
        """Whether what it governs is another thing now."""
        if self.old is None or self.new is None:
            return bool(self.line.settings)
        return bool(self.old.settings != self.new.settings)


@dataclass(frozen=True)
class Difference:
    """What differs between two versions, some clauses at a time."""

    changed: list[Changed]
    same: int
    total: int
    page: int
    pages: int
    moved: bool  # what both have stands in another order


def difference(older: AgreementVersion, newer: AgreementVersion, *, page: int = 1) -> Difference:
    """Clause by clause what changed from `older` to `newer`. Three queries."""
    before = {each.clause_id: each for each in _lines(older)}
    after = {each.clause_id: each for each in _lines(newer)}
    keys = [*after, *(key for key in before if key not in after)]
    pairs = [(before.get(key), after.get(key)) for key in keys]
    changed = [pair for pair in pairs if _differs(*pair)]
    pages = max(1, -(-len(changed) // CHANGES))
    page = min(max(1, page), pages)
    shown = changed[(page - 1) * CHANGES : page * CHANGES]
    worded = {
        each.pk: each for each in with_words([line.pk for pair in shown for line in pair if line])
    }
    return Difference(
        [_changed(*(worded[line.pk] if line else None for line in pair)) for pair in shown],
        same=len(pairs) - len(changed), total=len(changed), page=page, pages=pages,
        moved=[key for key in before if key in after] != [key for key in after if key in before],
    )  # fmt: skip


def _lines(version: AgreementVersion) -> QuerySet[VersionClause]:
    return clauses_of(version).defer("position")


def _differs(old: VersionClause | None, new: VersionClause | None) -> bool:
    if old is None or new is None:
        return True
    said = (old.text_id, old.title, old.group, old.settings)
    return said != (new.text_id, new.title, new.group, new.settings)


def _changed(old: VersionClause | None, new: VersionClause | None) -> Changed:
    words = [line.text.words if line else "" for line in (old, new)]
    return Changed(old, new, change_between(*words) if words[0] != words[1] else None)


def counts_of(version: AgreementVersion) -> tuple[int, int]:
    """How many clauses it has, and how many networks have said yes to it. One query."""
    found = AgreementVersion.objects.filter(pk=version.pk).aggregate(
        clauses=Count("clauses", distinct=True), yes=Count("consents", distinct=True)
    )
    return found["clauses"], found["yes"]
