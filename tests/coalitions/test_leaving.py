"""Leaving at any time, after a look at what one holds; asking to leave by the path agreed on."""

from datetime import timedelta

import pytest
from time_machine import travel

from coalitions.actions import handbook, leaving
from coalitions.models import Account, Carries, Fate, LeaveRequest, LeavingPath, Requested
from decisions.actions.closing import cancel
from decisions.actions.moving import bring
from decisions.actions.writing import draft, throw_away
from decisions.models import Decision
from networks.actions.approaching import part_decided, separate
from networks.leaving import held_by
from networks.models import Affiliation, AffiliationState, KeptSetting, LogEntry
from networks.rules import why_not_part_together
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from tests.coalitions.agreeing import opened, said
from tests.fixtures.people import NOON
from tests.pages.reading import visit
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
DAY = timedelta(days=1)


@pytest.fixture
def kitchen(make_network, ben):
    return make_network("Kitchen", steward=ben)


@pytest.fixture
def dora(make_person):
    return make_person("dora")


@pytest.fixture
def table(make_coalition, garden, kitchen, dora):
    """A coalition that dora looks after; cleo's garden and ben's kitchen are in it."""
    return make_coalition(garden, kitchen, name="Table", steward=dora)


def place(network):
    return Affiliation.objects.get(member=network)


