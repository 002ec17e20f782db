"""Generated data keep every promise that the database makes, and come out the same each time."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from psycopg2.errors import UniqueViolation

from networks.models import (
    Affiliation,
    AffiliationPath,
    LogEntry,
    Membership,
    Network,
    NetworkState,
    Role,
    State,
)
from solidarity.people.models import Person
from solidarity.threads.models import Thread

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

CLOSURE = """
    WITH RECURSIVE walk AS (
        SELECT member_id AS descendant, body_id AS ancestor, 1 AS steps
        FROM networks_affiliation WHERE state = 'active'
        UNION
        SELECT walk.descendant, above.body_id, walk.steps + 1
        FROM walk JOIN networks_affiliation above ON above.member_id = walk.ancestor
    )
    SELECT ancestor, descendant, min(steps) FROM walk GROUP BY ancestor, descendant
"""


def generate(networks=60, people=400, **options):
    call_command("generate", networks=networks, people=people, **options)


def test_it_fills_the_database_and_all_of_it_holds(client):
    generate()

    assert Network.objects.count() == 60
    assert Person.objects.count() == 400
    stewards = Membership.objects.filter(role=Role.STEWARD).values("network")
    active = Network.objects.filter(state=NetworkState.ACTIVE)
    assert set(active.values_list("pk")) == set(stewards.values_list("network"))
    with connection.cursor() as cursor:
        cursor.execute(CLOSURE)
        closure = set(cursor.fetchall())
    paths = AffiliationPath.objects.values_list("ancestor", "descendant", "steps")
    assert Affiliation.objects.exists()
    assert set(paths) == closure
    assert LogEntry.objects.filter(verb="founded").count() == active.count() + seeking()
    bench = Person.objects.get(handle="bench")
    queue = Network.objects.get(slug="generated-queue")
    assert bench.memberships.count() > 5
    assert bench.memberships.get(network=queue).role == Role.STEWARD
    assert queue.memberships.filter(state=State.ASKED).count() == 50
    for thread in Thread.objects.all():
        posts = list(thread.posts.order_by("pk"))
        assert (posts[-1].pk, len(posts)) == (thread.newest, thread.comments + 1)
    assert Network.objects.filter(latitude__isnull=False).count() > 40


def seeking():
    return Network.objects.filter(state=NetworkState.SEEKING).count()


def test_stewards_are_guarded_again_afterwards():
    generate(20, 200)
    queue = Membership.objects.filter(network__slug="generated-queue", role=Role.STEWARD)

    with pytest.raises(IntegrityError, match="has no steward"), transaction.atomic():
        queue.update(role=Role.MEMBER)


def test_what_is_written_later_goes_on_after_it(ana):
    generate(20, 200)

    later = Person.objects.create_user("late@example.org", handle="late", display_name="Late")

    assert later.pk == max(Person.objects.values_list("pk", flat=True))


def test_all_is_written_or_nothing():
    generate(20, 200, seed=7)
    before = Person.objects.count()
    Person.objects.filter(handle="bench").update(handle="other", email="other@example.org")

    with pytest.raises(UniqueViolation):  # the same seed makes up the same people
        generate(20, 200, seed=7)

    assert Person.objects.count() == before
    assert Network.objects.count() == 20


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"networks": 3}, "--networks: at least 20"),
        ({"people": 10}, "--people: at least 200"),
    ],
)
def test_too_few_are_refused_in_words(options, words):
    with pytest.raises(CommandError, match=words):
        generate(**options)


def test_it_runs_once_on_a_database(ana):
    generate(20, 200)

    with pytest.raises(CommandError, match="fresh"):
        generate(20, 200)


def test_it_stays_out_of_production_unless_told(settings):
    settings.DEVELOPMENT = False

    with pytest.raises(CommandError, match="--anyway"):
        generate()
