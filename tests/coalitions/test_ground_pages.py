"""The pages of common ground and life: who sees them, what is refused, what leads where."""

import pytest
from django.contrib.auth.models import AnonymousUser

from coalitions.actions.ground import confirm_mark, words_of_point
from coalitions.actions.life import move_on
from coalitions.models import CommonText, Mark, Point
from coalitions.queries.life import about_life
from decisions.models import Decision
from networks.rules import Standing
from solidarity.base.stale import fingerprint
from tests.coalitions.grounding import mark, point, write
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db
HOME = "/networks/table/common-ground/"


@pytest.fixture
def table(make_network, make_person, make_affiliation, garden):
    """A coalition of the garden (cleo) and the kitchen (kim), which dora looks after."""
    table = make_network("Table", kind="coalition", steward=make_person("dora"))
    kitchen = make_network("Kitchen", steward=make_person("kim"))
    for each in (garden, kitchen):
        make_affiliation(each, table)
    table.kitchen, table.kim = kitchen, kitchen.memberships.get().person
    table.dora = table.memberships.get().person
    return table


@pytest.fixture
def pair(table, garden, cleo):
    return point(table, garden, cleo), point(table, table.kitchen, table.kim)


def end(table):
    move_on(table.pk, move="friends", others=[], decision=99, at=NOON)


def test_only_those_who_belong_read_the_common_ground(client, table, ana, cleo):
    for person, status in ((ana, 404), (cleo, 200)):
        client.force_login(person)
        assert client.get(HOME).status_code == status
        assert client.get(f"{HOME}topics/values/").status_code == status


def test_a_group_has_no_common_ground(client, garden, cleo):
    client.force_login(cleo)

    assert client.get("/networks/garden/common-ground/").status_code == 404
    assert client.get("/networks/garden/life/").status_code == 404


def test_a_side_is_written_by_who_acts_for_the_network(client, table, cleo):
    client.force_login(cleo)

    bare = client.post(f"{HOME}sides/garden/values/", {"words": "", "meaning": "The same work."})
    assert bare.status_code == 422
    assert "The same work." in bare.content.decode()
    done = client.post(f"{HOME}sides/garden/values/", {"words": "Equality", "meaning": ""})
    assert done.headers["Location"] == f"{HOME}sides/garden/#values"
    assert Point.objects.get().network.slug == "garden"
    assert client.get(f"{HOME}sides/kitchen/values/").status_code == 404


def test_two_sides_are_laid_next_to_each_other_with_what_uses_the_same_words(
    client, table, pair, cleo
):
    client.force_login(cleo)

    page = client.get(f"{HOME}topics/values/compare/?a=garden&b=kitchen").content.decode()

    assert "Not yet talked about" in page
    assert "These use the same words" in page
    assert client.get(f"{HOME}topics/values/compare/?a=garden").status_code == 302


def test_a_mark_is_made_confirmed_and_talked_about_on_its_own_page(client, table, pair, cleo):
    client.force_login(cleo)
    address = f"{HOME}topics/values/mark/?a=garden&b=kitchen"
    fields = {"one": pair[0].pk, "other": pair[1].pk, "relation": "word", "words": "Work, bread."}

    assert client.post(address, fields | {"relation": ""}).status_code == 422
    made = client.post(address, fields)
    found = Mark.objects.get()
    assert made.headers["Location"] == found.get_absolute_url()
    client.post(f"{found.get_absolute_url()}confirm/", {"network": "garden"})
    client.post(f"{found.get_absolute_url()}say/", {"words": "And the birds?", "key": "k"})

    page = client.get(found.get_absolute_url()).content.decode()
    assert "One of the two networks confirms it." in page
    assert "And the birds?" in page
    answer = client.post(f"{found.get_absolute_url()}confirm/", {"network": "kitchen"})
    assert answer.status_code == 404


