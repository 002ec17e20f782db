"""The pages of an agreement: for those who belong, with few queries and few bytes."""

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coalitions.models import Clause, ClauseText, Group
from coalitions.queries.agreement import in_force
from decisions.models import Decision
from networks.models import Visibility
from solidarity.base.stale import fingerprint
from tests.coalitions.agreeing import propose, ready, rewrite
from tests.fixtures.coalitions import new_clause, new_text, new_version
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db
HOME = "/networks/table/agreement/"


@pytest.fixture
def agreed(table, cleo, ana, adopted):
    """Three clauses in force, one of them changed since, with a suggestion for another."""
    for title in ("Pot", "Van", "Key"):
        ready(propose(table, cleo, f"We share the {title}.\nOnly that.", title=title), cleo)
    adopted(title="How we cook", why="To begin.")
    rewrite(Clause.objects.get(number=1), ana, "We share two pots.\nOnly that.")
    return table


PAGES = [
    "", "drafts/", "drafts/rules/", "drafts/what/", "drafts/free/", "clauses/new/?group=rules",
    "clauses/1/", "clauses/1/edit/", "clauses/1/history/", "clauses/1/history/2/",
    "clauses/2/suggest/", "propose/", "versions/1/", "versions/1/print/",
    "versions/1/agreement.md", "versions/1/diff/1/", "versions/1/consents/",
    "versions/1/consent/garden/",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_those_who_belong_read_it_and_others_find_nothing(agreed, client, cleo, ben, page):
    client.force_login(ben)
    assert client.get(HOME + page).status_code == 404

    client.force_login(cleo)
    assert client.get(HOME + page).status_code == 200


def test_a_group_has_no_agreement_and_no_tab(garden, client, cleo):
    client.force_login(cleo)
    assert client.get("/networks/garden/agreement/").status_code == 404
    assert "/networks/garden/agreement/" not in client.get("/networks/garden/").text


def test_who_is_signed_out_is_sent_to_sign_in(agreed, client):
    assert client.get(HOME).status_code == 302


@pytest.mark.parametrize(
    "page",
    ["clauses/99/", "clauses/99999999999/", "versions/9/", "drafts/nothing/", "proposals/99/",
     "clauses/1/history/9/", "clauses/1/suggestions/9/", "versions/1/consent/kitchen/"],
)  # fmt: skip
def test_what_is_not_there_is_a_404(agreed, client, cleo, page):
    client.force_login(cleo)
    assert client.get(HOME + page).status_code == 404


def test_a_clause_is_proposed_in_a_group_of_questions(table, client, cleo):
    client.force_login(cleo)
    page = client.get(f"{HOME}clauses/new/?group=deciding").text
    assert "Which questions need the yes of every network?" in page

    sent = {"title": "Spokes", "words": "We send spokes.", "group": "deciding", "key": "k"}
    answer = client.post(f"{HOME}clauses/new/", sent)

    assert answer.url == f"{HOME}clauses/1/"
    assert "We send spokes." in client.get(answer.url).text


def test_what_is_wrong_is_said_and_what_was_typed_stays(table, client, cleo):
    client.force_login(cleo)
    answer = client.post(f"{HOME}clauses/new/", {"title": "", "words": "Bread", "group": "rules"})

    assert answer.status_code == 422
    assert "Give the clause a short title." in answer.text
    assert "Bread</textarea>" in answer.text


def test_the_second_who_saves_sees_both_texts(agreed, client, cleo):
    client.force_login(cleo)
    seen = fingerprint({"group": "rules", "title": "Pot", "words": "We share the Pot.\nOnly that."})
    sent = {"title": "Pot", "words": "No pot.", "why": "So.", "group": "rules", "seen": seen}

    answer = client.post(f"{HOME}clauses/1/edit/", sent)

    assert answer.status_code == 422
    assert "Saved meanwhile: “We share two pots." in answer.text
    assert "No pot.</textarea>" in answer.text


def test_a_clause_shows_what_it_changes_against_the_version_in_force(agreed, client, ana):
    client.force_login(ana)
    page = client.get(f"{HOME}clauses/1/").text

    assert "What changes against version 1" in page
    assert '<del dir="auto">We share the Pot.</del>' in page
    assert '<ins dir="auto">We share two pots.</ins>' in page


def test_a_suggestion_is_made_read_with_its_diff_and_taken_in(agreed, client, ana, cleo, kitchen):
    client.force_login(ana)
    sent = {"words": "We share the Van.\nAnd more.", "why": "Rain.", "network": kitchen.pk}
    made = client.post(f"{HOME}clauses/2/suggest/", sent)
    client.force_login(cleo)
    page = client.get(made.url)
    assert '<ins dir="auto">And more.</ins>' in page.text
    assert "Kitchen" in page.text
    seen = page.context["take_form"].initial["seen"]

    taken = {"act": "take_in", "words": sent["words"], "answer": "Good.", "seen": seen}
    answer = client.post(made.url, taken)

    assert answer.url == f"{HOME}clauses/2/"
    assert "And more." in client.get(answer.url).text
    assert "Taken in with text 2" in client.get(made.url).text


def test_a_suggestion_is_not_passed_over_in_silence(agreed, client, ana):
    client.force_login(ana)
    made = client.post(f"{HOME}clauses/2/suggest/", {"words": "Else.", "why": "Rain."})

    answer = client.post(made.url, {"act": "answer", "answer": ""})

    assert answer.status_code == 422
    assert "no suggestion is passed over in silence" in answer.text


def test_ready_clauses_become_a_question_and_its_page_shows_what_would_come(
    agreed, client, cleo, ana
):
    client.force_login(cleo)
    client.post(f"{HOME}clauses/1/ready/", {"text": "2", "act": "ready"})
    answer = client.post(f"{HOME}propose/", {"title": "How we cook", "why": "Grew.", "key": "q"})

    decision = Decision.objects.get(effect="coalitions.adopt", key="q")
    assert answer.url == f"/networks/table/decisions/{decision.number}/"
    client.post(f"/networks/table/decisions/{decision.number}/put-up/")
    page = client.get(decision.get_absolute_url()).text
    assert "1 clause is changed." in page
    assert f"{HOME}proposals/{decision.number}/" in page
    assert "We share two pots." in client.get(f"{HOME}proposals/{decision.number}/").text


def test_nothing_ready_says_so_before_anything_is_typed(table, client, cleo):
    client.force_login(cleo)
    assert "No clause is ready yet" in client.get(f"{HOME}propose/").text
    sent = {"title": "How", "why": "So.", "key": "q"}
    assert client.post(f"{HOME}propose/", sent).status_code == 422


def test_the_page_of_consents_names_who_has_not_said_yes(agreed, client, cleo, make_consent):
    version = in_force(agreed)
    make_consent(
        version,
        agreed.affiliates.get(member__slug="kitchen").member,
        inner=7,
        reservations="Not on Mondays.",
    )
    client.force_login(cleo)

    page = client.get(f"{HOME}versions/1/consents/").text

    assert "Yes, with reservations" in page
    assert "by its own decision 7" in page
    assert "Not on Mondays." in page
    assert "Has not said yes" in page


def test_one_press_puts_the_question_to_ones_own_people(agreed, client, ana):
    client.force_login(ana)
    sent = {"act": "ask", "reservations": "Not on Mondays.", "key": "y"}
    answer = client.post(f"{HOME}versions/1/consent/kitchen/", sent)

    page = client.get(answer.url).text
    assert answer.url.startswith("/networks/kitchen/decisions/")
    assert "With these reservations" in page
    assert "Not on Mondays." in page


def test_paper_and_file_say_title_version_day_and_address(agreed, client, cleo):
    client.force_login(cleo)
    paper = client.get(f"{HOME}versions/1/print/").text
    file = client.get(f"{HOME}versions/1/agreement.md")

    for said in ("How we cook", "http://testserver/networks/table/agreement/versions/1/"):
        assert said in paper
        assert said in file.text
    assert "attachment" in file["Content-Disposition"]
    assert "### 1. Pot\n\nWe share the Pot." in file.text


def test_two_versions_are_compared_clause_by_clause(agreed, client, cleo, ana, adopted):
    ready(Clause.objects.get(number=1), ana)
    ready(propose(agreed, ana, "We rest.", title="Rest"), ana)
    adopted(at=NOON.replace(month=6), why="We grew.")
    client.force_login(cleo)

    page = client.get(f"{HOME}versions/2/diff/1/").text

    assert "2 clauses are others." in page
    assert "2 clauses stayed as they were." in page
    assert '<ins dir="auto">We share two pots.</ins>' in page
    assert "New</span>" in page


def test_comparing_others_leads_to_their_own_address(agreed, client, cleo, ana, adopted):
    ready(Clause.objects.get(number=1), ana)
    adopted(at=NOON.replace(month=6))
    client.force_login(cleo)

    answer = client.get(f"{HOME}versions/1/diff/1/?older=1&newer=2")

    assert answer.url == f"{HOME}versions/2/diff/1/"


def test_a_hidden_coalition_is_found_by_nobody_outside(agreed, client, ben):
    agreed.visibility = Visibility.HIDDEN
    agreed.save(update_fields=["visibility"])
    client.force_login(ben)
    assert client.get(HOME).status_code == 404


def many(body, clauses, texts):
    """So many clauses in one group, each with so many texts; all in force."""
    words = "We share what we have, and say what we need. " * 20
    made = [new_clause(body, words, title=f"Clause {n}", group=Group.RULES) for n in range(clauses)]
    ClauseText.objects.bulk_create(
        ClauseText(clause=each, number=n, words=f"{words}{n}", words_html=f"<p>{words}{n}</p>",
                   at=NOON)
        for each in made for n in range(2, texts + 1)
    )  # fmt: skip
    return new_version(body)


MEASURED = ["", "drafts/", "drafts/rules/", "clauses/1/", "clauses/1/history/", "versions/1/",
            "versions/1/diff/2/", "propose/", "versions/1/consents/"]  # fmt: skip


def test_queries_stay_as_few_and_pages_as_small_however_much_there_is(table, client, cleo):
    client.force_login(cleo)
    many(table, 2, 2)
    new_version(table)
    few = {page: cost(client, page) for page in MEASURED}
    many(table, 60, 30)
    new_text(Clause.objects.get(number=1), "Another.")

    for page in MEASURED:
        assert cost(client, page) <= few[page] + 1, page
        assert len(gzip.compress(client.get(HOME + page).content)) < 60_000


def cost(client, page):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(HOME + page).status_code == 200
    return len(queries)
