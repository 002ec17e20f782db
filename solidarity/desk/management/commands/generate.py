"""Networks and people in great numbers, to see how the platform bears them.

Sizes are as in life: most networks have 3 to 30 members, few have hundreds, one has a hundredth
of all people. Somebody called `bench` belongs to several; the networks of KNOWN have fixed slugs.
"""

import contextlib
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management.base import BaseCommand, CommandError
from django.db import connections, transaction
from django.db.models import F
from django.utils.text import slugify
from django.utils.timezone import now

from networks import models as net
from networks.actions.placing import locate_all_anew
from networks.actions.searching import refresh_directory, refresh_words
from networks.facets import Capacity
from networks.models import JoinPolicy, Kind, NetworkState, Role, State, Verb, Visibility
from networks.queries.placing import plain
from solidarity.base.words import rendered
from solidarity.desk.management.copying import Table, owner, vacuum, written_anew
from solidarity.desk.management.inventing import Inventor
from solidarity.inbox.models import Notice
from solidarity.people.models import Person, SeenBy, UsedHandle
from solidarity.threads.models import Post, Thread

BENCH = "bench"
FEWEST = {"networks": 20, "people": 200}
YEARS = timedelta(days=3 * 365)
TOLD = 60  # notices in the inbox of bench
STEEPNESS = 1.25  # of the Pareto law of sizes; at 1.0 a few networks would hold everybody
SMALLEST, BIGGEST = 3, 2000
LARGEST_TOWN = ("Durban", "ZA")
IN_THE_LARGEST_TOWN = 0.08  # of all networks: so that a page is full there at each size
FEWEST_TALKS = 20  # on a board
OTHERS = 8  # further networks that bench belongs to

TABLES: dict[str, tuple[Any, str]] = {
    "person": (Person, """id password email handle display_name moves_me moves_me_html place
        languages causes page_seen_by moves_me_seen_by place_seen_by languages_seen_by
        causes_seen_by interface_language time_zone is_active is_admin joined_at"""),
    "handle": (UsedHandle, "handle"),
    "address": (EmailAddress, "id user_id email verified primary"),
    "network": (net.Network, """id kind state slug name summary story story_html place country
        website causes languages aims_short organising founded_year capacity visibility join_policy
        shows_members shows_affiliations founded_at active_on"""),
    "question": (net.JoinQuestion, "id network_id position words required"),
    "membership": (net.Membership, """id network_id person_id role role_until state asked_at
        answered_at answered_by_id"""),
    "answer": (net.JoinAnswer, "id membership_id position question words"),
    "affiliation": (net.Affiliation, "id member_id body_id state since"),
    "path": (net.AffiliationPath, "id ancestor_id descendant_id steps"),
    "entry": (net.LogEntry, "id network_id verb at by_id whom_id other_id facts"),
    "words": (net.LogWords, "id entry_id words"),
    "town": (net.PlaceName, "id town words name country latitude longitude people"),
    "thread": (Thread, """id owner_type_id owner_id title is_announcement started_at newest
        comments"""),
    "post": (Post, "id thread_id author_id is_opening words words_html written_at removal key"),
    "notice": (Notice, """id about_type_id about_id about_url about_words person_id kind key words
        asks told_at read_at"""),
}  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """What a network shall be, where chance does not decide. `bench`: the part bench has in it."""

    slug: str = ""
    kind: str = Kind.GROUP
    policy: str = ""
    size: int = 0
    bench: str = ""
    waiting: int = 0


def known(people: int) -> list[Plan]:
    """The networks that the bench opens; they come first."""
    return [
        Plan("generated-coalition", Kind.COALITION, JoinPolicy.ASK, 12),
        Plan("generated-largest", size=people // 100, policy=JoinPolicy.OPEN, bench=Role.MEMBER),
        Plan("generated-usual", size=20, policy=JoinPolicy.ASK, bench=Role.MEMBER),
        Plan("generated-queue", size=20, policy=JoinPolicy.ASK, bench=Role.STEWARD, waiting=50),
        Plan("generated-door", size=20, policy=JoinPolicy.ASK),
    ]  # fmt: skip


class Command(BaseCommand):
    help = "Fill the database with invented networks and people, by COPY. For development only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--networks", type=int, required=True)
        parser.add_argument("--people", type=int, required=True)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--anyway", action="store_true", help="outside development, too")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEVELOPMENT and not options["anyway"]:
            raise CommandError("This is no development instance. If you are sure, add --anyway.")
        for name, fewest in FEWEST.items():
            if options[name] < fewest:
                raise CommandError(f"--{name}: at least {fewest}.")
        if Person.objects.filter(handle=BENCH).exists():
            raise CommandError("It has been run on this database. Take a fresh one.")
        began = time.monotonic()
        generate(options["networks"], options["people"], seed=options["seed"], at=now())
        took = time.monotonic() - began
        self.stdout.write(
            f"{options['networks']} networks and {options['people']} people in {took:.0f} s. "
            f"Sign in as {BENCH}."
        )