def told(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def ask(table, garden, by, **fields):
    return leaving.ask_to_go(
        garden.pk, table.pk, by=by, **{"reason": "Doors stayed shut.", "at": NOON} | fields
    )


def test_a_network_leaves_in_one_step_and_says_what_it_goes_on_with(table, garden, cleo):
    leaving.leave(garden, table, by=cleo, reason="We are tired.", keeps="The seeds.", at=NOON)

    assert place(garden).state == AffiliationState.ENDED
    assert Carries.objects.get(network=garden).words == "The seeds."
    assert LogEntry.objects.filter(verb="parted").count() == 2


def test_only_its_stewards_take_it_out(table, garden, ben, dora):
    for person in (ben, dora):
        with pytest.raises(Refused, match="own decision"):
            leaving.leave(garden, table, by=person, reason="Go.", at=NOON)
    assert visit(dora).get("/networks/table/leaving/garden/").status_code == 404


def test_before_it_leaves_it_sees_what_it_holds_for_others(table, garden, cleo, dora):
    fields = {"name": "Our page", "what_for": "", "holder": "cleo", "second": ""}
    handbook.add_account(table.slug, by=dora, at=NOON, fields=fields)

    assert [each.words for each in held_by(garden, table)] == ["Our page"]
    shown = visit(cleo).get("/networks/table/leaving/garden/").content.decode()
    assert "Our page" in shown


def test_what_its_people_held_is_free_when_it_has_left(table, garden, cleo, dora):
    fields = {"name": "Our page", "what_for": "", "holder": "cleo", "second": "dora"}
    handbook.add_account(table.slug, by=dora, at=NOON, fields=fields)
    visit(cleo).post("/networks/table/leaving/garden/", {"reason": "Tired.", "keeps": ""})

    account = Account.objects.get()
    assert (account.holder, account.second) == (None, dora)


def test_the_page_of_affiliations_leads_there(table, garden, cleo):
    address = f"/networks/garden/affiliations/{place(garden).pk}/end/"
    answer = visit(cleo).get(address)
    assert (answer.status_code, answer["Location"]) == (302, "/networks/table/leaving/garden/")


def test_the_network_can_decide_it_itself(table, garden, cleo):
    answer = visit(cleo).post("/networks/table/leaving/garden/decide/", {"key": "k"})
    made = Decision.objects.get(network=garden)
    assert answer["Location"] == f"{made.get_absolute_url()}edit/"
    assert made.effect == "networks.part"


def test_no_steward_of_a_coalition_sends_a_network_away_alone(table, garden, dora):
    with pytest.raises(Refused, match="all decide"):
        separate(place(garden).pk, by=dora, reason="Go.", at=NOON)
    assert place(garden).state == AffiliationState.ACTIVE


def test_no_decision_sends_a_network_away_before_it_was_asked(table, garden):
    assert "asked to leave before" in why_not_part_together(table, place(garden))
    with pytest.raises(Refused, match="asked to leave before"):
        part_decided(place(garden).pk, network=table, decision=1, reason="", at=NOON)


def test_a_network_still_leaves_a_group_as_before(make_network, make_affiliation, garden, dora):
    group = make_network("Ring", steward=dora)
    make_affiliation(garden, group)
    separate(place(garden).pk, by=dora, reason="Over.", at=NOON)
    assert place(garden).state == AffiliationState.ENDED


def test_it_is_told_with_the_reason_and_both_logs_say_so(table, garden, cleo, dora):
    asked = ask(table, garden, dora)

    assert told(cleo)[-1] == "coalitions.asked_out"
    assert LogEntry.objects.filter(verb="asked_out").count() == 2
    assert asked.answer_until == NOON + 14 * DAY
    assert asked.decide_from == NOON + 30 * DAY
    assert b"Doors stayed shut." in visit(cleo).get(asked.get_absolute_url()).content


def test_who_acts_for_another_network_may_ask_and_its_own_people_may_not(
    table, garden, ben, ana, make_member
):
    make_member(garden, ana)
    with pytest.raises(Refused, match="another network"):
        ask(table, garden, ana)
    assert visit(ana).get("/networks/table/leaving/garden/ask/").status_code == 404
    assert ask(table, garden, ben).by == ben


def test_it_is_asked_once_at_a_time(table, garden, dora, ben):
    asked = ask(table, garden, dora)
    with pytest.raises(Refused, match="already"):
        ask(table, garden, ben)
    with travel(NOON + DAY, tick=False):
        answer = visit(dora).get("/networks/table/leaving/garden/ask/")
    assert answer["Location"] == asked.get_absolute_url()


@races
def test_of_two_who_ask_at_once_the_second_is_told(table, garden, dora, ben):
    done = at_once(lambda: ask(table, garden, dora), lambda: ask(table, garden, ben))
    assert len(raised(done, Refused)) == 1
    assert LeaveRequest.objects.count() == 1


def test_the_path_that_it_consented_to_is_the_one_that_counts(table, garden, kitchen, dora):
    LeavingPath.objects.create(body=table, notice_days=7, answer_days=3)
    for name, value in (("leaving_notice_days", 60), ("leaving_answer_days", 20)):
        KeptSetting.objects.create(
            body=table, network=garden, setting=name, value=value, since=NOON
        )

    assert ask(table, garden, dora).decide_from == NOON + 60 * DAY
    assert ask(table, kitchen, dora).decide_from == NOON + 7 * DAY


def test_the_answer_stands_beside_the_reason_while_there_is_time(table, garden, cleo, dora, ben):
    asked = ask(table, garden, dora)
    with pytest.raises(Refused, match="in its name"):
        leaving.answer(asked.pk, by=ben, words="They lie.", at=NOON)
    leaving.answer(asked.pk, by=cleo, words="The key was lost.", at=NOON + DAY)

    assert told(dora)[-1] == "coalitions.out_answered"
    assert b"The key was lost." in visit(ben).get(asked.get_absolute_url()).content
    with pytest.raises(Refused, match="was over on"):
        leaving.answer(asked.pk, by=cleo, words="More.", at=NOON + 14 * DAY)


def test_nothing_is_decided_before_the_notice_is_over(table, garden, dora):
    asked = ask(table, garden, dora)
    with pytest.raises(Refused, match="notice runs until"):
        leaving.bring_to_decision(asked.pk, by=dora, key="k", at=NOON + 29 * DAY)


def test_after_it_one_press_brings_reason_and_answer_to_all(table, garden, cleo, dora):
    asked = ask(table, garden, dora)
    leaving.answer(asked.pk, by=cleo, words="The key was lost.", at=NOON + DAY)
    with travel(NOON + 30 * DAY, tick=False):
        made = leaving.bring_to_decision(asked.pk, by=dora, key="k", at=NOON + 30 * DAY)

    words = made.versions.get().words
    assert "Doors stayed shut." in words
    assert "The key was lost." in words
    with pytest.raises(Refused, match="brought"):
        leaving.bring_to_decision(asked.pk, by=dora, key="j", at=NOON + 31 * DAY)


def test_when_the_path_was_walked_the_decision_ends_it(table, garden, dora):
    asked = ask(table, garden, dora)
    with travel(NOON + 31 * DAY, tick=False):
        assert why_not_part_together(table, place(garden)) == ""
        part_decided(place(garden).pk, network=table, decision=1, reason="All", at=NOON + 31 * DAY)
    asked.refresh_from_db()
    assert asked.state == Requested.DECIDED


def test_nobody_lives_under_it_for_ever(table, garden, dora):
    ask(table, garden, dora)
    with travel(NOON + 121 * DAY, tick=False):
        assert "asked to leave before" in why_not_part_together(table, place(garden))
        assert ask(table, garden, dora, at=NOON + 121 * DAY).state == Requested.TOLD


def test_it_is_taken_back_and_the_network_hears_it(table, garden, cleo, dora, ben):
    asked = ask(table, garden, dora)
    assert visit(ben).post(f"{asked.get_absolute_url()}back/").status_code == 404
    visit(dora).post(f"{asked.get_absolute_url()}back/")

    assert told(cleo)[-1] == "coalitions.out_dropped"
    with pytest.raises(Refused, match="over"):
        leaving.answer(asked.pk, by=cleo, words="Thanks.", at=NOON)


def test_strangers_learn_nothing_of_it(table, garden, dora, ana):
    asked = ask(table, garden, dora)
    assert visit(ana).get(asked.get_absolute_url()).status_code == 404
    assert visit(ana).get("/networks/table/leaving/").status_code == 404


def test_bringing_it_by_another_way_is_not_offered_before_its_time(table, garden, dora):
    about = {"affiliation": place(garden).pk}
    with pytest.raises(Refused, match="asked to leave before"):
        bring(table, kind="networks.part", about=about, by=dora, key="k", at=NOON)
    shown = visit(dora).get("/networks/table/decisions/act/").content.decode()
    assert "asked to leave before" in shown


@pytest.fixture
def asked_and_brought(table, garden, kitchen, cleo, dora, ben):
    """The garden is asked to leave, and the question about it is open."""
    asked = ask(table, garden, dora)
    at = NOON + 31 * DAY
    with travel(at, tick=False):
        made = leaving.bring_to_decision(asked.pk, by=dora, key="k", at=at)
        made.method = {"name": "majority"}
        made.save(update_fields=["method"])
        return asked, opened(made, at=at)


def test_when_the_decision_says_no_it_stays_and_both_logs_say_so(
    asked_and_brought, table, garden, cleo, ben, dora
):
    asked, round = asked_and_brought
    with travel(round.closes_at, tick=False):
        said(round, [(cleo, "no"), (ben, "no"), (dora, "no")])

    asked.refresh_from_db()
    assert (asked.state, asked.fate) == (Requested.DECIDED, Fate.STAYS)
    assert (asked.decision, asked.decided_at) == (round.decision.number, round.closes_at)
    assert place(garden).state == AffiliationState.ACTIVE
    rows = LogEntry.objects.filter(facts__has_key="stays").order_by("pk")
    assert [(row.network, row.other) for row in rows] == [(table, garden), (garden, table)]
    shown = visit(cleo).get(asked.get_absolute_url()).content.decode()
    assert "It stays" in shown
    assert (
        "was asked to leave, and stays." in visit(cleo).get("/networks/table/log/").content.decode()
    )


def test_after_a_no_one_asks_anew_with_all_its_days(
    asked_and_brought, table, garden, cleo, ben, dora
):
    _asked, round = asked_and_brought
    at = round.closes_at
    with travel(at, tick=False):
        said(round, [(cleo, "no"), (ben, "no"), (dora, "no")])

        assert "asked to leave before" in why_not_part_together(table, place(garden))
        assert ask(table, garden, dora, at=at).decide_from == at + 30 * DAY


def test_when_the_decision_says_yes_it_has_left(asked_and_brought, garden, cleo, ben, dora):
    asked, round = asked_and_brought
    with travel(round.closes_at, tick=False):
        said(round, [(cleo, "yes"), (ben, "yes"), (dora, "yes")])

    asked.refresh_from_db()
    assert (asked.state, asked.fate) == (Requested.DECIDED, Fate.LEFT)
    assert place(garden).state == AffiliationState.ENDED


def test_where_the_question_was_called_off_it_can_be_brought_anew(asked_and_brought, dora):
    asked, round = asked_and_brought
    at = NOON + 32 * DAY
    with travel(at, tick=False):
        cancel(round.decision_id, by=dora, reason="Too soon.", at=at)
        asked.refresh_from_db()
        assert asked.state == Requested.TOLD
        again = leaving.bring_to_decision(asked.pk, by=dora, key="j", at=at)

    assert again.number != round.decision.number


def test_a_draft_that_was_thrown_away_hinders_nobody(table, garden, dora):
    asked = ask(table, garden, dora)
    at = NOON + 31 * DAY
    with travel(at, tick=False):
        made = leaving.bring_to_decision(asked.pk, by=dora, key="k", at=at)
        throw_away(made.pk, by=dora)
        draft(table.slug, by=dora, at=at, fields={"title": "Soup", "words": "Soup."})

        assert leaving.bring_to_decision(asked.pk, by=dora, key="j", at=at)
