"""Who has a voice, for each kind of who decides."""

from datetime import timedelta

import pytest

from decisions.actions.balloting import cast
from decisions.actions.opening import open_round
from decisions.methods.deciding import decide
from decisions.models import Circle, CircleMember, Customs, ElectorState, OwnVoices, Touched
from decisions.queries.counting import canonical, outcome_of, record_of
from decisions.queries.electorate import electorate_of
from decisions.records import read
from networks.actions.affiliating import part
from networks.actions.approaching import separate
from networks.actions.joining import leave
from networks.models import Affiliation, Role, Spoke, State
from solidarity.base.refused import Refused
from solidarity.people.actions.leaving import erase
from tests.decisions.conftest import CLOSES, MINUTE, new_decision
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def body(make_network, make_person, make_member, make_affiliation):
    """A coalition of two networks, with dora, its steward, as a member of its own.

    The bakers are three, the weavers are one, who is a baker, too.
    """
    dora = make_person("dora")
    body = make_network("Coalition", kind="coalition", steward=dora)
    bea, wim = make_person("bea"), make_person("wim")
    bakers = make_network("Bakers", steward=bea)
    weavers = make_network("Weavers", steward=wim)
    for person in (wim, make_person("bo")):
        make_member(bakers, person)
    for network in (bakers, weavers):
        affiliation = make_affiliation(network, body)
        spoke = bea if network == bakers else wim
        Spoke.objects.create(affiliation=affiliation, person=spoke, since=NOON.date())
    return body


def names(decision, at=NOON):
    voices = electorate_of(decision, at=at)
    return sorted(str(each.person.handle if each.person else each.network) for each in voices)


def asked(network, by, **fields):
    decision = new_decision(network, by=by, **fields)
    decision.network = network
    return decision


@pytest.fixture
def dora(body):
    return body.memberships.get(role=Role.STEWARD).person


def test_the_people_of_a_coalition_are_those_of_its_networks_once_each(body, dora):
    assert names(asked(body, dora)) == ["bea", "bo", "dora", "wim"]


def test_networks_have_one_voice_each_with_the_people_behind_them(body, dora):
    decision = asked(body, dora, who="networks")

    voices = {each.network.name: each for each in electorate_of(decision, at=NOON)}

    assert {name: each.people for name, each in voices.items()} == {"Bakers": 3, "Weavers": 1}
    assert all(each.voices == 1 for each in voices.values())


def test_both_are_the_networks_and_the_members_of_the_body_itself(body, dora):
    assert names(asked(body, dora, who="both")) == ["Bakers", "Weavers", "dora"]


def test_a_network_without_a_spoke_keeps_its_voice(body, dora):
    Spoke.objects.all().delete()

    assert names(asked(body, dora, who="networks")) == ["Bakers", "Weavers"]


def test_a_circle_decides_alone(garden, electors, cleo):
    circle = Circle.objects.create(network=garden, name="Tools")
    for person in electors[:2]:
        CircleMember.objects.create(circle=circle, person=person, since=NOON.date())

    assert names(asked(garden, cleo, who="circle", circle=circle)) == ["elector-1", "elector-2"]


def test_those_most_affected_decide_when_they_were_named_or_taken_in(garden, cleo, make_person):
    decision = asked(garden, cleo, who="affected")
    for state in ("named", "asked", "taken_in", "left_out"):
        Touched.objects.create(decision=decision, person=make_person(state), state=state, at=NOON)

    assert names(decision) == ["named", "taken_in"]


def test_newcomers_wait_as_long_as_the_body_asks(garden, cleo, ana, make_member):
    make_member(garden, ana, asked_at=NOON)
    Customs.objects.create(network=garden, waiting_days=30)
    garden.memberships.filter(person=cleo).update(asked_at=NOON - 90 * DAY, answered_at=None)
    decision = asked(garden, cleo)

    assert names(decision, at=NOON + 29 * DAY) == ["cleo"]
    assert names(decision, at=NOON + 30 * DAY) == ["ana", "cleo"]


def test_who_is_paused_has_a_voice_and_who_may_not_return_has_none(
    garden, cleo, ana, ben, make_member
):
    make_member(garden, ana)
    garden.memberships.filter(person=ana).update(paused_until=NOON + 90 * DAY)
    make_member(garden, ben, state=State.BANNED)

    assert names(asked(garden, cleo)) == ["ana", "cleo"]


def test_who_may_not_return_to_the_body_has_no_voice_by_her_network_either(
    body, dora, make_member, make_person
):
    wim = (
        body.paths_down.first()
        .descendant.memberships.model.objects.filter(person__handle="wim")
        .first()
        .person
    )
    make_member(body, wim, state=State.BANNED)

    assert "wim" not in names(asked(body, dora))


def test_bands_and_own_voices(body, dora):
    bands = {"bands": [{"from": 1, "voices": 1}, {"from": 3, "voices": "5/2"}]}
    banded = electorate_of(asked(body, dora, who="both", voices=bands), at=NOON)
    bakers = next(each.network for each in banded if each.network and each.people == 3)
    OwnVoices.objects.create(body=body, network=bakers, voices="7/3")
    own = electorate_of(asked(body, dora, who="networks", voices="own"), at=NOON)

    assert sorted(str(each.voices) for each in banded) == ["1", "1", "5/2"]
    assert sorted(str(each.voices) for each in own) == ["1", "7/3"]


