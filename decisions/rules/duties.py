"""Whose tasks are: what a kind of owner says about who knows of it, and where its tasks stand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from networks.models import Network
from networks.rules import Standing
from solidarity.people.models import Person


@dataclass(frozen=True)
class Duties:
    """How one kind of owner keeps its tasks.

    network: the body in which they are, by the owner's key; raises DoesNotExist. seen: the owner,
    with its body, and how somebody stands to it; raises DoesNotExist where she knows of none.
    why_not_add: why she adds none to so many open ones. page: where the tasks of an owner stand;
    act: where one is answered. tells: begins the kinds of notices. beside: what is read along.
    """

    network: Callable[[Person, Any], Network]
    seen: Callable[[Person, Network, int, datetime], tuple[Any, Standing]]
    why_not_add: Callable[[Standing, Any, int], str]
    page: Callable[[Any], str]
    act: Callable[[Any, int], str]
    tells: str
    beside: tuple[str, ...] = ()


_duties: dict[type[models.Model], Duties] = {}


def own_tasks(kind: type[models.Model], duties: Duties) -> None:
    """Let things of this `kind` own tasks."""
    _duties[kind] = duties


def duties_of(kind: type[models.Model] | None) -> Duties:
    """How owners of this `kind` keep their tasks; raises KeyError for one that owns none."""
    return _duties[kind]  # type: ignore[index]


def owners() -> list[tuple[type[models.Model], Duties]]:
    """All kinds that own tasks."""
    return list(_duties.items())
