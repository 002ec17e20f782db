"""Networks that ask to belong to one another: who may, what follows, what is never possible."""

from datetime import timedelta

import pytest

from networks.actions.affiliating import affiliate
from networks.actions.approaching import (
    accept,
    approach,
    ask_again,
    decline,
    recall,
    separate,
    set_terms,
    tidy_approaches,
)
from networks.models import Affiliation, Approach, LogEntry, Network, NetworkState, Role, Side
from networks.queries import approach_for, log_of
from solidarity.base.limits import TooOften
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from solidarity.threads.actions import comment
from solidarity.threads.models import Post
from solidarity.threads.queries import threads_of
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
LATER = NOON + timedelta(days=1)


@pytest.fixture
def dora(coalition):
    return coalition.memberships.get(role=Role.STEWARD).person


def ask(member, body, *, by, key="one", at=NOON, **more):
    said = {"side": Side.MEMBER, "message": "We bake.", "key": key, "at": at}
    return approach(member.pk, body.pk, by=by, **said | more)


def invite(body, member, *, by, key="one", at=NOON, **more):
    return ask(body, member, by=by, key=key, at=at, side=Side.BODY, **more)


def test_a_network_asks_and_the_body_lets_it_in(garden, coalition, cleo, dora, told):
    set_terms(
        coalition.pk, by=dora, questions=[("What do you bring?", True)], prerequisites=[], at=NOON
    )

    made = ask(garden, coalition, by=cleo, answers={1: "Bread"})
    accept(made.pk, by=dora, at=LATER)

    assert Affiliation.objects.get().state == "active"
    assert [(each.question, each.words) for each in made.answers.all()] == [
        ("What do you bring?", "Bread")
    ]
    assert told(dora) == ["networks.asked_in"]
    assert told(cleo) == ["networks.spoke_sought", "networks.accepted_in"]


def test_a_body_invites_and_the_network_answers_its_questions(garden, coalition, cleo, dora, told):
    set_terms(
        coalition.pk, by=dora, questions=[("What do you bring?", True)], prerequisites=[], at=NOON
    )

    made = invite(coalition, garden, by=dora)
    accept(made.pk, by=cleo, at=LATER, answers={1: "Bread"})

    assert Affiliation.objects.filter(member=garden, body=coalition, state="active").exists()
    assert made.answers.get().words == "Bread"
    assert told(cleo) == ["networks.invited_in", "networks.spoke_sought"]
    assert told(dora) == ["networks.accepted_in"]


def test_both_logs_say_it_and_name_only_their_own_steward(garden, coalition, cleo, dora):
    made = ask(garden, coalition, by=cleo)
    decline(made.pk, by=dora, reason="Not this year.", at=LATER)

    rows = LogEntry.objects.order_by("pk").values_list("network__name", "verb", "by__handle")
    assert sorted(rows, key=str) == sorted(
        [
            ("Garden", "approached", "cleo"),
            ("Coalition", "approached", None),
            ("Coalition", "turned_down", "dora"),
            ("Garden", "turned_down", None),
        ],
        key=str,
    )


def test_a_no_has_a_reason_that_those_who_asked_are_given(garden, coalition, cleo, dora, told):
    made = ask(garden, coalition, by=cleo)

    decline(made.pk, by=dora, reason="Not this year.", at=LATER)

    assert Approach.objects.get().reason == "Not this year."
    assert told(cleo) == ["networks.turned_down"]
    assert Notice.objects.get(person=cleo).words == "Not this year."
    assert not Affiliation.objects.exists()


@pytest.mark.parametrize("who", ["ana", "dora"])
def test_only_its_stewards_speak_for_a_network(who, garden, coalition, dora, ana, make_member):
    make_member(garden, ana)
    person = {"ana": ana, "dora": dora}[who]

    with pytest.raises(Refused, match="Only the stewards"):
        ask(garden, coalition, by=person)

    assert not Approach.objects.exists()


@pytest.mark.parametrize("who", ["ana", "cleo"])
def test_only_stewards_of_the_asked_answer(who, garden, coalition, cleo, ana, make_member):
    make_member(coalition, ana)
    made = ask(garden, coalition, by=cleo)
    person = {"ana": ana, "cleo": cleo}[who]

    for act in (
        lambda: accept(made.pk, by=person, at=LATER),
        lambda: decline(made.pk, by=person, reason="No", at=LATER),
    ):
        with pytest.raises(Refused, match="Only the stewards"):
            act()

    assert not Affiliation.objects.exists()


