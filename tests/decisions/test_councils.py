"""Networks that decide together: what each carries, what is said for it, who stands behind it."""

from datetime import timedelta

import pytest
import time_machine

from decisions.actions import councils
from decisions.actions.closing import cancel, close_if_due, extend
from decisions.actions.opening import open_round
from decisions.actions.taking import take_back_block
from decisions.actions.writing import write_version
from decisions.models import Became, Concern, Decision, Freedom, Mandate, Position, Stage
from decisions.queries.councils import council_of
from decisions.queries.counting import record_of
from decisions.queries.writing import WORDING, question_words
from networks.models import Role
from solidarity.base.refused import Refused
from solidarity.base.stale import fingerprint
from solidarity.inbox.models import Notice
from tests.decisions.council import (
    DAY,
    MINUTE,
    asked,
    free,
    inner_round,
    mandate,
    say_inside,
    settled,
    speak,
    spoke_for,
)
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
WHY = {"reason": "The river floods there.", "rests_on": "We protect the river."}


class Union:
    """A coalition of three networks, each with three members; the first of each speaks for it."""

    def __init__(self, make_network, make_person, make_member, make_affiliation):
        self.steward = make_person("dora")
        self.body = make_network("Union", kind="coalition", steward=self.steward)
        self.networks, self.people, self.places = {}, {}, {}
        for name in ("bakers", "gardens", "river"):
            people = [make_person(f"{name}-{number}") for number in range(1, 4)]
            network = make_network(name.title(), steward=people[0])
            for person in people[1:]:
                make_member(network, person)
            self.networks[name], self.people[name] = network, people
            self.places[name] = make_affiliation(network, self.body)
            spoke_for(self.places[name], people[0])

    def spoke(self, name):
        return self.people[name][0]


@pytest.fixture
def union(make_network, make_person, make_member, make_affiliation):
    """`union.networks["river"]`, `union.people["river"]`, `union.spoke("river")`."""
    return Union(make_network, make_person, make_member, make_affiliation)


@pytest.fixture
def council(union, open_decision):
    """The round of a question of the union that all three networks have been asked."""
    round = open_decision(union.body, by=union.steward, who="networks", days_open=15)
    asked(round)
    return round


def all_say(council, union, name, *choices, **words):
    for person, choice in zip(union.people[name], choices, strict=False):
        say_inside(council, union.networks[name], person, choice, **words)


def told(person, kind):
    return Notice.objects.filter(person=person, kind=f"decisions.{kind}")


def test_each_network_is_asked_on_its_own_page_and_decides_before_the_council(council, union):
    for name, network in union.networks.items():
        inner = mandate(council, network).inner
        assert (inner.network, inner.title) == (network, council.decision.title)
        assert inner.versions.get().words == council.version.words
        assert inner.rounds.get().closes_at == council.opens_at + timedelta(days=10)
        assert {each.person for each in inner.rounds.get().electors.all()} == set(
            union.people[name]
        )


def test_it_is_asked_by_a_job_once_however_often_it_runs(union, open_decision, jobs_done):
    round = open_decision(union.body, by=union.steward, who="networks", days_open=15)
    with time_machine.travel(NOON + MINUTE):
        jobs_done("decisions.ask_network")
    asked(round)

    assert Decision.objects.filter(mandate__elector__round=round).count() == 3


def test_people_alone_are_asked_for_no_mandate(garden, electors, open_decision):
    open_decision(garden)

    assert not Mandate.objects.exists()


def test_a_network_decides_as_it_usually_does(union, open_decision):
    union.networks["river"].usual_methods.create(
        subject="other", method={"name": "majority"}, quorum="1/2"
    )
    round = open_decision(union.body, by=union.steward, who="networks", days_open=15)
    asked(round)

    inner = inner_round(round, union.networks["river"])
    assert (inner.method, inner.quorum) == ({"name": "majority"}, "1/2")
    assert inner_round(round, union.networks["bakers"]).method == {"name": "consensus"}


