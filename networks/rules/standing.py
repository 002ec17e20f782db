"""How a viewer stands to a network, and what she sees of it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.timezone import now

from networks.models import (
    Admission,
    AffiliationPath,
    Membership,
    Network,
    Role,
    State,
)
from solidarity.people.models import Person, Viewer
from solidarity.threads.owners import Voice


@dataclass(frozen=True)
class Standing:
    """How a viewer stands to a network; asked once a request."""

    membership: Membership | None = None
    through_affiliate: bool = False
    at: datetime = field(default_factory=now, compare=False)

    @property
    def state(self) -> str:
        """The state of the viewer's own membership at this moment; "" when there is none."""
        return self.membership.state_at(self.at) if self.membership else ""

    @property
    def is_paused(self) -> bool:
        """Reads but does not write, invite or answer, for a time."""
        return self.membership is not None and self.membership.is_paused_at(self.at)

    @property
    def belongs(self) -> bool:
        """A member, herself or by a network of hers that is in this one."""
        return self.state == State.ACTIVE or self.through_affiliate

    @property
    def is_member(self) -> bool:
        """A member herself."""
        return self.state == State.ACTIVE

    @property
    def is_steward(self) -> bool:
        """Looks after the network."""
        return (
            self.is_member
            and self.membership is not None
            and self.membership.role == (Role.STEWARD)
        )


def standing_of(viewer: Viewer, network: Network, *, at: datetime | None = None) -> Standing:
    """How `viewer` stands to `network`. One query, two for those who are no members themselves.

    Whoever may not return does not belong by a network of hers either.
    """
    at = at or now()
    if not isinstance(viewer, Person):
        return Standing(at=at)
    membership = Membership.objects.filter(network=network, person=viewer).first()
    if membership is not None and membership.state_at(at) in {State.ACTIVE, State.BANNED}:
        return Standing(membership, at=at)
    own = Membership.objects.filter(person=viewer, state=State.ACTIVE).values("network")
    above = AffiliationPath.objects.filter(ancestor=network, descendant__in=own)
    return Standing(membership, through_affiliate=above.exists(), at=at)


def sees_members(standing: Standing, network: Network) -> bool:
    """Whether the list of members is there for the viewer."""
    return standing.belongs or network.shows_members


def sees_affiliations(standing: Standing, network: Network) -> bool:
    """Whether the tree of affiliations is there for the viewer."""
    return standing.belongs or network.shows_affiliations


def answers_requests(standing: Standing, network: Network) -> bool:
    """Whether the viewer is one of those who answer requests to join."""
    if standing.is_paused:
        return False
    return standing.is_steward or (standing.is_member and network.admission == Admission.MEMBERS)


def voice_in(standing: Standing) -> Voice:
    """What the viewer may do in the network's talk: those who belong talk, stewards keep order."""
    belongs = standing.belongs
    return Voice(
        reads=belongs,
        writes=belongs and not standing.is_paused,
        keeps_order=standing.is_steward,
    )


def voice_of(network: Network, person: Person) -> Voice:
    """What `person` may do in the talk of `network`."""
    return voice_in(standing_of(person, network))
