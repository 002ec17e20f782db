"""What networks hold about a person."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from networks import models as held
from networks.actions.inviting import hidden_address
from networks.actions.parting import forget_in_networks
from solidarity.people.data_rights import (
    KEYS,
    MACHINE,
    OTHERS,
    SECRET,
    Chapter,
    Consequence,
    Table,
    hold,
    part_by,
    spare,
    warn_by,
)
from solidarity.people.models import Person

ACTED = "What a network does. Who acted for it stands in its log, and in her file by that."
SHARED = "It belongs to the network, or tells public facts of it; it names nobody."

BELONGING = Chapter(
    title=_("Your networks"),
    why=_("So that you can belong to networks, and they can decide who comes in and looks after."),
    kept=_("As long as you have an account; a request that you take back goes at once."),
    after=_(
        "You leave every network. A network whose last steward you are seeks new ones. What you"
        " answered, confirmed, proposed and objected is deleted."
    ),
    tables=[
        Table(
            held.Membership,
            "person",
            (
                "network__name", "network__slug", "role", "role_since", "role_until", "state",
                "asked_at", "answered_at", "answer", "accepted_ways__number", "banned_until",
                "paused_until",
            ),
            KEYS | {"answered_by": OTHERS},
        ),
        Table(
            held.JoinAnswer,
            "membership__person",
            ("membership__network__name", "question", "words"),
            {"id": MACHINE, "membership": MACHINE, "position": MACHINE},
        ),
        Table(
            held.Proposal,
            lambda person: held.Proposal.objects.filter(Q(person=person) | Q(by=person)),
            (
                "network__name", "kind", "affiliation__body__name", "person__handle", "reason",
                "state", "made_at", "expires_at", "agreed_at", "ended_at",
            ),
            {"id": MACHINE, "by": OTHERS},
        ),
        Table(
            held.Spoke,
            "person",
            (
                "affiliation__member__name", "affiliation__body__name", "is_alternate", "since",
                "until", "ended_at",
            ),
            KEYS,
        ),
        Table(
            held.Confirmation,
            "person",
            ("proposal__network__name", "proposal__kind", "objects_to", "at"),
            KEYS,
        ),
        Table(
            held.OpeningWord,
            "person",
            ("opening__network__name", "opening__wants", "objects_to", "at"),
            KEYS,
        ),
        Table(
            held.Objection,
            "person",
            ("version__network__name", "version__number", "thread", "at", "answer", "answered_at"),
            KEYS | {"answered_by": OTHERS},
        ),
        Table(
            held.Wording,
            "by",
            ("network__name", "number", "name", "meaning", "story", "language", "why", "at"),
            {"id": MACHINE, "by": MACHINE, "value": MACHINE, "network": MACHINE},
        ),
        Table(
            held.PlaceIdea,
            "person",
            ("value__network__name", "value__name", "places", "is_off_map", "at"),
            KEYS,
        ),
        Table(
            held.Measure,
            "person",
            ("network__name", "kind", "state", "entry__written__words", "bars", "until", "answer",
             "answered_at"),
            KEYS | {"settled": MACHINE},
        ),
    ],
)  # fmt: skip
LOG = Chapter(
    title=_("What stands about you in the logs of networks"),
    why=_("So that everybody can see who did what with the power that she was given."),
    kept=_("As long as the network is here."),
    after=_("The act stays, as that of a former member. Your name and all reasons are deleted."),
    tables=[
        Table(
            held.LogEntry,
            lambda person: held.LogEntry.objects.filter(Q(by=person) | Q(whom=person)),
            ("id", "network__name", "verb", "at", "by", "whom", "facts", "written__words"),
            {"other": OTHERS},
        )
    ],
)
INVITING = Chapter(
    title=_("Invitations"),
    why=_("So that you can ask people in, and nobody asks you who should not."),
    kept=_("An address goes when it is answered, or 30 days after the invitation ran out."),
    after=_(
        "What is open is taken back, and your messages are deleted. That you want no invitation"
        " stays, as a digest of your address that nobody can read."
    ),
    tables=[
        Table(
            held.Invitation,
            "invited_by",
            (
                "network__name", "way", "state", "address", "language", "message", "made_at",
                "expires_at", "ended_at", "most_uses", "uses",
            ),
            {
                "id": MACHINE, "invited_by": MACHINE, "token_digest": SECRET, "seed": SECRET,
                "address_digest": MACHINE, "answered_by": OTHERS,
            },
        ),
        Table(
            held.Refusal,
            lambda person: held.Refusal.objects.filter(
                address_digest=hidden_address(person.email)
            ),
            ("network__name", "at"),
            {"id": MACHINE, "address_digest": MACHINE},
        ),
    ],
)  # fmt: skip
SEARCHING = Chapter(
    title=_("Searches you keep"),
    why=_("So that you are told what they find anew."),
    kept=_("Until you delete them."),
    after=_("All of it is deleted."),
    tables=[
        Table(
            held.SavedSearch,
            "person",
            ("name", "query", "saved_at"),
            KEYS | {"after": MACHINE},
        ),
        Table(
            held.SavedFind,
            "search__person",
            ("search__name", "network__name"),
            {"id": MACHINE},
        ),
    ],
)
ASKING = Chapter(
    title=_("What you reported, and networks you asked to look after"),
    why=_("So that those who keep order can act, and tell you what they did."),
    kept=_("As long as you have an account. What a report quotes goes when it is closed."),
    after=_(
        "Your words are deleted. What you reported stays for those who look into it, without your"
        " name."
    ),
    tables=[
        Table(
            held.Report,
            "reporter",
            (
                "about_words", "about_url", "network__name", "harm", "words", "touches",
                "is_named", "made_at", "state", "closed_at", "done",
            ),
            {
                "id": MACHINE, "about_type": MACHINE, "about_id": MACHINE, "reporter": MACHINE,
                "whom": "Reports about her would tell her who made them.", "for_admins": MACHINE,
                "quoted": OTHERS, "taken_by": OTHERS, "taken_at": MACHINE,
            },
        ),
        Table(
            held.Petition,
            "person",
            (
                "network__name", "wish", "state", "words", "domain", "proven_at", "made_at",
                "expires_at", "ended_at", "reason",
            ),
            KEYS | {"token_digest": SECRET, "is_rival": MACHINE, "decided_by": OTHERS},
        ),
    ],
)  # fmt: skip
_ACTS = (
    held.Approach, held.Tie, held.SharedThread, held.WaysVersion, held.Likeness, held.Edition,
    held.OurValue, held.PublishedCircle,
    held.Opening,
)  # fmt: skip
_SHARED = (
    held.Network, held.Affiliation, held.AffiliationPath, held.AffiliationQuestion,
    held.ApproachAnswer, held.Prerequisite, held.JoinQuestion, held.AnswerText, held.Listing,
    held.Source, held.Progress, held.Unlisted, held.Word, held.Listed, held.PlaceName, held.Binding,
    held.KeptSetting,
)  # fmt: skip
SPARED = {
    **dict.fromkeys(_ACTS, ACTED),
    **dict.fromkeys(_SHARED, SHARED),
    held.LogWords: "It is given with its line of the log.",
    held.Lineage: "which body grew out of which: nothing about a person",
}

MOST_NAMED = 20


def left_alone(person: Person) -> list[Consequence]:
    """The networks that nobody would look after; twenty at most."""
    stewards = held.Membership.objects.filter(role=held.Role.STEWARD, state=held.State.ACTIVE)
    others = stewards.filter(network=OuterRef("network")).exclude(person=person)
    alone = stewards.filter(~Exists(others), person=person).select_related("network")
    return [
        Consequence(
            gettext("You are the last steward of %(network)s. You can hand it over first.")
            % {"network": each.network.name},
            reverse("networks:hand_over", args=[each.network.slug]),
        )
        for each in alone.order_by("network__name", "pk")[:MOST_NAMED]
    ]


def register() -> None:
    """Called when the app starts."""
    hold("50-belonging", BELONGING)
    hold("52-log", LOG)
    hold("54-inviting", INVITING)
    hold("56-searching", SEARCHING)
    hold("58-asking", ASKING)
    spare(SPARED)
    part_by("networks", forget_in_networks)
    warn_by("networks", left_alone)
