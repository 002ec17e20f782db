"""The register: what stands in it, for whom; search, filters, files and feeds tell no more."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from decisions.actions.closing import cancel
from decisions.models import Customs, Decision, RegisterSeen, Stage, Subject
from decisions.queries.needing import what_waits
from decisions.queries.register import (
    Asked,
    found_in,
    is_there,
    lines_of,
    open_first,
    register_around,
    register_of,
)
from networks.models import Spoke
from networks.queries import known_network
from networks.rules import Standing, standing_of
from tests.fixtures.people import NOON
from tests.pages.reading import visit

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()
LATER = NOON + timedelta(days=20)
MAJORITY = {"name": "majority"}


def show(network, shown):
    Customs.objects.update_or_create(network=network, defaults={"register_seen": shown})


def scope_of(network, viewer=None):
    if viewer is None:
        return register_of(NOBODY, network, Standing())
    return register_of(viewer, network, standing_of(viewer, network))


def titles(scope, *, at=NOON, **asked):
    return sorted(each.title for each in found_in(scope, Asked(**asked), at=at))


@pytest.fixture
def book(garden, cleo, make_decision, open_decision, electors, take, closed):
    """Decisions of the garden in several states; four of them decided or open."""
    make_decision(garden, title="Draft about geese", stage=Stage.DRAFT)
    make_decision(garden, title="Talk about herons")
    adopted = open_decision(
        garden, title="Sundays for otters", method=MAJORITY, subject=Subject.DAILY,
        words="The gate stands open for Ötter.",
    )  # fmt: skip
    take(adopted, cleo, "yes")
    closed(adopted)
    person = open_decision(
        garden, title="Let Dora carry keys", method=MAJORITY, subject=Subject.PEOPLE
    )
    take(person, cleo, "no")
    closed(person)
    public = open_decision(garden, title="A letter to the town", method=MAJORITY, seen="everyone")
    off = make_decision(garden, title="Called off thing")
    cancel(off.pk, by=cleo, reason="No time.", at=NOON)
    return {"adopted": adopted, "person": person, "public": public}


def test_those_who_belong_find_all_but_the_drafts_of_others(garden, book, electors, cleo):
    mine = titles(scope_of(garden, electors[0]))

    assert mine == [
        "A letter to the town", "Called off thing", "Let Dora carry keys", "Sundays for otters",
        "Talk about herons",
    ]  # fmt: skip
    assert titles(scope_of(garden, cleo)) == sorted([*mine, "Draft about geese"])


def test_to_outsiders_the_register_is_not_there_unless_the_body_shows_it(garden, book, ana):
    assert scope_of(garden) is None
    assert scope_of(garden, ana) is None
    assert visit().get("/networks/garden/decisions/").status_code == 404
    for end in ("print/", "register.csv", "register.json", "register.atom"):
        assert visit(ana).get(f"/networks/garden/decisions/{end}").status_code == 404
    assert "/decisions/" not in visit().get("/networks/garden/").content.decode()


def test_a_hidden_network_has_no_register_for_outsiders(make_network, make_person):
    hidden = make_network("Hidden", visibility="hidden", steward=make_person("hana"))
    show(hidden, RegisterSeen.EVERYONE)

    assert visit().get("/networks/hidden/decisions/register.atom").status_code == 404
    assert visit().get("/networks/hidden/decisions/").status_code == 404


def test_redacted_shows_what_was_decided_and_names_nobody(garden, book):
    show(garden, RegisterSeen.REDACTED)

    page = visit().get("/networks/garden/decisions/").content.decode()
    assert "Sundays for otters" in page
    assert "A letter to the town" in page
    for hidden in ("Dora", "herons", "geese", "Called off thing", "No time."):
        assert hidden not in page


@pytest.mark.parametrize(
    "address", ["", "print/", "register.csv", "register.json", "register.atom"]
)
def test_no_page_file_or_feed_tells_outsiders_more_than_the_register(garden, book, address):
    show(garden, RegisterSeen.REDACTED)

    for query in ("", "?q=dora", "?q=otter", "?q=heron", "?fate=discussion", "?subject=people"):
        said = visit().get(f"/networks/garden/decisions/{address}{query}").content.decode()
        for hidden in ("Dora", "herons", "geese", "Called off thing", "The gate stands"):
            assert hidden not in said


def test_outsiders_find_nothing_by_words_that_they_do_not_read(garden, book):
    show(garden, RegisterSeen.REDACTED)
    scope = scope_of(garden)

    assert titles(scope, words="otters") == ["Sundays for otters"]
    assert titles(scope, words="dora") == []
    assert titles(scope, words="gate") == []
    assert titles(scope, fate="discussion") == []
    assert titles(scope, fate="draft") == []
    assert titles(scope, fate="cancelled") == []


def test_everyone_reads_titles_where_the_body_shows_all_that_it_decided(garden, book):
    show(garden, RegisterSeen.EVERYONE)
    scope = scope_of(garden)

    assert titles(scope, words="dora") == ["Let Dora carry keys"]
    assert titles(scope, words="gate") == []
    page = visit().get("/networks/garden/decisions/").content.decode()
    assert "Let Dora carry keys" in page
    assert f"/decisions/{book['person'].decision.number}/" not in page


def test_words_are_found_in_titles_and_texts_without_accents(garden, book, cleo):
    scope = scope_of(garden, cleo)

    assert titles(scope, words="OTTER") == ["Sundays for otters"]
    assert titles(scope, words="gate stan") == ["Sundays for otters"]
    assert titles(scope, words="gate herons") == []


def test_the_register_is_narrowed_by_kind_result_year_and_method(garden, book, cleo):
    scope = scope_of(garden, cleo)

    assert titles(scope, subject="people") == ["Let Dora carry keys"]
    assert titles(scope, fate="adopted") == ["Sundays for otters"]
    assert titles(scope, fate="not_adopted") == ["Let Dora carry keys"]
    assert titles(scope, fate="open") == ["A letter to the town"]
    assert titles(scope, fate="draft") == ["Draft about geese"]
    assert titles(scope, fate="cancelled") == ["Called off thing"]
    assert titles(scope, fate="discussion") == ["Talk about herons"]
    assert titles(scope, method="consensus") == [
        "Called off thing", "Draft about geese", "Talk about herons"
    ]  # fmt: skip
    assert len(titles(scope, year=NOON.year)) == 6
    assert titles(scope, year=2001) == []


def test_what_is_open_stands_first_and_nowhere_else(garden, book, cleo):
    scope = scope_of(garden, cleo)
    at = NOON + timedelta(minutes=5)
    first, rest = open_first(found_in(scope, Asked(), at=at), at=at)

    assert [each.title for each in first] == ["A letter to the town"]
    assert "A letter to the town" not in {each.title for each in rest}
    [line] = lines_of(list(first), scope, at=at)
    assert (line.fate, line.is_open) == ("open", True)


def test_when_its_time_is_over_it_is_open_no_more_whatever_any_job_did(garden, book, cleo):
    scope = scope_of(garden, cleo)
    first, rest = open_first(found_in(scope, Asked(), at=LATER), at=LATER)

    assert not list(first)
    [line] = lines_of(list(rest.filter(title="A letter to the town")), scope, at=LATER)
    assert (line.is_open, line.is_over) == (False, True)


def test_cells_that_would_be_formulas_are_not(garden, cleo, make_decision):
    make_decision(garden, title="=HYPERLINK(1)")

    text = visit(cleo).get("/networks/garden/decisions/register.csv").content.decode()

    [row] = csv.DictReader(io.StringIO(text))
    assert row["title"] == "'=HYPERLINK(1)"
    assert row["stands"] == "discussion"


def test_the_file_for_programs_says_where_to_count_again(garden, book, cleo):
    rows = visit(cleo).get("/networks/garden/decisions/register.json?fate=adopted").json()

    [row] = rows["decisions"]
    assert row["file"] == f"{row['address']}export.json"
    assert (row["stands"], row["electors"], row["taken"]) == ("adopted", 6, 1)
    assert row["digest"] == book["adopted"].outcome.digest


def test_mine_are_the_registers_of_my_networks_and_what_i_decide_elsewhere(
    garden, book, electors, make_network, make_person, make_decision
):
    far = make_network("Far", steward=make_person("fay"))
    make_decision(far, by=far.memberships.get().person, title="Of others")

    mine = titles(register_around(electors[0]))

    assert "Sundays for otters" in mine
    assert "Of others" not in mine
    assert "Draft about geese" not in mine
    page = visit(electors[0]).get("/decisions/?q=others").content.decode()
    assert "Of others" not in page


def test_what_waits_is_open_and_without_my_position(garden, open_decision, electors, take):
    held = open_decision(garden, title="Now", method=MAJORITY)
    at = NOON + timedelta(minutes=1)
    assert [each.decision.title for each in what_waits(electors[0], at=at)] == ["Now"]

    take(held, electors[0], "abstain")

    assert what_waits(electors[0], at=at) == []
    assert len(what_waits(electors[1], at=at)) == 1
    assert what_waits(electors[1], at=LATER) == []


def test_a_spoke_is_asked_for_her_network(
    garden, coalition_of_garden, open_decision, electors, take
):
    body, affiliation = coalition_of_garden
    spoke = electors[0]
    Spoke.objects.create(affiliation=affiliation, person=spoke, since=NOON.date())
    dora = body.memberships.get().person
    held = open_decision(body, by=dora, title="All of us", who="networks", method=MAJORITY)
    at = NOON + timedelta(minutes=1)

    [waiting] = what_waits(spoke, at=at)
    assert (waiting.decision.title, waiting.far) == ("All of us", garden)
    assert what_waits(electors[1], at=at) == []

    take(held, spoke, "yes", for_network=garden)
    assert what_waits(spoke, at=at) == []


@pytest.fixture
def coalition_of_garden(garden, make_network, make_person, make_affiliation):
    body = make_network("Coalition", kind="coalition", steward=make_person("dora"))
    return body, make_affiliation(garden, body)


def test_who_may_not_read_a_decision_any_more_finds_it_nowhere(garden, book, electors):
    gone = electors[0]
    garden.memberships.filter(person=gone).update(state="banned")

    found = titles(register_around(gone))

    # What she decided stays hers to read; nothing else of the garden does.
    assert set(found) <= {each.decision.title for each in book.values()}
    assert Decision.objects.filter(title="Talk about herons").exists()


def test_the_first_page_of_a_body_shows_its_newest_decisions(client, garden, book, electors):
    client.force_login(electors[0])

    words = client.get(garden.get_absolute_url()).content.decode()

    assert "Newest decisions" in words
    assert "A letter to the town" in words
    assert "Draft about geese" not in words


def test_outside_it_shows_no_more_than_the_register(client, garden, book):
    page = garden.get_absolute_url()
    assert "Newest decisions" not in client.get(page).content.decode()

    show(garden, RegisterSeen.REDACTED)
    words = client.get(page).content.decode()
    assert "Sundays for otters" in words
    assert "Let Dora carry keys" not in words


def test_where_nothing_is_decided_nothing_is_said_of_it(client, garden, cleo):
    client.force_login(cleo)

    assert "Newest decisions" not in client.get(garden.get_absolute_url()).content.decode()


def test_the_home_shows_the_newest_decisions_of_all_my_networks(client, garden, book, electors):
    client.force_login(electors[0])
    words = client.get("/").content.decode()

    assert "Newest decisions" in words
    assert "A letter to the town" in words
    assert "Draft about geese" not in words


def test_whether_the_tab_is_there_costs_no_query(garden, django_assert_num_queries):
    show(garden, RegisterSeen.EVERYONE)

    with django_assert_num_queries(1):
        network, standing = known_network(NOBODY, garden.slug)
        assert is_there(standing, network)


def test_no_draft_goes_onto_paper(client, garden, book, cleo):
    client.force_login(cleo)
    page = f"{garden.get_absolute_url()}decisions/print/"

    assert "Draft about geese" not in client.get(page).content.decode()