def test_what_its_people_decide_is_what_the_network_carries(council, union):
    river, bakers, gardens = (union.networks[name] for name in ("river", "bakers", "gardens"))
    all_say(council, union, "river", "agree", "agree")
    all_say(council, union, "bakers", "agree", "reservations", reason="It is far.")
    all_say(council, union, "gardens", "agree", "block", **WHY)

    assert settled(council, river).choice == "agree"
    assert settled(council, bakers).choice == "reservations"
    assert settled(council, gardens).choice == {"stance": "block", "reason": None, "rests_on": None}
    assert told(union.spoke("river"), "mandate_settled").exists()


def test_a_network_where_nobody_took_a_position_carries_none(council, union):
    found = settled(council, union.networks["river"])

    assert found.choice is None
    assert found.settled_at


def test_its_own_question_is_over_with_that(council, union):
    all_say(council, union, "gardens", "agree", "block", **WHY)

    assert settled(council, union.networks["gardens"]).inner.stage == Stage.CLOSED


def test_a_spoke_waits_until_her_network_has_decided(council, union):
    with pytest.raises(Refused, match="still decides"):
        speak(council, union.spoke("river"), union.networks["river"], "agree", at=NOON + DAY)


def test_a_free_spoke_speaks_at_any_time(council, union):
    river, spoke = union.networks["river"], union.spoke("river")
    free(council, river, spoke, Freedom.FREE)

    speak(council, spoke, river, "agree", at=NOON + DAY)

    assert Position.objects.filter(elector__network=river, departs=False).exists()


def test_an_alternate_speaks_where_the_spoke_cannot_and_others_never(council, union):
    river, people = union.networks["river"], union.people["river"]
    spoke_for(union.places["river"], people[1], stands_in=True)
    settled(council, river)

    speak(council, people[1], river, "agree", reason="Nobody answered.")
    with pytest.raises(Refused, match="no voice here"):
        speak(council, people[2], river, "agree")


def test_what_she_was_told_counts_at_once(council, union):
    river = union.networks["river"]
    all_say(council, union, "river", "agree", "agree")
    settled(council, river)

    position = speak(council, union.spoke("river"), river, "agree")

    assert not position.departs
    assert record_of(council)["positions"] == {str(position.elector.number): "agree"}


def test_a_guided_spoke_departs_with_a_reason_that_her_network_reads_at_once(
    council, union, jobs_done, client
):
    river, spoke = union.networks["river"], union.spoke("river")
    all_say(council, union, "river", "agree", "agree")
    settled(council, river)
    with pytest.raises(Refused, match="Write why you depart"):
        speak(council, spoke, river, "stand_aside")

    speak(council, spoke, river, "stand_aside", reason="The bakers cannot come.")
    jobs_done("decisions.tell_departure")

    assert record_of(council)["positions"] != {}
    member = union.people["river"][1]
    assert told(member, "departed").exists()
    client.force_login(member)
    assert "The bakers cannot come." in client.get("/inbox/").content.decode()
    assert not told(union.spoke("bakers"), "departed").exists()


def test_a_bound_spoke_who_departs_counts_only_when_her_network_confirms(council, union, jobs_done):
    river, (spoke, *members) = union.networks["river"], union.people["river"]
    free(council, river, spoke, Freedom.BOUND)
    all_say(council, union, "river", "agree", "agree", "agree")
    settled(council, river)

    position = speak(council, spoke, river, "stand_aside", reason="The bakers cannot come.")
    jobs_done("decisions.tell_departure")

    assert record_of(council)["positions"] == {}
    assert told(members[0], "departed_bound").get().asks
    at = council.closes_at - DAY
    assert not councils.back(position.pk, by=members[0], at=at)
    assert record_of(council)["positions"] == {}

    assert councils.back(position.pk, by=members[1], at=at)

    assert record_of(council)["positions"] == {str(position.elector.number): "stand_aside"}
    assert told(spoke, "departure_confirmed").exists()


