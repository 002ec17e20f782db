"""Bringing in a directory: what is new, what changed, what is gone; all of it or nothing."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.text import slugify

from networks.actions.founding import TAKEN
from networks.actions.umbrellas import draw_umbrellas
from networks.bringing.cells import key_of
from networks.bringing.domains import own_domain
from networks.bringing.likeness import alike
from networks.bringing.reading import Row
from networks.models import (
    JoinPolicy,
    Likeness,
    Listing,
    Network,
    NetworkState,
    Source,
    Visibility,
)
from networks.queries.bringing import comparable, listed_of, taken_slugs, unwanted
from solidarity.base.secrets import digest
from solidarity.base.words import rendered

BATCH = 1000
ATTEMPTS = 3
KEPT = (
    "kind", "name", "summary", "story", "place", "country", "website", "languages", "causes",
    "founded_year",
)  # fmt: skip

# Rows go in and out as one piece of JSON: for thousands that is several times quicker than models.
ADD_NETWORKS = """
    INSERT INTO networks_network (kind, name, summary, story, story_html, place, country, website,
        languages, causes, founded_year, slug, state, visibility, join_policy, shows_members,
        shows_affiliations, founded_at, active_on)
    SELECT r.kind, r.name, r.summary, r.story, r.story_html, r.place, r.country, r.website,
        r.languages, r.causes, r.founded_year, r.slug, %(state)s, %(visibility)s, %(policy)s, false,
        true, %(at)s, %(at)s AT TIME ZONE 'UTC'
    FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (kind text, name text, summary text, story text,
        story_html text, place text, country text, website text, languages text[], causes text[],
        founded_year smallint, slug text)
    RETURNING slug, id
"""
POLICY: dict[str, Any] = {
    "state": NetworkState.UNCLAIMED.value,
    "visibility": Visibility.PUBLIC.value,
    "policy": JoinPolicy.ASK.value,
}
ADD_LISTINGS = """
    INSERT INTO networks_listing (source_id, key, network_id, fields, is_main, seen_at)
    SELECT %(source)s, r.key, r.network, r.fields, true, %(at)s
    FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (key text, network bigint, fields jsonb)
"""
CHANGE_NETWORKS = """
    UPDATE networks_network SET kind = r.kind, name = r.name, summary = r.summary,
        story = r.story, story_html = r.story_html, place = r.place, country = r.country,
        website = r.website, languages = r.languages, causes = r.causes,
        founded_year = r.founded_year
    FROM jsonb_to_recordset(%s::jsonb) AS r (id bigint, kind text, name text, summary text,
        story text, story_html text, place text, country text, website text, languages text[],
        causes text[], founded_year smallint)
    WHERE networks_network.id = r.id AND networks_network.state = 'unclaimed'
    RETURNING networks_network.id
"""
CHANGE_LISTINGS = """
    UPDATE networks_listing SET fields = r.fields
    FROM jsonb_to_recordset(%s::jsonb) AS r (id bigint, fields jsonb)
    WHERE networks_listing.id = r.id
"""


@dataclass(frozen=True)
class Line:
    """What became of a row."""

    row: int
    id: str
    name: str
    did: str
    why: list[str]


@dataclass
class Outcome:
    """What became of all rows: how many of each sort, and line by line."""

    counts: Counter[str] = field(default_factory=Counter)
    lines: list[Line] = field(default_factory=list)
    fresh: set[int] = field(default_factory=set)  # networks to compare with others

    def add(self, row: Row, did: str, *why: str) -> None:
        """Note what was done with a row."""
        said = [*why, *row.notes]
        self.counts[did] += 1
        self.counts.update(reason for reason in why if did == "refused")
        self.lines.append(Line(row.number, row.key, row.name, did, said))

    def as_json(self) -> list[dict[str, Any]]:
        """The lines as they are kept: as the file has them, what is gone last."""
        return [asdict(line) for line in sorted(self.lines, key=lambda each: each.row or 1 << 40)]


def bring_in(
    source_id: int,
    rows: Callable[[], Iterable[Row]],
    *,
    links: Sequence[tuple[str, str]] = (),
    at: datetime,
    note: Callable[[int], None] = lambda done: None,
) -> Outcome:
    """Bring in an edition of a source, in one transaction; returns what became of each row.

    Two of one source wait for each other. A slug that somebody takes meanwhile makes it begin anew.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with transaction.atomic():
                source = Source.objects.select_for_update(no_key=True).get(pk=source_id)
                return _Import(source, at, note).run(rows(), links)
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise
    raise AssertionError


