"""The page of a decision names a hidden network to nobody who may not know of it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils.timezone import now

from decisions.actions.opening import open_round
from networks.actions.spokes import appoint
from networks.models import Affiliation
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(make_network, make_affiliation, make_member, cleo, ana, ben):
    """A coalition of an open network, Ana's, and a hidden one, Ben's; Cleo looks after it."""
    made = make_network("table", kind="coalition", steward=cleo)
    bakers = make_network("bakers", steward=ana)
    shelter = make_network("Shelter", steward=ben, visibility="hidden")
    for network, person in ((bakers, ana), (shelter, ben)):
        make_affiliation(network, made)
        appoint(Affiliation.objects.get(member=network), person, stands_in=False, at=now())
    return made


@pytest.fixture
def opened(table, make_decision, cleo):
    """A question that the networks decide."""
    decision = make_decision(table, who="networks", by=cleo)
    return open_round(decision.pk, by=cleo, at=now())


def page_for(person, round, at):
    with time_machine.travel(at):
        return Page(visit(person).get(round.decision.get_absolute_url())).main


def test_who_took_no_position_is_named_to_those_who_may_know(opened, ana, ben):
    after = opened.closes_at + timedelta(minutes=1)

    assert "Shelter" not in page_for(ana, opened, after)
    assert "A network that is not public" in page_for(ana, opened, after)
    assert "Shelter" in page_for(ben, opened, after)


def test_who_took_which_position_is_named_to_those_who_may_know(opened, take, ana, ben):
    network = Affiliation.objects.get(member__name="Shelter").member
    take(opened, ben, "stand_aside", reason="Not us.", for_network=network, at=now())

    for at in (now(), opened.closes_at + timedelta(minutes=1)):
        assert "Shelter" not in page_for(ana, opened, at)
        assert "A network that is not public" in page_for(ana, opened, at)
        assert "Shelter" in page_for(ben, opened, at)
