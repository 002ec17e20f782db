"""The directory: searching, causes, pages of it, and the part that htmx asks for."""

import re

import pytest

from networks.models import WAITING, JoinPolicy, Role, State
from solidarity.people.models import Person
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "results"}


def found(address, person=None):
    """The names that the directory lists, in its order."""
    page = Page(visit(person).get(address))
    assert page.status == 200
    bodies = [link for link in page.links if re.fullmatch("/networks/[^/]+/", link)]
    return [link.split("/")[2] for link in bodies if link != "/networks/new/"]


def test_the_newest_comes_first(make_network):
    for name in ("Apples", "Bread", "Cheese"):
        make_network(name)

    assert found("/networks/") == ["cheese", "bread", "apples"]


def test_words_are_found_by_their_beginning_without_accents(make_network):
    make_network("Jardín de la Paz", slug="jardin", place="Tánger")
    make_network("Bread")

    for words in ("jardin", "JARD paz", "tanger"):
        assert found(f"/networks/?q={words}") == ["jardin"]


def test_a_cause_narrows_and_both_together_narrow_more(make_network):
    make_network("Bread", causes=["food", "peace"])
    make_network("Broth", causes=["food"])
    make_network("Doves", causes=["peace"])

    assert found("/networks/?cause=peace") == ["doves", "bread"]
    assert found("/networks/?cause=peace&q=br") == ["bread"]


def test_a_cause_that_there_is_not_is_left_aside(make_network):
    make_network("Bread")

    assert found("/networks/?cause=nonsense") == ["bread"]


def test_nothing_found_says_what_to_try(make_network):
    make_network("Bread")

    assert "Nothing found" in Page(visit().get("/networks/?q=zzz")).main


@pytest.mark.parametrize("query", ["", "?q=net", "?cause=food", "?q=net&cause=food"])
def test_following_older_shows_each_network_once(make_network, query):
    for number in range(45):
        make_network(f"Net {number}")
    seen: list[str] = []
    address, pages = f"/networks/{query}", 0
    while address:
        page = Page(visit().get(address))
        seen += [link for link in page.links if link.startswith("/networks/net-")]
        older = [e.attributes["href"] for e in page.elements if e.attributes.get("rel") == "next"]
        address, pages = f"/networks/{older[0]}" if older else "", pages + 1

    assert pages == 3
    assert len(seen) == 45 == len(set(seen))


def test_what_is_new_meanwhile_does_not_repeat_a_network_on_the_next_page(make_network):
    for number in range(25):
        make_network(f"Net {number}")
    first = Page(visit().get("/networks/"))
    (older,) = [e.attributes["href"] for e in first.elements if e.attributes.get("rel") == "next"]
    make_network("Late")
    second = Page(visit().get(f"/networks/{older}"))

    seen = [link for page in (first, second) for link in page.links if "/net-" in link]
    assert len(seen) == 25 == len(set(seen))


@pytest.mark.parametrize(
    "after",
    ["x", "-1", "0", "9" * 30, "1~", "~1", "nan~5", "1e999~5", "inf~1", "1;2", "٣", "1~2~3"],
)
@pytest.mark.parametrize("query", ["", "q=bread&"])
def test_a_place_in_the_list_that_cannot_be_read_is_no_failure(make_network, after, query):
    make_network("Bread")

    assert visit().get(f"/networks/?{query}after={after}").status_code == 200


def test_htmx_gets_the_results_alone_and_everybody_else_the_page(make_network):
    make_network("Bread")
    part = visit().get("/networks/?q=bread", headers=HTMX)
    whole = visit().get("/networks/?q=bread")

    assert part.content.strip().startswith(b'<section id="results"')
    assert b"<html" not in part.content
    assert b"<html" in whole.content
    assert "HX-Request" in whole.headers["Vary"]
    assert part.content.strip() in whole.content


@pytest.mark.parametrize("extra", [{"HX-Boosted": "true"}, {"HX-History-Restore-Request": "true"}])
def test_htmx_gets_the_page_where_it_goes_to_a_page(make_network, extra):
    assert b"<html" in visit().get("/networks/", headers=HTMX | extra).content


