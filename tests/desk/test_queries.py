"""No page asks the database more often because there is more to show.

Besides, every request that any test makes is watched by django-zeal (tests/conftest.py).
"""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from networks.actions.affiliating import affiliate
from networks.actions.log import log
from networks.models import (
    Edition,
    JoinAnswer,
    Likeness,
    Listing,
    Petition,
    Role,
    Source,
    State,
    Verb,
)
from solidarity.inbox.notices import tell
from solidarity.outbox.models import Job
from solidarity.people.actions.freezing import freeze
from solidarity.people.models import Freezing, FrozenBy
from tests.fixtures.networks import new_member, new_network
from tests.fixtures.people import NOON, new_person
from tests.people.proving import at_home

pytestmark = pytest.mark.django_db
FEW, MANY = 10, 100
GARDEN = "/networks/garden/"
PAGES = {
    "home": reverse("home"),
    "directory": reverse("networks:directory"),
    "directory, by words": reverse("networks:directory") + "?q=grove",
    "directory, by cause": reverse("networks:directory") + "?cause=food",
    "about": GARDEN,
    "members": f"{GARDEN}members/",
    "affiliations": f"{GARDEN}affiliations/",
    "log": f"{GARDEN}log/",
    "requests": f"{GARDEN}requests/",
    "requests, narrowed": f"{GARDEN}requests/?asks=on&q=q&sort=newest",
    "texts": f"{GARDEN}requests/texts/",
    "questions": f"{GARDEN}settings/questions/",
    "ways": f"{GARDEN}ways/",
    "settings": f"{GARDEN}settings/",
    "inbox": reverse("inbox:notices"),
    "a person": "/people/p-0/",
    "profile": reverse("people:profile"),
    "desk": reverse("desk:desk"),
    "directories brought in": reverse("desk:imports"),
    "claims": reverse("desk:petitions"),
    "networks that look alike": reverse("desk:alike"),
    "security": reverse("people:security"),
    "frozen accounts": reverse("desk:frozen"),
    "the directory as a feed": reverse("networks:directory_atom"),
}


@pytest.fixture
def keeper(garden, make_person, make_member):
    """Somebody who sees every page: a steward of the garden, and an admin."""
    keeper = make_person("keeper", is_admin=True)
    make_member(garden, keeper, role=Role.STEWARD)
    return keeper


def grow(garden, keeper, numbers):
    """More of everything: of each kind one for each number."""
    for number in numbers:
        person = new_person(f"p-{number}")
        new_member(garden, person)
        asker = new_person(f"q-{number}")
        request = new_member(garden, asker, state=State.ASKED)
        JoinAnswer.objects.create(membership=request, position=1, question="?", words="Yes")
        grove = new_network(f"Grove {number}", steward=keeper)
        new_member(grove, asker, state=State.ASKED)
        affiliate(grove, garden, by=keeper, at=NOON)
        lark = new_network(f"Lark {number}", steward=None, state="unclaimed")
        source = Source.objects.create(name=f"Larks {number}")
        Listing.objects.create(source=source, key="1", network=lark, fields={}, seen_at=NOON)
        Edition.objects.create(source=source, by=keeper, file_name="x.csv", made_at=NOON)
        Likeness.objects.create(first=grove, second=lark, why="name")
        for state in ("waiting", "refused"):
            Petition.objects.create(network=lark, wish="claim", person=asker, state=state,
                                    made_at=NOON, expires_at=NOON, ended_at=NOON)  # fmt: skip
        freeze(asker, FrozenBy.ADMIN, by=keeper, reason="Spam", at=NOON)
        Freezing.objects.create(person=keeper, kind="friend", began_at=NOON, ended_at=NOON)
        log(garden, Verb.ADMITTED, by=keeper, whom=person, at=NOON)
        log(garden, Verb.DECLINED, by=keeper, whom=asker, words="Later, perhaps", at=NOON)
        tell(keeper, kind="networks.asked", about=grove, key=f"{number}", words="Ana", at=NOON)
        Job.objects.create(kind="a.b", key=f"dead-{number}", state="dead", asked_at=NOON,
                           due_at=NOON, ended_at=NOON)  # fmt: skip


def queries_of_pages(client):
    """How many each page sends, by name."""
    sent = {}
    for name, address in PAGES.items():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200, name
        sent[name] = len(captured)
    return sent


def test_ten_rows_and_a_hundred_take_the_same_queries(client, garden, keeper):
    at_home(keeper, client=client)
    grow(garden, keeper, range(FEW))
    queries_of_pages(client)  # content types and the like are asked for once
    with_few = queries_of_pages(client)

    grow(garden, keeper, range(FEW, MANY))

    assert queries_of_pages(client) == with_few


def test_the_front_page_takes_the_same_queries_however_many_there_are(client, garden, keeper):
    client.get("/")
    with CaptureQueriesContext(connection) as with_one:
        client.get("/")

    grow(garden, keeper, range(FEW))

    with CaptureQueriesContext(connection) as with_ten:
        client.get("/")
    assert len(with_ten) == len(with_one)


@pytest.mark.parametrize("policy", ["open", "ask"])
def test_joining_takes_25_queries_at_most_however_many_stewards_are_told(
    client, ana, make_network, make_person, make_member, policy
):
    grove = make_network("Grove", join_policy=policy, questions=["What brings you here?"])
    for _each in range(MANY // 5):
        make_member(grove, make_person(), role=Role.STEWARD)
    ContentType.objects.get_for_model(grove)  # which a process asks for once
    client.force_login(ana)

    with CaptureQueriesContext(connection) as captured:
        answer = client.post("/networks/grove/join/", {"answer_1": "Bread"})

    assert answer.status_code == 302
    assert grove.memberships.filter(person=ana).exists()
    # The transactions of the page are savepoints in that of the test.
    sent = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(sent) <= 25, "\n".join(statement[:150] for statement in sent)