@pytest.mark.parametrize(
    "voices", ["one_each", "own", {"bands": [{"from": 1, "voices": 1}, {"from": 3, "voices": 4}]}]
)
def test_weighed_voices_are_counted_again_from_the_file(body, dora, take, voices):
    bakers = body.paths_down.get(descendant__name="Bakers").descendant
    OwnVoices.objects.create(body=body, network=bakers, voices="5/2")
    round = open_round(
        asked(body, dora, who="both", voices=voices, method={"name": "majority"}).pk,
        by=dora, at=NOON,
    )  # fmt: skip
    bea = bakers.memberships.get(role=Role.STEWARD).person
    take(round, bea, "yes", for_network=bakers)
    take(round, dora, "no")
    round.refresh_from_db()

    again = decide(read(canonical(record_of(round)).decode()).question)

    assert again == outcome_of(round)
    assert again.counts["yes"].people == 3


def test_only_a_spoke_speaks_for_a_network(body, dora, take, make_person):
    round = open_round(asked(body, dora, who="networks").pk, by=dora, at=NOON)
    bakers = body.paths_down.get(descendant__name="Bakers").descendant

    with pytest.raises(Refused, match="no voice"):
        take(round, dora, "agree", for_network=bakers)


def test_who_is_loyal_to_two_says_for_whom_she_speaks(body, dora, take, garden):
    round = open_round(asked(body, dora).pk, by=dora, at=NOON)
    wim = round.electors.get(person__handle="wim")
    weavers = body.paths_down.get(descendant__name="Weavers").descendant

    take(round, wim.person, "agree", speaks_for=weavers)
    with pytest.raises(Refused, match="of yours"):
        take(round, wim.person, "agree", speaks_for=garden)

    wim.refresh_from_db()
    assert wim.speaks_for == weavers


def test_who_leaves_gives_her_voice_back_and_what_she_said_does_not_count(
    garden, electors, open_decision, take, closed
):
    round = open_decision(garden, method={"name": "majority"}, quorum="1/2")
    ana, ben, *_others = electors
    take(round, ana, "no")
    take(round, ben, "yes")
    leave(garden.pk, by=ana, at=NOON + 2 * MINUTE)

    with pytest.raises(Refused, match="gave your voice back"):
        take(round, ana, "no", at=NOON + 3 * MINUTE)
    told = closed(round).told

    assert told["electorate"]["electors"] == 5
    assert (told["counts"]["no"]["electors"], told["counts"]["yes"]["electors"]) == (0, 1)


def test_who_is_removed_by_others_keeps_her_voice(garden, electors, open_decision, take):
    round = open_decision(garden)
    garden.memberships.filter(person=electors[0]).update(state=State.BANNED)

    assert take(round, electors[0], "agree")


def test_who_leaves_after_its_time_was_there(garden, electors, open_decision, take, closed):
    """Nobody has looked at it yet: the count is that of the deadline all the same."""
    round = open_decision(garden)
    take(round, electors[0], "agree")
    leave(garden.pk, by=electors[0], at=CLOSES + MINUTE)

    assert closed(round, at=CLOSES + 2 * MINUTE).told["counts"]["agree"]["electors"] == 1


def test_who_deletes_her_account_while_it_is_open_has_no_voice_any_more(
    garden, electors, open_decision, take, closed
):
    round = open_decision(garden)
    take(round, electors[0], "block", reason="No.", rests_on="Our purpose")
    take(round, electors[1], "agree")
    erase(electors[0], leaves_words=True, at=NOON + 2 * MINUTE)

    assert closed(round).result == "adopted"
    assert round.electors.filter(state=ElectorState.WITHDRAWN, person=None).count() == 1


def test_a_network_that_leaves_the_body_gives_its_voice_back(body, dora, take):
    round = open_round(asked(body, dora, who="networks").pk, by=dora, at=NOON)
    weavers = body.paths_down.get(descendant__name="Weavers").descendant
    wim = weavers.memberships.get(role=Role.STEWARD).person
    affiliation = Affiliation.objects.get(member=weavers, body=body)

    separate(affiliation.pk, by=wim, reason="We have no time.", at=NOON + MINUTE)

    assert round.electors.get(network=weavers).state == ElectorState.WITHDRAWN


def test_a_network_that_the_body_lets_go_keeps_its_voice(body, dora):
    round = open_round(asked(body, dora, who="networks").pk, by=dora, at=NOON)
    weavers = body.paths_down.get(descendant__name="Weavers").descendant

    part(weavers, body, by=dora, at=NOON + MINUTE)

    assert round.electors.get(network=weavers).state == ElectorState.ENTITLED


def test_leaving_a_secret_round_tells_nobody_whether_one_had_cast_a_ballot(
    garden, electors, open_decision, closed
):
    """Her ballot stays, and the number of voices; both who leave are withdrawn alike."""
    round = open_decision(garden, is_secret=True, method={"name": "majority"})
    code = cast(round.pk, by=electors[0], choice="yes", at=NOON + MINUTE)

    leave(garden.pk, by=electors[0], at=NOON + 2 * MINUTE)
    leave(garden.pk, by=electors[2], at=NOON + 2 * MINUTE)

    withdrawn = round.electors.filter(state=ElectorState.WITHDRAWN)
    assert {each.person for each in withdrawn} == {electors[0], electors[2]}
    for person, its_code in ((electors[0], code), (electors[2], "")):
        with pytest.raises(Refused, match="it stays: nobody knows which one it is"):
            cast(round.pk, by=person, choice="no", code=its_code, at=NOON + 3 * MINUTE)
    told = closed(round).told
    assert (told["electorate"]["electors"], told["counts"]["yes"]["electors"]) == (6, 1)