@pytest.mark.parametrize("who", ["nobody", "ana"])
@pytest.mark.parametrize("query", ["", "?q=secret", "?cause=peace", "?q=secret&cause=peace"])
def test_a_hidden_network_leaves_no_trace(make_network, ana, who, query):
    shown = Page(visit(ana if who == "ana" else None).get(f"/networks/{query}")).main
    make_network("Secret circle", visibility="hidden", causes=["peace"])
    shown_then = Page(visit(ana if who == "ana" else None).get(f"/networks/{query}")).main

    assert shown_then == shown


def test_its_members_find_a_hidden_network(make_network, make_member, ana):
    hidden = make_network("Secret circle", visibility="hidden")
    make_member(hidden, ana)

    assert found("/networks/?q=secret", ana) == ["secret-circle"]


@pytest.mark.parametrize("state", [s for s in State if s != State.ACTIVE])
def test_whoever_is_no_member_does_not_find_it(make_network, make_member, ana, state):
    hidden = make_network("Secret circle", visibility="hidden")
    make_member(hidden, ana, state=state)

    assert found("/networks/?q=secret", ana) == []
    assert visit(ana).get(hidden.get_absolute_url()).status_code == 404
    # Whoever waits for its answer can still take her request back.
    assert ("Secret" in Page(visit(ana).get("/")).main) == (state in WAITING)


def test_the_front_page_shows_no_hidden_network(make_network):
    make_network("Secret circle", visibility="hidden", join_policy=JoinPolicy.OPEN)
    make_network("Bread")

    shown = Page(visit().get("/")).main
    assert "Bread" in shown
    assert "Secret" not in shown


def test_founding_one_of_the_same_name_does_not_tell_that_a_hidden_one_is_there(ana, ben):
    from networks.actions.founding import found as found_network
    from tests.fixtures.people import NOON

    fields = {"name": "Secret circle", "summary": "s", "causes": ["peace"]}
    hidden = fields | {"visibility": "hidden"}
    found_network(by=ana, fields=hidden, questions=[], at=NOON)
    mine = found_network(by=ben, fields=fields, questions=[], at=NOON)

    assert mine.slug == "secret-circle"


def test_the_log_of_a_coalition_does_not_name_its_hidden_members(
    make_network, make_member, make_affiliation, ana, ben
):
    coalition = make_network("Coalition", kind="coalition")
    for name, person in (("Secret circle", ana), ("Bread", ben)):
        member = make_network(name, visibility="hidden" if "S" in name else "public")
        make_member(member, person)
        make_affiliation(member, coalition)

    hers, his = (Page(visit(who).get("/networks/coalition/log/")).main for who in (ana, ben))
    assert "Secret circle" in hers
    assert "Secret" not in his
    tree = Page(visit(ben).get("/networks/coalition/affiliations/")).main
    assert "Bread" in tree
    assert "Secret" not in tree


def test_outsiders_see_of_the_members_only_those_who_opened_their_page(
    make_network, make_member, make_person, ana
):
    garden = make_network("Garden", shows_members=True)
    make_member(garden, make_person("open", page_seen_by="everyone"), role=Role.MEMBER)
    make_member(garden, make_person("shut", page_seen_by="networks"))
    for who in (None, ana):
        shown = Page(visit(who).get("/networks/garden/members/")).main
        assert "Open" in shown
        assert "Shut" not in shown
    make_member(garden, ana)
    assert "Shut" in Page(visit(ana).get("/networks/garden/members/")).main
    assert Person.objects.filter(handle="shut").exists()


def options(page, name):
    """The options of a facet, as they are read."""
    (inside,) = re.findall(rf'<select[^>]*name="{name}".*?</select>', page.html, flags=re.DOTALL)
    return re.findall(r"<option[^>]*>(.*?)</option>", inside)


def test_facets_offer_what_would_find_something(make_network):
    make_network("Bread", country="KE", causes=["food"])
    make_network("Doves", country="ES", causes=["peace"])
    page = Page(visit().get("/networks/?cause=peace"))

    assert options(page, "country") == ["All countries", "Spain (1)"]
    assert "Food and land" in options(page, "cause")
    assert '<option value="peace" selected>Peace</option>' in page.html
    assert found("/networks/?country=KE") == ["bread"]
    assert found("/networks/?country=KE&cause=peace") == []


