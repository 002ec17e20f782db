"""Founding a network, page by page, with what was typed kept between them."""

import pytest

from networks.models import Kind, LogEntry, Membership, Network, Role, State
from solidarity.people.models import Draft
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
PURPOSE = {"name": "Bread & Roses", "summary": "We bake.", "story": "It *began*."}
REACH = {"causes": ["food", "peace"], "place": "Lisbon", "website": "bread.example"}
WORK = {
    "aims_short": "A shared oven.", "organising": "By consent.", "founded_year": "2019",
    "capacity": "",
}  # fmt: skip
DOOR = {"visibility": "public", "join_policy": "ask", "questions": "Why?\n\nSince when?"}
STEPS = {"purpose": PURPOSE, "reach": REACH, "work": WORK, "door": DOOR}


def step(client, name, typed):
    """Send one page of questions."""
    return client.post(f"/networks/new/{name}/", typed)


def all_steps(client):
    """Send all of them."""
    for name, typed in STEPS.items():
        assert step(client, name, typed).status_code == 302


def test_networks_come_together_in_a_coalition(ana):
    client = visit(ana)
    assert "What shall come together here?" in Page(client.get("/networks/new/")).main
    for name, typed in STEPS.items():
        step(client, name, typed | ({"kind": "coalition"} if name == "purpose" else {}))
    assert "Networks: a coalition" in Page(client.get("/networks/new/check/")).main
    client.post("/networks/new/check/")

    assert Network.objects.get().kind == Kind.COALITION


def test_what_nobody_chose_is_a_group(ana):
    client = visit(ana)
    all_steps(client)
    client.post("/networks/new/check/")

    assert Network.objects.get().kind == Kind.GROUP


def test_nobody_founds_another_kind_by_a_form_of_her_own(ana):
    refused = step(visit(ana), "purpose", PURPOSE | {"kind": "cohort"})

    assert refused.status_code == 422
    assert "Choose one of the two." in Page(refused).main


def test_the_whole_way(ana):
    client = visit(ana)
    page = Page(client.get("/networks/new/"))
    assert "Step 1 of 5" in page.main
    for name, after in zip(STEPS, ["reach", "work", "door", "check"], strict=True):
        response = step(client, name, STEPS[name])
        assert response.headers["Location"] == f"/networks/new/{after}/"
    check = Page(client.get("/networks/new/check/"))
    for words in (
        "Bread & Roses", "Food and land", "Lisbon", "A shared oven.", "2019", "We do not say",
        "Everyone can find it", "Why?",
    ):  # fmt: skip
        assert words in check.main
    response = client.post("/networks/new/check/")

    network = Network.objects.get()
    assert response.headers["Location"] == network.get_absolute_url()
    assert (network.name, network.causes, network.website) == (
        "Bread & Roses", ["food", "peace"], "https://bread.example",
    )  # fmt: skip
    assert (network.aims_short, network.organising, network.founded_year, network.capacity) == (
        "A shared oven.", "By consent.", 2019, "",
    )  # fmt: skip
    assert list(network.questions.values_list("words", flat=True)) == ["Why?", "Since when?"]
    assert network.memberships.get().role == Role.STEWARD
    assert LogEntry.objects.get().verb == "founded"
    assert not Draft.objects.exists()
    assert "first steward" in Page(client.get(network.get_absolute_url())).main


@pytest.mark.parametrize("how", ["skipped", "sent empty"])
def test_how_one_works_need_not_be_said(ana, how):
    client = visit(ana)
    for name in ("purpose", "reach"):
        step(client, name, STEPS[name])
    page = Page(client.get("/networks/new/work/"))
    assert "You can skip this page." in page.main
    assert "/networks/new/door/" in page.links
    if how == "sent empty":
        assert step(client, "work", page.form("aims_short").filled()).status_code == 302
    step(client, "door", DOOR)
    check = Page(client.get("/networks/new/check/"))
    assert check.status == 200
    assert "Nothing yet" in check.main
    client.post("/networks/new/check/")

    network = Network.objects.get()
    assert (network.aims_short, network.aims_long, network.organising) == ("", "", "")
    assert (network.founded_year, network.capacity) == (None, "")


def test_a_wrong_year_that_was_skipped_is_asked_for_again(ana):
    client = visit(ana)
    all_steps(client)
    page = Page(step(client, "work", WORK | {"founded_year": "3019"}))

    assert page.status == 422
    assert "still to come" in page.main
    assert page.form("aims_short").fields["founded_year"] == ["3019"]
    assert client.get("/networks/new/check/").headers["Location"] == "/networks/new/work/"


