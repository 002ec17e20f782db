from datetime import date, timedelta

import pytest

from networks.actions.founding import found
from networks.models import Network, NetworkState, Role, State
from solidarity.base.limits import FOUNDING, TooOften
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def begin(person, name="Bread and Roses", *, questions=(), at=NOON, **fields):
    wanted = {"name": name, "summary": "Bread for all.", "causes": ["food"]}
    return found(by=person, fields=wanted | fields, questions=questions, at=at)


def test_who_founds_a_network_is_its_first_steward_for_a_year(ana, logged):
    network = begin(ana)

    membership = network.memberships.get()
    assert (network.state, network.founded_at) == (NetworkState.ACTIVE, NOON)
    assert (membership.person, membership.role, membership.state) == (
        ana, Role.STEWARD, State.ACTIVE,
    )  # fmt: skip
    assert membership.role_until == date(2027, 3, 20)
    assert logged(network) == [("founded", ana, None)]


def test_its_address_comes_from_its_name(ana):
    assert begin(ana, "Bread & Roses, São Paulo").slug == "bread-roses-sao-paulo"


@pytest.mark.parametrize("name", ["平和", "سلام", "Мир", "…", "🌾", "new", "New"])
def test_every_name_gets_an_address_that_leads_to_it(ana, client, name):
    network = begin(ana, name)

    assert network.slug != "new"
    answer = client.get(network.get_absolute_url())
    assert answer.status_code == 200
    assert name in answer.content.decode()


def test_the_same_name_gets_another_address(make_person):
    slugs = [begin(make_person()).slug for _ in range(9)]

    assert slugs[:3] == ["bread-and-roses", "bread-and-roses-2", "bread-and-roses-3"]
    assert len(set(slugs)) == 9


def test_a_long_name_gets_a_short_address(ana, ben):
    assert len(begin(ana, "word " * 24).slug) <= 60
    assert len(begin(ben, "word " * 24).slug) <= 80


def test_its_story_is_made_safe_when_it_is_saved(ana):
    network = begin(ana, story="**We** <script>alert(1)</script>")

    assert "<strong>We</strong>" in network.story_html
    assert "<script" not in network.story_html


def test_its_questions_keep_their_order(ana):
    network = begin(ana, questions=["Why?", "Since when?"])

    asked = network.questions.order_by("position").values_list("position", "words")
    assert list(asked) == [(1, "Why?"), (2, "Since when?")]


def test_a_sixth_network_on_one_day_is_too_many(ana):
    for _ in range(FOUNDING.times):
        begin(ana)

    with pytest.raises(TooOften):
        begin(ana)

    assert Network.objects.count() == FOUNDING.times
    begin(ana, at=NOON + timedelta(days=1))


def test_a_founding_that_fails_leaves_nothing(ana, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("power cut")

    monkeypatch.setattr("networks.actions.founding.log", broken)

    with pytest.raises(RuntimeError):
        begin(ana)

    assert not Network.objects.exists()


@races
def test_founders_of_the_same_name_at_once_both_get_a_network(make_person, logged):
    people = [make_person(f"p{n}") for n in range(6)]

    networks = at_once(*[lambda person=person: begin(person) for person in people])

    assert raised(networks, Exception) == []
    assert len({network.slug for network in networks}) == 6
    assert all(len(logged(network)) == 1 for network in networks)
    assert Network.objects.filter(slug="bread-and-roses").count() == 1


@races
def test_the_daily_limit_holds_for_many_at_once(ana):
    results = at_once(*[lambda: begin(ana)] * 9)

    assert len(raised(results, TooOften)) == 4
    assert Network.objects.count() == 5
