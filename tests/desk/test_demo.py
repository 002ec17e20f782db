"""The demo: loads once, keeps still afterwards, and every page of it opens."""

import zoneinfo
from collections import Counter

import pytest
from django.apps import apps
from django.db import transaction
from django.urls import reverse

from coalitions.models import Consent
from cohorts.models import Cohort, Edition
from cohorts.models import Stage as CohortStage
from cohorts.queries.reporting import changes_in, pictures_in, spoken_in
from cohorts.queries.spreading import offers_for, shared_programme, travelled
from decisions.models import Decision, Mandate, Outcome, Round, Stage, UsualMethod
from networks.models import Membership, Network, NetworkState, Role, State
from solidarity.desk.management.commands.demo import load
from solidarity.inbox.models import Notice
from solidarity.outbox.models import Job
from solidarity.people.languages import NAMES
from solidarity.people.models import Person
from tests.fixtures.people import NOON
from values.models import About, Sheet
from values.queries import profile_of

pytestmark = pytest.mark.django_db
PAGES = (
    "about", "talk", "members", "affiliations", "log", "join", "requests", "settings", "ways",
    "stewards", "reports", "measures",
)  # fmt: skip
OPEN_OR_CLOSED = {200, 301, 302, 404}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Loaded once for all tests of this module, which see it and leave nothing."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(at=NOON)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    """What every test of the demo begins with."""


def everything():
    """Every row of every table of ours, but for what is counted or drawn by lot."""
    models = [model for model in apps.get_models() if model._meta.app_label != "base"]
    return {
        model.__name__: list(model._default_manager.order_by("pk").values()) for model in models
    }


def test_a_second_load_changes_nothing(demo):
    before = everything()

    people, networks = load(at=NOON)

    assert (people, networks) == (0, 0)
    assert everything() == before


def test_what_is_missing_is_added_again(demo):
    Network.objects.filter(slug="we-dont-have-time").delete()

    people, networks = load(at=NOON)

    assert (people, networks) == (0, 1)


def test_the_mailbox_starts_empty(demo):
    assert Notice.objects.exists()
    waiting = Job.objects.exclude(state="done")
    assert not waiting.exclude(kind__startswith="people.").exists()


def test_there_is_a_network_and_a_membership_in_every_state(demo):
    assert set(Network.objects.values_list("state", flat=True)) == set(NetworkState.values)
    assert set(Membership.objects.values_list("state", flat=True)) == set(State.values)
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role.values)


def test_those_whom_one_can_be_stand_where_they_are_said_to(demo):
    states = Membership.objects.filter(person__handle="amina").values_list("state", flat=True)
    led = Membership.objects.get(person__handle="felipe", role=Role.FACILITATOR)
    waiting = Membership.objects.filter(
        state=State.ASKED,
        network__memberships__person__handle="stella",
        network__memberships__role=Role.STEWARD,
    )

    assert Counter(states) == {"active": 6, "asked": 1}
    assert led.network.kind == "cohort"
    assert waiting.count() == 3
    assert all(request.answers.exists() for request in waiting)
    assert Person.objects.get(handle="admin").is_admin


def test_what_it_says_fits_the_forms(demo):
    for network in Network.objects.defer("search"):
        network.clean_fields(exclude=["search"])
        assert set(network.languages) <= set(NAMES)
    for person in Person.objects.all():
        person.clean_fields(exclude=["password"])
        assert set(person.languages) <= set(NAMES)
        assert person.time_zone in zoneinfo.available_timezones()


def test_what_is_invented_says_so(demo):
    marks = ("(Invented.)", "(Inventada.)", "(متخيَّلة.)")
    invented = Network.objects.exclude(state=NetworkState.UNCLAIMED)

    assert all(network.summary.endswith(marks) for network in invented)
    assert all("invented" in person.moves_me for person in Person.objects.all())


@pytest.mark.parametrize("handle", ["stella", "amina", "admin", ""])
def test_every_page_of_every_network_opens_or_is_not_there(demo, client, handle):
    if handle:
        client.force_login(Person.objects.get(handle=handle))
    for network in Network.objects.only("slug"):
        for page in PAGES:
            address = reverse(f"networks:{page}", args=[network.slug])
            assert client.get(address).status_code in OPEN_OR_CLOSED, address


@pytest.mark.parametrize("handle", ["stella", "amina", ""])
def test_every_person_s_page_opens_or_is_not_there(demo, client, handle):
    if handle:
        client.force_login(Person.objects.get(handle=handle))
    for person in Person.objects.all():
        assert client.get(person.get_absolute_url()).status_code in OPEN_OR_CLOSED


def test_of_those_whom_one_can_be_one_has_two_circles_one_half_and_one_none(demo):
    sheets = {
        handle: [
            sheet.is_finished
            for sheet in Sheet.objects.filter(person__handle=handle, about=About.SELF)
        ]
        for handle in ("amina", "felipe", "stella")
    }

    assert sheets == {"amina": [True, True], "felipe": [False], "stella": []}
    assert profile_of(Person.objects.get(handle="amina")) is not None
    assert Sheet.objects.exclude(finished_at=None).values("person").distinct().count() > 20


def test_there_are_decisions_in_every_state(demo):
    found = Decision.objects.filter(network__slug="harbour-kitchen")
    outcomes = Outcome.objects.values_list("round__decision__title", "result")

    assert set(found.values_list("stage", flat=True)) == set(Stage.values)
    assert dict(outcomes)["Do we cook on Sundays, too?"] == "adopted"
    assert {result for _title, result in outcomes} >= {
        "adopted", "not_adopted", "further_round", "sensed",
    }  # fmt: skip
    assert Decision.objects.filter(reviews__isnull=False).exists()
    assert UsualMethod.objects.filter(network__slug="harbour-kitchen").exists()


def test_a_coalition_decides_through_its_spokes(demo):
    council = Round.objects.filter(decision__network__slug="common-table").earliest("pk")

    mandates = Mandate.objects.filter(elector__round=council, settled_at__isnull=False)
    assert {each.choice for each in mandates.exclude(choice=None)} <= {"agree", "reservations"}
    assert mandates.exclude(choice=None).count() == 2
    assert council.positions.filter(elector__is_network=True).count() == 1


def test_four_networks_sit_at_the_common_table(demo):
    table = Network.objects.get(slug="common-table")

    inside = Network.objects.filter(affiliations__body=table, affiliations__state="active")
    assert inside.count() == 4
    assert table.points.values("network").distinct().count() == 4
    consents = Consent.objects.filter(version__body=table, network__in=inside)
    assert consents.count() == 3  # one has not said yes, as a network may


@pytest.fixture
def ended(demo):
    """What is published of the cohort that has ended."""
    cohort = Cohort.objects.get(stage=CohortStage.ENDED)
    return Edition.objects.get(body=cohort.network, published_at__isnull=False)


def test_there_are_cohorts_in_the_stages_that_one_looks_for(demo):
    stages = set(Cohort.objects.values_list("stage", flat=True))

    assert stages >= {CohortStage.OPEN, CohortStage.RUNNING, CohortStage.ENDED}


def test_everybody_reads_what_changed_in_the_cohort_that_has_ended(ended, client):
    for name in ("report", "report_print", "report_csv"):
        answer = client.get(reverse(f"cohorts:{name}", args=[ended.body.slug, ended.number]))
        assert answer.status_code == 200

    adopted = Outcome.objects.get(round__decision__network=ended.body)
    assert adopted.result == "adopted"
    assert adopted.round.decision.number == ended.decision


def test_its_people_changed_but_not_alike(ended):
    changes = [
        line.change for group in changes_in(ended) for line in group.questions
        if line.moment == "end"
    ]  # fmt: skip

    assert len(changes_in(ended)) == 4
    assert {change.people for change in changes} == {14}
    assert all(change.spread >= 0.4 for change in changes)
    assert min(change.mean for change in changes) < 0 < max(change.mean for change in changes)
    assert sum(change.down > 0 for change in changes) > len(changes) / 3


def test_its_pictures_differ_and_its_strands_have_quotes(ended):
    (_start, first), (_end, last) = pictures_in(ended, named=False)
    strands, loose = spoken_in(ended)

    assert len(last.lines) > 3 * len(first.lines) > 0
    assert [point.beyond for point in first.points] != [point.beyond for point in last.points]
    assert all(strand.people >= 5 and strand.quotes for strand in strands)
    assert {"named", "nameless"} == {said.quoting for said in loose}


def test_its_programme_is_at_work_elsewhere(ended):
    far = travelled(ended.body)

    assert shared_programme(ended.body)
    assert (far.cohorts, far.countries) == (4, 3)
    assert any(branch.later for branch in far.root.later)
    assert all(offers_for(branch.network) for branch in far.root.later)
