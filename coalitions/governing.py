"""What a clause can govern: settings that live in the app that obeys them, by one name each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise

from networks.models import Network


@dataclass(frozen=True)
class Governed:
    """One setting that a clause can hold.

    name: as `networks.Binding.setting` and `Clause.settings` have it; field: for the clause's
    form; read: as it is now, in JSON; write: sets it, in the transaction that adopts the clause,
    safe to meet twice; in_words: what a value means, in the reader's language; is_own: it is
    about one network at a time, which keeps what it consented to last; logged: its name in the
    log, where that is another.
    """

    name: str
    label: str | Promise
    field: Callable[[], forms.Field]
    read: Callable[[Network], Any]
    write: Callable[[Network, Any, datetime], None]
    in_words: Callable[[Any], str]
    is_own: bool = False
    logged: str = ""


_governed: dict[str, Governed] = {}


def govern(setting: Governed) -> None:
    """Let clauses hold this setting."""
    _governed[setting.name] = setting


def governed() -> list[Governed]:
    """All that there are, in the order in which they were filled in."""
    return list(_governed.values())


def governed_called(name: str) -> Governed | None:
    """The setting of this name; None where there is none (any more)."""
    return _governed.get(name)