def test_only_those_who_decided_what_she_carries_stand_behind_a_departure(council, union, ana):
    river, (spoke, member, silent) = union.networks["river"], union.people["river"]
    free(council, river, spoke, Freedom.BOUND)
    all_say(council, union, "river", "agree", "agree")
    settled(council, river)
    position = speak(council, spoke, river, "stand_aside", reason="Because.")

    for stranger in (ana, silent, union.spoke("bakers")):
        with pytest.raises(Refused, match="are asked for this"):
            councils.back(position.pk, by=stranger, at=council.closes_at - DAY)
    assert not councils.back(position.pk, by=member, at=council.closes_at - DAY)


def test_where_nobody_decided_the_stewards_stand_behind_it(council, union, make_member):
    river, (spoke, member, _third) = union.networks["river"], union.people["river"]
    river.memberships.filter(person=member).update(role=Role.STEWARD)
    free(council, river, spoke, Freedom.BOUND)
    settled(council, river)
    position = speak(council, spoke, river, "agree", reason="We talked on the phone.")

    assert not councils.back(position.pk, by=spoke, at=council.closes_at - DAY)
    assert councils.back(position.pk, by=member, at=council.closes_at - DAY)


def test_what_is_not_confirmed_at_closing_is_no_position_and_shown_as_such(council, union, client):
    river, (spoke, member, _third) = union.networks["river"], union.people["river"]
    free(council, river, spoke, Freedom.BOUND)
    all_say(council, union, "river", "agree", "agree")
    settled(council, river)
    position = speak(council, spoke, river, "block", **WHY)

    outcome = close_if_due(council.pk, at=council.closes_at)

    assert outcome.told["counts"]["block"]["electors"] == 0
    assert not Concern.objects.filter(decision=council.decision).exists()
    with pytest.raises(Refused, match="closed"):
        councils.back(position.pk, by=member, at=council.closes_at)
    client.force_login(member)
    page = client.get(f"{council.decision.get_absolute_url()}council/").content.decode()
    assert "not confirmed: it is no position" in page


def test_a_departure_taken_back_needs_nobody_behind_it(council, union):
    river, spoke = union.networks["river"], union.spoke("river")
    free(council, river, spoke, Freedom.BOUND)
    all_say(council, union, "river", "agree", "agree")
    settled(council, river)
    departure = speak(council, spoke, river, "stand_aside", reason="Because.")

    later = council.closes_at - DAY + MINUTE
    speak(council, spoke, river, "agree", at=later)

    assert list(record_of(council)["positions"].values()) == ["agree"]
    with pytest.raises(Refused, match="something else since"):
        councils.back(departure.pk, by=union.people["river"][1], at=later)


def test_a_bound_block_is_taken_back_only_with_the_network_behind_it(council, union):
    river, (spoke, member, _third) = union.networks["river"], union.people["river"]
    free(council, river, spoke, Freedom.BOUND)
    all_say(council, union, "river", "block", "block", **WHY)
    settled(council, river)
    at = council.closes_at - DAY
    speak(council, spoke, river, "block", **WHY, at=at)

    back = take_back_block(council.pk, by=spoke, for_network=river, key="back", at=at)

    assert back.departs
    assert record_of(council)["positions"] == {}
    councils.back(back.pk, by=spoke, at=at)
    councils.back(back.pk, by=member, at=at)
    assert record_of(council)["positions"][str(back.elector.number)]["withdrawn"]


def test_stewards_and_spokes_write_what_goes_with_it_until_their_people_have_decided(
    council, union
):
    river, (spoke, member, _third) = union.networks["river"], union.people["river"]

    free(council, river, spoke, Freedom.BOUND, conditions="Not in spring.")

    assert mandate(council, river).conditions == "Not in spring."
    with pytest.raises(Refused, match="stewards and the spokes"):
        free(council, river, member, Freedom.FREE)
    settled(council, river)
    with pytest.raises(Refused, match="have decided"):
        free(council, river, spoke, Freedom.FREE)


