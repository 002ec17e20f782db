"""The working agreement: a cohort writes it together, and all are asked whether they agree."""

import pytest

from decisions.actions.moving import bring
from networks.actions.ways import ways_words, write_ways
from networks.models import Kind
from networks.rules.ways import why_not_decide_ways
from solidarity.base.refused import Refused
from solidarity.base.stale import fingerprint
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def pilot(make_cohort, cleo, ben):
    return make_cohort(name="Pilot", participants=[ben], steward=cleo).network


def test_a_participant_brings_the_agreement_to_a_decision(pilot, ben):
    draft = bring(
        pilot, kind="networks.ways", about={"after": 0}, by=ben, key="one", at=NOON,
        words="We begin on time.",
    )  # fmt: skip

    assert draft.effect == "networks.ways"
    assert why_not_decide_ways(pilot, 0) == ""


def test_in_another_network_the_stewards_write_it(garden, ana, make_member):
    make_member(garden, ana)
    assert garden.kind == Kind.GROUP

    with pytest.raises(Refused, match="stewards write"):
        bring(garden, kind="networks.ways", about={"after": 0}, by=ana, key="one", at=NOON)


def test_the_programme_asks_for_an_agreement_and_then_for_everybodys_yes(pilot, ben, cleo):
    here = f"/networks/{pilot.slug}/programme/"
    assert "no working agreement yet" in Page(visit(ben).get(here)).main

    seen = fingerprint(ways_words(pilot))
    write_ways(pilot.slug, by=cleo, words="We listen.", why="", seen=seen, at=NOON)

    assert "say whether you agree" in Page(visit(ben).get(here)).main
    his = visit(ben)
    his.post(f"/networks/{pilot.slug}/ways/agree/", {"number": "1"})
    assert "say whether you agree" not in Page(his.get(here)).main


def test_the_programme_leads_those_inside_to_sessions_and_others_to_nothing(pilot, ben, ana):
    here = f"/networks/{pilot.slug}/programme/"

    assert f"{here}sessions/" in Page(visit(ben).get(here)).links
    assert f"{here}challenges/" in Page(visit(ben).get(here)).links
    others = Page(visit(ana).get(here)).links
    assert not [link for link in others if link.startswith((f"{here}sess", f"{here}chal"))]
