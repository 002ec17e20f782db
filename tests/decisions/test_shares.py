"""How many voices each network has, where a question gives each its own."""

import pytest

from decisions.actions.closing import close_if_due
from decisions.actions.customs import set_shares
from decisions.actions.opening import open_round
from decisions.actions.taking import take_position
from decisions.effects import effect_of
from decisions.models import Decision, OwnVoices, UsualMethod, Who
from decisions.queries.electorate import electorate_of, shares_of
from networks.models import LogEntry, Membership
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
PAGE = "/networks/table/decisions/settings/voices/"


@pytest.fixture
def table(make_network, make_affiliation, cleo, ana, ben):
    """A coalition of two networks, looked after by Cleo."""
    made = make_network("table", kind="coalition", steward=cleo)
    for name, steward in (("bakers", ana), ("cooks", ben)):
        make_affiliation(make_network(name, steward=steward), made)
    return made


def keys(table):
    """The keys of its networks, by address."""
    return dict(table.affiliates.values_list("member__slug", "member"))


def test_each_network_has_one_voice_until_its_share_is_written_down(table, cleo, make_decision):
    bakers, cooks = keys(table)["bakers"], keys(table)["cooks"]
    seen = fingerprint(shares_of(table))
    set_shares("table", by=cleo, shares={bakers: "5/2", cooks: "1"}, seen=seen, at=NOON)

    decision = make_decision(table, who=Who.NETWORKS, voices="own", by=cleo)
    voices = {each.network.pk: str(each.voices) for each in electorate_of(decision, at=NOON)}
    assert voices == {bakers: "5/2", cooks: "1"}
    assert OwnVoices.objects.count() == 1
    entry = LogEntry.objects.get(network=table, verb="changed")
    assert entry.facts == {"fields": ["own_voices"], "voices": {str(bakers): "5/2"}}


def test_only_stewards_write_shares_down(table, ana):
    seen = fingerprint(shares_of(table))
    with pytest.raises(Refused, match="Only the stewards"):
        set_shares("table", by=ana, shares={}, seen=seen, at=NOON)
    assert visit(ana).get(PAGE).status_code == 404


def test_two_stewards_at_once_lose_nothing(table, cleo):
    bakers, seen = keys(table)["bakers"], fingerprint(shares_of(table))
    set_shares("table", by=cleo, shares={bakers: "2"}, seen=seen, at=NOON)

    with pytest.raises(Stale):
        set_shares("table", by=cleo, shares={bakers: "3"}, seen=seen, at=NOON)
    assert OwnVoices.objects.get().voices == "2"


def test_a_network_that_is_not_in_the_body_has_no_share(table, cleo, make_network):
    far = make_network("far", steward=cleo)
    seen = fingerprint(shares_of(table))
    set_shares("table", by=cleo, shares={far.pk: "7"}, seen=seen, at=NOON)

    assert not OwnVoices.objects.exists()


def test_a_steward_fills_them_in_on_a_page_that_says_what_is_no_number(table, cleo):
    client, bakers = visit(cleo), keys(table)["bakers"]
    form = Page(client.get(PAGE)).form(f"of_{bakers}")
    assert form.fields[f"of_{bakers}"] == ["1"]

    wrong = client.post(PAGE, form.filled(**{f"of_{bakers}": "many"}))
    assert wrong.status_code == 422
    assert "Write a number such as 3, 2.5 or 5/2" in Page(wrong).main

    assert client.post(PAGE, form.filled(**{f"of_{bakers}": "٢٫٥"})).status_code == 302
    assert OwnVoices.objects.get().voices == "5/2"


def test_a_body_without_networks_has_no_such_page(make_network, cleo):
    make_network("garden", steward=cleo)

    assert visit(cleo).get("/networks/garden/decisions/settings/voices/").status_code == 404
    assert "voices/" not in str(Page(visit(cleo).get("/networks/garden/decisions/settings/")).links)


