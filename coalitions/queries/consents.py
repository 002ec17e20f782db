"""Which networks said yes to a version, and which have not said yet."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from coalitions.models import AgreementVersion, Consent
from decisions.methods.outcome import Result
from decisions.models import Decision, Mandate
from networks.models import Affiliation, AffiliationState, Membership, Network, Role, State
from networks.models.network import is_seen_by
from networks.queries.spokes import speaking
from solidarity.base.pages import Page, keyset_page
from solidarity.people.models import Person, Viewer

PER_PAGE = 25
YES = ("agree", "reservations", "consent", "concern", "yes")


def hers_in(person: Person, body: Network) -> QuerySet[Network]:
    """The networks in `body` of which she is a member, by name."""
    return Network.objects.filter(
        affiliations__body=body, affiliations__state=AffiliationState.ACTIVE,
        memberships__person=person, memberships__state=State.ACTIVE,
    ).order_by("name", "pk")  # fmt: skip


@dataclass(frozen=True)
class Said:
    """A network in the coalition, and its yes to a version; None: it has not said yet."""

    network: Network
    consent: Consent | None


@dataclass(frozen=True)
class Consents:
    """Where the networks stand to a version, some at a time. hidden: those one may not know of."""

    said: list[Said]
    page: Page[Affiliation]
    yes: int
    total: int

    @property
    def silent(self) -> int:
        """How many have not said yes."""
        return self.total - self.yes


def consents_of(viewer: Viewer, version: AgreementVersion, *, after: str = "") -> Consents:
    """The networks in the coalition now, the newest in it first, with their yes. Four queries."""
    inside = Affiliation.objects.filter(body=version.body_id, state=AffiliationState.ACTIVE)
    seen = inside.filter(is_seen_by(viewer, "member")).select_related("member").order_by("-pk")
    page = keyset_page(seen, after=after, size=PER_PAGE)
    members = [each.member for each in page.rows]
    found = {each.network_id: each for each in version.consents.filter(network__in=members)}
    said = [Said(network, found.get(network.pk)) for network in members]
    return Consents(said, page, *numbers_of(version))


def numbers_of(version: AgreementVersion) -> tuple[int, int]:
    """How many of the networks in the coalition said yes, and how many are in it. One query."""
    inside = Affiliation.objects.filter(body=version.body_id, state=AffiliationState.ACTIVE)
    yes = Consent.objects.filter(version=version, network=OuterRef("member"))
    found = inside.annotate(said=Exists(yes)).aggregate(
        yes=Count("pk", filter=Q(said=True)), total=Count("pk")
    )
    return found["yes"], found["total"]


def past_consents(version: AgreementVersion) -> int:
    """How many networks said yes that are not in the coalition any more. One query."""
    inside = Affiliation.objects.filter(
        body=version.body_id, member=OuterRef("network"), state=AffiliationState.ACTIVE
    )
    return version.consents.exclude(Exists(inside)).count()


def asked_of(person: Person, version: AgreementVersion) -> list[Said]:
    """Her own networks in the coalition, with what each said to this version. Two queries."""
    hers = list(hers_in(person, version.body))
    found = {each.network_id: each for each in version.consents.filter(network__in=hers)}
    return [Said(network, found.get(network.pk)) for network in hers]


def open_question(network: Network, version: AgreementVersion) -> Decision | None:
    """The network's own decision about this version that is under way; None: there is none."""
    asked = Decision.objects.filter(
        network=network, effect="coalitions.consent", effect_about__version=version.pk
    )
    found = asked.filter(stage__in=["discussion", "round"]).order_by("-pk").first()
    if found is not None:
        found.network = network
    return found


def agreed_inside(network: Network, version: AgreementVersion) -> Decision | None:
    """The network's own decision in which its people said yes to what became this version.

    It is what they decided for the council that adopted it, where they were asked there.
    """
    held = Mandate.objects.filter(
        elector__network=network, elector__round__decision__network=version.body_id,
        elector__round__decision__number=version.decision, elector__round__voided_at=None,
        inner__isnull=False,
    )  # fmt: skip
    mandate = held.select_related("inner").order_by("-elector__round__number").first()
    if mandate is None or mandate.inner is None or mandate.choice not in YES:
        return None
    last = mandate.inner.rounds.filter(voided_at=None).order_by("-number").first()
    adopted = last is not None and last.counted_at and last.outcome.result == Result.ADOPTED
    return mandate.inner if adopted else None


def to_ask(network: Network, body: Network) -> QuerySet[Person]:
    """Who is asked for the yes of a network: its stewards, and who speaks for it there."""
    stewards = Membership.objects.filter(network=network, state=State.ACTIVE, role=Role.STEWARD)
    spokes = speaking().filter(affiliation__member=network, affiliation__body=body)
    people = Person.objects.here()
    return people.filter(pk__in=stewards.values("person")) | people.filter(
        pk__in=spokes.values("person")
    )
