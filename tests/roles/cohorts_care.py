"""A cohort in the small world: what each has of her own in it, and what is shared."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.timezone import now

from cohorts.actions import buddies
from cohorts.actions.own import write_own
from cohorts.models import Buddy, Commitment, Entry, Load
from networks.models import Kind, Network, Role
from solidarity.people.models import Person
from tests.fixtures.networks import new_member, new_network

if TYPE_CHECKING:
    from tests.roles.world import World

PILOT = "the pilot"
KINDS = {
    "entry": Entry, "entry_delete": Entry, "commitment": Commitment,
    "commitment_delete": Commitment, "load_share": Load, "load_delete": Load,
}  # fmt: skip
ALONE = {
    "mine", "journal", "commitments", "buddies", "buddies_change", "matching", "matching_swap",
    "matching_known", "care", "helps", "rest", "rest_back", "keep_sealed",
}  # fmt: skip
NAMES = {f"cohorts:{name}" for name in {*KINDS, *ALONE, "buddy_group"}}
WORDS: Mapping[str, Any] = {"words": "Today.", "shared": "nobody", "key": "today", "seen": ""}
SENT: Mapping[str, Mapping[str, Any]] = {
    "cohorts:journal": WORDS,
    "cohorts:entry": WORDS,
    "cohorts:keep_sealed": {"words": "Tod"},
    "cohorts:commitments": {"what": "Ask them.", "shared": "nobody", "key": "ask"},
    "cohorts:commitment": {"what": "Ask them.", "shared": "nobody", "seen": ""},
    "cohorts:buddies": {"wants": "on", "place": "inside"},
    "cohorts:buddy_group": {"words": "Hello.", "key": "hello"},
    "cohorts:matching": {"size": "2"},
    "cohorts:matching_swap": {"one": "", "other": ""},
    "cohorts:care": {"step": "3", "shared": "nobody", "key": "now"},
    "cohorts:load_share": {"shared": "facilitators"},
    "cohorts:helps": {"words": "Tea."},
    "cohorts:rest": {"until": "tomorrow"},
}


def make_pilot(people: Mapping[str, Person]) -> Network:
    """The member and another take part and are buddies; each has something of her own."""
    pilot = new_network("The pilot", steward=people["steward"], kind=Kind.COHORT)
    new_member(pilot, people["facilitator"], role=Role.FACILITATOR)
    for name in ("member", "extra"):
        new_member(pilot, people[name])
    buddies.propose(pilot.slug, by=people["facilitator"], size=2, at=now())
    buddies.make_known(pilot.slug, by=people["facilitator"], at=now())
    said: dict[type[Any], dict[str, Any]] = {
        Entry: {"words": "Hers."}, Commitment: {"what": "Hers."}, Load: {"step": 2, "words": ""},
    }  # fmt: skip
    for kind, words in said.items():
        for shared in ("nobody", "buddies" if kind is Load else "cohort"):
            write_own(
                kind, pilot.slug, by=people["member"], said=words, shared=shared, key=shared,
                at=now(),
            )  # fmt: skip
    return pilot


def things(name: str, world: "World") -> Iterable[tuple[str, dict[str, Any]]]:
    """Labels and values of what an address of one's own points at."""
    slug = Network.objects.get(name="The pilot").slug
    _app, _colon, short = name.partition(":")
    if short in KINDS:
        kind: Any = KINDS[short]
        hers = {each.shared: each for each in kind._default_manager.order_by("pk")}
        return [
            (f"{PILOT}, {'her own' if shared == 'nobody' else 'shared'}", _at(slug, row.pk))
            for shared, row in hers.items()
        ]
    if short == "buddy_group":
        seat = Buddy.objects.get(person=world.people["member"])
        return [(PILOT, _at(slug, seat.group_id))]
    more = {"purpose": "entry"} if short == "keep_sealed" else {}
    public = world.networks["public"].slug
    return [(PILOT, {"slug": slug} | more), ("public", {"slug": public} | more)]


def _at(slug: str, pk: int) -> dict[str, Any]:
    return {"slug": slug, "pk": pk}
