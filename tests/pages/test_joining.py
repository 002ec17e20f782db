"""Joining, taking back, leaving, and the stewards' queue, as pages."""

from datetime import timedelta

import pytest

from networks.actions.joining import admit, decline, join
from networks.models import JoinPolicy, Membership, NetworkState, Role, State
from solidarity.base.limits import Limit
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(garden, ana):
    """ana waits for an answer of garden."""
    return join(garden.pk, by=ana, answers={1: "I love soil"}, at=NOON)


def test_asking_with_answers_tells_what_follows(garden, ana, cleo):
    client = visit(ana)
    page = Page(client.get("/networks/garden/join/"))
    assert "What brings you here?" in page.main
    response = client.post("/networks/garden/join/", {"answer_1": "I love soil"})
    after = Page(client.get(response.headers["Location"]))

    assert "request is with the stewards" in after.main
    assert "Take back my request" in after.main
    assert Membership.objects.get(person=ana).state == State.ASKED
    queue = Page(visit(cleo).get("/networks/garden/requests/")).main
    assert "I love soil" in queue
    assert "Let Ana in" in queue


def test_an_empty_answer_is_asked_for_again(garden, ana):
    page = Page(visit(ana).post("/networks/garden/join/", {"answer_1": "   "}))

    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert "Write a few words" in page.main
    assert not Membership.objects.filter(person=ana).exists()


def test_a_long_answer_is_kept_whole(garden, ana):
    long = "soil " * 500
    page = Page(visit(ana).post("/networks/garden/join/", {"answer_1": long}))

    assert page.status == 422
    assert page.form("answer_1").fields["answer_1"][0].strip() == long.strip()


def test_an_open_network_takes_one_in_at_once(make_network, ana):
    make_network("Bread", join_policy=JoinPolicy.OPEN)
    client = visit(ana)
    response = client.post("/networks/bread/join/")

    assert "You are a member now" in Page(client.get(response.headers["Location"])).main


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"join_policy": JoinPolicy.INVITATION}, "by invitation"),
        ({"state": NetworkState.SEEKING, "steward": None}, "looking for new stewards"),
    ],
)
def test_where_one_cannot_join_the_reason_stands(make_network, ana, fields, said):
    make_network("Bread", **fields)
    response = visit(ana).post("/networks/bread/join/")

    assert response.status_code == 422
    assert said in Page(response).main
    assert not Membership.objects.filter(person=ana).exists()


def test_who_asks_too_often_waits_and_keeps_the_answers(garden, ana, monkeypatch):
    monkeypatch.setattr("networks.views.joining.ASKING", Limit(0, timedelta(days=1)))
    client = visit(ana)
    response = client.post("/networks/garden/join/", {"answer_1": "I love soil"})

    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    kept = Page(client.get("/networks/garden/join/")).form("answer_1").fields["answer_1"]
    assert kept[0].strip() == "I love soil"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_hidden_network_cannot_be_joined(make_network, ana, method):
    make_network("Secret", visibility="hidden", join_policy=JoinPolicy.OPEN)
    response = getattr(visit(ana), method)("/networks/secret/join/")

    assert response.status_code == 404
    assert not Membership.objects.filter(person=ana).exists()


def test_taking_back_asks_once_more_and_deletes_the_answers(garden, ana, asked):
    client = visit(ana)
    assert "Your answers are deleted" in Page(client.get("/networks/garden/withdraw/")).main
    response = client.post("/networks/garden/withdraw/")

    asked.refresh_from_db()
    assert asked.state == State.WITHDRAWN
    assert not asked.answers.exists()
    assert "took back" in Page(client.get(response.headers["Location"])).main
    assert client.post("/networks/garden/withdraw/").status_code == 422


def test_leaving_asks_once_more(garden, ana, make_member):
    make_member(garden, ana)
    client = visit(ana)
    assert "Leave this network" in Page(client.get("/networks/garden/leave/")).main
    response = client.post("/networks/garden/leave/")

    assert "You left Garden" in Page(client.get(response.headers["Location"])).main
    assert client.get("/networks/garden/log/").status_code == 404
    assert client.post("/networks/garden/leave/").status_code == 422


