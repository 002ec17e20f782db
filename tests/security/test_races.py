"""R8: a double click, going back and sending again, fifty at once: one row, one trace, one notice.

CVE-2023-47634: a race let one endorse twice.
"""

import threading
from collections import Counter

import pytest
from django.db import connections

from networks.actions.joining import join
from networks.models import LogEntry, Membership, Network, Role, State, Verb
from solidarity.inbox.models import Notice
from solidarity.outbox.models import Job
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit
from tests.roles.cells import client_for, session_of

races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
AT_ONCE = 50
STEPS = {
    "purpose": {"name": "Bread & Roses", "summary": "We bake."},
    "reach": {"causes": ["food"]},
    "door": {"visibility": "public", "join_policy": "ask"},
}


def at_once(person, path, typed):
    """Send the same form fifty times at the same moment; how often each status came back."""
    key = session_of(person)
    gate = threading.Barrier(AT_ONCE)
    statuses: Counter[int] = Counter()

    def send():
        client = client_for(key)
        gate.wait(60)
        try:
            statuses[client.post(path, typed).status_code] += 1
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(100)
    assert statuses.total() == AT_ONCE
    assert set(statuses) <= {302, 422, 429}, statuses
    return statuses


@races
def test_fifty_requests_to_join_are_one(garden, ana, cleo):
    at_once(ana, "/networks/garden/join/", {"answer_1": "I love soil"})

    assert Membership.objects.get(person=ana).answers.get().words == "I love soil"
    assert LogEntry.objects.filter(verb=Verb.ASKED).count() == 1
    assert Notice.objects.filter(person=cleo).count() == 1
    assert Job.objects.filter(kind="inbox.mail").count() == 1


@races
def test_fifty_times_into_an_open_network_is_once(make_network, ana):
    make_network("Bread", join_policy="open")
    at_once(ana, "/networks/bread/join/", {})

    assert Membership.objects.get(person=ana).state == State.ACTIVE
    assert LogEntry.objects.filter(verb=Verb.JOINED).count() == 1
    assert Notice.objects.filter(person=ana).count() == 1


@races
def test_a_draft_sent_fifty_times_is_one_network(ana):
    client = visit(ana)
    for step, typed in STEPS.items():
        client.post(f"/networks/new/{step}/", typed)
    at_once(ana, "/networks/new/check/", {})

    assert Network.objects.get().memberships.get().role == Role.STEWARD
    assert LogEntry.objects.filter(verb=Verb.FOUNDED).count() == 1


@races
def test_letting_in_fifty_times_is_once(garden, ana, cleo):
    asked = join(garden.pk, by=ana, answers={1: "x"}, at=NOON)
    statuses = at_once(cleo, f"/networks/garden/requests/{asked.pk}/admit/", {})

    assert statuses == {302: AT_ONCE}
    assert LogEntry.objects.filter(verb=Verb.ADMITTED).count() == 1
    assert Notice.objects.filter(person=ana).count() == 1
    assert Job.objects.filter(kind="inbox.mail").count() == 2  # to the steward, and to ana


@races
def test_declining_fifty_times_is_once(garden, ana, cleo):
    asked = join(garden.pk, by=ana, answers={1: "x"}, at=NOON)
    at_once(cleo, f"/networks/garden/requests/{asked.pk}/decline/", {"reason": "We are full."})

    assert LogEntry.objects.filter(verb=Verb.DECLINED).count() == 1
    assert Notice.objects.filter(person=ana).count() == 1


@races
def test_leaving_fifty_times_is_once(garden, ana, make_member):
    make_member(garden, ana)
    at_once(ana, "/networks/garden/leave/", {})

    assert LogEntry.objects.filter(verb=Verb.LEFT).count() == 1


@pytest.mark.django_db
def test_a_double_click_on_each_button_does_it_once(garden, ana, ben, cleo, make_member):
    make_member(garden, ben)
    asked = join(garden.pk, by=ana, answers={1: "x"}, at=NOON)
    admit = f"/networks/garden/requests/{asked.pk}/admit/"
    clicks = [(cleo, admit), (ben, "/networks/garden/leave/"), (ana, "/networks/garden/leave/")]
    for who, path in clicks:
        client = visit(who)
        first, second = client.post(path), client.post(path)
        assert first.status_code == 302
        assert second.status_code in {302, 422}

    verbs = Counter(LogEntry.objects.values_list("verb", flat=True))
    assert verbs == {"asked": 1, "admitted": 1, "left": 2}


@pytest.mark.django_db
def test_going_back_and_asking_again_says_that_one_has_asked(garden, ana):
    client = visit(ana)
    client.post("/networks/garden/join/", {"answer_1": "First"})
    again = Page(client.post("/networks/garden/join/", {"answer_1": "Second"}))

    assert again.status == 422
    assert "You have asked already" in again.main
    assert again.form("answer_1").fields["answer_1"] == ["Second"]
    assert Membership.objects.get(person=ana).answers.get().words == "First"