def test_a_question_of_networks_can_give_each_its_own_share(table, cleo, make_decision):
    decision = make_decision(table, by=cleo, stage="draft")
    client, page = visit(cleo), f"/networks/table/decisions/{decision.number}/edit/who/"
    form = Page(client.get(page)).form("who", "voices")

    sent = client.post(page, form.filled(who="networks", voices="own", read_by="members"))

    assert sent.status_code == 302
    decision.refresh_from_db()
    assert (decision.who, decision.voices) == ("networks", "own")


@pytest.fixture
def decided(table):
    """All decide how the table decides."""
    UsualMethod.objects.create(network=table, subject="rules", method={"name": "majority"})
    return table


def test_where_all_decide_how_they_decide_no_steward_changes_shares_alone(decided, cleo):
    bakers = keys(decided)["bakers"]
    seen = fingerprint(shares_of(decided))

    with pytest.raises(Refused, match="Here all decide how you decide"):
        set_shares("table", by=cleo, shares={bakers: "7"}, seen=seen, at=NOON)

    assert not OwnVoices.objects.exists()


def test_there_the_change_is_brought_in_as_a_question_and_holds_when_it_is_adopted(
    decided, make_person, make_member, cleo
):
    dora = make_member(decided, make_person("dora")).person
    bakers = keys(decided)["bakers"]
    settings = Page(visit(dora).get("/networks/table/decisions/settings/"))
    assert any(link.endswith("voices/") for link in settings.links)
    form = Page(visit(dora).get(PAGE)).form(f"of_{bakers}")
    same = visit(dora).post(PAGE, form.filled())
    assert same.status_code == 422
    assert "All is as it was" in Page(same).main

    sent = visit(dora).post(PAGE, form.filled(**{f"of_{bakers}": "5/2"}))

    assert sent.status_code == 302
    decision = Decision.objects.get()
    assert (decision.effect, decision.subject) == ("decisions.own_voices", "rules")
    assert decision.effect_about == {"voices": {str(bakers): "5/2"}}
    assert not OwnVoices.objects.exists()
    page = Page(visit(dora).get(decision.get_absolute_url())).main
    assert "Change how many voices networks have" in page
    assert "bakers: 5/2 (so far: 1)" in page

    decision.stage = "discussion"
    decision.save()
    round = open_round(decision.pk, by=dora, at=NOON)
    for person in (cleo, dora):
        take_position(round.pk, by=person, choice="yes", key="k", at=NOON)
    outcome = close_if_due(round.pk, at=round.closes_at)

    assert outcome.effect_done == {"done": True}
    assert OwnVoices.objects.get().voices == "5/2"
    entry = LogEntry.objects.get(network=decided, verb="changed")
    assert entry.by is None
    assert entry.facts == {
        "fields": ["own_voices"], "voices": {str(bakers): "5/2"}, "decision": decision.number,
    }  # fmt: skip
    assert effect_of(decision).carry_out(decision, NOON) == {"done": False}


@pytest.mark.parametrize("voices", [None, {}, {"1": "many"}, {"bakers": "2"}, {"999999": "2"}])
def test_shares_that_cannot_be_read_or_are_of_nobody_here_are_none(decided, cleo, voices):
    about = {"voices": voices} if voices is not None else {}

    decision = Decision(
        network=decided, subject="rules", effect="decisions.own_voices", effect_about=about
    )

    assert effect_of(decision).why_not(decided, about)


def test_a_hidden_network_is_named_to_those_alone_who_may_know_of_it(
    table, make_network, make_affiliation, make_person, cleo
):
    make_affiliation(make_network("Shelter", visibility="hidden", steward=cleo), table)
    assert "Shelter" in Page(visit(cleo).get(PAGE)).main
    bakers_steward = make_person("stella")
    Membership.objects.create(
        network=table, person=bakers_steward, role="steward", state="active", asked_at=NOON
    )

    page = Page(visit(bakers_steward).get(PAGE)).main

    assert "Shelter" not in page
    assert "A network that is not public (1)" in page