def generate(networks: int, people: int, *, seed: int, at: datetime) -> None:
    """Write so many networks and people, all or none of them."""
    with contextlib.ExitStack() as stack:
        tables = {
            name: stack.enter_context(Table(model, columns.split()))
            for name, (model, columns) in TABLES.items()
        }
        Generation(tables, Random(seed), at=at).write(networks, people)
        with transaction.atomic(using=owner()), _stewards_unchecked():
            for table in tables.values():
                table.load()
        net.PlaceName.objects.filter(town__lt=0).update(words=plain(F("name")))
        refresh_directory()
        refresh_words()
        locate_all_anew()
        vacuum(tables.values())
        written_anew("networks_listed", "networks_listed_pkey")


@contextlib.contextmanager
def _stewards_unchecked() -> Iterator[None]:
    """Check at the end, all at once, that active networks, and only they, have a steward."""
    guarded = ("networks_network", "networks_membership")
    with connections[owner()].cursor() as cursor:
        for table in guarded:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER active_has_a_steward")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT count(*) FROM networks_network n WHERE (state = 'active') <> EXISTS ("
            "SELECT FROM networks_membership m WHERE m.network_id = n.id"
            " AND m.role = 'steward' AND m.state = 'active')"
        )
        if (wrong := cursor.fetchone()[0]) > 0:
            raise RuntimeError(f"{wrong} networks are not as their stewards are.")
        for table in guarded:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER active_has_a_steward")


