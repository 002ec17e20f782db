"""The pages of values in own words: a network's, a person's, and finding each other by them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networks.actions.circle import show_circle
from networks.actions.naming import propose_words, show_value
from networks.models import OurValue, ReadBy, Wording
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit
from tests.values.pooling import give_circle
from values.actions.naming import name_own
from values.models import OwnValue
from values.queries import profile_of

pytestmark = pytest.mark.django_db
WORDS = "/networks/garden/values/words/"
MINGA = {"name": "Minga", "meaning": "Work that all do together.", "story": "", "language": "es"}


@pytest.fixture
def member(garden, ana, make_member):
    """Ana, a member of the garden."""
    make_member(garden, ana)
    return ana


@pytest.fixture
def minga(garden, cleo):
    """A value of the garden."""
    return propose_words(garden.slug, by=cleo, words=MINGA, why="", at=NOON).value


def followed(client, response):
    """What one reads after a redirect."""
    assert response.status_code == 302
    return Page(client.get(response.headers["Location"]))


def test_a_member_proposes_and_a_steward_keeps(garden, member, cleo):
    client = visit(member)
    form = Page(client.get(f"{WORDS}new/")).form("name", "meaning", "story")
    empty = client.post(f"{WORDS}new/", form.filled(name="", meaning="Work shared."))
    assert empty.status_code == 422
    assert Page(empty).form("name").fields["meaning"] == ["Work shared."]

    said = followed(client, client.post(f"{WORDS}new/", form.filled(name="Minga")))
    assert "The stewards have been told" in said.main

    wording = Wording.objects.get()
    page = Page(visit(cleo).get(wording.get_absolute_url()))
    kept = followed(
        visit(cleo), visit(cleo).post(wording.get_absolute_url(), page.form("read_by").filled())
    )
    assert "Minga" in kept.main
    assert "Minga" in Page(visit().get(WORDS)).main


def test_what_is_for_members_is_a_page_that_is_not_there_for_others(garden, member, cleo, minga):
    show_value(garden.slug, minga.pk, by=cleo, read_by=ReadBy.MEMBERS, at=NOON)

    for page in (minga.get_absolute_url(), f"{WORDS}{minga.pk}/1/"):
        assert visit().get(page).status_code == 404
        assert visit(member).get(page).status_code == 200
    assert "Minga" not in Page(visit().get(WORDS)).main


def test_strangers_write_nothing_and_members_keep_nothing(garden, member, ben, minga):
    for page in ("new/", f"{minga.pk}/change/", f"{minga.pk}/place/"):
        assert visit(ben).get(f"{WORDS}{page}").status_code == 404
        assert visit(member).get(f"{WORDS}{page}").status_code == 200
    for page in (f"{minga.pk}/readers/", f"{minga.pk}/let-go/"):
        assert visit(member).get(f"{WORDS}{page}").status_code == 404
        assert visit(member).post(f"{WORDS}{page}", {"words": "No."}).status_code == 404
    assert OurValue.objects.filter(pk=minga.pk).exists()


def test_places_and_not_on_this_map_exclude_each_other(garden, cleo, minga):
    client, page = visit(cleo), f"{WORDS}{minga.pk}/place/"
    both = client.post(page, {"places": ["BE", "off"]})
    assert both.status_code == 422

    placed = followed(client, client.post(page, {"places": ["BE", "TR"]}))
    assert "Tradition and Benevolence" in placed.main
    off = followed(client, client.post(page, {"places": ["off"]}))
    assert "Not on this map" in off.main
    assert "1 is not on this map" in Page(visit().get("/values/off-the-map/")).main


def test_without_the_map_no_places_are_shown_or_asked_for(garden, cleo, minga):
    minga.places = ["BE"]
    minga.save()
    garden.map_off = True
    garden.save()

    assert "Benevolence" not in Page(visit().get(minga.get_absolute_url())).main
    assert "Benevolence" not in Page(visit().get(WORDS)).main
    assert visit(cleo).get(f"{WORDS}{minga.pk}/place/").status_code == 404


def test_other_words_are_shown_beside_those_before(garden, cleo, minga):
    client, page = visit(cleo), f"{WORDS}{minga.pk}/change/"
    form = Page(client.get(page)).form("name", "meaning", "seen")
    followed(client, client.post(page, form.filled(meaning="Bread that all share.")))

    second = Page(visit().get(f"{WORDS}{minga.pk}/2/")).main
    assert "Work that all do together." in second
    assert "Bread that all share." in second
    stale = client.post(page, form.filled(meaning="Salt."))
    assert stale.status_code == 422
    assert "Bread that all share." in stale.content.decode()


def test_anybody_finds_a_network_by_words_and_reads_which_are_shared(garden, minga, make_network):
    found = Page(visit().get("/values/words/?q=minga,+bread+and+roses")).main

    assert "Garden" in found
    assert "Words that you share: minga" in " ".join(found.split())
    assert "No network says it" in Page(visit().get("/values/words/?q=bicycles")).main


def test_what_she_says_is_on_her_page_and_what_she_keeps_is_on_none(ana, ben):
    ana.page_seen_by = "everyone"
    ana.save()
    said = {"meaning": "", "story": "", "places": []}
    name_own(by=ana, said=said | {"name": "Sobremesa", "is_said": True}, at=NOON)
    name_own(by=ana, said=said | {"name": "Silence", "is_said": False}, at=NOON)

    assert "Sobremesa" in Page(visit().get("/people/ana/")).main
    assert "Silence" not in Page(visit().get("/people/ana/")).main
    assert "Silence" in Page(visit(ana).get("/values/own/")).main
    silent = OwnValue.objects.get(is_said=False)
    for page in ("", "delete/"):
        assert visit(ben).get(f"/values/own/{silent.pk}/{page}").status_code == 404


def test_she_names_changes_and_deletes(ana):
    client = visit(ana)
    assert client.post("/values/own/new/", {"name": ""}).status_code == 422
    kept = followed(client, client.post("/values/own/new/", {"name": "Quiet", "places": ["off"]}))
    assert "Not on this map" in kept.main
    value = OwnValue.objects.get()
    form = Page(client.get(f"/values/own/{value.pk}/")).form("name", "seen")
    assert (
        "Stillness"
        in followed(
            client, client.post(f"/values/own/{value.pk}/", form.filled(name="Stillness"))
        ).main
    )
    followed(client, client.post(f"/values/own/{value.pk}/delete/"))
    assert not OwnValue.objects.exists()


def test_whoever_has_no_circle_is_told_what_it_takes(ana, garden):
    page = Page(visit(ana).get("/networks/?sort=shared")).main

    assert "when you have a circle of your own" in page
    assert "Garden" in page
    assert "What we share" not in Page(visit().get("/networks/")).main


def test_her_circle_orders_the_directory_and_no_statement_holds_it(ana, garden, make_network):
    near, far = make_network("Near"), make_network("Far")
    give_circle(ana)
    profile = profile_of(ana)
    for network, mean in ((near, profile), (far, -profile)):
        show_circle(network, mean, n_band=25, instrument="circle30", at=NOON)

    with CaptureQueriesContext(connection) as queries:
        page = Page(visit(ana).get("/networks/?sort=shared"))

    assert page.main.index("Near") < page.main.index("Far")
    assert "Garden" not in page.main
    assert "Universalism" in page.main
    assert "%" not in page.main
    numbers = {f"{number:.2f}".lstrip("-") for number in profile if abs(number) > 0.01}
    for each in queries.captured_queries:
        assert not any(number in each["sql"] for number in numbers)
        assert f"{far.pk}, {near.pk}" not in each["sql"]
