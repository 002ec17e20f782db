"""Whose voice somebody holds in a round, and what was said with it."""

from django.db.models import Exists, OuterRef, QuerySet

from decisions.models import Elector, Position, Round
from decisions.queries.counting import electors_of, positions_that_count
from networks.models import Spoke
from solidarity.people.models import Person


def own_voice(round: Round, person: Person) -> QuerySet[Elector]:
    """Her own, if she has one."""
    return Elector.objects.filter(round=round, person=person)


def voices_spoken(round: Round, person: Person) -> QuerySet[Elector]:
    """Those of networks that she speaks for in the body that decides, as spoke or alternate."""
    hers = Spoke.objects.filter(
        person=person, ended_at=None, affiliation__body=OuterRef("round__decision__network"),
        affiliation__member=OuterRef("network"), affiliation__state="active",
    )  # fmt: skip
    return Elector.objects.filter(Exists(hers), round=round, is_network=True)


def current_position(elector: Elector) -> Position | None:
    """What counts of hers so far, with its words."""
    found = Position.objects.filter(elector=elector, is_current=True)
    return found.select_related("written").first()


def silent(round: Round) -> QuerySet[Elector]:
    """Those who have a voice and have not used it yet; of a secret round nobody is told who."""
    electors = electors_of(round)
    if round.is_secret:
        return electors.none()
    said = positions_that_count(round).filter(elector=OuterRef("pk"))
    return electors.filter(~Exists(said))
