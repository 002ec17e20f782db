import pytest

from solidarity.outbox import handlers
from solidarity.outbox.actions import ask_for
from tests.fixtures.people import NOON


@pytest.fixture
def done(monkeypatch):
    """Jobs of kind "test.note" put themselves on this list when they are carried out."""
    carried_out = []
    monkeypatch.setitem(handlers._handlers, "test.note", carried_out.append)
    return carried_out


@pytest.fixture
def let(monkeypatch):
    """`let(handler)` makes `handler` carry out jobs of kind "test.note"."""
    return lambda handler: monkeypatch.setitem(handlers._handlers, "test.note", handler)


@pytest.fixture
def ask(db):
    """`ask(**ids)` asks for a job of kind "test.note", due at noon."""
    return lambda key="1", at=NOON, **options: ask_for("test.note", key=key, at=at, **options)
