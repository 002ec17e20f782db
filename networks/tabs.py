"""The tabs of a body's page; apps above add theirs at start-up with `add_tab`.

What stewards do stands apart from what all read, so that neither row grows too long.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from networks.models import Kind, Network, NetworkState
from networks.rules import (
    Standing,
    answers_requests,
    sees_affiliations,
    sees_members,
    sees_values,
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
    is_care: bool = False  # what those do who look after the body


@dataclass(frozen=True)
class ShownTab:
    """A tab as a template draws it."""

    label: str | Promise
    url: str
    current: bool


@dataclass(frozen=True)
class ShownTabs:
    """The row that all read, and that of those who look after the body."""

    all: list[ShownTab]
    care: list[ShownTab]


_tabs = [
    Tab("networks:about", _("About"), lambda standing, network: True),
    Tab("networks:talk", _("Talk"), lambda standing, network: voice_in(standing).reads),
    Tab("networks:members", _("Members"), sees_members),
    Tab(
        "networks:ways",
        _("Ways of working"),
        lambda standing, network: bool(network.ways_number) or standing.is_steward,
    ),
    Tab("networks:values", _("Values"), sees_values),
    # Others read what it says in its own words.
    Tab(
        "networks:own_words",
        _("Values"),
        lambda standing, network: (
            not sees_values(standing, network) and network.state != NetworkState.UNCLAIMED
        ),
    ),
    Tab("networks:affiliations", _("Affiliations"), sees_affiliations),
    Tab("networks:ties", _("Ties"), lambda standing, network: True),
    Tab("networks:stewards", _("Stewards"), lambda standing, network: standing.belongs),
    Tab("networks:log", _("Log"), lambda standing, network: standing.belongs),
    Tab(
        "networks:requests",
        _("Requests"),
        # Into a cohort one comes by its programme.
        lambda standing, network: (
            network.kind != Kind.COHORT and answers_requests(standing, network)
        ),
        is_care=True,
    ),
    Tab(
        "networks:invitations",
        _("Invitations"),
        lambda standing, network: not why_not_invite(standing, network),
        is_care=True,
    ),
    Tab(
        "networks:reports",
        _("Reports"),
        lambda standing, network: standing.is_steward,
        is_care=True,
    ),
    Tab(
        "networks:measures",
        _("Removals"),
        lambda standing, network: standing.is_steward,
        is_care=True,
    ),
    Tab(
        "networks:settings",
        _("Settings"),
        lambda standing, network: standing.is_steward,
        is_care=True,
    ),
]


def add_tab(tab: Tab, *, after: str = "") -> None:
    """Let a body's page show `tab` too; after that of the page `after`, or as the last one."""
    pages = [each.page for each in _tabs]
    _tabs.insert(pages.index(after) + 1 if after else len(pages), tab)


@lru_cache(maxsize=4096)
def _address(page: str, slug: str) -> str:
    return reverse(page, args=[slug])


def tabs_of(network: Network, standing: Standing, *, current: str) -> ShownTabs:
    """The tabs that a viewer of this standing sees; a tab that one may not see is not there.

    Where somebody who is no steward may do some of their work, it stands among the others.
    """
    seen = [tab for tab in _tabs if tab.seen(standing, network)]
    apart = [tab for tab in seen if tab.is_care and standing.is_steward]

    def shown(tab: Tab) -> ShownTab:
        return ShownTab(tab.words, _address(tab.page, network.slug), tab.page == current)

    return ShownTabs([shown(tab) for tab in seen if tab not in apart], [shown(t) for t in apart])