def test_an_empty_result_says_what_to_let_go_and_how_many_that_finds(make_network):
    make_network("Bread", country="KE", causes=["food"])
    make_network("Doves", country="ES", causes=["peace"])
    page = Page(visit().get("/networks/?q=bread&cause=peace"))

    assert "Nothing fits all of it" in page.main
    assert "/networks/?q=bread" in page.links
    assert "/networks/?cause=peace" in page.links
    assert page.main.count("1 network") >= 2


def test_a_typo_shows_what_was_meant_and_the_way_to_search_exactly(make_network):
    from networks.actions.searching import refresh_words

    make_network("Gardeners")
    refresh_words()
    page = Page(visit().get("/networks/?q=gardneers"))

    assert "Showing results for “gardeners”" in page.main
    assert "/networks/gardeners/" in page.links
    assert found("/networks/?q=gardneers&exact=1") == []


def test_a_word_of_a_hidden_network_is_not_suggested(make_network):
    from networks.actions.searching import refresh_words

    hidden = make_network("Gardeners")
    refresh_words()  # it was public then
    hidden.visibility = "hidden"
    hidden.save(update_fields=["visibility"])

    assert "ardeners" not in Page(visit().get("/networks/?q=gardneers")).main


def test_htmx_is_told_the_address_that_holds_the_query(make_network):
    answer = visit().get("/networks/?q=&cause=food&country=&sort=newest", headers=HTMX)
    active = visit().get("/networks/?q=&cause=food&sort=active", headers=HTMX)

    assert answer.headers["HX-Push-Url"] == "/networks/?cause=food"
    assert active.headers["HX-Push-Url"] == "/networks/?cause=food&sort=active"


def test_with_words_the_best_match_comes_first_unless_one_chose(make_network):
    make_network("Bread", summary="Of bread, for bread")
    make_network("Oven", summary="Some bread")

    assert found("/networks/?q=bread&sort=") == ["bread", "oven"]
    assert found("/networks/?q=bread&sort=newest") == ["oven", "bread"]
    assert options(Page(visit().get("/networks/")), "sort") == ["Newest here", "Lately active"]


FACETS = ("q", "cause", "country", "language", "kind", "size", "capacity", "door", "sort", "exact")


@pytest.mark.parametrize("name", FACETS)
@pytest.mark.parametrize(
    "value", ["'", '"><script>alert(1)</script>', "%00", "{}", "a" * 5000, "٣", "%ff", "\\", "%25"]
)
def test_whatever_stands_in_the_address_the_page_comes(make_network, name, value):
    make_network("Bread")
    answer = visit().get(f"/networks/?{name}={value}&sort=active&after=2026-99-99~1")

    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("after", ["2026-01-01~", "2026-13-01~5", "2026-01-01~5", "0000-00-00~1"])
def test_a_day_in_the_list_that_cannot_be_read_is_no_failure(make_network, after):
    make_network("Bread")

    assert visit().get(f"/networks/?sort=active&after={after}").status_code == 200


@pytest.mark.parametrize("sort", ["best", "newest", "active"])
@pytest.mark.parametrize("query", ["", "q=net&", "q=net&cause=food&"])
def test_in_every_order_following_older_shows_each_network_once(make_network, sort, query):
    for number in range(25):
        make_network(f"Net {number}")
    first = Page(visit().get(f"/networks/?{query}sort={sort}"))
    (older,) = [e.attributes["href"] for e in first.elements if e.attributes.get("rel") == "next"]
    second = Page(visit().get(f"/networks/{older}"))

    seen = [link for page in (first, second) for link in page.links if "/net-" in link]
    assert len(seen) == 25 == len(set(seen))


def test_twice_the_networks_cost_no_more_queries(make_network, django_assert_max_num_queries):
    for _each in range(20):
        make_network(country="KE", causes=["food"])
    with django_assert_max_num_queries(6):
        visit().get("/networks/?cause=food&country=KE&q=network&sort=active")