def test_a_networks_own_round_does_not_last_as_long_as_the_council(council, union):
    inner = inner_round(council, union.networks["river"])

    with pytest.raises(Refused, match="closes before that"):
        extend(inner.pk, until=council.closes_at, by=union.spoke("river"), at=NOON + DAY)
    extend(inner.pk, until=council.closes_at - DAY, by=union.spoke("river"), at=NOON + DAY)


def test_what_nobody_waits_for_any_more_is_called_off(council, union, jobs_done):
    cancel(council.decision_id, by=union.steward, reason="The tender is gone.", at=NOON + DAY)
    jobs_done("decisions.end_mandate")

    for network in union.networks.values():
        assert mandate(council, network).inner.stage == Stage.CANCELLED


def test_a_network_without_a_spoke_is_told_and_keeps_its_voice(
    union, open_decision, make_network, make_person, make_affiliation
):
    wood = make_network("Wood", steward=make_person("wood-1"))
    make_affiliation(wood, union.body)
    round = open_decision(union.body, by=union.steward, who="networks", days_open=15)
    asked(round)

    assert told(wood.memberships.get().person, "spoke_needed").exists()
    assert round.electors.filter(network=wood, state="entitled").exists()


def test_what_was_held_against_it_is_answered_before_a_further_round(council, union):
    river, spoke = union.networks["river"], union.spoke("river")
    all_say(council, union, "river", "block", "block", **WHY)
    settled(council, river)
    speak(council, spoke, river, "block", **WHY)
    close_if_due(council.pk, at=council.closes_at)
    decision = council.decision
    concern = decision.concerns.get()
    later = council.closes_at + DAY
    with pytest.raises(Refused, match="1 concern of the round before"):
        open_round(decision.pk, by=union.steward, at=later)
    with pytest.raises(Refused, match="Whoever proposed it"):
        councils.answer_concern(concern.pk, became=Became.HEARD, answer="No.", by=spoke, at=later)

    councils.answer_concern(
        concern.pk, became=Became.WORKED_IN, answer="Not at the river.", by=union.steward, at=later
    )

    assert told(spoke, "concern_answered").get().words == "Not at the river."
    assert open_round(decision.pk, by=union.steward, at=later).number == 2


def test_a_further_round_goes_back_to_the_networks_with_what_changed_and_why(
    council, union, client
):
    river, spoke = union.networks["river"], union.spoke("river")
    free(council, river, spoke, Freedom.BOUND)
    all_say(council, union, "river", "block", "block", **WHY)
    settled(council, river)
    speak(council, spoke, river, "block", **WHY)
    close_if_due(council.pk, at=council.closes_at)
    decision, later = council.decision, council.closes_at + DAY
    councils.answer_concern(
        decision.concerns.get().pk, became=Became.WORKED_IN, answer="Done.", by=union.steward,
        at=later,
    )  # fmt: skip
    decision.refresh_from_db()
    saved = question_words(decision)
    write_version(
        decision.pk, by=union.steward, words="We open the garden on **Mondays**.",
        why="The river is quiet then.",
        seen=fingerprint({name: saved[name] for name in WORDING}), at=later,
    )  # fmt: skip
    second = open_round(decision.pk, by=union.steward, at=later)
    asked(second, at=later)

    again = mandate(second, river)
    assert again.freedom == Freedom.BOUND
    assert list(again.inner.versions.values_list("number", "why")) == [
        (1, ""), (2, "The river is quiet then."),
    ]  # fmt: skip
    client.force_login(union.people["river"][1])
    page = client.get(f"{again.inner.get_absolute_url()}mandate/").content.decode()
    assert "What changed since we were asked before" in page
    assert "The river is quiet then." in page


def test_whoever_raised_a_concern_takes_it_back_and_nobody_else(council, union):
    river, spoke = union.networks["river"], union.spoke("river")
    settled(council, river)
    speak(council, spoke, river, "stand_aside", reason="We are few.")
    close_if_due(council.pk, at=council.closes_at)
    concern = council.decision.concerns.get()

    with pytest.raises(Refused, match="Only whoever raised it"):
        councils.withdraw_concern(concern.pk, by=union.spoke("bakers"), at=council.closes_at)
    councils.withdraw_concern(concern.pk, by=spoke, at=council.closes_at)

    concern.refresh_from_db()
    assert concern.became == Became.WITHDRAWN


