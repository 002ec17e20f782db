"""A network walks through the agreement clause by clause before it comes in, with a host."""

import pytest

from coalitions.actions import walking
from coalitions.models import Consent, Walk
from coalitions.queries.walking import stops_of
from networks.actions.approaching import accept, accept_decided, approach, decline
from networks.models import Affiliation, AffiliationState, Side, Visibility
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from tests.fixtures.coalitions import new_text
from tests.fixtures.people import NOON
from tests.pages.reading import visit

pytestmark = pytest.mark.django_db
HERE = "/networks/table/walk/garden/"


@pytest.fixture
def kitchen(make_network, ben):
    return make_network("Kitchen", steward=ben)


@pytest.fixture
def dora(make_person):
    return make_person("dora")


@pytest.fixture
def table(make_coalition, kitchen, dora):
    """A coalition that dora looks after; ben's kitchen is in it."""
    return make_coalition(kitchen, name="Table", steward=dora)


@pytest.fixture
def version(table, make_clause, make_version):
    """An agreement of two clauses, in force."""
    make_clause(table, "We eat together.", title="Eating")
    make_clause(table, "We wash up.", title="Washing")
    return make_version(table)


@pytest.fixture
def asked(garden, table, cleo):
    """Cleo's garden asks to come in."""
    return approach(
        garden.pk, table.pk, side=Side.MEMBER, by=cleo, message="Hello", key="k", at=NOON
    )


@pytest.fixture
def walk(asked, version, garden, table, cleo):
    return walking.begin(garden, table, by=cleo, at=NOON)


def read_all(walk, by):
    for stop in stops_of(walk):
        walking.read(walk.pk, stop.clause, by=by, at=NOON)


