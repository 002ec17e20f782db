"""The tabs of a body's page; apps above add theirs at start-up with `add_tab`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from networks.models import Network
from networks.rules import (
    Standing,
    answers_requests,
    sees_affiliations,
    sees_members,
    voice_in,
    why_not_invite,
)

Seen = Callable[[Standing, Network], bool]


@dataclass(frozen=True)
class Tab:
    """A page of a body: who sees that it is there."""

    page: str
    words: str | Promise
    seen: Seen


@dataclass(frozen=True)
class ShownTab:
    """A tab as a template draws it."""

    label: str | Promise
    url: str
    current: bool


_tabs = [
    Tab("networks:about", _("About"), lambda standing, network: True),
    Tab("networks:talk", _("Talk"), lambda standing, network: voice_in(standing).reads),
    Tab("networks:members", _("Members"), sees_members),
    Tab("networks:stewards", _("Stewards"), lambda standing, network: standing.belongs),
    Tab("networks:affiliations", _("Affiliations"), sees_affiliations),
    Tab(
        "networks:ways",
        _("Ways of working"),
        lambda standing, network: bool(network.ways_number) or standing.is_steward,
    ),
    Tab("networks:ties", _("Ties"), lambda standing, network: True),
    Tab("networks:log", _("Log"), lambda standing, network: standing.belongs),
    Tab(
        "networks:requests",
        _("Requests"),
        answers_requests,
    ),
    Tab(
        "networks:reports",
        _("Reports"),
        lambda standing, network: standing.is_steward,
    ),
    Tab(
        "networks:measures",
        _("Removals"),
        lambda standing, network: standing.is_steward,
    ),
    Tab(
        "networks:invitations",
        _("Invitations"),
        lambda standing, network: not why_not_invite(standing, network),
    ),
    Tab(
        "networks:settings",
        _("Settings"),
        lambda standing, network: standing.is_steward,
    ),
]


def add_tab(tab: Tab) -> None:
    """Let a body's page show `tab` too."""
    _tabs.append(tab)


def tabs_of(network: Network, standing: Standing, *, current: str) -> list[ShownTab]:
    """The tabs that a viewer of this standing sees; a tab that one may not see is not there."""
    return [
        ShownTab(tab.words, reverse(tab.page, args=[network.slug]), tab.page == current)
        for tab in _tabs
        if tab.seen(standing, network)
    ]