def test_the_last_steward_is_told_what_follows(garden, cleo):
    client = visit(cleo)
    assert "You are its last steward" in Page(client.get("/networks/garden/leave/")).main
    client.post("/networks/garden/leave/")

    garden.refresh_from_db()
    assert garden.state == NetworkState.SEEKING


def test_letting_in(garden, ana, cleo, asked):
    client = visit(cleo)
    page = Page(client.get("/networks/garden/requests/"))
    assert "1 person waits" in page.main
    response = client.post(f"/networks/garden/requests/{asked.pk}/admit/")
    after = Page(client.get(response.headers["Location"]))

    assert "Ana is a member now" in after.main
    assert "Nobody is waiting" in after.main
    assert "let Ana in" in Page(client.get("/networks/garden/log/")).main
    assert visit(ana).get("/networks/garden/members/").status_code == 200


def test_declining_wants_a_reason_which_she_reads(garden, ana, cleo, asked):
    client, address = visit(cleo), f"/networks/garden/requests/{asked.pk}/decline/"
    assert "I love soil" in Page(client.get(address)).main
    empty = Page(client.post(address, {"reason": " "}))
    assert empty.status == 422
    assert "nobody is turned away without one" in empty.main
    client.post(address, {"reason": "We are full."})

    asked.refresh_from_db()
    assert asked.state == State.DECLINED
    assert "We are full." in Page(visit(ana).get("/inbox/")).main
    assert "We are full." in Page(client.get("/networks/garden/log/")).main
    assert "Your last request was declined." in Page(visit(ana).get("/networks/garden/")).main


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda pk, by: admit(pk, by=by, at=NOON), "let this person in already"),
        (lambda pk, by: decline(pk, by=by, reason="Full", at=NOON), "declined this request"),
    ],
)
def test_the_second_steward_is_told_what_the_first_did(
    garden, cleo, ben, make_member, asked, answer, said
):
    make_member(garden, ben, role=Role.STEWARD)
    answer(asked.pk, cleo)
    client = visit(ben)
    client.post(f"/networks/garden/requests/{asked.pk}/admit/")
    assert said in Page(client.get("/networks/garden/requests/")).main

    address = f"/networks/garden/requests/{asked.pk}/decline/"
    late = Page(client.post(address, {"reason": "A long reason"}))
    assert late.status == 422
    assert said in late.main
    assert asked.network.log.filter(verb__in=["admitted", "declined"]).count() == 1


def test_what_the_second_steward_typed_is_still_there(garden, cleo, ben, make_member, asked):
    make_member(garden, ben, role=Role.STEWARD)
    admit(asked.pk, by=cleo, at=NOON)
    address = f"/networks/garden/requests/{asked.pk}/decline/"

    assert "A long reason" in visit(ben).post(address, {"reason": "A long reason"}).content.decode()


def test_a_request_that_was_taken_back_says_so(garden, ana, cleo, asked):
    visit(ana).post("/networks/garden/withdraw/")
    client = visit(cleo)
    client.post(f"/networks/garden/requests/{asked.pk}/admit/")

    assert "has been withdrawn" in Page(client.get("/networks/garden/requests/")).main


def test_a_steward_of_one_network_cannot_answer_for_another(garden, make_network, ben, cleo, asked):
    make_network("Bread", steward=ben)
    for slug in ("bread", "garden"):
        for act in ("admit", "decline"):
            address = f"/networks/{slug}/requests/{asked.pk}/{act}/"
            assert visit(ben).post(address, {"reason": "x"}).status_code == 404
    assert visit(cleo).post(f"/networks/bread/requests/{asked.pk}/admit/").status_code == 404

    asked.refresh_from_db()
    assert asked.state == State.ASKED


def test_htmx_gets_the_part_when_something_is_missing(garden, ana):
    headers = {"HX-Request": "true", "HX-Target": "join"}
    response = visit(ana).post("/networks/garden/join/", {"answer_1": ""}, headers=headers)

    assert response.status_code == 422
    assert response.content.strip().startswith(b'<section id="join"')


def test_where_members_admit_one_is_told_that_they_answer(make_network, ana, cleo):
    make_network("Garden", admission="members")
    done = visit(ana).post("/networks/garden/join/", {}, follow=True)

    assert "Your request is with the members. One of them answers" in Page(done).main
    assert "stewards" not in Page(done).main