def test_a_coalition_in_a_coalition_carries_what_its_own_council_decided(
    union, make_network, make_person, make_affiliation, open_decision
):
    olga = make_person("olga")
    above = make_network("Federation", kind="coalition", steward=olga)
    place = make_affiliation(union.body, above)
    spoke_for(place, union.steward)
    outer = open_decision(above, by=olga, who="networks", days_open=30)
    asked(outer)
    middle = inner_round(outer, union.body)
    asked(middle)
    assert {each.network for each in middle.electors.all()} == set(union.networks.values())
    lowest = inner_round(middle, union.networks["river"])
    assert lowest.closes_at < middle.closes_at < outer.closes_at

    all_say(middle, union, "river", "agree", "agree")
    settled(middle, union.networks["river"])
    speak(middle, union.spoke("river"), union.networks["river"], "agree")

    assert settled(outer, union.body).choice == "agree"
    backers = councils.backers_of(mandate(outer, union.body))
    assert backers == {union.spoke("river").pk}


def test_the_people_behind_each_voice_stay_visible(council, union):
    river = union.networks["river"]
    all_say(council, union, "river", "agree", "stand_aside", "agree", reason="Hm.")
    settled(council, river)

    row = next(row for row in council_of(council, union.steward) if row.name == river.name)

    assert row.elector.people == 3
    assert row.inner_counts == [("Agree", 2), ("Stand aside", 1)]
    assert row.carries == "Agree with reservations"


def test_a_hidden_network_is_not_named_to_those_who_may_not_know_of_it(council, union, client):
    river = union.networks["river"]
    river.visibility = "hidden"
    river.save()

    for who, is_named in ((union.spoke("river"), True), (union.spoke("bakers"), False)):
        client.force_login(who)
        page = client.get(f"{council.decision.get_absolute_url()}council/").content.decode()
        assert (">River<" in page) is is_named


def test_strangers_find_none_of_it(council, union, client, ana):
    river = union.networks["river"]
    inner = mandate(council, river).inner
    pages = [
        f"{council.decision.get_absolute_url()}council/",
        f"{council.decision.get_absolute_url()}synthesis/",
        f"{inner.get_absolute_url()}mandate/",
        f"{inner.get_absolute_url()}mandate/write/",
    ]
    client.force_login(ana)
    assert [client.get(page).status_code for page in pages] == [404] * 4
    client.force_login(union.spoke("bakers"))
    assert [client.get(page).status_code for page in pages] == [200, 200, 404, 404]
    client.force_login(union.spoke("river"))
    assert [client.get(page).status_code for page in pages] == [200] * 4


@races
@pytest.mark.parametrize("run", range(5))
def test_standing_behind_it_and_closing_shut_each_other_out(
    run, make_network, make_person, make_member, make_affiliation, open_decision
):
    union = Union(make_network, make_person, make_member, make_affiliation)
    council = open_decision(union.body, by=union.steward, who="networks", days_open=15)
    asked(council)
    river, (spoke, member, _third) = union.networks["river"], union.people["river"]
    free(council, river, spoke, Freedom.BOUND)
    all_say(council, union, "river", "agree", "agree")
    settled(council, river)
    position = speak(council, spoke, river, "stand_aside", reason="Because.")
    councils.back(position.pk, by=spoke, at=council.closes_at - MINUTE)

    results = at_once(
        lambda: councils.back(position.pk, by=member, at=council.closes_at - MINUTE),
        lambda: close_if_due(council.pk, at=council.closes_at),
    )

    was_late = bool(raised(results[:1], Refused))
    aside = results[1].told["counts"]["stand_aside"]["electors"]
    assert aside == (0 if was_late else 1)