def test_a_point_that_is_written_anew_says_what_falls_back(client, table, garden, pair, cleo):
    made = mark(table, *pair, table.dora)
    confirm_mark(made.pk, garden, by=cleo, at=NOON)
    client.force_login(cleo)
    seen = fingerprint(words_of_point(pair[0]))

    edit = f"{pair[0].get_absolute_url()}edit/"
    assert "both networks are asked again" in client.get(edit).content.decode()
    sent = {"words": "Equal work", "meaning": "", "seen": seen}
    page = client.post(edit, sent, follow=True).content.decode()

    assert "1 mark was confirmed for the old words" in page
    assert "The words changed since it was confirmed" in page


def test_the_common_text_is_brought_to_a_decision_that_adopts_it(client, table, cleo):
    client.force_login(cleo)
    fields = {"words": "We feed each other.", "closeness": "3", "why": "", "seen": ""}
    first = client.get(f"{HOME}text/write/").context["form"].initial["seen"]

    assert client.post(f"{HOME}text/write/", fields | {"closeness": ""}).status_code == 422
    client.post(f"{HOME}text/write/", fields | {"seen": first})
    assert CommonText.objects.get().closeness == 3
    led = client.post(f"{HOME}text/1/decide/", {"key": "once"})
    again = client.post(f"{HOME}text/1/decide/", {"key": "once"})

    decision = Decision.objects.get()
    assert decision.effect == "coalitions.common_text"
    assert led.headers["Location"] == again.headers["Location"]
    assert led.headers["Location"].endswith(f"/decisions/{decision.number}/edit/")


def test_the_page_of_life_is_for_all_who_may_know_of_it_and_tells_its_own_people_more(
    client, table, cleo
):
    stranger = client.get("/networks/table/life/").content.decode()
    assert "Exploring" in stranger
    assert "What it takes to move on" not in stranger

    client.force_login(cleo)
    assert "What it takes to move on" in client.get("/networks/table/life/").content.decode()


def test_a_step_is_a_draft_of_a_decision(client, table, cleo):
    client.force_login(cleo)

    assert client.post("/networks/table/life/move/", {"key": "k"}).status_code == 422
    unnamed = {"move": "into", "others": "No such coalition", "key": "k"}
    assert (
        "Which coalition is" in client.post("/networks/table/life/move/", unnamed).content.decode()
    )
    client.post("/networks/table/life/move/", {"move": "friends", "key": "k"})

    assert Decision.objects.get().effect_about == {"move": "friends", "others": []}


def test_an_ended_coalition_is_read_and_says_that_it_has_ended(client, table, pair, cleo):
    write(table, cleo)
    end(table)
    client.force_login(cleo)

    for page in ("", "topics/values/", "text/", "text/1/", f"points/{pair[0].pk}/"):
        answer = client.get(f"{HOME}{page}")
        assert answer.status_code == 200
    assert "has ended" in client.get(HOME).content.decode()
    refused = client.post(f"{HOME}sides/garden/values/", {"words": "More", "meaning": ""})
    assert refused.status_code == 422
    assert "Parted as friends" in client.get("/networks/table/").content.decode()
    card = client.get("/networks/?q=table").content.decode()
    assert "Has ended" in card


def test_what_goes_on_is_written_by_each_network_and_read_by_all(client, table, cleo, garden):
    end(table)
    client.force_login(cleo)
    address = "/networks/table/life/carries/garden/"
    seen = client.get(address).context["form"].initial["seen"]

    assert client.post(address, {"words": "", "seen": seen}).status_code == 422
    client.post(address, {"words": "The seed library.", "seen": seen})

    client.logout()
    assert "The seed library." in client.get("/networks/table/life/").content.decode()
    client.force_login(table.kim)
    assert client.get(address).status_code == 404


def test_the_log_says_each_step(client, table, cleo):
    end(table)
    client.force_login(cleo)

    assert "parted as friends" in client.get("/networks/table/log/").content.decode()


def test_the_page_of_a_group_asks_no_more_than_before(client, garden, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert about_life(AnonymousUser(), garden, Standing()) is None
