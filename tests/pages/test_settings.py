"""A network's settings, in one tab and in two, and its log."""

import pytest

from networks.models import Role
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
ADDRESS = "/networks/garden/settings/"


def opened(client):
    """The form as it is when the page is opened."""
    return Page(client.get(ADDRESS)).form("name", "summary", "seen")


def test_what_is_changed_is_saved_and_stands_in_the_log(garden, cleo):
    client = visit(cleo)
    response = client.post(ADDRESS, opened(client).filled(name="Orchard", place="Porto"))

    assert response.status_code == 302
    garden.refresh_from_db()
    assert (garden.name, garden.place) == ("Orchard", "Porto")
    log = Page(client.get("/networks/garden/log/")).main
    assert "Cleo changed the settings: name, place." in log
    assert garden.questions.get().words == "What brings you here?"


def test_saving_what_is_as_it_was_leaves_no_trace(garden, cleo):
    client = visit(cleo)
    client.post(ADDRESS, opened(client).filled())

    assert not garden.log.exists()


def test_the_second_of_two_tabs_sees_both_and_the_next_save_counts(garden, cleo, ben, make_member):
    make_member(garden, ben, role=Role.STEWARD)
    hers, his = visit(cleo), visit(ben)
    in_her_tab, in_his_tab = opened(hers), opened(his)
    hers.post(ADDRESS, in_her_tab.filled(summary="She wrote this.", place="Porto"))

    late = Page(his.post(ADDRESS, in_his_tab.filled(summary="He wrote that.")))
    garden.refresh_from_db()
    assert late.status == 422
    assert late.title.startswith("Error: ")
    assert garden.summary == "She wrote this."
    assert "She wrote this." in late.main
    form = late.form("name", "summary", "seen")
    assert form.fields["summary"] == ["He wrote that."]
    assert "Porto" in late.main

    saved = his.post(ADDRESS, form.filled(place="Porto"))
    garden.refresh_from_db()
    assert saved.status_code == 302
    assert (garden.summary, garden.place) == ("He wrote that.", "Porto")
    assert garden.log.filter(verb="changed").count() == 2


def test_the_same_tab_sent_twice_is_saved_once(garden, cleo):
    client = visit(cleo)
    sent = opened(client).filled(name="Orchard")
    assert client.post(ADDRESS, sent).status_code == 302
    client.post(ADDRESS, sent)

    assert garden.log.filter(verb="changed").count() == 1


def test_what_is_wrong_is_said_and_nothing_is_lost(garden, cleo):
    client = visit(cleo)
    page = Page(client.post(ADDRESS, opened(client).filled(name="", story="A long story")))

    assert page.status == 422
    assert "Write its name." in page.main
    assert page.form("seen").fields["story"] == ["A long story"]
    garden.refresh_from_db()
    assert garden.name == "Garden"


def test_fields_that_are_not_in_the_form_are_not_written(garden, cleo):
    client = visit(cleo)
    extra = {"kind": "coalition", "state": "unclaimed", "slug": "stolen", "story_html": "<b>"}
    client.post(ADDRESS, opened(client).filled(name="Orchard", **extra))

    garden.refresh_from_db()
    assert (garden.name, garden.kind, garden.state, garden.slug, garden.story_html) == (
        "Orchard", "group", "active", "garden", "",
    )  # fmt: skip


def test_the_log_pages_back_to_the_founding(garden, cleo, ana, make_member):
    make_member(garden, ana)
    client = visit(cleo)
    for number in range(60):
        client.post(ADDRESS, opened(client).filled(place=f"Row {number}"))
    shown, address = [], "/networks/garden/log/"
    while address:
        page = Page(visit(ana).get(address))
        shown.append(page.main.count("changed the settings"))
        older = [e.attributes["href"] for e in page.elements if e.attributes.get("rel") == "next"]
        address = f"/networks/garden/log/{older[0]}" if older else ""

    assert len(shown) > 1
    assert sum(shown) == 60


SAID = {
    "story": "It began with a spade.", "aims_short": "A shed.", "aims_long": "A forest.",
    "organising": "We meet on Mondays.", "founded_year": "1987", "capacity": "room",
    "causes": ["food"], "place": "Porto", "country": "PT", "languages": ["pt"],
    "website": "https://garden.example.org",
}  # fmt: skip
SHOWN = (
    "It began with a spade.", "A shed.", "A forest.", "We meet on Mondays.", "1987",
    "Room for more", "Porto", "Portugal", "https://garden.example.org",
)  # fmt: skip
HEADS = ("Aims", "How we organise", "Room for more", "Began in", "Languages", "Website", "Country")


def test_stewards_fill_in_all_that_the_page_says_and_what_is_empty_is_not_there(garden, cleo):
    bare = Page(visit().get("/networks/garden/")).main
    assert [head for head in HEADS if head in bare] == []

    client = visit(cleo)
    assert client.post(ADDRESS, opened(client).filled(**SAID)).status_code == 302
    full = Page(visit().get("/networks/garden/")).main
    assert [words for words in (*SHOWN, *HEADS) if words not in full] == []
