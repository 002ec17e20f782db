"""Every address that the resolver knows, the things each can point at, and what one sends there."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.roles.world import World

Objects = Mapping[str, Any]


@dataclass(frozen=True)
class Address:
    """One URL pattern."""

    route: str
    name: str
    parameters: tuple[str, ...]

    def path(self, values: Objects) -> str:
        """The address filled in."""
        return reverse(self.name, kwargs={name: values[name] for name in self.parameters})


@dataclass(frozen=True)
class Thing:
    """Something that an address can point at: how the table calls it, and how one gets there."""

    label: str
    values: Objects = field(default_factory=dict)


def addresses() -> list[Address]:
    """All of them, in the resolver's order; every one must have a name of its own."""
    found = list(_walk(get_resolver().url_patterns, "/", ""))
    names = [address.name for address in found]
    assert len(set(names)) == len(names), "two addresses of one name, or one without"
    return found


def _walk(patterns: list[Any], before: str, space: str) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, route, inner)
        else:
            assert isinstance(pattern, URLPattern)
            yield Address(route, space + (pattern.name or ""), tuple(pattern.pattern.converters))


_HER_OWN: Mapping[str, Callable[[World, str], int]] = {
    "take_back_no": lambda world, whose: world.refusals[whose].pk,
    "inbox:read": lambda world, whose: world.notice_of(whose).pk,
    "searches:look": lambda world, whose: world.search_of(whose).pk,
    "searches:forget": lambda world, whose: world.search_of(whose).pk,
}


def _her_own(address: Address, world: World, role: str) -> list[Thing]:
    mine = role if role in world.people else "founder"
    of = _HER_OWN[address.name]
    return [
        Thing(label, {"pk": of(world, whose)})
        for label, whose in (("her own", mine), ("another's", "seen-by-me"))
    ]


def _requests(world: World) -> list[Thing]:
    return [
        Thing(label, {"slug": world.networks[slug].slug, "pk": world.requests[request].pk})
        for label, slug, request in (
            ("public, its request", "public", "public"),
            ("public, another's", "public", "other"),
            ("hidden, its request", "hidden", "hidden"),
            ("hidden, another's", "hidden", "other hidden"),
            ("another, its request", "other", "other"),
            ("other hidden, its", "other hidden", "other hidden"),
        )
    ]


def things(address: Address, world: World, role: str) -> list[Thing]:
    """What `address` can point at, for the person of `role`: one line of the table each."""
    networks, people = world.networks, world.people
    if brought := list(_brought_things(address, world)):
        return brought
    if address.name in _INVITATION_PAGES:
        return _invitation_things(address, world)
    if address.name == "networks:thread" or address.parameters == ("slug", "pk", "post"):
        return list(_talk(address, world))
    if address.parameters == ("slug", "pk"):
        return _requests(world)
    if address.name in _HER_OWN:
        return _her_own(address, world, role)
    if address.parameters == ("slug",):
        return [Thing(name, {"slug": networks[name].slug}) for name in _NETWORKS]
    if address.parameters == ("handle",):
        seen = [Thing(label, {"handle": people[handle].handle}) for label, handle in _PEOPLE]
        own = people[role].handle if role in people else people["seen-by-me"].handle
        return [Thing("her own", {"handle": own}), *seen]
    if address.name.startswith("desk:") and address.parameters:
        return [Thing(f"a {state} job", {"pk": job.pk}) for state, job in world.jobs.items()]
    if address.parameters in _STEPS:
        return [Thing(*step) for step in _STEPS[address.parameters]]
    assert not address.parameters, f"tests/roles/addresses.py: what does {address.route} point at?"
    return [Thing("")]


def _brought_things(address: Address, world: World) -> Iterator[Thing]:
    for label, key in _OF_DIRECTORIES.get(address.name, {}).items():
        yield Thing(label, dict.fromkeys(address.parameters, world.brought[key]))
    if address.name in _OF_UNCLAIMED:
        for name in (*_NETWORKS, "unclaimed"):
            yield Thing(name, {"slug": world.networks[name].slug})


def _invitation_things(address: Address, world: World) -> list[Thing]:
    networks = world.networks
    if address.name == "open_invitation":
        return [
            Thing(name, {"token": world.invitations[name].link_token})
            for name in ("public", "hidden", "ran out", "taken back")
        ]
    if address.parameters == ("slug", "pk"):
        return [
            Thing(label, {"slug": networks[slug].slug, "pk": world.invitations[invitation].pk})
            for label, slug, invitation in (
                ("public, its link", "public", "public"),
                ("public, a mail", "public", "mail"),
                ("public, another's", "public", "other"),
                ("hidden, its link", "hidden", "hidden"),
                ("let in, a member's", "members invite", "members invite"),
            )
        ]
    names = (*_NETWORKS, "members invite")
    return [Thing(name, {"slug": networks[name].slug}) for name in names]


