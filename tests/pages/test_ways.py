"""The pages of the ways of working."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networks.actions.inviting import invite_by_link
from networks.actions.ways import accept_ways, object_to_ways, ways_words, write_ways
from networks.models import Membership
from solidarity.base.stale import fingerprint
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
WAYS = "/networks/garden/ways/"


def write(network, by, words="We listen.\n\nWe *ask*.", why="A beginning."):
    network.refresh_from_db()
    seen = fingerprint(ways_words(network))
    return write_ways(network.slug, by=by, words=words, why=why, seen=seen, at=NOON)


@pytest.fixture
def version(garden, cleo):
    """The first version of the garden's ways of working."""
    return write(garden, cleo)


@pytest.fixture
def member(garden, ana, make_member):
    """Ana's membership of the garden."""
    return make_member(garden, ana)


def followed(client, response):
    """What one reads after a redirect."""
    assert response.status_code == 302
    return Page(client.get(response.headers["Location"]))


def test_a_steward_writes_them_and_the_tab_is_there_for_all(garden, cleo):
    client = visit(cleo)
    assert visit().get(WAYS).status_code == 404
    assert WAYS not in Page(visit().get("/networks/garden/")).links
    assert "Nothing is written yet" in Page(client.get(WAYS)).main
    form = Page(client.get(f"{WAYS}new/")).form("words", "why", "seen")
    empty = Page(client.post(f"{WAYS}new/", form.filled(words="We listen.", why="")))
    assert empty.status == 422
    assert empty.form("words").fields["words"] == ["We listen."]
    sent = form.filled(words="We *listen*.", why="To begin.")
    assert "Version 1, in force" in followed(client, client.post(f"{WAYS}new/", sent)).main

    page = Page(visit().get(WAYS))
    assert "<em>listen</em>" in page.html
    assert WAYS in Page(visit().get("/networks/garden/")).links
    assert "agreed" not in page.main
    assert "Cleo" not in page.main


def test_a_member_is_asked_and_agrees(garden, cleo, ana, member, version):
    client = visit(ana)
    assert "Do you agree to the ways of working of Garden?" in Page(client.get("/")).main
    page = Page(client.get(WAYS))
    assert "1 of 2 members have agreed" in page.main
    after = followed(client, client.post(f"{WAYS}agree/", page.form("number").filled()))

    assert "You agreed to version 1." in after.main
    assert "2 of 2 members have agreed" in after.main
    assert "Do you agree" not in Page(client.get("/")).main


def test_an_answer_to_an_old_version_does_not_count(garden, cleo, ana, member, version):
    client = visit(ana)
    form = Page(client.get(WAYS)).form("number")
    write(garden, cleo, "We ask.")
    after = followed(client, client.post(f"{WAYS}agree/", form.filled()))

    assert "There is a newer version by now." in after.main
    member.refresh_from_db()
    assert member.accepted_ways is None


def test_objecting_opens_a_conversation_and_is_answered(garden, cleo, ana, member, version):
    accept_ways("garden", by=ana, number=1, at=NOON)
    write(garden, cleo, "We listen.\n\nWe never shout.", "It was loud.")
    hers, his = visit(ana), visit(cleo)
    assert "Until you agree, version 1 holds for you." in Page(hers.get(WAYS)).main
    form = Page(hers.get(f"{WAYS}2/object/")).form("words", "key")
    assert Page(hers.post(f"{WAYS}2/object/", form.filled(words=""))).status == 422
    heard = followed(hers, hers.post(f"{WAYS}2/object/", form.filled(words="I sing.")))
    assert "Objection to version 2" in heard.main
    assert "I sing." in heard.main
    again = Page(hers.get(f"{WAYS}2/object/"))
    assert "objected to this version already" in again.main

    stewards = Page(his.get(WAYS))
    meet = next(link for link in stewards.links if "objections" in link)
    assert visit(ana).get(meet).status_code == 404
    form = Page(his.get(meet)).form("words")
    assert Page(his.post(meet, form.filled(words=""))).status == 422
    his.post(meet, form.filled(words="Singing is not shouting."))
    after = Page(hers.get(WAYS)).main
    assert "Singing is not shouting." in after
    assert "Your objection was answered. You can agree now." in after
    late = Page(his.post(meet, form.filled(words="Once more.")))
    assert late.status == 422
    assert "Once more." in late.main


def test_versions_and_what_changed_between_any_two(garden, cleo, version):
    write(garden, cleo, "We listen.\n\nWe *ask* twice.")
    write(garden, cleo, "We listen.\n\nWe *ask* twice.\n\nWe sing.")
    page = Page(visit().get(f"{WAYS}2/"))
    assert "What changed since version 1" in page.main
    assert page.words_in("ins") == "We *ask* twice."
    assert page.words_in("del") == "We *ask*."
    assert "Taken out:" in page.main

    page = Page(visit().get(f"{WAYS}changes/?older=1&newer=3"))
    assert "2 lines were added." in page.main
    assert Page(visit().get(f"{WAYS}changes/?older=9&newer=x")).status == 200
    assert visit().get(f"{WAYS}9/").status_code == 404


