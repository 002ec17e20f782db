"""Who hears of a round."""

from django.db.models import Q, QuerySet

from decisions.models import Elector, ElectorState, Round
from decisions.queries.counting import electors_of
from decisions.queries.voices import silent
from networks.models import AffiliationPath, Membership, Spoke, State
from solidarity.people.models import Person


def voters(round: Round) -> QuerySet[Person]:
    """The people who have a voice in it, themselves or as spokes of networks; not who has left."""
    return _speaking_of(round, electors_of(round).filter(state=ElectorState.ENTITLED))


def reminded_people(round: Round) -> QuerySet[Person]:
    """Those of them whose voice has not been used yet; in a secret round all of them.

    Were only the others reminded, the rows and mails of it would say who had cast a ballot.
    """
    return voters(round) if round.is_secret else _speaking_of(round, silent(round))


def concerned(round: Round) -> QuerySet[Person]:
    """All who hear what came of it: who had a voice, who proposed it, and all in its networks."""
    bodies = Elector.objects.filter(round=round, is_network=True).values("network")
    below = AffiliationPath.objects.filter(ancestor__in=bodies).values("descendant")
    inside = Membership.objects.filter(
        Q(network__in=bodies) | Q(network__in=below), state=State.ACTIVE
    )
    named = Q(pk__in=voters(round).values("pk")) | Q(pk=round.decision.by_id)
    return Person.objects.here().filter(named | Q(pk__in=inside.values("person")))


def _speaking_of(round: Round, electors: QuerySet[Elector]) -> QuerySet[Person]:
    spokes = Spoke.objects.filter(
        ended_at=None,
        affiliation__state="active",
        affiliation__body=round.decision.network_id,
        affiliation__member__in=electors.filter(is_network=True).values("network"),
    )
    own = Q(pk__in=electors.filter(is_network=False).values("person"))
    return Person.objects.here().filter(own | Q(pk__in=spokes.values("person")))
