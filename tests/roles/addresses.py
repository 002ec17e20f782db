"""Every address that the resolver knows, the things each can point at, and what one sends there."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from solidarity.threads.queries import threads_of
from tests.roles import coalitions, cohorts, councilling, deciding, meetings
from tests.roles.councilling import council_things
from tests.roles.deciding import decision_things
from tests.roles.meetings import meeting_things
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
    "people:remove_step": lambda world, whose: world.step_of(whose).pk,
    "inbox:mail": lambda world, whose: world.mail_of(whose).pk,
    "inbox:end_feed": lambda world, whose: world.feed_of(whose).pk,
    "searches:look": lambda world, whose: world.search_of(whose).pk,
    "searches:forget": lambda world, whose: world.search_of(whose).pk,
    "values:own_value": lambda world, whose: world.named.own[whose].pk,
    "values:own_forget": lambda world, whose: world.named.own[whose].pk,
    "values:sharing_leave": lambda world, whose: world.share_of(whose),
    "values:sheet": lambda world, whose: world.sheet_of(whose, is_finished=True),
    "values:go_on": lambda world, whose: world.sheet_of(whose, is_finished=True),
    "values:throw_away": lambda world, whose: world.sheet_of(whose, is_finished=True),
    "values:screen": lambda world, whose: world.sheet_of(whose, is_finished=False),
    "values:end": lambda world, whose: world.sheet_of(whose, is_finished=False),
    "values:card_sort": lambda world, whose: world.card_sort_of(whose),
    "values:piles": lambda world, whose: world.card_sort_of(whose),
    "values:few": lambda world, whose: world.card_sort_of(whose),
    "values:meanings": lambda world, whose: world.card_sort_of(whose),
    "values:throw_cards": lambda world, whose: world.card_sort_of(whose),
}


def _her_own(address: Address, world: World, role: str) -> list[Thing]:
    mine = role if role in world.people else "founder"
    of = _HER_OWN[address.name]
    return [
        Thing(label, {"pk": of(world, whose), "screen": 2})
        for label, whose in (("her own", mine), ("another's", "seen-by-me"))
    ]


def _requests(world: World, role: str) -> list[Thing]:
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
    if brought := list(_brought_things(address, world)):
        return brought
    for kind in (coalitions, cohorts):
        if (found := kind.things(address.name, address.parameters, world)) is not None:
            return [Thing(*each) for each in found]
    if address.name.startswith("meetings:") and set(address.parameters) - {"slug"}:
        found_then = meeting_things(address.name, address.parameters, world, role)
        return [Thing(label, values) for label, values in found_then]
    if address.name in councilling.NAMES or "body" in address.parameters:
        found_there = council_things(address.name, address.parameters, world)
        return [Thing(label, values) for label, values in found_there]
    if address.name.startswith("decisions:") and set(address.parameters) - {"slug"}:
        found_here = decision_things(address.name, address.parameters, world)
        return [Thing(label, values) for label, values in found_here]
    if found := _of_several(address, world, role):
        return found
    if address.name in _HER_OWN:
        return _her_own(address, world, role)
    if address.name.startswith("desk:") and address.parameters:
        return [Thing(f"a {state} job", {"pk": job.pk}) for state, job in world.jobs.items()]
    assert address.parameters in _BY_PARAMETERS, (
        f"tests/roles/addresses.py: what does {address.route} point at?"
    )
    return _BY_PARAMETERS[address.parameters](world, role)


def _people(world: World, role: str) -> list[Thing]:
    people = world.people
    seen = [Thing(label, {"handle": people[handle].handle}) for label, handle in _PEOPLE]
    own = people[role].handle if role in people else people["seen-by-me"].handle
    return [Thing("her own", {"handle": own}), *seen]


def _steps(world: World, role: str) -> list[Thing]:
    return [Thing(step, {"step": step}) for step in _STEPS]


def _bodies(world: World, role: str) -> list[Thing]:
    return [Thing(name, {"slug": world.networks[name].slug}) for name in _NETWORKS]


def _members(world: World, role: str) -> list[Thing]:
    return [
        Thing(f"{slug}, the {who}", {"slug": world.networks[slug].slug, "handle": who})
        for slug, who in (
            ("public", "facilitator"),
            ("public", "steward"),
            ("public", "ex-member"),
            ("hidden", "facilitator"),
            ("coalition", "founder"),
        )
    ]


_POWER = {
    "networks:measure": "measures",
    "networks:proposal": "proposals",
    "networks:report": "reports",
    "measures:mine": "measures",
    "desk_reports:report": "reports",
}


def _power(address: Address, world: World) -> Iterator[Thing]:
    """Measures, proposals and reports: each by its own address, and by that of another network."""
    held = getattr(world, _POWER[address.name])
    if address.parameters == ("pk",):
        for name, each in held.items():
            yield Thing(name, {"pk": each.pk})
        return
    pairs = [("public", "public"), ("public", "hidden"), ("hidden", "hidden")]
    if "desk" in held:
        pairs.append(("public", "desk"))
    for slug, whose in pairs:
        values = {"slug": world.networks[slug].slug, "pk": held[whose].pk}
        yield Thing(f"{slug}, the {whose} one", values)


_VALUES = {
    f"networks:{name}"
    for name in ("named_value", "reword", "place_value", "value_readers", "let_go", "wording_kept")
}
_WORDINGS = {f"networks:wording{name}" for name in ("", "_decline", "_take_back")}


def _named(address: Address, world: World) -> Iterator[Thing]:
    """Values that networks named, and what is proposed: each by its own address, and another's."""
    slugs = {name: each.slug for name, each in world.networks.items()}
    if address.name in _WORDINGS:
        for slug, whose in (("public", "public"), ("public", "hidden"), ("hidden", "hidden")):
            label = f"{slug}, {'its own' if slug == whose else 'another’s'}"
            yield Thing(label, {"slug": slugs[slug], "pk": world.named.proposed[whose].pk})
        return
    for label, value in world.named.values.items():
        values = {"slug": slugs[label.split(",")[0]], "pk": value.pk, "number": 1}
        yield Thing(label, {name: values[name] for name in address.parameters})
    values = {"slug": slugs["public"], "pk": world.named.values["hidden"].pk, "number": 1}
    yield Thing("public, another’s", {name: values[name] for name in address.parameters})


