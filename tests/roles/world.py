"""A small world in which every role stands somewhere: who is who on the networks of the table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils.timezone import now

from decisions.models import Decision
from networks.actions.affiliating import affiliate
from networks.actions.approaching import approach
from networks.actions.choosing import propose as propose_steward
from networks.actions.editions import keep_source, packed
from networks.actions.founding import found
from networks.actions.importing import Outcome
from networks.actions.inviting import hidden_address, invite_by_link, invite_by_mail, revoke
from networks.actions.joining import admit, join
from networks.actions.keeping import remove
from networks.actions.naming import propose_words, show_value
from networks.actions.petitions import ask_to_take_away, claim, hidden_proof
from networks.actions.reporting import Matter, report
from networks.actions.requesting import add_text, say
from networks.actions.talking import start_on
from networks.actions.tying import propose
from networks.actions.ways import object_to_ways, ways_words, write_ways
from networks.bringing.mapping import mapping_in
from networks.models import (
    Affiliation,
    AnswerText,
    Approach,
    Edition,
    Invitation,
    Likeness,
    Measure,
    Membership,
    Network,
    Objection,
    OurValue,
    Proposal,
    ProposalKind,
    ReadBy,
    Refusal,
    Report,
    Role,
    SavedSearch,
    Side,
    State,
    Tie,
    TieKind,
    Wording,
)
from solidarity.base.secrets import new_token
from solidarity.base.stale import fingerprint
from solidarity.inbox.actions import make_feed, way_out
from solidarity.inbox.models import Feed, Mail, MailState, Notice
from solidarity.inbox.notices import tell
from solidarity.outbox import models as outbox
from solidarity.people.actions.freezing import freeze, make_link
from solidarity.people.models import Freezing, FrozenBy, Person, SeenBy
from solidarity.threads import actions as talk
from solidarity.threads.models import Conversation, Post, Thread
from solidarity.threads.queries import threads_of
from tests.fixtures.people import NOON, give_app, new_person
from tests.roles.coalitions import make_coalitions
from tests.roles.cohorts_gathering import make_gatherings
from tests.roles.cohorts_running import make_running
from tests.roles.councilling import make_council
from tests.roles.deciding import make_questions
from values.actions import (
    begin,
    begin_cards,
    choose_few,
    consent,
    finish,
    keep_meanings,
    keep_piles,
    keep_screen,
)
from values.actions.naming import name_own
from values.models import CardSort, OwnValue, Pool, Share, Sheet
from values.queries import screens_of
from values.screens import screens
from values.wordings import NEWEST

ANONYMOUS = "anonymous"
# What each is on the networks "public" and "hidden"; the outsider and the admin are nothing there.
ROLES = (
    ANONYMOUS,
    "outsider",
    "applicant",
    "member",
    "sibling",  # a member of another network in the same coalition
    "affiliate",  # a member of a network that belongs to this one
    "ex-member",
    "banned",
    "facilitator",
    "steward",
    "admin",
)
PLAIN_FIELDS = {
    "summary": "We bake together.",
    "story": "It began with *one* oven.",
    "place": "Lisbon",
    "causes": ["food"],
    "visibility": "public",
    "join_policy": "ask",
}


@dataclass(frozen=True)
class Between:
    """What stands between networks, and between people, by what the table calls it."""

    approaches: Mapping[str, Approach] = field(default_factory=dict)
    ties: Mapping[str, Tie] = field(default_factory=dict)
    affiliations: Mapping[str, Affiliation] = field(default_factory=dict)
    shared: Mapping[str, Thread] = field(default_factory=dict)
    letters: Mapping[str, Post] = field(default_factory=dict)  # of each person, to the founder


@dataclass(frozen=True)
class Named:
    """Values that networks and people named, by what the table calls them."""

    values: Mapping[str, OurValue] = field(default_factory=dict)
    proposed: Mapping[str, Wording] = field(default_factory=dict)  # by the member
    own: Mapping[str, OwnValue] = field(default_factory=dict)  # of each person


@dataclass(frozen=True)
class World:
    """The people by role, the networks by name, and the other things that addresses point at."""

    people: Mapping[str, Person]
    networks: Mapping[str, Network]
    requests: Mapping[str, Membership]  # the applicant's, by the network's name
    jobs: Mapping[str, outbox.Job]
    invitations: Mapping[str, Invitation]  # links, and one by mail
    refusals: Mapping[str, Refusal]  # what each person said no to
    posts: Mapping[str, Post]  # the member's, each opening a thread, by the network's name
    words: Mapping[str, Post]  # the applicant's on her request, by the network's name
    texts: Mapping[str, AnswerText]  # that answers begin with, by the network's name
    objections: Mapping[
        str, Objection
    ]  # the member's to the ways of working, by the network's name
    measures: Mapping[str, Measure]  # the ex-member was removed, by the network's name
    proposals: Mapping[str, Proposal]  # the facilitator as a steward, by the network's name
    reports: Mapping[str, Report]  # of the member, by the network's name; "desk": for the admins

    brought: Mapping[str, int | str]  # ids of what admins decide on, and a token of a removal
    between: Between = field(default_factory=Between)
    named: Named = field(default_factory=Named)
    questions: Mapping[str, Decision] = field(default_factory=dict)
    councils: Mapping[str, Decision] = field(default_factory=dict)

    def notice_of(self, role: str) -> Notice:
        """Something that the person of this role was told."""
        return Notice.objects.filter(person=self.people[role], key="world").latest("pk")

    def step_of(self, role: str) -> Authenticator:
        """The app of the person of this role."""
        return Authenticator.objects.get(user=self.people[role])

    def mail_of(self, role: str) -> Mail:
        """What was mailed to the person of this role."""
        return Mail.objects.filter(person=self.people[role]).latest("pk")

    def feed_of(self, role: str) -> Feed:
        """A feed of the person of this role."""
        return Feed.objects.filter(person=self.people[role]).latest("pk")

    def search_of(self, role: str) -> SavedSearch:
        """A search that the person of this role keeps."""
        return SavedSearch.objects.filter(person=self.people[role]).latest("pk")

    def share_of(self, role: str) -> int:
        """Where the person of this role shares her circle."""
        return Share.objects.filter(person=self.people[role]).latest("pk").pk

    def sheet_of(self, role: str, *, is_finished: bool) -> int:
        """A sheet about her values of the person of this role."""
        sheets = Sheet.objects.filter(person=self.people[role])
        return sheets.filter(finished_at__isnull=not is_finished).latest("pk").pk

    def card_sort_of(self, role: str) -> int:
        """The cards that the person of this role has sorted."""
        return CardSort.objects.filter(person=self.people[role]).latest("pk").pk


def answer_values(person: Person) -> None:
    """Let her finish a sheet of which six statements are answered, and begin another."""
    consent(person, wording=NEWEST, at=NOON)
    for finishes in (True, False):
        sheet = begin(person, at=NOON)
        first = screens(range(1, 31), sheet.order)[0]
        keep_screen(sheet.pk, 0, by=person, answers=dict.fromkeys(first, 4))
        if finishes:
            finish(sheet.pk, by=person, at=NOON)
    sort = begin_cards(person, at=NOON)
    screen = next(at for at, numbers in enumerate(screens_of(sort)) if 1 in numbers)
    keep_piles(sort.pk, screen, by=person, piles={1: 4})
    choose_few(sort.pk, by=person, chosen=[1])
    keep_meanings(sort.pk, by=person, meanings={1: "Bread"}, at=NOON, is_done=True)


def make_network(
    name: str, *, by: Person, questions: Sequence[str] = ("Why?",), **fields: Any
) -> Network:
    """A network that people ask to join; `by` is its steward."""
    wanted = PLAIN_FIELDS | {"name": name} | fields
    return found(by=by, fields=wanted, questions=list(questions), at=NOON)


def let_in(person: Person, network: Network, *, by: Person) -> Membership:
    """`person` asks and the steward `by` lets her in."""
    asked = join(network.pk, by=person, answers={1: "Bread"}, at=NOON)
    return admit(asked.pk, by=by, at=NOON) if asked.state == State.ASKED else asked


def make_world() -> World:
    """Everybody in their place."""
    people = {role: new_person(role, is_admin=role == "admin") for role in ROLES[1:]}
    people |= {
        f"seen-by-{seen_by}": new_person(f"seen-by-{seen_by}", page_seen_by=seen_by)
        for seen_by in SeenBy.values
    }
    people["founder"] = new_person("founder", written_by="everyone")
    people["extra"] = new_person("extra")
    people["away"] = new_person("away", is_active=False, page_seen_by=SeenBy.EVERYONE)
    new_person("amina")  # one of those whom the development sign-in page offers
    for role, person in people.items():
        if role != "admin":  # who has one, as every admin must
            give_app(person)
    networks = _networks(people)
    requests = {}
    for name in ("public", "hidden", "other", "other hidden"):
        asked = {1: "I bake"}
        requests[name] = join(networks[name].pk, by=people["applicant"], answers=asked, at=NOON)
    words = {
        name: say(asked.pk, by=people["applicant"], words="When?", key=name, at=NOON)
        for name, asked in requests.items()
    }
    texts = {
        name: add_text(networks[name].slug, by=people[by], title="Full", words="We are full.")
        for name, by in (("public", "steward"), ("hidden", "steward"), ("other", "extra"))
    }
    objections = {name: _objection(networks[name], people) for name in ("public", "hidden")}
    hidden = [networks[name].pk for name in ("hidden", "other hidden")]
    # They were public first: nobody could have asked otherwise.
    Network.objects.filter(pk__in=hidden).update(visibility="hidden")
    for person in people.values():
        SavedSearch.objects.create(
            person=person, name="Bread", query="q=bread", saved_at=NOON, after=0
        )
        tell(person, kind="networks.welcome", about=networks["public"], key="world", at=NOON)
        mailed = Mail.objects.create(
            person=person, state=MailState.SENT, made_at=NOON, due_at=NOON, sent_at=NOON
        )
        Notice.objects.filter(person=person, key="world").update(mail=mailed)
        make_feed(person, None, at=NOON)
        answer_values(person)
    _share_circles(networks, people)
    refusals = {
        role: Refusal.objects.create(address_digest=hidden_address(person.email), at=NOON)
        for role, person in people.items()
    }
    between = _between(networks, people)
    make_coalitions(networks, people)
    make_running(people)
    make_gatherings(people)
    return World(
        people, networks, requests, _jobs(), _invitations(networks, people), refusals,
        _posts(people, networks), words, texts, objections, _measures(networks, people),
        _proposals(networks, people), _reports(networks, people),
        _brought(people, networks) | _reaching(people, networks), between,
        _named(networks, people), make_questions(networks, people), make_council(networks, people),
    )  # fmt: skip


def _named(networks: Mapping[str, Network], people: Mapping[str, Person]) -> Named:
    def says(name: str, by: str, what: str) -> Wording:
        words = {"name": what, "meaning": "Bread for all.", "story": "", "language": ""}
        return propose_words(networks[name].slug, by=people[by], words=words, why="", at=NOON)

    def holds(name: str, by: str, read_by: ReadBy) -> OurValue:
        value = says(name, by, "Loaf").value
        assert value is not None
        show_value(networks[name].slug, value.pk, by=people[by], read_by=read_by, at=NOON)
        return value

    said = {"name": "Crumb", "meaning": "", "story": "", "places": [], "is_said": False}
    return Named(
        {
            "public, for all": holds("public", "steward", ReadBy.ALL),
            "public, for members": holds("public", "steward", ReadBy.MEMBERS),
            "hidden": holds("hidden", "steward", ReadBy.ALL),
        },
        {name: says(name, "member", "Crust") for name in ("public", "hidden")},
        {role: name_own(by=person, said=said, at=NOON) for role, person in people.items()},
    )


def _share_circles(networks: Mapping[str, Network], people: Mapping[str, Person]) -> None:
    """Everybody shares her circle somewhere; in two networks it can be shared."""
    for name in ("public", "hidden"):
        networks[name].pool = Pool.objects.create(began_at=NOON)
        networks[name].save(update_fields=["pool"])
    pool = Pool.objects.create(began_at=NOON)
    for person in people.values():
        Share.objects.create(person=person, pool=pool, slot=1, sealings=1, shared_at=NOON)


def _objection(network: Network, people: Mapping[str, Person]) -> Objection:
    """The steward writes ways of working, and the member objects."""
    seen = fingerprint(ways_words(network))
    write_ways(
        network.slug, by=people["steward"], words="We listen.", why="To begin.", seen=seen, at=NOON
    )
    return object_to_ways(
        network.slug, by=people["member"], number=1, words="I sing.", key=network.slug, at=NOON
    )


def _measures(networks: Mapping[str, Network], people: Mapping[str, Person]) -> dict[str, Measure]:
    """The removals of the ex-member, which `_fill` did."""
    gone = Measure.objects.filter(person=people["ex-member"])
    return {name: gone.get(network=networks[name]) for name in ("public", "hidden")}


def _proposals(
    networks: Mapping[str, Network], people: Mapping[str, Person]
) -> dict[str, Proposal]:
    return {
        name: propose_steward(
            networks[name].pk, handle="facilitator", kind=ProposalKind.STEWARD, reason="",
            by=people["member"], at=now(),
        )
        for name in ("public", "hidden")
    }  # fmt: skip


def _reports(networks: Mapping[str, Network], people: Mapping[str, Person]) -> dict[str, Report]:
    def made(name: str, whom: str) -> Report:
        url = f"/networks/{networks[name].slug}/members/{whom}/"
        matter = Matter(people[whom], url, whom, network=networks[name], whom=people[whom])
        return report(
            matter, harm="other", words="Stork", touches="", is_named=False, by=people["member"],
            at=NOON,
        )  # fmt: skip

    return {
        "public": made("public", "facilitator"),
        "hidden": made("hidden", "affiliate"),
        "desk": made("public", "steward"),
    }


def _between(networks: Mapping[str, Network], people: Mapping[str, Person]) -> Between:
    steward, founder, extra = people["steward"], people["founder"], people["extra"]
    guild = make_network("guild", by=founder, kind="coalition")

    def asks(name: str, by: Person) -> Approach:
        return approach(
            networks[name].pk, guild.pk, side=Side.MEMBER, by=by, message="Bread", key=name, at=NOON
        )

    def proposes(name: str, far: str) -> Tie:
        one, other = networks[name], networks[far]
        return propose(one.pk, other.pk, kind=TieKind.ALLY, note="", by=founder, at=NOON)

    invited = approach(
        networks["coalition"].pk, networks["members invite"].pk, side=Side.BODY, by=founder,
        message="Bread", key="invited", at=now(),
    )  # fmt: skip
    held = Affiliation.objects.filter(body=networks["coalition"])
    boards = [networks["below"], networks["public"]]
    shared = start_on(boards, by=founder, title="Bread", words="All?", key="shared", at=NOON)
    return Between(
        {"public asks": asks("public", steward), "another asks": asks("other", extra),
         "its coalition invites": invited},
        {"public": proposes("sibling", "public"), "another's": proposes("below", "sibling")},
        {name: held.get(member=networks[name]) for name in ("public", "hidden", "sibling")},
        {"shared": shared, "its own": _own_thread(networks["public"])},
        {role: _letter(person, founder) for role, person in people.items() if person != founder},
    )  # fmt: skip


def _own_thread(network: Network) -> Thread:
    return threads_of(network).filter(is_shared=False).first()  # type: ignore[return-value]


def _letter(person: Person, founder: Person) -> Post:
    """What `person` wrote to the founder, who takes letters from all."""
    one, other = sorted((person, founder), key=lambda each: each.pk)
    conversation = Conversation.objects.create(one=one, other=other)
    thread = Thread.objects.create(owner=conversation, started_at=NOON)
    post = Post.objects.create(
        thread=thread, author=person, is_opening=True, words="Bread?", words_html="<p>Bread?</p>",
        written_at=NOON, key="letter",
    )  # fmt: skip
    Thread.objects.filter(pk=thread.pk).update(newest=post.pk)
    return post


def _invitations(
    networks: Mapping[str, Network], people: Mapping[str, Person]
) -> dict[str, Invitation]:
    def link(name: str, by: str, *, at: datetime | None = None) -> Invitation:
        return invite_by_link(
            networks[name].pk, most_uses=9, days=14, message="", by=people[by], at=at or now()
        )

    made = {name: link(name, "steward") for name in ("public", "hidden")}
    made["members invite"] = link("members invite", "member")
    made["other"] = link("other", "extra")
    made["ran out"] = link("public", "steward", at=NOON)
    # As it was before it was taken back: the token that its holder still has.
    made["taken back"] = link("public", "steward")
    revoke(made["taken back"].pk, by=people["steward"], at=now())
    public = networks["public"]
    invite_by_mail(
        public.pk, "olu@example.org", language="en", message="", by=people["steward"], at=now()
    )
    made["mail"] = public.invitations.get(way="mail")
    return made


def _reaching(people: Mapping[str, Person], networks: Mapping[str, Network]) -> dict[str, str]:
    """Secret addresses of the member: of a feed of the hidden network, and out of her mails."""
    member, hidden = people["member"], networks["hidden"].pk
    return {
        "feed": make_feed(member, hidden, at=NOON),
        "out": way_out(member.pk).split("/")[-2],
        "out of one": way_out(member.pk, hidden).split("/")[-2],
    }


def _brought(people: Mapping[str, Person], networks: Mapping[str, Network]) -> dict[str, int | str]:
    """A file that is checked, one that is loaded, two that look alike, and what is asked for."""
    bakery, twin = networks["unclaimed"], networks["twin"]
    mapping = {"source": "Bakeries", "fields": {"name": ["name"]}}
    editions = {
        state: Edition.objects.create(
            by=people["admin"], file_name="x.csv", content=b"name\nLark", mapping=mapping,
            state=state, made_at=NOON, report=packed(Outcome()), counts={"new": 1},
            source=keep_source(mapping_in(mapping)),
        ).pk
        for state in ("loaded", "checked")
    }  # fmt: skip
    claimed = claim(bakery.pk, by=people["extra"], mailbox="", words="I bake.", at=now())
    ask_to_take_away(bakery.pk, by=None, place="", mailbox="info", words="", at=now())
    token = new_token()
    removal = bakery.petitions.get(wish="removal")
    removal.token_digest = hidden_proof(token)
    removal.save()
    likeness = Likeness.objects.create(first=bakery, second=twin, why="name")
    frozen = new_person("frozen")
    freeze(frozen, FrozenBy.ADMIN, by=people["admin"], reason="Spam.", at=NOON)
    editions |= {"frozen": Freezing.objects.get(person=frozen).pk}
    return {
        **editions,
        "friend": make_link(people["extra"], at=NOON),
        "claim": claimed.pk,
        "token": token,
        "likeness": likeness.pk,
    }


def _posts(people: Mapping[str, Person], networks: Mapping[str, Network]) -> dict[str, Post]:
    def said(name: str, author: Person) -> Post:
        thread = talk.start(
            networks[name], by=author, title="Bread", words="Who bakes?", key=name, at=NOON
        )
        return thread.opening

    authors = {
        "public": people["member"],
        "hidden": people["member"],
        "coalition": people["founder"],
        "below": people["founder"],
    }
    return {name: said(name, author) for name, author in authors.items()}


def _networks(people: Mapping[str, Person]) -> dict[str, Network]:
    steward, founder, extra = people["steward"], people["founder"], people["extra"]
    made = {name: make_network(name, by=steward) for name in ("public", "hidden")}
    made["coalition"] = make_network("coalition", by=founder, kind="coalition")
    made["sibling"] = make_network("sibling", by=founder)
    made["below"] = make_network("below", by=founder)
    made["members invite"] = make_network("members invite", by=founder, members_invite=True)
    let_in(people["member"], made["members invite"], by=founder)
    made["other"] = make_network("other", by=extra)
    made["other hidden"] = make_network("other hidden", by=extra)
    let_in(people["sibling"], made["sibling"], by=founder)
    let_in(people["affiliate"], made["below"], by=founder)
    for name in ("public", "hidden"):
        _fill(made[name], people)
        affiliate(made[name], made["coalition"], by=founder, at=NOON)
        affiliate(made["below"], made[name], by=steward, at=NOON)
    affiliate(made["sibling"], made["coalition"], by=founder, at=NOON)
    for name in ("unclaimed", "twin"):
        made[name] = Network.objects.create(
            name=name, slug=name, summary="Bread.", state="unclaimed", founded_at=NOON,
            website=f"https://{name}.example.org", causes=["food"],
        )  # fmt: skip
    for handle in ("seen-by-me", "seen-by-networks", "seen-by-everyone"):
        let_in(people[handle], made["public"], by=steward)
    return made


def _fill(network: Network, people: Mapping[str, Person]) -> None:
    for role in ("member", "ex-member", "facilitator"):
        let_in(people[role], network, by=people["steward"])
    gone = network.memberships.get(person=people["ex-member"])
    remove(gone.pk, reason="It burned.", bars=False, days=None, by=people["steward"], at=NOON)
    held = Membership.objects.filter(network=network)
    held.filter(person=people["facilitator"]).update(role=Role.FACILITATOR)
    Membership.objects.create(
        network=network, person=people["banned"], state=State.BANNED, asked_at=NOON
    )


def _jobs() -> dict[str, outbox.Job]:
    def job(state: str) -> outbox.Job:
        return outbox.Job.objects.create(
            kind="inbox.mail", key=f"world-{state}", payload={"notice": 0}, state=state,
            due_at=NOON, asked_at=NOON, attempts=14, last_error="SMTPServerDisconnected",
        )  # fmt: skip

    return {"dead": job(outbox.State.DEAD), "waiting": job(outbox.State.WAITING)}
