from datetime import timedelta

import pytest
from django.utils.timezone import now

from networks.actions.joining import admit, join, withdraw
from networks.models import JoinPolicy, Membership, Network, NetworkState, Role, State
from solidarity.base.refused import Refused
from solidarity.outbox.models import Job
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def go(network, person, *, answers=None, at=NOON):
    return join(network.pk, by=person, answers=answers or {}, at=at)


def test_who_joins_an_open_network_is_a_member_at_once(make_network, ana, logged, told):
    open_house = make_network(join_policy=JoinPolicy.OPEN)

    membership = go(open_house, ana)

    assert (membership.state, membership.role) == (State.ACTIVE, Role.MEMBER)
    assert (membership.asked_at, membership.answered_at, membership.answered_by) == (
        NOON, NOON, None,
    )  # fmt: skip
    assert logged(open_house) == [("joined", ana, None)]
    assert told(ana) == ["networks.welcome"]


def test_where_stewards_decide_one_asks_and_they_are_told(
    garden, second_steward, ana, cleo, logged, told
):
    membership = go(garden, ana, answers={1: "Bread"})

    assert (membership.state, membership.answered_at) == (State.ASKED, None)
    assert logged(garden) == [("asked", ana, None)]
    assert told(cleo) == told(second_steward) == ["networks.asked"]
    assert told(ana) == []
    notice = cleo.notices.get()
    assert (notice.words, notice.asks) == ("Ana", True)


def test_members_who_are_no_stewards_are_not_told(garden, ana, ben, make_member, told):
    make_member(garden, ben)

    go(garden, ana)

    assert told(ben) == []


def test_where_members_admit_all_of_them_are_told_by_a_job(
    make_network, make_member, make_person, ana, cleo, told, jobs_done,
    django_assert_max_num_queries,
):  # fmt: skip
    network = make_network(admission="members")
    others = [make_person(f"member-{number}") for number in range(60)]
    for person in others:
        make_member(network, person)
    make_member(network, sleeper := make_person("sleeper", is_active=False))
    paused = make_member(network, make_person("paused"))
    paused.paused_until = now() + timedelta(days=1)
    paused.save()

    with django_assert_max_num_queries(30):
        go(network, ana)
    assert (told(cleo), told(others[-1])) == (["networks.asked"], [])

    jobs_done("networks.put_request")
    assert {tuple(told(person)) for person in [cleo, *others]} == {("networks.asked",)}
    assert told(sleeper) == told(paused.person) == told(ana) == []
    assert others[0].notices.get().asks


@pytest.mark.parametrize("then", ["answered", "taken back", "asked again"])
def test_members_are_not_told_of_a_request_that_waits_no_more(
    make_network, make_member, ana, ben, told, jobs_done, cleo, then
):
    network = make_network(admission="members")
    make_member(network, ben)
    request = go(network, ana)
    if then == "answered":
        admit(request.pk, by=cleo, at=NOON)
    else:
        withdraw(network.pk, by=ana, at=NOON)
    if then == "asked again":
        go(network, ana, at=NOON + timedelta(days=1))

    jobs_done("networks.put_request")
    jobs_done("networks.put_request")
    assert told(ben) == (["networks.asked"] if then == "asked again" else [])


def test_answers_are_kept_with_the_question_as_it_was_put(garden, ana):
    membership = go(garden, ana, answers={1: "Bread and roses"})
    garden.questions.update(words="Changed later?")

    (answer,) = membership.answers.all()
    assert (answer.position, answer.question, answer.words) == (
        1, "What brings you here?", "Bread and roses",
    )  # fmt: skip


def test_answers_to_questions_that_nobody_asked_are_not_kept(garden, ana):
    membership = go(garden, ana, answers={1: "", 7: "x", -1: "y"})

    assert not membership.answers.exists()


@pytest.mark.parametrize("before", [State.WITHDRAWN, State.DECLINED, State.LEFT])
def test_who_went_may_ask_again_with_new_answers(garden, ana, make_member, before):
    old = make_member(garden, ana, state=before)
    old.answers.create(position=1, question="Old?", words="Old")
    later = NOON + timedelta(days=30)

    membership = go(garden, ana, answers={1: "New"}, at=later)

    assert membership.pk == old.pk
    assert (membership.state, membership.asked_at) == (State.ASKED, later)
    assert membership.answered_at is None
    assert [answer.words for answer in membership.answers.all()] == ["New"]


def test_who_asks_again_after_a_no_is_heard_again(garden, ana, cleo, make_member, told):
    go(garden, ana)
    Membership.objects.filter(person=ana).update(state=State.DECLINED)

    go(garden, ana, at=NOON + timedelta(days=1))

    assert told(cleo) == ["networks.asked"] * 2


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (State.ACTIVE, "You are a member already"),
        (State.ASKED, "You have asked already"),
        (State.BANNED, "closed this network to you"),
    ],
)
def test_who_is_in_waits_or_may_not_return_is_refused(
    garden, ana, make_member, logged, state, reason
):
    make_member(garden, ana, state=state)

    with pytest.raises(Refused, match=reason):
        go(garden, ana)

    assert garden.memberships.get(person=ana).state == state
    assert logged(garden) == []


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"steward": None, "state": NetworkState.UNCLAIMED}, "Nobody looks after this network"),
        ({"steward": None}, "looking for new stewards"),
        ({"join_policy": JoinPolicy.INVITATION}, "joins here by invitation"),
    ],
)
def test_a_network_that_takes_nobody_refuses_and_says_why(make_network, ana, fields, reason):
    closed = make_network(**fields)

    with pytest.raises(Refused, match=reason):
        go(closed, ana)

    assert not closed.memberships.filter(person=ana).exists()


def test_a_network_looking_for_stewards_takes_nobody_even_if_its_door_is_open(make_network, ana):
    orphan = make_network(steward=None, join_policy=JoinPolicy.OPEN)

    with pytest.raises(Refused, match="looking for new stewards"):
        go(orphan, ana)


def test_a_hidden_network_is_not_there_for_strangers(hidden, ana):
    with pytest.raises(Network.DoesNotExist):
        go(hidden, ana)


def test_a_hidden_body_takes_requests_from_members_of_what_belongs_to_it(
    hidden, garden, ana, make_member, make_affiliation
):
    make_member(garden, ana)
    make_affiliation(garden, hidden)

    assert go(hidden, ana).state == State.ASKED


def test_joining_asks_the_database_twenty_five_times_at_most(
    garden, ana, django_assert_max_num_queries
):
    with django_assert_max_num_queries(25):
        go(garden, ana, answers={1: "Bread"})


@races
@pytest.mark.parametrize("policy", [JoinPolicy.OPEN, JoinPolicy.ASK])
def test_asked_for_twenty_times_at_once_it_is_done_once(make_network, ana, logged, told, policy):
    network = make_network(join_policy=policy)

    results = at_once(*[lambda: go(network, ana)] * 20)

    assert len(raised(results, Refused)) == 19
    assert network.memberships.filter(person=ana).count() == 1
    assert len(logged(network)) == 1
    assert Job.objects.count() == 1


@races
def test_many_people_join_at_the_same_moment(make_network, make_person, logged):
    network = make_network(join_policy=JoinPolicy.OPEN)
    people = [make_person(f"p{n}") for n in range(8)]

    results = at_once(*[lambda person=person: go(network, person) for person in people])

    assert raised(results, Refused) == []
    assert network.memberships.filter(state=State.ACTIVE).count() == 9
    assert len(logged(network)) == 8