def _of_several(address: Address, world: World, role: str) -> list[Thing]:
    """What the addresses point at that belong to several things, or to none of one kind."""
    if address.name in _VALUES | _WORDINGS:
        return list(_named(address, world))
    if address.name in _INVITATION_PAGES | _JOINING:
        found = _joining if address.name in _JOINING else _invitation_things
        return list(found(address, world))
    if address.name in _POWER:
        return list(_power(address, world))
    if address.name == "networks:thread" or address.parameters == ("slug", "pk", "post"):
        return list(_talk(address, world))
    return list(_between(address, world, role))


def _brought_things(address: Address, world: World) -> Iterator[Thing]:
    for label, key in _OF_DIRECTORIES.get(address.name, {}).items():
        yield Thing(label, dict.fromkeys(address.parameters, world.brought[key]))
    if address.name in _OF_UNCLAIMED:
        for name in (*_NETWORKS, "unclaimed"):
            yield Thing(name, {"slug": world.networks[name].slug})


def _invitation_things(address: Address, world: World) -> Iterable[Thing]:
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


_FILES = {"a loaded file": "loaded", "a checked file": "checked"}
_OF_DIRECTORIES: Mapping[str, Mapping[str, str]] = {
    "desk:import": _FILES,
    "desk:run_import": _FILES,
    "desk:drop_import": _FILES,
    "desk:import_report": _FILES,
    "desk:decide_alike": {"a pair": "likeness"},
    "desk:petition": {"a claim": "claim"},
    "desk:open_account": {"a frozen account": "frozen"},
    "open_link": {"of another": "friend"},
    "open_proof": {"of a removal": "token"},
    "feed": {"the member's, of hidden": "feed"},
    "unsubscribe": {"the member's": "out", "the member's, of hidden": "out of one"},
}
_OF_UNCLAIMED = {"networks:claim", "networks:removal", "networks:profile", "networks:directories"}
_POSTS = {f"threads:post_{act}" for act in ("edit", "delete", "remove", "author", "answer")} | {
    "report_words"
}
_INVITATION_PAGES = {
    f"networks:{name}"
    for name in ("invitations", "invite", "invite_link", "link", "send_again", "revoke")
} | {"open_invitation"}


_JOINING = {f"networks:{name}" for name in ("text", "text_delete", "ways_meet")} | {
    "networks:ways_version",
    "networks:ways_object",
}


def _joining(address: Address, world: World) -> Iterable[Thing]:
    """What belongs to requests and to ways of working."""
    if "number" in address.parameters:
        for name, number in (("public", 1), ("hidden", 1), ("coalition", 1), ("public", 2)):
            values: Objects = {"slug": world.networks[name].slug, "number": number}
            yield Thing(f"{name}, version {number}", values)
        return
    held: Mapping[str, Any] = world.texts if "text" in address.name else world.objections
    for slug, name in (("public", "public"), ("hidden", "hidden"), ("public", "other")):
        other = held.get(name, held["hidden"])
        label = "its own" if slug == name else "another's"
        yield Thing(f"{slug}, {label}", {"slug": world.networks[slug].slug, "pk": other.pk})