def test_one_can_stop_and_go_on_in_another_browser(ana):
    step(visit(ana), "purpose", PURPOSE)
    step(visit(ana), "reach", REACH)

    elsewhere = visit(ana)
    kept = Page(elsewhere.get("/networks/new/")).form("name").fields
    assert (kept["name"], kept["story"]) == (["Bread & Roses"], ["It *began*."])
    assert Page(elsewhere.get("/networks/new/reach/")).form("place").fields["causes"] == [
        "food", "peace",
    ]  # fmt: skip


def test_what_one_is_typing_is_kept_before_it_is_sent(ana):
    visit(ana).post("/account/drafts/found/", {"name": "Bread &"}, headers={"HX-Request": "true"})

    assert Page(visit(ana).get("/networks/new/")).form("name").fields["name"] == ["Bread &"]


def test_going_back_shows_what_was_typed_and_changing_it_keeps_the_rest(ana):
    client = visit(ana)
    all_steps(client)
    page = Page(client.get("/networks/new/reach/"))
    assert "/networks/new/purpose/" in page.links
    step(client, "purpose", PURPOSE | {"name": "Roses"})
    check = Page(client.get("/networks/new/check/")).main

    assert "Roses" in check
    assert "Bread" not in check
    assert "Lisbon" in check


def test_unticking_all_that_was_ticked_is_kept_too(ana):
    client = visit(ana)
    all_steps(client)
    page = Page(step(client, "reach", {"place": "Lisbon"}))

    assert page.status == 422
    assert page.form("place").fields["causes"] == []
    assert Page(client.get("/networks/new/reach/")).form("place").fields["causes"] == []


def test_what_is_wrong_is_said_and_what_was_typed_stays(ana):
    page = Page(step(visit(ana), "purpose", {"name": "", "summary": "We bake.", "story": "Long"}))

    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert "There is a problem" in page.main
    assert "Write its name." in page.main
    assert "#id_name" in page.links
    assert page.form("name").fields["summary"] == ["We bake."]
    assert page.form("name").fields["story"] == ["Long"]


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("purpose", {"name": "!!!"}, "letter or number"),
        ("purpose", {"name": "x" * 121}, "120"),
        ("purpose", {"summary": "x" * 301}, "300"),
        ("purpose", {"story": "x" * 6001}, "6000"),
        ("reach", {"causes": ["nonsense"]}, "nonsense"),
        ("reach", {"website": "javascript:alert(1)"}, "Website"),
        ("work", {"founded_year": "long ago"}, "in numbers"),
        ("work", {"organising": "x" * 2001}, "2000"),
        ("work", {"capacity": "nonsense"}, "nonsense"),
        ("door", {"visibility": "everywhere"}, "everywhere"),
        ("door", {"questions": "\n".join("?" * 6)}, "5 questions"),
        ("door", {"questions": "q" * 201}, "200"),
    ],
)
def test_each_limit_has_its_message(ana, name, typed, said):
    sent = STEPS[name] | typed
    page = Page(step(visit(ana), name, sent))

    assert page.status == 422
    assert said in page.main
    (field,) = typed
    if field in {"name", "summary", "story", "website", "questions"}:
        assert page.form(field).fields[field] == [typed[field].strip()]


def test_the_check_page_sends_one_to_what_is_missing(ana):
    client = visit(ana)
    assert client.get("/networks/new/check/").headers["Location"] == "/networks/new/purpose/"
    step(client, "purpose", PURPOSE)
    assert client.post("/networks/new/check/").headers["Location"] == "/networks/new/reach/"
    assert not Network.objects.exists()


def test_sending_the_last_page_again_founds_nothing_more(ana):
    client = visit(ana)
    all_steps(client)
    client.post("/networks/new/check/")
    again = client.post("/networks/new/check/")

    assert Network.objects.count() == 1
    home = Page(client.get(again.headers["Location"]))
    assert "has been founded already" in home.main
    assert "Bread & Roses" in home.main


def test_the_sixth_of_a_day_is_too_many_and_its_draft_stays(ana):
    client = visit(ana)
    for _number in range(5):
        all_steps(client)
        assert client.post("/networks/new/check/").status_code == 302
    all_steps(client)
    response = client.post("/networks/new/check/")

    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert Network.objects.count() == 5
    assert Draft.objects.filter(person=ana).exists()


def test_htmx_gets_the_part_with_what_is_wrong(ana):
    headers = {"HX-Request": "true", "HX-Target": "found"}
    response = visit(ana).post("/networks/new/", {"name": ""}, headers=headers)

    assert response.status_code == 422
    assert response.content.strip().startswith(b'<section id="found"')


def test_a_hidden_draft_is_nobody_elses(ana, ben):
    step(visit(ana), "purpose", PURPOSE)

    assert Page(visit(ben).get("/networks/new/")).form("name").fields["name"] == [""]
    assert Membership.objects.filter(state=State.ACTIVE).count() == 0
