"""Circles: stewards keep them, in the open; who belongs can read who is in them."""

import pytest
from django.urls import reverse

from decisions.actions import circles
from decisions.models import Circle, Stage
from decisions.queries.circles import circle_words
from networks.models import LogEntry
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from solidarity.inbox.models import Notice
from tests.fixtures.people import NOON


@pytest.fixture
def money(garden, cleo):
    return circles.make_circle("garden", by=cleo, name="Money", purpose="Up to 500", at=NOON)


@pytest.fixture
def dora(make_person, make_member, garden):
    person = make_person("dora")
    make_member(garden, person)
    return person


def test_only_stewards_make_them(garden, dora):
    with pytest.raises(Refused, match="stewards keep"):
        circles.make_circle("garden", by=dora, name="Money", purpose="", at=NOON)


def test_who_is_put_into_one_is_told_and_it_stands_in_the_log(money, cleo, dora):
    circles.add_to_circle(money.pk, by=cleo, handle="dora", at=NOON)

    assert [each.person for each in money.members.all()] == [dora]
    assert Notice.objects.get(person=dora).kind == "decisions.in_circle"
    assert LogEntry.objects.latest("pk").written.words == "Circle “Money”: in it now: Dora"


def test_only_who_belongs_is_in_one_and_once(money, cleo, dora, ana):
    circles.add_to_circle(money.pk, by=cleo, handle="dora", at=NOON)

    for handle in ("ana", "nobody"):
        with pytest.raises(Refused, match="Nobody who belongs"):
            circles.add_to_circle(money.pk, by=cleo, handle=handle, at=NOON)
    with pytest.raises(Refused, match="already"):
        circles.add_to_circle(money.pk, by=cleo, handle="dora", at=NOON)


def test_stewards_take_somebody_out_and_everybody_leaves_by_herself(money, cleo, dora, ana):
    circles.add_to_circle(money.pk, by=cleo, handle="dora", at=NOON)
    circles.take_out_of_circle(money.pk, by=cleo, handle="dora", at=NOON)
    assert not money.members.exists()
    assert Notice.objects.filter(person=dora, kind="decisions.out_of_circle").exists()

    circles.add_to_circle(money.pk, by=cleo, handle="dora", at=NOON)
    circles.take_out_of_circle(money.pk, by=dora, handle="dora", at=NOON)
    assert not money.members.exists()


def test_no_member_takes_another_out(money, cleo, dora):
    circles.add_to_circle(money.pk, by=cleo, handle="cleo", at=NOON)

    with pytest.raises(Refused):
        circles.take_out_of_circle(money.pk, by=dora, handle="cleo", at=NOON)


def test_what_somebody_else_saved_meanwhile_is_not_lost(money, cleo):
    seen = fingerprint(circle_words(money))
    circles.change_circle(money.pk, by=cleo, name="Purse", purpose="", seen=seen, at=NOON)

    with pytest.raises(Stale):
        circles.change_circle(money.pk, by=cleo, name="Bank", purpose="", seen=seen, at=NOON)


def test_two_of_a_name_there_are_not(money, cleo):
    with pytest.raises(Refused, match="of this name"):
        circles.make_circle("garden", by=cleo, name="money", purpose="", at=NOON)


def test_one_that_has_to_decide_something_does_not_end(money, cleo, garden, make_decision):
    decision = make_decision(garden, who="circle", circle=money)
    with pytest.raises(Refused, match="still to decide"):
        circles.end_circle(money.pk, by=cleo, at=NOON)

    decision.stage = Stage.CLOSED
    decision.save()
    circles.end_circle(money.pk, by=cleo, at=NOON)
    assert Circle.objects.get().ended_at == NOON


def test_members_read_them_and_strangers_find_nothing(client, money, dora, ana):
    list_, one = (
        reverse("decisions:circles", args=["garden"]),
        reverse("decisions:circle", args=["garden", money.pk]),
    )
    client.force_login(dora)
    assert "Money" in client.get(list_).content.decode()
    assert client.get(one).status_code == 200
    assert client.post(one, {"handle": "dora"}).status_code == 422
    assert client.get(reverse("decisions:circle_new", args=["garden"])).status_code == 404

    client.force_login(ana)
    assert client.get(list_).status_code == client.get(one).status_code == 404


def test_a_steward_keeps_one_by_its_pages(client, garden, cleo, dora):
    client.force_login(cleo)
    new = reverse("decisions:circle_new", args=["garden"])

    assert client.post(new, {"name": ""}).status_code == 422
    made = client.post(new, {"name": "Bread"})
    one = made["Location"]
    assert client.post(one, {"handle": "nobody"}).status_code == 422
    assert client.post(one, {"handle": "@dora"}).status_code == 302
    assert "Dora" in client.get(one).content.decode()
    assert client.post(f"{one}leave/", {"handle": "dora"}).status_code == 302
    assert client.post(f"{one}end/").status_code == 302