def told(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_without_an_agreement_a_network_comes_in_as_before(asked, table, dora):
    accept(asked.pk, by=dora, at=NOON)
    assert Affiliation.objects.filter(body=table, state=AffiliationState.ACTIVE).count() == 2


def test_nobody_is_let_in_before_the_walk_has_ended(asked, version, table, dora):
    with pytest.raises(Refused, match="walks through the agreement"):
        accept(asked.pk, by=dora, at=NOON)
    with pytest.raises(Refused, match="walks through the agreement"):
        accept_decided(asked.pk, network=table, decision=1, at=NOON)
    shown = visit(dora).get(asked.get_absolute_url()).content.decode()
    assert HERE in shown


def test_who_is_invited_walks_too(version, garden, table, cleo, dora):
    invited = approach(
        table.pk, garden.pk, side=Side.BODY, by=dora, message="Come", key="k", at=NOON
    )
    with pytest.raises(Refused, match="walks through"):
        accept(invited.pk, by=cleo, at=NOON)


def test_only_its_stewards_begin_and_the_coalition_is_told(
    asked, version, garden, table, ben, dora
):
    with pytest.raises(Refused, match="stewards of a network begin"):
        walking.begin(garden, table, by=ben, at=NOON)
    assert visit(ben).post(f"{HERE}begin/").status_code == 404


def test_progress_is_kept_clause_by_clause(walk, garden, cleo, ana, dora, make_member):
    make_member(garden, ana)
    visit(ana).post(f"{HERE}1/read/")
    visit(ana).post(f"{HERE}1/read/")

    assert told(dora)[-1] == "coalitions.walk_begun"
    assert walk.steps.count() == 1
    assert "Clauses read: 1 of 2" in visit(cleo).get(HERE).content.decode()


def test_the_people_of_the_coalition_do_not_read_for_it(walk, ben):
    assert visit(ben).post(f"{HERE}1/read/").status_code == 404


def test_a_member_network_offers_itself_as_host_and_answers(walk, kitchen, cleo, ben):
    assert visit(ben).post(f"{HERE}host/", {"host": kitchen.pk}).status_code == 302
    assert visit(cleo).post(f"{HERE}1/", {"words": "Every day?", "key": "q"}).status_code == 302
    assert told(ben)[-1] == "coalitions.walk_asked"

    visit(ben).post(f"{HERE}1/", {"words": "On Fridays.", "key": "a"})
    shown = visit(cleo).get(f"{HERE}1/").content.decode()
    assert "Every day?" in shown
    assert "On Fridays." in shown
    assert "On Fridays." not in visit(cleo).get(f"{HERE}2/").content.decode()


def test_who_acts_for_no_network_there_is_no_host(walk, kitchen, ana, make_member, cleo):
    make_member(kitchen, ana)
    assert visit(ana).get(f"{HERE}host/").status_code == 404
    assert visit(ana).post(f"{HERE}1/", {"words": "Hm", "key": "x"}).status_code == 404


def test_it_ends_when_all_is_read_with_a_consent_on_record(walk, version, garden, cleo, dora):
    with pytest.raises(Refused, match="Still to be read: 2"):
        walking.end(walk.pk, by=cleo, reservations="", at=NOON)
    read_all(walk, cleo)
    visit(cleo).post(f"{HERE}end/", {"reservations": "Not on Mondays."})

    consent = Consent.objects.get(version=version, network=garden)
    assert (consent.by, consent.reservations) == (cleo, "Not on Mondays.")
    assert told(dora)[-1] == "coalitions.walk_ended"


def test_then_the_coalition_lets_it_in(walk, asked, cleo, dora, garden):
    read_all(walk, cleo)
    walking.end(walk.pk, by=cleo, reservations="", at=NOON)
    accept(asked.pk, by=dora, at=NOON)
    assert Affiliation.objects.filter(member=garden, state=AffiliationState.ACTIVE).exists()


def test_the_network_can_decide_it_itself(walk, garden, cleo):
    with pytest.raises(Refused, match="Still to be read"):
        walking.bring_to_network(walk, by=cleo, key="k", at=NOON)
    read_all(walk, cleo)
    made = walking.bring_to_network(walk, by=cleo, key="k", at=NOON)

    assert (made.network, made.effect) == (garden, "coalitions.walk_in")
    assert walking.end_decided(walk.pk, decision=made.number, at=NOON)
    assert not walking.end_decided(walk.pk, decision=made.number, at=NOON)
    assert Consent.objects.get().inner == made.number


def test_a_newer_version_keeps_read_what_is_the_same(
    walk, table, garden, cleo, make_version
):  # fmt: skip
    read_all(walk, cleo)
    new_text(table.clauses.get(title="Washing"), "We wash up at once.")
    make_version(table)
    with pytest.raises(Refused, match="newer version"):
        walking.end(walk.pk, by=cleo, reservations="", at=NOON)

    again = walking.begin(garden, table, by=cleo, at=NOON)
    assert again == walk
    assert [stop.is_read for stop in stops_of(again)] == [True, False]


def test_who_is_declined_does_not_consent_into_nothing(walk, asked, cleo, dora):
    read_all(walk, cleo)
    decline(asked.pk, by=dora, reason="Full.", at=NOON)
    with pytest.raises(Refused, match="once it has asked"):
        walking.end(walk.pk, by=cleo, reservations="", at=NOON)
    assert "Garden" not in visit(dora).get("/networks/table/walk/").content.decode()


def test_who_has_consented_to_what_is_in_force_need_not_walk_again(walk, asked, cleo, dora, garden):
    read_all(walk, cleo)
    walking.end(walk.pk, by=cleo, reservations="", at=NOON)
    decline(asked.pk, by=dora, reason="Full.", at=NOON)
    again = approach(
        garden.pk, walk.body_id, side=Side.MEMBER, by=cleo, message="Now?", key="l", at=NOON
    )
    accept(again.pk, by=dora, at=NOON)
    assert Affiliation.objects.filter(member=garden, state=AffiliationState.ACTIVE).exists()


def test_strangers_find_no_walk_and_a_hidden_network_is_named_to_stewards_alone(
    walk, garden, ana, ben, dora
):
    assert visit(ana).get(HERE).status_code == 404
    assert visit(ben).get(HERE).status_code == 200
    garden.visibility = Visibility.HIDDEN
    garden.save(update_fields=["visibility"])
    assert visit(ben).get(HERE).status_code == 404
    assert "Garden" not in visit(ben).get("/networks/table/walk/").content.decode()
    assert visit(dora).get(HERE).status_code == 200
    assert Walk.objects.count() == 1
