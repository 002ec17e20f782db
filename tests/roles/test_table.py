"""The role table: every address, every way of asking, every role, against the reviewed file."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.roles import table
from tests.roles.addresses import MISSING, SENT, Address, addresses, things
from tests.roles.cells import METHODS, SAFE, ask, outcome, session_of, substance, undone, writes
from tests.roles.world import ANONYMOUS, ROLES, World, make_world

ADDRESSES = addresses()
WRITING = "WRITE_ROLE_TABLE" in os.environ
GUESSABLE = {"slug", "pk", "handle"}
fresh: dict[str, table.Block] = {}


@pytest.fixture(scope="module", autouse=True)
def written() -> Iterator[None]:
    """Write the table when that is what was asked for."""
    yield
    if WRITING:
        table.FILE.write_text(table.written(fresh), encoding="utf-8")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One world for all addresses, gone at the end: whatever is asked of it is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@dataclass
class Asked:
    """What one address answered to everybody, and what was wrong with it."""

    cells: dict[table.Row, list[str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    missing: int = 0


def title(address: Address) -> str:
    """How the table calls an address."""
    return f"{address.route}  {address.name}"


def sessions(world: World) -> dict[str, str]:
    """A session for each role; anonymous has none."""
    return {role: session_of(world.people[role]) if role != ANONYMOUS else "" for role in ROLES}


def ask_everybody(address: Address, world: World) -> Asked:
    """Ask it of everything that it can point at, as every role, in every way."""
    asked = Asked()
    keys = sessions(world)
    for role in ROLES:
        nothing: dict[str, Any] = {}
        for thing in things(address, world, role):
            for method in METHODS:
                ask_one(asked, address, thing, role=role, key=keys[role], method=method,
                        nothing=nothing)  # fmt: skip
    return asked


def ask_one(
    asked: Asked, address: Address, thing: Any, *, role: str, key: str, method: str,
    nothing: dict[str, Any],
) -> None:  # fmt: skip
    """Ask once, and note the cell; nothing: what she gets for what is not there, by method."""
    path, sent = address.path(thing.values), SENT.get(address.name)
    with undone(), writes() as touched:
        response = ask(key, method, path, sent)
    asked.cells.setdefault((thing.label, method), []).append(outcome(response))
    if response.status_code >= 500:
        asked.wrong.append(f"{method} {path} of {role}: {response.status_code}")
    if method in SAFE and touched:
        asked.wrong.append(f"{method} {path} of {role} writes to {touched}")
    if response.status_code == 404 and GUESSABLE & set(address.parameters):
        asked.missing += 1
        if method not in nothing:
            nowhere = address.path(MISSING)
            with undone():
                nothing[method] = substance(ask(key, method, nowhere, sent), nowhere)
        if substance(response, path) != nothing[method]:
            asked.wrong.append(f"{method} {thing.label} of {role} is no 404 like any other")


@pytest.mark.skipif(WRITING, reason="the table is being written")
def test_every_address_has_its_block_and_every_block_its_address():
    held = table.read(table.FILE.read_text(encoding="utf-8"))

    assert list(held) == [title(address) for address in ADDRESSES], "python -m tests.roles"


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_each_role_gets_what_the_table_says_and_a_404_tells_nothing(address, world):
    with undone():
        asked = ask_everybody(address, world)
    fresh[title(address)] = {row: tuple(cells) for row, cells in asked.cells.items()}

    assert not asked.wrong
    assert asked.missing or not GUESSABLE & set(address.parameters)
    if not WRITING:
        held = table.read(table.FILE.read_text(encoding="utf-8"))
        assert fresh[title(address)] == held.get(title(address)), "python -m tests.roles"