def _between(address: Address, world: World, role: str) -> Iterator[Thing]:
    """What stands between networks and between people; nothing for any other address."""
    between, slugs = world.between, {name: each.slug for name, each in world.networks.items()}
    if address.name.startswith("approaches:"):
        for label, approach in between.approaches.items():
            yield Thing(label, {"pk": approach.pk})
    elif address.name in _POSTS | {"threads:conversation"}:
        yield from _letters(address, world, role)
    elif address.name == "networks:affiliation_end":
        for label, slug, whose in (
            ("public, its own", "public", "public"),
            ("public, another's", "public", "sibling"),
            ("hidden, its own", "hidden", "hidden"),
        ):
            yield Thing(label, {"slug": slugs[slug], "pk": between.affiliations[whose].pk})
    elif address.name in {"networks:tie_confirm", "networks:tie_end"}:
        for label, whose in (("public, its own", "public"), ("public, another's", "another's")):
            yield Thing(label, {"slug": slugs["public"], "pk": between.ties[whose].pk})
    elif address.name == "networks:thread_off":
        for label, thread in between.shared.items():
            yield Thing(f"public, {label}", {"slug": slugs["public"], "pk": thread.pk})


def _letters(address: Address, world: World, role: str) -> Iterator[Thing]:
    """What people wrote to the founder."""
    between = world.between
    mine = role if role in between.letters else "extra"
    for label, whose in (("her own", mine), ("another's", "seen-by-me")):
        post = between.letters[whose]
        yield Thing(label, {"pk": post.pk if address.name in _POSTS else post.thread.owner_id})
    for name in ("public", "hidden") if address.name in _POSTS else ():
        yield Thing(f"on a request, {name}", {"pk": world.words[name].pk})
    for name in ("public", "hidden") if address.name in _POSTS else ():
        said = threads_of(world.questions[f"{name}, talked about"]).get().opening
        yield Thing(f"on a decision, {name}", {"pk": said.pk})


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
_STEPS = ("purpose", "reach", "work", "door", "check", "nonsense")
_BY_PARAMETERS: Mapping[tuple[str, ...], Callable[[World, str], list[Thing]]] = {
    (): lambda world, role: [Thing("")],
    ("slug",): _bodies,
    ("slug", "handle"): _members,
    ("slug", "pk"): _requests,
    ("handle",): _people,
    ("step",): _steps,
    ("purpose",): lambda world, role: [Thing("", {"purpose": "found"})],
}
MISSING: Objects = {
    "slug": "no-such-thing",
    "body": "no-such-thing",
    "network": "no-such-thing",
    "topic": "values",
    "page": "no-such-thing",
    "task": 999_999_999,
    "handle": "no-such-thing",
    "step": "no-such-thing",
    "pk": 999_999_999,
    "post": 999_999_999,
    "number": 30_000,
    "duty": "no-such-duty",
    "moment": "no-such-thing",
    "kind": "no-such-thing",
    "place": 30_000,
    "key": 999_999_999,
    "screen": 1,
    "purpose": "found",
    "token": "no-such-thing",
    "subject": "no-such-thing",
    "version": 30_000,
    "group": "no-such-thing",
    "text": 30_000,
    "other": 30_000,
    "member": "no-such-thing",
    "theme": "no-such-thing",
    "state": "no-such-thing",
}

