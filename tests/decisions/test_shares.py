"""How many voices each network has, where a question gives each its own."""

import pytest

from decisions.actions.customs import set_shares
from decisions.models import OwnVoices, Who
from decisions.queries.electorate import electorate_of, shares_of
from networks.models import LogEntry
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
