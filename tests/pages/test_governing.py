"""The pages of what an agreement governs: forms that are read only, consents, shared agreements."""

import pytest

from coalitions.actions.governing import apply_settings, follow_consent
from coalitions.actions.templates import share
from coalitions.models import AgreementTemplate, Clause
from decisions.rules.customs import customs_of
from networks.models import JoinPolicy, Network
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
HOME = "/networks/common-table/"
AGREEMENT = f"{HOME}agreement/"
HELD = {
    "join_policy": "invitation",
    "waiting_days": 60,
    "spoke_months": 6,
    "term_months": 24,
    "usual_money": {"method": {"name": "consent"}, "quorum": "1/2"},
}


@pytest.fixture
def kitchen(make_network):
    return make_network("Kitchen")


@pytest.fixture
def table(make_coalition, garden, kitchen):
    return make_coalition(garden, kitchen, name="Common Table")


@pytest.fixture
def agreed(table, make_clause, make_version):
    """A version is in force whose clause holds all of this."""
    make_clause(table, "We open slowly.", title="The door", settings=HELD)
    version = make_version(table)
    apply_settings(table, version, at=NOON, decision=version.decision)
    return version


@pytest.fixture
def member(garden, ana, make_member):
    """Ana belongs to the garden, and by it to the table."""
    return make_member(garden, ana)


@pytest.fixture
def shared(table, cleo, agreed):
    return share(
        table.slug, 1, by=cleo, name="For small coalitions", summary="Short.", names_body=True,
        at=NOON,
    )  # fmt: skip


@pytest.fixture
def orchards(make_coalition, make_network, make_person):
    return make_coalition(make_network("Pears"), name="Orchards", steward=make_person("dora"))


@pytest.mark.parametrize(
    "page",
    ["settings/", "stewards/way/", "affiliations/terms/", "decisions/settings/"],
)
def test_the_form_of_a_held_setting_names_the_clause(agreed, cleo, page):
    response = visit(cleo).get(f"{HOME}{page}")

    assert response.status_code == 200
    shown = Page(response)
    assert "Held by a clause of the agreement" in shown.main
    assert f'href="{AGREEMENT}clauses/1/"' in shown.html
    assert any("disabled" in each.attributes for each in shown.elements if each.tag == "input")


def test_what_is_sent_for_a_held_setting_is_not_taken(agreed, table, cleo):
    client = visit(cleo)
    form = Page(client.get(f"{HOME}settings/")).form("summary", "seen")

    client.post(f"{HOME}settings/", form.filled(join_policy="open", summary="We eat."))

    saved = Network.objects.get(pk=table.pk)
    assert (saved.join_policy, saved.summary) == (JoinPolicy.INVITATION, "We eat.")


def test_the_page_of_a_held_usual_method_says_why_it_is_not_changed(agreed, cleo):
    client = visit(cleo)
    page = f"{HOME}decisions/settings/money/"

    assert "The door" in Page(client.get(page)).main
    assert client.post(page, {"name": "majority"}).status_code == 422
    assert "The door" in Page(client.get(f"{page}rules/?method=majority")).main


def test_where_no_clause_holds_it_the_form_is_as_ever(table, cleo):
    page = Page(visit(cleo).get(f"{HOME}settings/"))

    assert "Held by a clause" not in page.main


def test_how_networks_come_in_is_set_among_what_is_asked_of_them(table, cleo):
    client = visit(cleo)
    form = Page(client.get(f"{HOME}affiliations/terms/")).form("networks_join")

    sent = form.filled(networks_join="invitation", spoke_months="6")
    assert client.post(f"{HOME}affiliations/terms/", sent).status_code == 302

    saved = Network.objects.get(pk=table.pk)
    assert (saved.networks_join, saved.spoke_months) == ("invitation", 6)


def test_a_member_chooses_what_a_clause_sets(table, ana, member, make_clause):
    clause = make_clause(table, title="Newcomers")
    client = visit(ana)
    page = f"{AGREEMENT}clauses/1/settings/"
    form = Page(client.get(page)).form("waiting_days", "seen")

    response = client.post(page, form.filled(waiting_days="30", spoke_months="12"))

    assert response.headers["Location"] == f"{AGREEMENT}clauses/1/"
    clause.refresh_from_db()
    assert clause.settings == {"waiting_days": 30, "spoke_months": 12}
    assert customs_of(table).waiting_days == 0
    told = Page(client.get(response.headers["Location"])).main
    assert "30 days" in told


def test_a_method_is_chosen_and_shown_again(table, ana, member, make_clause):
    clause = make_clause(table)
    client = visit(ana)
    page = f"{AGREEMENT}clauses/1/settings/"
    form = Page(client.get(page)).form("usual_rules", "seen")
    code = '{"method":{"name":"consent"},"quorum":"1/2"}'

    client.post(page, form.filled(usual_rules=code))

    clause.refresh_from_db()
    assert clause.settings == {"usual_rules": {"method": {"name": "consent"}, "quorum": "1/2"}}
    assert Page(client.get(page)).form("usual_rules").fields["usual_rules"] == [code]