class Generation:
    """Makes up the rows of one run."""

    def __init__(self, tables: dict[str, Table], chance: Random, *, at: datetime) -> None:
        self.tables = tables
        self.chance = chance
        self.at = at
        self.inventor = Inventor(chance)
        self.people: range = range(0)
        self.coalitions: list[int] = []
        self.ancestors: dict[int, dict[int, int]] = {}
        self.talkers: dict[int, Sequence[int]] = {}
        self.about_type = ContentType.objects.get_for_model(net.Network).pk

    def write(self, networks: int, people: int) -> None:
        """Note everything in the tables."""
        first = self._person(BENCH)
        for _each in range(people - 1):
            self._person()
        self.people = range(first, first + people)
        plans, chance = known(people), self.chance
        others = set(range(len(plans), len(plans) + OTHERS))
        for number in range(networks):
            plan = plans[number] if number < len(plans) else self._drawn(number in others)
            founded = self.at - YEARS + YEARS * (number / networks) ** 0.7
            self._network(plan, founded)
        self._notices_of_bench()
        for network, talkers in self.talkers.items():
            self._talk(network, talkers)
        for number, (town, country) in enumerate(self.inventor.towns(), start=1):
            where = (chance.uniform(-60, 70), chance.uniform(-180, 180))
            people = 3_000_000 if (town, country) == LARGEST_TOWN else 100_000
            self.tables["town"].add(-number, town, town, country, *where, people)

    def _talk(self, network: int, talkers: Sequence[int]) -> None:
        """A board: a conversation for each tenth of the members, each with a few comments."""
        chance, said = self.chance, self.inventor
        for number in range(max(FEWEST_TALKS, len(talkers) // 10)):
            comments = chance.randrange(8)
            began = self.at - timedelta(hours=number)
            first, title = self.tables["post"].next_id, said.answer("en")[:60]
            thread = self.tables["thread"].add(
                self.about_type, network, title, False, began, first + comments, comments
            )
            for each in range(comments + 1):
                words = said.answer("en")
                at = began + timedelta(minutes=each)
                author = chance.choice(talkers)
                self.tables["post"].add(
                    thread, author, each == 0, words, f"<p>{words}</p>", at, "", f"{first}-{each}"
                )

    def _person(self, handle: str = "") -> int:
        table, chance = self.tables["person"], self.chance
        language = self.inventor.language()
        said = self.inventor.person(language)
        handle = handle or f"g-{table.added}-{chance.randrange(36**3):x}"
        seen_by = chance.choices(SeenBy.values, (3, 5, 1), k=5)
        spoken = language if language in dict(settings.LANGUAGES) else "en"
        moves_me = said["moves_me"]
        html = f"<p>{moves_me}</p>\n" if moves_me else ""
        email = f"{handle}@example.org"
        pk = table.add(
            "!generated", email, handle, said["name"], moves_me, html, said["place"],
            [language], self.inventor.causes(), *seen_by, "en" if handle == BENCH else spoken,
            "UTC", True, False, self.at - YEARS,
        )  # fmt: skip
        self.tables["handle"].add(handle)
        self.tables["address"].add(pk, email, True, True)
        return pk

    def _drawn(self, with_bench: bool) -> Plan:
        """What chance makes of a network; nobody belongs to an unclaimed one."""
        chance = self.chance
        kind = chance.choices(Kind.values, (94, 4, 2))[0]
        policy = chance.choices(JoinPolicy.values, (40, 48, 12))[0]
        if not with_bench and chance.random() < 0.02:
            return Plan(kind=kind, policy=policy, size=0)
        size = int(SMALLEST * (1 - chance.random()) ** (-1 / STEEPNESS))
        most = min(BIGGEST, len(self.people) // 4)
        return Plan(
            kind=kind, policy=policy, size=min(size, most), bench=Role.MEMBER if with_bench else "",
            waiting=chance.randrange(4) if policy == JoinPolicy.ASK else 0,
        )  # fmt: skip

    def _network(self, plan: Plan, founded: datetime) -> None:
        table, chance = self.tables["network"], self.chance
        language = self.inventor.language()
        said = self.inventor.network(language)
        slug = plan.slug or f"{slugify(said['name'])[:60] or 'network'}-{table.added}"
        state = NetworkState.ACTIVE if plan.size else NetworkState.UNCLAIMED
        if state == NetworkState.ACTIVE and not plan.slug and chance.random() < 0.01:
            state = NetworkState.SEEKING
        hidden = state == NetworkState.ACTIVE and not plan.slug and chance.random() < 0.05
        shown = bool(plan.slug) or chance.random() < 0.3
        in_town = chance.random() < IN_THE_LARGEST_TOWN
        place, country = (
            LARGEST_TOWN if in_town else (said["place"], self.inventor.country(language))
        )
        pk = table.add(
            plan.kind, state, slug, said["name"], said["summary"], said["story"],
            rendered(said["story"]), place, country, "",
            self.inventor.causes(), [language], said["summary"], "", founded.year,
            chance.choices(("", *Capacity.values), (5, 3, 2, 1))[0],
            Visibility.HIDDEN if hidden else Visibility.PUBLIC, plan.policy, shown, shown, founded,
            founded.date(),
        )  # fmt: skip
        if plan.policy == JoinPolicy.ASK:
            self.tables["question"].add(pk, 1, "What brings you here?", True)
        if plan.size:
            self._life(pk, plan, state, founded, language)
        self._affiliations(pk, plan, founded)

    def _life(self, pk: int, plan: Plan, state: str, founded: datetime, language: str) -> None:
        """Members in the order in which they came, what was done, and who waits."""
        drawn = self.chance.sample(self.people[1:], plan.size + plan.waiting)
        arrived, waiting = drawn[: plan.size], drawn[plan.size :]
        if plan.bench == Role.STEWARD:
            arrived[0] = self.people[0]
        elif plan.bench:
            arrived[-1] = self.people[0]
        if plan.slug:
            self.talkers[pk] = arrived
        step = (self.at - founded) / (len(drawn) + 1)
        self._founder(pk, arrived[0], state, founded)
        for number, person in enumerate(arrived[1:], start=1):
            self._arrival(pk, person, plan, founded + step * number, by=arrived[0])
        if state == NetworkState.SEEKING:
            self._log(pk, Verb.LEFT, self.at, by=arrived[0])
        for number, person in enumerate(waiting, start=len(arrived)):
            asked = founded + step * number
            row = (pk, person, Role.MEMBER, None, State.ASKED, asked, None, None)
            membership = self.tables["membership"].add(*row)
            words = self.inventor.answer(language)
            self.tables["answer"].add(membership, 1, "What brings you here?", words)
            self._log(pk, Verb.ASKED, asked, by=person)

    def _founder(self, pk: int, person: int, state: str, at: datetime) -> None:
        """The first one: looks after it, or has left it when it is seeking stewards."""
        self._log(pk, Verb.FOUNDED, at, by=person)
        memberships = self.tables["membership"]
        if state == NetworkState.ACTIVE:
            until = (self.at + timedelta(days=200)).date()
            memberships.add(pk, person, Role.STEWARD, until, State.ACTIVE, at, at, None)
        else:
            memberships.add(pk, person, Role.MEMBER, None, State.LEFT, at, at, None)

    def _arrival(self, pk: int, person: int, plan: Plan, asked: datetime, *, by: int) -> None:
        """Somebody comes, by the way in that there is; some are declined, some leave again."""
        is_asked = plan.policy == JoinPolicy.ASK
        what = self.chance.random() if person != self.people[0] else 1.0
        answered = asked + timedelta(hours=5)
        state: str = State.ACTIVE
        if what < 0.03:
            state = State.LEFT
        elif is_asked and what < 0.05:
            state = State.DECLINED
        row = (pk, person, Role.MEMBER, None, state, asked, answered, by if is_asked else None)
        self.tables["membership"].add(*row)
        self._log(pk, Verb.ASKED if is_asked else Verb.JOINED, asked, by=person)
        if state == State.DECLINED:
            entry = self._log(pk, Verb.DECLINED, answered, by=by, whom=person)
            self.tables["words"].add(entry, "We know each other from the same street.")
            return
        if is_asked:
            self._log(pk, Verb.ADMITTED, answered, by=by, whom=person)
        if state == State.LEFT:
            self._log(pk, Verb.LEFT, answered + timedelta(days=20), by=person)
        if what > 0.75 and person != self.people[0]:
            self._notice(person, pk, "networks.welcome", key=f"{pk}", at=answered)

    def _log(
        self, network: int, verb: str, at: datetime, *,
        by: int, whom: int | None = None, other: int | None = None,
    ) -> int:  # fmt: skip
        return self.tables["entry"].add(network, verb, min(at, self.at), by, whom, other, "{}")

    def _notice(self, person: int, network: int, kind: str, *, key: str, at: datetime) -> None:
        read = None if self.chance.random() < 0.2 else self.at
        self.tables["notice"].add(
            self.about_type, network, "/networks/", "A network", person, kind, key, "Somebody",
            kind == "networks.asked", min(at, self.at), read,
        )  # fmt: skip

    def _notices_of_bench(self) -> None:
        queue = self.tables["network"].added
        for number in range(TOLD):
            kind = ("networks.asked", "networks.welcome")[number % 2]
            at = self.at - timedelta(hours=TOLD - number)
            self._notice(self.people[0], queue, kind, key=f"bench-{number}", at=at)

    def _affiliations(self, pk: int, plan: Plan, at: datetime) -> None:
        """Let a network belong to coalitions that are older: so there can be no circle."""
        chance = self.chance
        wanted = chance.choices((0, 1, 2), (70, 24, 6))[0]
        if plan.slug:
            wanted = 1
        # The older ones have more: few bodies gather many networks.
        bodies = {
            self.coalitions[int(chance.random() ** 2 * len(self.coalitions))]
            for _each in range(wanted if self.coalitions else 0)
        }
        above: dict[int, int] = {}
        for body in sorted(bodies):
            self.tables["affiliation"].add(pk, body, net.AffiliationState.ACTIVE, at)
            founder = self.people[0] + body % len(self.people)
            self._log(body, Verb.AFFILIATED, at, by=founder, other=pk)
            for ancestor, steps in {body: 0, **self.ancestors[body]}.items():
                above[ancestor] = min(above.get(ancestor, steps + 1), steps + 1)
        for ancestor, steps in above.items():
            self.tables["path"].add(ancestor, pk, steps)
        if plan.kind == Kind.COALITION and plan.size:
            self.coalitions.append(pk)
            self.ancestors[pk] = above
