"""The role table: every address, every way of asking, every role, against the reviewed file."""

import os
from collections.abc import Iterator

import pytest

from tests.roles import table
from tests.roles.addresses import MISSING, SENT, Address, addresses, things
from tests.roles.cells import METHODS, SAFE, ask, outcome, session_of, substance, undone, writes
from tests.roles.world import ANONYMOUS, ROLES, World, make_world

pytestmark = pytest.mark.django_db
ADDRESSES = addresses()
WRITING = "WRITE_ROLE_TABLE" in os.environ
GUESSABLE = ("slug", "pk", "handle")
fresh: dict[str, table.Block] = {}


@pytest.fixture(scope="module", autouse=True)
def written() -> Iterator[None]:
    """Write the table when that is what was asked for."""
    yield
    if WRITING:
        table.FILE.write_text(table.written(fresh), encoding="utf-8")


def title(address: Address) -> str:
    """How the table calls an address."""
    return f"{address.route}  {address.name}"


def sessions(world: World) -> dict[str, str]:
    """A session for each role; anonymous has none."""
    return {role: session_of(world.people[role]) if role != ANONYMOUS else "" for role in ROLES}


@pytest.mark.skipif(WRITING, reason="the table is being written")
def test_every_address_has_its_block_and_every_block_its_address():
    held = table.read(table.FILE.read_text(encoding="utf-8"))

    assert list(held) == [title(address) for address in ADDRESSES], "python -m tests.roles"


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_each_role_gets_what_the_table_says(address):
    world = make_world()
    keys = sessions(world)
    seen: dict[table.Row, list[str]] = {}
    wrong: list[str] = []
    for role in ROLES:
        for thing in things(address, world, role):
            path = address.path(thing.values)
            for method in METHODS:
                with undone(), writes() as touched:
                    response = ask(keys[role], method, path, SENT.get(address.name))
                seen.setdefault((thing.label, method), []).append(outcome(response))
                if response.status_code >= 500:
                    wrong.append(f"{method} {path} of {role}: {response.status_code}")
                if method in SAFE and touched:
                    wrong.append(f"{method} {path} of {role} writes to {touched}")
    fresh[title(address)] = {row: tuple(cells) for row, cells in seen.items()}

    assert not wrong
    if not WRITING:
        held = table.read(table.FILE.read_text(encoding="utf-8"))
        assert fresh[title(address)] == held.get(title(address)), "python -m tests.roles"


@pytest.mark.parametrize(
    "address",
    [address for address in ADDRESSES if set(address.parameters) & set(GUESSABLE)],
    ids=lambda address: address.name,
)
def test_what_one_may_not_know_of_answers_like_what_is_not_there(address):
    world = make_world()
    keys = sessions(world)
    compared = 0
    for role in ROLES:
        nowhere = address.path(MISSING)
        for method in METHODS:
            with undone():
                missing = substance(
                    ask(keys[role], method, nowhere, SENT.get(address.name)), nowhere
                )
            for thing in things(address, world, role):
                path = address.path(thing.values)
                with undone():
                    response = ask(keys[role], method, path, SENT.get(address.name))
                if response.status_code == 404:
                    assert substance(response, path) == missing, (role, method, thing.label)
                    compared += 1

    assert compared
