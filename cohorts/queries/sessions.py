"""The sessions of a cohort, who holds them, and how far handing over has come."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet

from cohorts.models import Holding, Material, Session, Share, Sort
from networks.models import Membership, Network, Role, State
from solidarity.people.models import Person


@dataclass
class Shown:
    """A session with what is held of it, by the kind of share, and what waits for a yes."""

    session: Session
    held: dict[str, Holding] = field(default_factory=dict)
    waiting: list[Holding] = field(default_factory=list)

    @property
    def theme_by(self) -> Person | None:
        """Who holds the theme."""
        return self._holder(Share.THEME)

    @property
    def led_by(self) -> Person | None:
        """Who facilitates."""
        return self._holder(Share.FACILITATION)

    def _holder(self, share: str) -> Person | None:
        holding = self.held.get(share)
        return holding.person if holding else None


@dataclass(frozen=True)
class HandedOver:
    """How many of the shares of all sessions participants hold."""

    shares: int
    by_participants: int


def sessions_of(network: Network) -> QuerySet[Session]:
    """The sessions in their order, with their meetings and outlines."""
    found = Session.objects.filter(body=network).select_related("meeting", "outline__material")
    return found.order_by("number")


def session_called(network: Network, number: int) -> Session | None:
    """The session of this number. One query."""
    session = sessions_of(network).filter(number=number).first()
    if session is not None:
        session.body = session.meeting.body = network
        if session.outline:
            session.outline.material.body = network
    return session


def holdings_in(network: Network) -> QuerySet[Holding]:
    """What is held, or waits for a yes, by people who are still here."""
    hers = Membership.objects.filter(network=network, person=OuterRef("person"), state=State.ACTIVE)
    found = Holding.objects.filter(session__body=network, ended_at=None)
    return found.filter(Exists(hers)).select_related("person").order_by("pk")


def with_holders(network: Network, sessions: Iterable[Session]) -> list[Shown]:
    """Sessions beside those who hold them. One query."""
    shown = {each.pk: Shown(each) for each in sessions}
    for holding in holdings_in(network).filter(session__in=list(shown)):
        if holding.agreed_at:
            shown[holding.session_id].held[holding.share] = holding
        else:
            shown[holding.session_id].waiting.append(holding)
    return list(shown.values())


def handed_over(network: Network) -> HandedOver:
    """How far handing over has come. Two queries."""
    takes_part = Membership.objects.filter(
        network=network, person=OuterRef("person"), state=State.ACTIVE, role=Role.MEMBER
    )
    agreed = holdings_in(network).filter(Exists(takes_part), agreed_at__isnull=False)
    shares = Session.objects.filter(body=network, meeting__called_off_at=None).count()
    held = agreed.filter(session__meeting__called_off_at=None).count()
    return HandedOver(shares * len(Share), held)


def holds(session: Session, person: Person) -> bool:
    """Whether somebody holds a share of this session. One query."""
    return Holding.objects.filter(
        session=session, person=person, ended_at=None, agreed_at__isnull=False
    ).exists()


def outlines_in(network: Network) -> list[Material]:
    """Outlines that a session can have, by theme. One query."""
    found = Material.objects.filter(body=network, gone_at=None, sort=Sort.OUTLINE)
    return list(found.order_by("theme", "title", "pk"))


def people_in(network: Network) -> list[Membership]:
    """Those who are in the cohort, by name, to offer a share to. One query."""
    found = Membership.objects.filter(network=network, state=State.ACTIVE)
    return list(found.select_related("person").order_by("person__display_name", "person"))
