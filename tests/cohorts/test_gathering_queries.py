"""However many apply, the pages of a call ask the database as often."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cohorts.models import Application, Cohort, Gathering, Quota, Stage
from solidarity.people.models import Person
from tests.fixtures.cohorts import MakeApplication, MakeCohort
from tests.fixtures.people import MakePerson

PAGES = [
    "", "applications/", "applications/?state=talk", "applications/letters/declined/",
    "choosing/", "choosing/?like=region:europe", "choosing/mix/",
]  # fmt: skip
FEW, MOST_QUERIES = 4, 25


@pytest.fixture
def call(make_cohort: MakeCohort, ben: Person) -> Cohort:
    cohort = make_cohort(
        name="Bridges", stage=Stage.CHOOSING, facilitators=[ben], programme={"seats": 3}
    )
    Gathering.objects.create(cohort=cohort, by_lottery=True, seed_digest="0" * 64)
    for value in ("europe", "africa", "latin"):
        Quota.objects.create(cohort=cohort, feature="region", value=value, at_most=2)
    return cohort


def asked(client: Client, more: str) -> int:
    address = f"/networks/bridges/programme/{more}"
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize("more", PAGES)
def test_twice_as_many_applicants_take_no_more_queries(
    client: Client, ben: Person, call: Cohort, make_person: MakePerson,
    make_application: MakeApplication, more: str,
) -> None:  # fmt: skip
    client.force_login(ben)
    found = []
    for _round in range(2):
        for _each in range(FEW):
            make_application(call, make_person(), region="europe", will_talk=ben, is_proposed=False)
        found.append(asked(client, more))

    assert found[0] == found[1] <= MOST_QUERIES
    assert Application.objects.count() == 2 * FEW