def test_only_those_who_asked_take_it_back(garden, coalition, cleo, dora, told):
    made = ask(garden, coalition, by=cleo)
    with pytest.raises(Refused, match="Only the stewards"):
        recall(made.pk, by=dora, reason="", at=LATER)

    recall(made.pk, by=cleo, reason="We talked.", at=LATER)

    assert told(dora) == ["networks.asked_in", "networks.taken_back"]
    with pytest.raises(Refused, match="taken back"):
        accept(made.pk, by=dora, at=LATER)


def test_one_does_not_ask_twice_but_the_same_form_twice_is_one(garden, coalition, cleo):
    first = ask(garden, coalition, by=cleo, key="form")

    assert ask(garden, coalition, by=cleo, key="form") == first
    with pytest.raises(Refused, match="asked Coalition already"):
        ask(garden, coalition, by=cleo, key="other")


def test_who_is_asked_already_is_told_to_answer(garden, coalition, cleo, dora):
    invite(coalition, garden, by=dora)

    with pytest.raises(Refused, match="has asked you already"):
        ask(garden, coalition, by=cleo, key="other")


def test_after_a_no_the_body_does_not_ask_again_unless_it_is_asked(garden, coalition, cleo, dora):
    decline(invite(coalition, garden, by=dora).pk, by=cleo, reason="Too early", at=NOON)
    with pytest.raises(Refused, match="said no to you"):
        invite(coalition, garden, by=dora, key="two", at=LATER)

    recall(ask(garden, coalition, by=cleo, key="three").pk, by=cleo, reason="", at=LATER)

    assert invite(coalition, garden, by=dora, key="four", at=LATER).state == "open"


def test_an_invitation_runs_out_after_14_days_and_can_be_sent_again(garden, coalition, cleo, dora):
    made = invite(coalition, garden, by=dora)
    over = NOON + timedelta(days=14)
    with pytest.raises(Refused, match="run out"):
        accept(made.pk, by=cleo, at=over)
    assert tidy_approaches(at=over) == 1

    ask_again(made.pk, by=dora, at=over)

    accept(made.pk, by=cleo, at=over + timedelta(days=13))
    assert Affiliation.objects.exists()


def test_what_one_asks_oneself_does_not_run_out(garden, coalition, cleo, dora):
    made = ask(garden, coalition, by=cleo)

    accept(made.pk, by=dora, at=NOON + timedelta(days=400))

    assert Affiliation.objects.exists()
    with pytest.raises(Refused):
        ask_again(made.pk, by=cleo, at=LATER)


def test_a_network_must_belong_elsewhere_before(garden, coalition, cleo, dora, make_network):
    union = make_network("Union", kind="coalition")
    set_terms(coalition.pk, by=dora, questions=[], prerequisites=[union], at=NOON)
    with pytest.raises(Refused, match="it must belong to: Union"):
        ask(garden, coalition, by=cleo)

    made = invite(coalition, garden, by=dora)
    with pytest.raises(Refused, match="it must belong to: Union"):
        accept(made.pk, by=cleo, at=LATER)
    affiliate(garden, union, by=cleo, at=NOON)
    accept(made.pk, by=cleo, at=LATER)

    assert Affiliation.objects.filter(body=coalition).exists()


def test_a_condition_that_went_hidden_is_asked_of_nobody(
    garden, coalition, cleo, dora, make_network
):
    union = make_network("Union", kind="coalition")
    set_terms(coalition.pk, by=dora, questions=[], prerequisites=[union], at=NOON)
    Network.objects.filter(pk=union.pk).update(visibility="hidden")

    assert ask(garden, coalition, by=cleo).state == "open"


def test_a_circle_is_refused_before_and_at_the_answer(garden, coalition, cleo, dora):
    made = ask(garden, coalition, by=cleo)
    affiliate(coalition, garden, by=None, at=NOON)

    with pytest.raises(Refused, match="member of itself"):
        accept(made.pk, by=dora, at=LATER)
    assert Approach.objects.get().state == "open"
    recall(made.pk, by=cleo, reason="", at=LATER)
    with pytest.raises(Refused, match="circle"):
        ask(garden, coalition, by=cleo, key="two")


@pytest.mark.parametrize("kind", ["cohort"])
def test_people_and_not_networks_take_part_in_a_cohort(kind, garden, cleo, make_network):
    cohort = make_network("Cohort", kind=kind)

    with pytest.raises(Refused, match="is a cohort"):
        ask(garden, cohort, by=cleo)


