"""Bringing to a decision what it then does: who may, what stands there, and what the draft says."""

import pytest

from decisions.models import Customs, Decision, Proposers, Stage, UsualMethod
from networks.actions.affiliating import affiliate
from networks.actions.approaching import approach
from networks.models import Choosing, ProposalKind, Side, State, WaysVersion
from tests.fixtures.people import NOON
from tests.networks.proposing import propose
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
HERE = "/networks/garden/decisions/act/"


@pytest.fixture
def coalition(make_network, make_person):
    return make_network("Coalition", kind="coalition", steward=make_person("dora"))


@pytest.fixture
def applicant(garden, ana, make_member):
    return make_member(garden, ana, state=State.ASKED)


def bring(person, act, **more):
    return visit(person).post(HERE, {"act": act, "key": f"key-{act}"} | more)


def test_a_steward_brings_an_applicant_and_it_is_one_draft_however_often_sent(
    garden, cleo, applicant
):
    act = f"networks.admit-{applicant.pk}"
    assert "Let Ana in" in Page(visit(cleo).get(HERE)).html

    answer = bring(cleo, act)
    again = bring(cleo, act)

    decision = Decision.objects.get()
    assert answer.status_code == again.status_code == 302
    assert answer.headers["Location"] == f"{decision.get_absolute_url()}edit/"
    assert (decision.stage, decision.subject, decision.title) == (
        Stage.DRAFT, "people", "Let Ana in"
    )  # fmt: skip
    assert decision.effect_about == {"request": applicant.pk}
    assert decision.quorum == "1/2"


def test_the_usual_method_is_that_of_such_questions(garden, cleo, applicant):
    usual = {"name": "super_majority", "share": "2/3"}
    UsualMethod.objects.create(network=garden, subject="people", method=usual, quorum="1/3")

    bring(cleo, f"networks.admit-{applicant.pk}")

    decision = Decision.objects.get()
    assert (decision.method, decision.quorum) == (usual, "1/3")


def test_who_does_not_answer_requests_is_not_told_who_asks(garden, electors, applicant):
    assert "Ana" not in Page(visit(electors[0]).get(HERE)).html

    refused = bring(electors[0], f"networks.admit-{applicant.pk}")
    assert refused.status_code == 422
    assert not Decision.objects.exists()


def test_outsiders_do_not_find_the_page(garden, ana):
    assert visit(ana).get(HERE).status_code == 404


def test_where_only_stewards_bring_questions_in_members_are_told_so(garden, electors):
    Customs.objects.create(network=garden, proposers=Proposers.STEWARDS)

    page = Page(visit(electors[0]).get(HERE))

    assert "stewards bring in questions" in page.html


def test_a_proposed_steward_who_said_yes_can_be_brought(garden, cleo, electors, time_machine):
    time_machine.move_to(NOON, tick=False)
    garden.choosing = Choosing.DECISION
    garden.save()
    ready = propose(garden, electors[0], electors[0], at=NOON)
    waits = propose(garden, electors[1], cleo, at=NOON)

    html = Page(visit(electors[2]).get(f"{HERE}?act=networks.steward-{ready.pk}")).html

    assert f'value="networks.steward-{ready.pk}"' in html
    assert f'value="networks.steward-{waits.pk}"' not in html
    assert "has not said yes" in html
    assert bring(electors[2], f"networks.steward-{ready.pk}").status_code == 302


def test_who_speaks_for_the_network_elsewhere_is_chosen_so_as_well(
    garden, coalition, electors, time_machine
):
    time_machine.move_to(NOON, tick=False)
    garden.choosing = Choosing.DECISION
    garden.save()
    place = affiliate(garden, coalition, by=None, at=NOON)
    from networks.actions.choosing import propose as propose_in

    proposal = propose_in(
        garden.pk, handle=electors[0].handle, kind=ProposalKind.SPOKE, reason="She listens.",
        affiliation=place.pk, by=electors[0], at=NOON,
    )  # fmt: skip

    assert bring(electors[1], f"networks.spoke-{proposal.pk}").status_code == 302
    assert "speaks for us in Coalition" in Decision.objects.get().title


def test_networks_that_ask_are_brought_by_stewards(garden, cleo, coalition, make_member, electors):
    dora = coalition.memberships.get().person
    make_member(coalition, electors[0])
    made = approach(
        garden.pk, coalition.pk, side=Side.MEMBER, by=cleo, message="May we?", key="a", at=NOON
    )
    there = "/networks/coalition/decisions/act/"
    act = f"networks.affiliate-{made.pk}"

    assert visit(electors[0]).post(there, {"act": act}).status_code == 422
    assert visit(dora).post(there, {"act": act}).status_code == 302


def test_a_draft_of_new_ways_begins_with_those_in_force(garden, electors):
    garden.ways_decided, garden.ways_number = True, 1
    garden.save()
    WaysVersion.objects.create(
        network=garden, number=1, words="We listen.", words_html="<p>We listen.</p>", at=NOON
    )

    assert bring(electors[0], "networks.ways").status_code == 302

    decision = Decision.objects.get()
    assert (decision.subject, decision.effect_about) == ("rules", {"after": 1})
    assert decision.versions.get().words == "We listen."


def test_what_nobody_gave_away_is_not_given_back(garden, cleo):
    assert bring(cleo, "networks.ways").status_code == 422
    assert bring(cleo, "networks.give_back-choosing").status_code == 422


def test_where_all_decide_how_they_decide_a_member_brings_the_change(garden, electors):
    UsualMethod.objects.create(network=garden, subject="rules", method={"name": "consensus"})
    here = "/networks/garden/decisions/settings/money/"

    chosen = visit(electors[0]).post(here, {"name": "majority"})
    assert chosen.status_code == 302
    there = visit(electors[0]).get(chosen.headers["Location"])
    form = next(each for each in Page(there).forms if "base" in each.fields)
    answer = visit(electors[0]).post(chosen.headers["Location"], form.filled())

    assert answer.status_code == 302
    decision = Decision.objects.get()
    assert (decision.effect, decision.subject) == ("decisions.usual_method", "rules")
    assert decision.effect_about["method"]["name"] == "majority"
    assert not UsualMethod.objects.filter(subject="money").exists()


def test_while_stewards_set_usual_methods_members_do_not_find_the_page(garden, electors):
    here = "/networks/garden/decisions/settings/money/"

    assert visit(electors[0]).get(here).status_code == 404