def test_what_cannot_be_set_is_refused_and_kept(table, ana, member, make_clause):
    make_clause(table)
    client = visit(ana)
    page = f"{AGREEMENT}clauses/1/settings/"
    form = Page(client.get(page)).form("waiting_days", "seen")

    response = client.post(page, form.filled(waiting_days="99999", spoke_months="12"))

    assert response.status_code == 422
    again = Page(response).form("waiting_days")
    assert again.fields["waiting_days"] == ["99999"]
    assert again.fields["spoke_months"] == ["12"]


def test_the_second_who_saves_sees_both(table, ana, member, make_clause):
    make_clause(table)
    client = visit(ana)
    page = f"{AGREEMENT}clauses/1/settings/"
    form = Page(client.get(page)).form("waiting_days", "seen")
    code = '{"method":{"name":"consent"},"quorum":"0"}'
    client.post(page, form.filled(waiting_days="30", usual_money=code))

    response = client.post(page, form.filled(waiting_days="10"))

    assert response.status_code == 422
    assert "30 days" in Page(response).main
    assert client.post(page, Page(response).form("seen").filled()).status_code == 302
    assert Clause.objects.get().settings == {"waiting_days": 10}


def test_outsiders_find_neither_settings_nor_consents(table, agreed, ben):
    client = visit(ben)

    assert client.get(f"{AGREEMENT}clauses/1/settings/").status_code == 404
    assert client.get(f"{AGREEMENT}consents/").status_code == 404


def test_the_table_says_who_consented_and_what_holds_for_the_others(
    table, agreed, ana, member, kitchen, make_consent
):
    make_consent(agreed, kitchen, inner=7, reservations="Not in winter.")
    follow_consent(agreed, kitchen, at=NOON)

    page = Page(visit(ana).get(f"{AGREEMENT}consents/")).main

    assert "by its own decision 7" in page
    assert "Not in winter." in page
    assert "Has not said yes to any version yet." in page
    assert "decide with its full voice" in page
    assert "as before: it has not said yes to the new one" in page
    assert "60 days" in page


def test_before_there_is_an_agreement_the_table_says_so(table, ana, member):
    assert "no agreement in force yet" in Page(visit(ana).get(f"{AGREEMENT}consents/")).main


def test_the_table_reads_as_often_for_many_networks(
    table, agreed, ana, member, make_network, make_affiliation, django_assert_max_num_queries
):
    for _ in range(12):
        make_affiliation(make_network(), table)
    client = visit(ana)

    with django_assert_max_num_queries(16):
        client.get(f"{AGREEMENT}consents/")


def test_everybody_reads_what_is_shared_and_under_which_licence(shared, client):
    listed, page = Page(client.get("/agreements/")), Page(client.get(f"/agreements/{shared.pk}/"))

    assert "For small coalitions" in listed.main
    assert "Common Table" in listed.main
    assert "CC BY-SA 4.0" in page.main
    assert "We open slowly." in page.main
    assert "60 days" in page.main


def test_a_steward_shares_a_version(table, agreed, cleo):
    client = visit(cleo)
    page = f"{AGREEMENT}versions/1/share/"
    form = Page(client.get(page)).form("name", "is_open")

    assert client.post(page, form.filled(name="Ours")).status_code == 422
    response = client.post(page, form.filled(name="Ours", is_open="on"))

    assert response.status_code == 302
    assert AgreementTemplate.objects.get().names_body is False


def test_who_is_no_steward_does_not_find_the_page_for_sharing(table, agreed, ana, member):
    assert visit(ana).get(f"{AGREEMENT}versions/1/share/").status_code == 404


def test_a_coalition_takes_a_clause_and_says_where_it_is_from(shared, orchards):
    client = visit(orchards.memberships.get().person)
    home = f"/networks/{orchards.slug}/agreement/templates/"
    assert "For small coalitions" in Page(client.get(home)).main
    page = f"{home}{shared.pk}/"
    key = shared.version.clauses.get().pk

    assert client.post(page, {}).status_code == 422
    response = client.post(page, {"clauses": [key]})

    assert response.status_code == 302
    clause = orchards.clauses.get()
    assert (clause.title, clause.origin.template) == ("The door", shared)
    assert "For small coalitions" in Page(client.get(clause.get_absolute_url())).main
    assert "In your draft already" in Page(client.get(page)).main


def test_a_clause_of_another_template_is_not_taken(shared, orchards):
    client = visit(orchards.memberships.get().person)

    response = client.post(
        f"/networks/{orchards.slug}/agreement/templates/{shared.pk}/", {"clauses": ["999999"]}
    )

    assert response.status_code == 422
    assert not orchards.clauses.exists()