_STEPS: Mapping[tuple[str, ...], list[tuple[str, Objects]]] = {
    ("step",): [
        (step, {"step": step}) for step in ("purpose", "reach", "door", "check", "nonsense")
    ],
    ("purpose",): [("", {"purpose": "found"})],
}
_FILES = {"a loaded file": "loaded", "a checked file": "checked"}
_OF_DIRECTORIES: Mapping[str, Mapping[str, str]] = {
    "desk:import": _FILES,
    "desk:run_import": _FILES,
    "desk:drop_import": _FILES,
    "desk:import_report": _FILES,
    "desk:decide_alike": {"a pair": "likeness"},
    "desk:petition": {"a claim": "claim"},
    "open_proof": {"of a removal": "token"},
}
_OF_UNCLAIMED = {"networks:claim", "networks:removal", "networks:profile", "networks:directories"}
_INVITATION_PAGES = {
    f"networks:{name}"
    for name in ("invitations", "invite", "invite_link", "link", "send_again", "revoke")
} | {"open_invitation"}


def _talk(address: Address, world: World) -> Iterator[Thing]:
    for label, slug, whose in (
        ("public, the member's", "public", "public"),
        ("public, another's", "public", "below"),
        ("hidden, the member's", "hidden", "hidden"),
        ("coalition", "coalition", "coalition"),
    ):
        post = world.posts[whose]
        values = {"slug": world.networks[slug].slug, "pk": post.thread_id, "post": post.pk}
        yield Thing(label, {name: values[name] for name in address.parameters})


_NETWORKS = ("public", "hidden", "coalition")
_PEOPLE = (
    ("open to everyone", "seen-by-everyone"),
    ("open to networks", "seen-by-networks"),
    ("open to nobody", "seen-by-me"),
    ("gone, was open", "away"),
)
MISSING: Objects = {
    "slug": "no-such-thing",
    "handle": "no-such-thing",
    "step": "no-such-thing",
    "pk": 999_999_999,
    "post": 999_999_999,
    "purpose": "found",
    "token": "no-such-thing",
}

SENT: Mapping[str, Mapping[str, Any]] = {
    "account_login": {"login": "member@example.org", "password": "not the one"},
    "account_signup": {"email": "newcomer@example.org", "display_name": "Newcomer"},
    "account_request_login_code": {"email": "member@example.org"},
    "account_confirm_login_code": {"code": "AAAAAA"},
    "account_email": {"action_add": "", "email": "another@example.org"},
    "account_reset_password": {"email": "member@example.org"},
    "account_set_password": {"password1": "", "password2": ""},
    "networks:join": {"answer_1": "Because of the bread"},
    "networks:decline": {"reason": "The kitchen is full."},
    "networks:invite": {"addresses": "nia@example.org", "language": "en", "act": "send"},
    "networks:invite_link": {"most_uses": "3", "days": "14"},
    "networks:talk_start": {"title": "Soup", "words": "Who cooks?", "key": "soup"},
    "networks:thread": {"words": "I do.", "key": "i-do"},
    "networks:post_edit": {"title": "Soup", "words": "Who cooks, and when?", "seen": ""},
    "networks:post_remove": {"reason": "It shouts."},
    "networks:post_answer": {"say": "thanks"},
    "networks:claim": {"mailbox": "info", "words": "I bake there."},
    "networks:removal": {"mailbox": "info", "words": "It is ours."},
    "desk:imports": {"source": ""},
    "desk:import": {
        "source": "Bakeries",
        "encoding": "utf-8",
        "delimiter": ",",
        "lists": ";",
        "column_0": "name",
    },
    "desk:decide_alike": {"act": "different"},
    "desk:petition": {"reason": "She is in the photo.", "act": "grant"},
    "networks:found": {"name": "A new network", "summary": "What it is for"},
    "networks:found_step": {
        "name": "A new network",
        "summary": "What it is for",
        "causes": ["food"],
        "visibility": "public",
        "join_policy": "open",
    },
    "searches:kept": {"name": "Bread in Lisbon", "query": "q=bread&cause=food"},
    "people:keep_draft": {"name": "A new"},
    "people:settings": {"interface_language": "es", "time_zone": "Europe/Madrid"},
    "set_language": {"language": "es", "next": "/help/"},
    "dev:sign_in": {"handle": "amina"},
}
"""What is sent with a POST to the addresses that want something."""