def test_newcomers_tick_a_box_when_they_ask(garden, ana, version):
    client, address = visit(ana), "/networks/garden/join/"
    page = Page(client.get(address))
    assert WAYS in page.links
    form = page.form("answer_1", "ways")
    missing = Page(client.post(address, form.filled(answer_1="Soil")))
    assert missing.status == 422
    assert "say that you agree to them" in missing.main
    assert missing.form("answer_1").fields["answer_1"] == ["Soil"]
    assert client.post(address, form.filled(answer_1="Soil", agrees="on")).status_code == 302

    assert Membership.objects.get(person=ana).accepted_ways == version


def test_a_newer_version_is_read_and_ticked_anew(garden, cleo, ana, version):
    client, address = visit(ana), "/networks/garden/join/"
    form = Page(client.get(address)).form("answer_1", "ways")
    second = write(garden, cleo, "We ask.")
    page = Page(client.post(address, form.filled(answer_1="Soil", agrees="on")))
    assert page.status == 422
    assert "have just been changed" in page.main
    again = page.form("answer_1", "ways")
    assert again.fields["agrees"] == []
    assert client.post(address, again.filled(agrees="on")).status_code == 302

    assert Membership.objects.get(person=ana).accepted_ways == second


def test_who_comes_by_an_invitation_reads_and_ticks_them(garden, cleo, ana, version):
    from django.utils.timezone import now

    link = invite_by_link(garden.pk, most_uses=1, days=14, message="", by=cleo, at=now())
    client = visit(ana)
    client.get(f"/invitations/{link.link_token}/")
    page = Page(client.get("/invitations/"))
    assert "We listen." in page.main
    form = page.form("ways")
    missing = Page(client.post("/invitations/", form.filled(act="accept")))
    assert missing.status == 422
    assert "say that you agree to them" in missing.main
    client.post("/invitations/", form.filled(act="accept", agrees="on"))

    assert Membership.objects.get(person=ana).accepted_ways == version


def test_a_hidden_networks_ways_are_for_its_members(make_network, cleo, ana):
    hidden = make_network("Secret", visibility="hidden")
    write(hidden, cleo)
    for page in ("", "1/", "changes/", "new/", "1/object/"):
        assert visit(ana).get(f"/networks/secret/ways/{page}").status_code == 404


def test_strangers_and_members_do_not_write_them(garden, ana, ben, member, version):
    for person in (ana, ben):
        assert visit(person).get(f"{WAYS}new/").status_code == 404
        assert visit(person).post(f"{WAYS}new/", {"words": "x", "why": "y"}).status_code == 404
    assert visit(ben).post(f"{WAYS}agree/", {"number": "1"}).status_code == 404
    assert visit(ben).get(f"{WAYS}1/object/").status_code == 404


def test_two_stewards_who_write_at_once_see_both(garden, cleo, version):
    client = visit(cleo)
    form = Page(client.get(f"{WAYS}new/")).form("words", "seen")
    write(garden, cleo, "Theirs.")
    page = Page(client.post(f"{WAYS}new/", form.filled(words="Mine.", why="Better.")))

    assert page.status == 422
    assert "Theirs." in page.main
    assert page.form("words").fields["words"] == ["Mine."]


def test_more_versions_and_objections_take_the_same_queries(
    garden, cleo, make_person, make_member, version
):
    client = visit(cleo)

    def grow(number):
        garden.refresh_from_db()
        for _each in range(number):
            write(garden, cleo, f"We are {garden.ways_number}, {_each}.")
        garden.refresh_from_db()
        for _each in range(number):
            person = make_person()
            make_member(garden, person)
            object_to_ways(
                "garden", by=person, number=garden.ways_number, words="No.", key="a", at=NOON
            )

    def queries():
        with CaptureQueriesContext(connection) as sent:
            for path in ("", "changes/", "2/"):
                assert client.get(f"{WAYS}{path}").status_code == 200
        return len(sent)

    grow(3)
    queries()
    with_few = queries()
    grow(9)

    assert queries() == with_few


def test_objections_are_not_for_outsiders(garden, cleo, ana, ben, member, version):
    object_to_ways("garden", by=ana, number=1, words="I sing.", key="a", at=NOON)

    assert "Ana" not in Page(visit(ben).get(WAYS)).main
    assert "Ana" in Page(visit(cleo).get(WAYS)).main
