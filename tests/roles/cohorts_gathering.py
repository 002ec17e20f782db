"""Cohorts that come together in the small world: one open, one choosing, one hidden."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.timezone import now

from cohorts.actions.nominating import hidden_token
from cohorts.models import (
    Application,
    ApplicationNote,
    Cohort,
    Gathering,
    Nomination,
    Quota,
    RoleOffer,
    Stage,
)
from networks.actions.inviting import hidden_address
from networks.models import Kind, Network, Role, State, Visibility
from solidarity.people.models import Person
from tests.fixtures.cohorts import programme_words
from tests.fixtures.networks import new_member, new_network
from tests.fixtures.people import NOON

if TYPE_CHECKING:
    from tests.roles.world import World

NAMES = {
    f"cohorts:{name}"
    for name in (
        "programme", "programme_edit", "stage", "facilitators", "facilitators_answer",
        "facilitators_lay_down", "apply", "apply_withdraw", "nominate", "nominated",
        "applications", "application", "application_talked", "letter", "choosing", "mix",
        "mix_drop", "draw", "applied", "nominations", "nomination", "open_nomination", "letters",
        "application_talk", "application_note", "application_note_drop",
    )
}  # fmt: skip
OF_NOBODY = {"cohorts:applied", "cohorts:nominations", "cohorts:nomination"}
BODIES = {
    "open": ("call-cohort", Stage.OPEN, Visibility.PUBLIC),
    "choosing": ("choosing-cohort", Stage.CHOOSING, Visibility.PUBLIC),
    "hidden": ("hidden-call", Stage.CHOOSING, Visibility.HIDDEN),
}
INSIDE = {
    "member": (Role.MEMBER, State.ACTIVE), "facilitator": (Role.FACILITATOR, State.ACTIVE),
    "banned": (Role.MEMBER, State.BANNED), "ex-member": (Role.MEMBER, State.LEFT),
}  # fmt: skip
SENT: Mapping[str, Mapping[str, Any]] = {
    "cohorts:programme_edit": {"purpose_text": "Bread"},
    "cohorts:stage": {"to": "running"},
    "cohorts:facilitators": {"handle": "extra"},
    "cohorts:facilitators_answer": {"answer": "yes"},
    "cohorts:nominate": {"whom": "extra", "language": "en"},
    "cohorts:nominated": {"answer": "no"},
    "cohorts:application": {"words": "Monday?", "key": "gather"},
    "cohorts:application_talked": {"on": "2026-03-20"},
    "cohorts:letter": {"state": "declined", "letter": "Not this time."},
    "cohorts:nominations": {"wants": "none"},
    "cohorts:letters": {"to": [], "letter_en": "Not this time."},
    "cohorts:application_talk": {"talk": "yes"},
    "cohorts:application_note": {"words": "Needs captions."},
    "cohorts:mix": {"wanted": "region:africa", "at_least": "1", "at_most": "2"},
}


def make_gatherings(people: Mapping[str, Person]) -> None:
    """The applicant has applied to each; the outsider is nominated, and asked to facilitate."""
    for slug, stage, visibility in BODIES.values():
        network = new_network(
            slug, steward=people["steward"], kind=Kind.COHORT, visibility=visibility
        )
        for name, (role, state) in INSIDE.items():
            new_member(network, people[name], role=role, state=state)
        said = programme_words(stage, seats=3, apply_by=now() + timedelta(days=9))
        cohort = Cohort.objects.create(network=network, **said)
        Gathering.objects.create(cohort=cohort, by_lottery=True, seed_digest="0" * 64)
        for name in ("applicant", "founder", "extra", "seen-by-me"):
            hers = Application.objects.create(cohort=cohort, person=people[name], at=NOON)
            ApplicationNote.objects.create(
                application=hers, by=people["facilitator"], words="Listens.", at=NOON
            )
        Quota.objects.create(cohort=cohort, feature="region", value="europe", at_most=2)
        Nomination.objects.create(cohort=cohort, whom=people["outsider"], at=NOON)
        Nomination.objects.create(
            cohort=cohort, token_digest=hidden_token(f"token-of-{slug}"), at=NOON,
            address_digest=hidden_address("nominated@elsewhere.example"),
        )  # fmt: skip
        RoleOffer.objects.create(network=network, person=people["outsider"], at=NOON)


def gathering_things(
    name: str, parameters: tuple[str, ...], world: "World"
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Label and values of what these addresses point at."""
    if name in OF_NOBODY:
        yield "", {}
        return
    for label, (slug, _stage, _visibility) in BODIES.items():
        network = Network.objects.get(slug=slug)
        values: dict[str, Any] = {"slug": slug, "state": "declined"}
        if "pk" in parameters and name == "cohorts:mix_drop":
            values["pk"] = Quota.objects.get(cohort__network=network).pk
        elif "pk" in parameters:
            hers = Application.objects.filter(person=world.people["applicant"])
            values["pk"] = hers.get(cohort__network=network).pk
        if "number" in parameters:
            values["number"] = ApplicationNote.objects.get(application=values["pk"]).pk
        if "token" in parameters:
            values = {"token": f"token-of-{slug}"}
        yield label, values