def test_nobody_answers_for_a_network_without_stewards(garden, cleo, make_network):
    lonely = make_network("Lonely", steward=None)
    assert lonely.state == NetworkState.SEEKING

    with pytest.raises(Refused, match="nobody could answer"):
        ask(garden, lonely, by=cleo)


def test_a_network_that_one_may_not_know_of_is_not_there_to_ask(garden, hidden, cleo):
    with pytest.raises(Network.DoesNotExist):
        ask(garden, hidden, by=cleo)


def test_the_stewards_of_both_talk_and_nobody_else_reads(
    garden, coalition, cleo, dora, ana, make_member, told
):
    make_member(garden, ana)
    made = ask(garden, coalition, by=cleo)
    thread = threads_of(made).get()

    comment(thread.pk, by=dora, words="Welcome! Who are you?", key="d", at=LATER)

    assert told(cleo) == ["threads.answered"]
    assert approach_for(ana, made.pk) is None
    with pytest.raises(Refused):
        comment(thread.pk, by=ana, words="Hello", key="a", at=LATER)
    assert Post.objects.count() == 2


@pytest.mark.parametrize("side", ["member", "body"])
def test_either_side_ends_it_with_a_reason_in_both_logs(
    side, garden, make_network, cleo, dora, make_affiliation
):
    ring = make_network("Ring", steward=dora)
    affiliation = make_affiliation(garden, ring)
    by = cleo if side == "member" else dora

    separate(affiliation.pk, by=by, reason="Other seasons.", at=LATER)

    affiliation.refresh_from_db()
    assert affiliation.state == "ended"
    entries = LogEntry.objects.filter(verb="parted")
    assert {(each.network.name, each.written.words) for each in entries} == {
        ("Garden", "Other seasons."), ("Ring", "Other seasons."),
    }  # fmt: skip


def test_nobody_else_ends_it(garden, coalition, ana, make_member, make_affiliation):
    affiliation = make_affiliation(garden, coalition)
    make_member(garden, ana)

    with pytest.raises(Refused, match="Only the stewards"):
        separate(affiliation.pk, by=ana, reason="No", at=LATER)


def test_what_was_said_with_a_hidden_network_is_not_in_the_log_of_others(
    hidden, coalition, dora, make_affiliation, ana, make_member
):
    affiliation = make_affiliation(hidden, coalition)
    make_member(coalition, ana)
    hana = hidden.memberships.get().person

    separate(affiliation.pk, by=hana, reason="The Hidden Harbour goes.", at=LATER)

    read = [(each.other, each.words) for each in log_of(ana, coalition)]
    assert (None, "") in read
    assert "Harbour" not in str(read)


def test_asking_has_a_limit(garden, cleo, make_network, coalition):
    for number in range(40):
        made = ask(garden, coalition, by=cleo, key=f"key-{number}")
        recall(made.pk, by=cleo, reason="", at=NOON)

    with pytest.raises(TooOften):
        ask(garden, coalition, by=cleo, key="one more")


@races
def test_of_two_stewards_who_answer_at_once_the_first_counts(
    garden, coalition, cleo, make_person, make_member
):
    dora = coalition.memberships.get(role=Role.STEWARD).person
    eve = make_person("eve")
    make_member(coalition, eve, role=Role.STEWARD)
    made = ask(garden, coalition, by=cleo)

    results = at_once(
        lambda: accept(made.pk, by=dora, at=LATER),
        lambda: decline(made.pk, by=eve, reason="No", at=LATER),
    )

    assert len(raised(results, Refused)) == 1
    made.refresh_from_db()
    assert Affiliation.objects.exists() == (made.state == "accepted")


@races
def test_two_answers_at_once_close_no_circle(garden, coalition, cleo):
    dora = coalition.memberships.get(role=Role.STEWARD).person
    up = ask(garden, coalition, by=cleo, key="up")
    down = ask(coalition, garden, by=dora, key="down")

    results = at_once(
        lambda: accept(up.pk, by=dora, at=LATER), lambda: accept(down.pk, by=cleo, at=LATER)
    )

    assert len(raised(results, Refused)) == 1
    assert Affiliation.objects.filter(state="active").count() == 1


@races
def test_two_who_ask_each_other_at_once_do_not_cross(garden, coalition, cleo):
    dora = coalition.memberships.get(role=Role.STEWARD).person

    results = at_once(
        lambda: ask(garden, coalition, by=cleo, key="a"),
        lambda: invite(coalition, garden, by=dora, key="b"),
    )

    assert len(raised(results, Refused)) == 1
    assert Approach.objects.filter(state="open").count() == 1
