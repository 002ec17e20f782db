"""Sessions, materials, handing over, challenges."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models import (
    Challenge,
    ChallengeWord,
    Holding,
    Material,
    MaterialVersion,
    Session,
    Trusted,
    TrustVoice,
)
from solidarity.people.data_rights import MACHINE, OTHERS, Chapter, Table, hold, spare

SESSIONS = Chapter(
    title=_("What you hold in cohorts, and what you wrote for their sessions"),
    why=_("So that everyone knows who holds a session, and that what is written can be built on."),
    kept=_("As long as the cohort is here."),
    after=_(
        "What you wrote stays under its open licence, without a link to you. Where you are"
        " named as author in words, tell whoever facilitates if you want it taken out. You hold"
        " no session any more."
    ),
    tables=[
        Table(
            MaterialVersion,
            "by",
            ("material__body__name", "material__title", "number", "words", "why", "at"),
            {"id": MACHINE, "by": MACHINE, "words_html": MACHINE},
        ),
        Table(
            Holding,
            lambda person: Holding.objects.filter(Q(person=person) | Q(by=person)),
            ("session__body__name", "session__number", "share", "at", "agreed_at", "ended_at"),
            {"id": MACHINE, "person": OTHERS, "by": OTHERS},
        ),
    ],
)
CHALLENGES = Chapter(
    title=_("Challenges to those who facilitate, and whom a cohort trusts with them"),
    why=_("So that nobody has to go through those whom a challenge is about."),
    kept=_("As long as the cohort is here."),
    after=_(
        "What was said stays without your name: others answered it, and something was changed."
    ),
    tables=[
        Table(
            Trusted,
            lambda person: Trusted.objects.filter(Q(person=person) | Q(by=person)),
            ("body__name", "at", "agreed_at", "since", "ended_at"),
            {"id": MACHINE, "person": OTHERS, "by": OTHERS},
        ),
        Table(
            TrustVoice, "person", ("trusted__body__name", "at"),
            {"id": MACHINE, "person": MACHINE},
        ),
        Table(
            Challenge,
            "person",
            ("body__name", "about", "is_named", "at", "closed_at", "changed", "told_at"),
            {"id": MACHINE, "key": MACHINE, "person": MACHINE, "changed_html": MACHINE},
        ),
        Table(
            ChallengeWord,
            lambda person: ChallengeWord.objects.filter(
                Q(by=person) | Q(is_challenger=True, challenge__person=person)
            ),
            ("challenge__body__name", "words", "at"),
            {"id": MACHINE, "by": MACHINE, "words_html": MACHINE, "is_challenger": MACHINE,
             "key": MACHINE},
        ),
    ],
)  # fmt: skip


def register() -> None:
    """What is held here about a person, and what becomes of it when she goes."""
    hold("72-sessions", SESSIONS)
    hold("73-challenges", CHALLENGES)
    spare({
        Material: "It belongs to the cohort; its words are in its versions.",
        Session: "A cohort's; who holds it stands in its holdings.",
    })  # fmt: skip