class _Import:
    """One edition on its way in; inside its transaction."""

    def __init__(self, source: Source, at: datetime, note: Callable[[int], None]) -> None:
        self.source, self.at, self.note = source, at, note
        self.listed = listed_of(source)
        self.unwanted = unwanted()
        self.outcome = Outcome()
        self.fields: dict[str, dict[str, Any]] = {}
        self.networks: dict[str, int] = {}

    def run(self, rows: Iterable[Row], links: Sequence[tuple[str, str]]) -> Outcome:
        done = 0
        waiting = iter(rows)
        while batch := list(islice(waiting, BATCH)):
            self._take(batch)
            done += len(batch)
            self.note(done)
        self._take(list(self._named_umbrellas()))
        self._mark_gone()
        self._draw(links)
        self._compare()
        return self.outcome

    def _take(self, batch: list[Row]) -> None:
        new: list[Row] = []
        changed: list[Row] = []
        for row in batch:
            known = self.listed.get(row.key)
            if row.why:
                self.outcome.add(row, "refused", row.why)
                if known:  # it is there, though nothing can be read from it
                    self.networks.setdefault(row.key, known.network_id)
                    self.fields.setdefault(row.key, known.fields)
            elif self._is_unwanted(row, known):
                self.outcome.add(row, "refused", "unlisted")
            elif known is None:
                new.append(row)
            else:
                self._seen(row, known, changed)
        self._add(new)
        self._change(changed)
        self._mark_seen([row.key for row in batch if row.key in self.networks])

    def _is_unwanted(self, row: Row, known: Listing | None) -> bool:
        if known is not None:
            return known.network.state == NetworkState.REMOVED
        domain, country = own_domain(row.fields["website"]), row.fields["country"]
        names = self.unwanted.names.get(key_of(row.name), set())
        is_same = bool(names) and (not country or country in names or "" in names)
        return is_same or (bool(domain) and domain in self.unwanted.domains)

    def _seen(self, row: Row, known: Listing, changed: list[Row]) -> None:
        self.fields[row.key], self.networks[row.key] = row.fields, known.network_id
        back = ["back"] if known.gone_since else []
        if known.fields != row.fields:
            changed.append(row)
        if known.fields == row.fields and not back:
            self.outcome.add(row, "same")
        elif known.network.state != NetworkState.UNCLAIMED:
            self.outcome.add(row, "claimed", *back)
        else:
            self.outcome.add(row, "updated", *back)

    def _add(self, rows: list[Row]) -> None:
        if not rows:
            return
        slugs = list(self._slugs(rows))
        networks = [_kept(row) | {"slug": slug} for row, slug in zip(rows, slugs, strict=True)]
        said: dict[str, Any]
        with connection.cursor() as cursor:
            said = POLICY | {"rows": json.dumps(networks), "at": self.at}
            cursor.execute(ADD_NETWORKS, said)
            ids = dict(cursor.fetchall())
            listings = [
                {"key": row.key, "network": ids[slug], "fields": row.fields}
                for row, slug in zip(rows, slugs, strict=True)
            ]
            said = {"source": self.source.pk, "rows": json.dumps(listings), "at": self.at}
            cursor.execute(ADD_LISTINGS, said)
        for row, slug in zip(rows, slugs, strict=True):
            self.fields[row.key], self.networks[row.key] = row.fields, ids[slug]
            self.outcome.fresh.add(ids[slug])
            self.outcome.add(row, "new")

    def _slugs(self, rows: list[Row]) -> Iterator[str]:
        """An address for each, of its name; one that was ever given out is never given again."""
        bases = [
            slugify(row.name, allow_unicode=False)[:60].strip("-_") or "network" for row in rows
        ]
        taken = taken_slugs(bases) | TAKEN
        often = {base for base, count in Counter(bases).items() if count > 1 or base in taken}
        numbered = {base: [f"{base}-{number}" for number in range(2, 8)] for base in often}
        taken |= taken_slugs(slug for some in numbered.values() for slug in some)
        for row, base in zip(rows, bases, strict=True):
            own = digest(f"{self.source.pk}:{row.key}", purpose="slug")[:12]
            wanted = [base, *numbered.get(base, ())] if base != "network" else []
            slug = next((each for each in wanted if each not in taken), f"{base}-{own}")
            taken.add(slug)
            yield slug

    def _change(self, rows: list[Row]) -> None:
        """Write what changed: the listing always, the network while nobody looks after it."""
        listings, networks = [], []
        for row in rows:
            known = self.listed[row.key]
            listings.append({"id": known.pk, "fields": row.fields})
            if known.is_main and known.network.state == NetworkState.UNCLAIMED:
                networks.append(_kept(row) | {"id": known.network_id})
        with connection.cursor() as cursor:
            if listings:
                cursor.execute(CHANGE_LISTINGS, [json.dumps(listings)])
            if networks:
                networks.sort(key=lambda each: each["id"])
                cursor.execute(CHANGE_NETWORKS, [json.dumps(networks)])
                self.outcome.fresh |= {pk for (pk,) in cursor.fetchall()}

    def _mark_seen(self, keys: list[str]) -> None:
        there = Listing.objects.filter(source=self.source, key__in=keys)
        there.update(seen_at=self.at, gone_since=None)

    def _named_umbrellas(self) -> Iterator[Row]:
        """A row for each umbrella that rows name and that has none of its own."""
        named = {name for fields in self.fields.values() for name in fields["umbrellas"]}
        names = {key_of(fields["name"]) for fields in self.fields.values()}
        made: set[str] = set()
        for name in sorted(named):
            key = f"umbrella: {key_of(name)}"[:200]
            if name in self.fields or key_of(name) in names | made or not key_of(name):
                continue
            made.add(key_of(name))
            fields = {
                "name": name, "kind": "coalition", "summary": "", "story": "", "place": "",
                "country": "", "website": "", "languages": [], "causes": [],
                "founded_year": None, "latitude": None, "longitude": None, "umbrellas": [],
            }  # fmt: skip
            yield Row(0, key, name, fields)

    def _mark_gone(self) -> None:
        """Mark what this edition has no more; nothing is ever deleted."""
        gone = [each for key, each in self.listed.items()
                if key not in self.networks and each.gone_since is None
                and each.network.state != NetworkState.REMOVED]  # fmt: skip
        Listing.objects.filter(pk__in=[each.pk for each in gone]).update(gone_since=self.at)
        for each in gone:
            self.outcome.add(Row(0, each.key, each.fields.get("name", "")), "gone")

    def _draw(self, links: Sequence[tuple[str, str]]) -> None:
        names: dict[str, str] = {}
        for key, fields in self.fields.items():
            names.setdefault(key_of(fields["name"]), key)
        wanted = {(member, body) for member, body in links}
        before: set[tuple[str, str]] = set()
        for key, fields in self.fields.items():
            wanted |= {(key, _found(name, self.fields, names)) for name in fields["umbrellas"]}
            known = self.listed.get(key)
            was = known.fields.get("umbrellas", []) if known else []
            before |= {(key, _found(name, self.fields, names)) for name in was}
        ids = self.networks
        pairs = {(ids[one], ids[other]) for one, other in wanted if one in ids and other in ids}
        old = {(ids[one], ids[other]) for one, other in before if one in ids and other in ids}
        drawn, left = draw_umbrellas(pairs, gone=old - pairs, at=self.at)
        self.outcome.counts.update(drawn)
        for line in self.outcome.lines:
            if line.did != "refused" and (why := left.get(ids.get(line.id, 0))):
                self.outcome.counts[why] += 1
                line.why.append(why)

    def _compare(self) -> None:
        """Propose to merge what looks like a network from elsewhere."""
        fresh = self.outcome.fresh
        if not fresh:
            return
        new = list(comparable(Network.objects.filter(pk__in=fresh)))
        own = Listing.objects.filter(source=self.source).values("network")
        others = comparable(Network.objects.exclude(pk__in=own))
        pairs = [(min(one, other), max(one, other), why) for one, other, why in alike(new, others)]
        known = set(
            Likeness.objects.filter(first__in=[first for first, _o, _w in pairs])
            .values_list("first", "second")
        )  # fmt: skip
        made = [Likeness(first_id=first, second_id=second, why=why)
                for first, second, why in pairs if (first, second) not in known]  # fmt: skip
        Likeness.objects.bulk_create(made, ignore_conflicts=True)
        self.outcome.counts["alike"] += len(made)
        self._note_alike({pk for each in made for pk in (each.first_id, each.second_id)})

    def _note_alike(self, proposed: set[int]) -> None:
        keys = {key for key, network in self.networks.items() if network in proposed}
        for line in self.outcome.lines:
            if line.id in keys and line.did in {"new", "updated"}:
                line.why.append("alike")


def _kept(row: Row) -> dict[str, Any]:
    """What a network takes over of a row."""
    kept = {name: row.fields[name] for name in KEPT}
    return kept | {"story_html": rendered(kept["story"]) if kept["story"] else ""}


def _found(name: str, fields: dict[str, Any], names: dict[str, str]) -> str:
    """The key of the row that an umbrella's id or name stands for."""
    return name if name in fields else names.get(key_of(name), "")