SENT: Mapping[str, Mapping[str, Any]] = {
    **deciding.SENT,
    **councilling.SENT,
    **coalitions.SENT,
    **meetings.SENT,
    **cohorts.SENT,
    "account_login": {"login": "member@example.org", "password": "not the one"},
    "account_signup": {"email": "newcomer@example.org", "display_name": "Newcomer"},
    "account_request_login_code": {"email": "member@example.org"},
    "account_confirm_login_code": {"code": "AAAAAA"},
    "account_email": {"action_add": "", "email": "another@example.org"},
    "account_reset_password": {"email": "member@example.org"},
    "account_set_password": {"password1": "", "password2": ""},
    "mfa_authenticate": {"code": "000000"},
    "account_reauthenticate": {"code": "000000"},
    "people:app": {"code": "000000"},
    "people:end_sessions": {"session": "others"},
    "desk:frozen": {"handle": "extra", "reason": "Spam."},
    "networks:join": {"answer_1": "Because of the bread", "agrees": "on", "ways": "1"},
    "networks:my_request": {"words": "And when do you meet?", "key": "when"},
    "networks:request": {"words": "And when do you meet?", "key": "when"},
    "networks:waitlist": {"reason": "The kitchen is full."},
    "networks:several": {"act": "decline", "pick": ["999999999"], "reason": "Full."},
    "networks:texts": {"title": "Soon", "words": "In May."},
    "networks:text": {"title": "Soon", "words": "In May.", "seen": ""},
    "networks:questions": {"words_1": "Why?", "seen": ""},
    "networks:ways_write": {"words": "We ask.", "why": "Better.", "seen": ""},
    "networks:ways_accept": {"number": "1"},
    "networks:ways_object": {"words": "I whistle.", "key": "whistle"},
    "networks:ways_meet": {"words": "Whistling is fine."},
    "networks:decline": {"reason": "The kitchen is full."},
    "networks:invite": {"addresses": "nia@example.org", "language": "en", "act": "send"},
    "networks:invite_link": {"most_uses": "3", "days": "14"},
    "networks:talk_start": {"title": "Soup", "words": "Who cooks?", "key": "soup"},
    "networks:thread": {"words": "I do.", "key": "i-do"},
    "networks:post_edit": {"title": "Soup", "words": "Who cooks, and when?", "seen": ""},
    "networks:post_remove": {"reason": "It shouts."},
    "networks:post_answer": {"say": "thanks"},
    "networks:remove": {"reason": "It burned.", "returns": "yes"},
    "networks:pause": {"reason": "It burned.", "days": "7"},
    "networks:measure": {"words": "It stands.", "act": "uphold"},
    "measures:mine": {"words": "It did not."},
    "networks:propose": {"handle": "member"},
    "networks:recall": {"handle": "steward", "reason": "Decides alone."},
    "networks:hand_over": {"handle": "member"},
    "networks:proposal": {"act": "confirm"},
    "networks:way": {"choosing": "half", "choosing_number": "5", "term_months": "12"},
    "networks:report_network": {"harm": "other", "words": "It sells things."},
    "networks:report_member": {"harm": "other", "words": "It shouts."},
    "networks:report_post": {"harm": "other", "words": "It shouts."},
    "report_words": {"harm": "other", "words": "It shouts."},
    "report_person": {"harm": "other", "words": "It shouts."},
    "networks:report": {"act": "close", "words": "We talked."},
    "desk_reports:report": {"act": "close", "words": "We talked."},
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
    "networks:name_value": {"name": "Salt", "meaning": "Enough for the soup."},
    "networks:reword": {"name": "Salt", "meaning": "Enough for the soup.", "seen": ""},
    "networks:place_value": {"places": ["off"]},
    "networks:value_readers": {"read_by": "members"},
    "networks:let_go": {"words": "It went stale."},
    "networks:wording": {"read_by": "all", "keep": "1"},
    "networks:wording_decline": {"words": "We say it with Loaf."},
    "values:own_new": {"name": "Salt", "places": ["BE"]},
    "values:own_value": {"name": "Salt", "seen": ""},
    "networks:affiliation_ask": {"message": "Bread", "key": "ask"},
    "networks:affiliation_terms": {"question_1": "Why?", "needed": ""},
    "networks:affiliation_end": {"reason": "The oven is cold."},
    "networks:tie_end": {"reason": ""},
    "networks:thread_off": {"reason": "It is about something else."},
    "approaches:approach": {"words": "Welcome", "key": "welcome"},
    "approaches:decline": {"reason": "The oven is cold."},
    "threads:write": {"words": "Bread?", "key": "bread"},
    "threads:conversation": {"words": "Bread!", "key": "bread"},
    "threads:post_edit": {"words": "Bread and salt?", "seen": ""},
    "threads:post_answer": {"say": "thanks"},
    "people:reach": {"written_by": "nobody"},
    "people:distance": {"kind": "mute"},
    "people:depart": {"words": "take"},
    "networks:forgetting": {"threads_kept_months": "12", "seen": ""},
    "searches:kept": {"name": "Bread in Lisbon", "query": "q=bread&cause=food"},
    "people:keep_draft": {"name": "A new"},
    "inbox:mark": {"pick": ["999999999"], "act": "read"},
    "inbox:choices": {
        "mails": "some",
        "asks": "once",
        "mine": "once",
        "news": "daily",
        "reminders": "never",
        "weekday": "4",
        "hour": "18",
        "budget": "5",
        "shows": "nothing",
    },
    "inbox:choices_for": {"news": "never"},
    "inbox:feeds": {"network": ""},
    "people:settings": {"interface_language": "es", "time_zone": "Europe/Madrid"},
    "networks:values_share": {"sealings": "1", "agrees": "on"},
    "networks:values_opening": {"act": "everyone"},
    "values:consent": {"wording": "1", "agrees": "on"},
    "values:screen": {"to": "stop"},
    "values:piles": {"to": "stop"},
    "values:few": {"chosen": ["1"], "to": "next"},
    "values:meanings": {"m1": "Bread for all", "to": "stop"},
    "set_language": {"language": "es", "next": "/help/"},
    "dev:sign_in": {"handle": "amina"},
}
"""What is sent with a POST to the addresses that want something."""
