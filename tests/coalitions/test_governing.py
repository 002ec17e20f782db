"""A clause that governs a setting holds it: the platform follows, forms and acts do not."""

from datetime import timedelta

import pytest

from coalitions.actions.governing import apply_settings, follow_consent, governing_of, set_governing
from coalitions.models import LeavingPath
from coalitions.queries.governing import leaving_path_for
from decisions.actions.customs import set_customs, set_usual
from decisions.actions.moving import bring
from decisions.models import Decision, Who
from decisions.queries.electorate import electorate_of
from decisions.rules.customs import customs_of, usual_of
from networks.actions import founding
from networks.actions.approaching import approach, set_terms
from networks.actions.choosing import change_way, way_of
from networks.actions.spokes import appoint
from networks.models import Affiliation, JoinPolicy, KeptSetting, LogEntry, Network, Side, Verb
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from tests.fixtures.people import NOON
from tests.pages.reading import visit

CONSENT = {"method": {"name": "consent"}, "quorum": "1/2"}
EVERYTHING = {
    "join_policy": "invitation",
    "networks_join": "invitation",
    "admission": "members",
    "waiting_days": 60,
    "usual_rules": CONSENT,
    "spoke_months": 6,
    "term_months": 24,
    "leaving_notice_days": 45,
    "leaving_answer_days": 21,
}


@pytest.fixture
def kitchen(make_network):
    return make_network("Kitchen")


@pytest.fixture
def table(make_coalition, garden, kitchen):
    return make_coalition(garden, kitchen, name="Common Table")


@pytest.fixture
def adopt(make_version):
    """`adopt(table)`: all clauses of the draft come into force, and what they hold is set."""

    def adopted(body, **fields):
        body = Network.objects.get(pk=body.pk)
        version = make_version(body, **fields)
        apply_settings(body, version, at=version.in_force_at, decision=version.decision)
        return version

    return adopted


def test_a_clause_sets_what_it_holds_when_a_version_is_adopted(table, make_clause, adopt):
    make_clause(table, settings=EVERYTHING)

    adopt(table)

    table = Network.objects.get(pk=table.pk)
    assert (table.join_policy, table.networks_join) == ("invitation", "invitation")
    assert (table.admission, table.spoke_months, table.term_months) == ("members", 6, 24)
    assert customs_of(table).waiting_days == 60
    assert usual_of(table, "rules").method == {"name": "consent"}
    path = LeavingPath.objects.get(body=table)
    assert (path.notice_days, path.answer_days) == (45, 21)
    assert table.bindings.count() == len(EVERYTHING)


def test_the_log_says_what_was_set_and_by_which_decision(table, make_clause, adopt):
    make_clause(table, settings={"waiting_days": 60, "leaving_notice_days": 45})

    version = adopt(table)

    entry = LogEntry.objects.get(network=table, verb=Verb.CHANGED)
    assert entry.by is None
    assert entry.facts["decision"] == version.decision
    assert entry.facts["fields"] == ["leaving_path", "waiting_days"]
    assert len(entry.changed_fields) == 2


def test_met_twice_it_comes_out_the_same(table, make_clause, adopt):
    make_clause(table, settings=EVERYTHING)
    version = adopt(table)
    bound = list(table.bindings.values_list("setting", "since"))

    later = version.in_force_at + timedelta(days=1)
    assert apply_settings(table, version, at=later, decision=version.decision) == []

    assert list(table.bindings.values_list("setting", "since")) == bound
    assert LogEntry.objects.filter(network=table, verb=Verb.CHANGED).count() == 1


def test_an_earlier_version_met_again_changes_nothing(table, make_clause, adopt):
    clause = make_clause(table, settings={"waiting_days": 60})
    first = adopt(table)
    clause.settings = {"waiting_days": 10}
    clause.save()
    adopt(table)

    apply_settings(table, first, at=NOON, decision=first.decision)

    assert customs_of(table).waiting_days == 10


def test_what_no_clause_holds_any_more_stewards_set_again(table, cleo, make_clause, adopt):
    clause = make_clause(table, settings={"term_months": 24})
    adopt(table)
    clause.settings = {}
    clause.save()

    adopt(table)

    assert not table.bindings.exists()
    table.refresh_from_db()
    fields = way_of(table)
    change_way(
        table.pk, by=cleo, fields=fields | {"term_months": 6}, seen=fingerprint(fields), at=NOON
    )
    assert Network.objects.get(pk=table.pk).term_months == 6


def test_a_steward_cannot_change_by_hand_how_one_joins(table, cleo, make_clause, adopt):
    make_clause(table, title="The door", settings={"join_policy": "invitation"})
    adopt(table)
    saved = founding.settings_of(Network.objects.get(pk=table.pk))
    fields = saved | {"join_policy": JoinPolicy.OPEN}

    with pytest.raises(Refused, match="The door"):
        founding.change(table.pk, by=cleo, fields=fields, seen=fingerprint(saved), at=NOON)


def test_a_steward_still_changes_what_is_not_held(table, cleo, make_clause, adopt):
    make_clause(table, settings={"join_policy": "invitation"})
    adopt(table)
    saved = founding.settings_of(Network.objects.get(pk=table.pk))

    founding.change(
        table.pk, by=cleo, fields=saved | {"summary": "We eat."}, seen=fingerprint(saved), at=NOON
    )

    assert Network.objects.get(pk=table.pk).summary == "We eat."


def test_terms_of_stewards_and_spokes_are_not_changed_by_hand(table, cleo, make_clause, adopt):
    make_clause(table, title="Terms", settings={"term_months": 24, "spoke_months": 6})
    adopt(table)
    fields = way_of(Network.objects.get(pk=table.pk))

    with pytest.raises(Refused, match="Terms"):
        change_way(
            table.pk, by=cleo, fields=fields | {"term_months": 12}, seen=fingerprint(fields),
            at=NOON,
        )  # fmt: skip
    with pytest.raises(Refused, match="Terms"):
        set_terms(
            table.pk, by=cleo, questions=[], prerequisites=[], at=NOON,
            fields={"spoke_months": 24, "networks_join": "ask"},
        )  # fmt: skip


def test_the_waiting_period_is_not_changed_by_hand(table, cleo, make_clause, adopt):
    make_clause(table, title="Waiting", settings={"waiting_days": 60})
    adopt(table)

    with pytest.raises(Refused, match="Waiting"):
        set_customs(
            table.slug, by=cleo, fields={"waiting_days": 0}, at=NOON,
            seen=fingerprint({"waiting_days": 60}),
        )  # fmt: skip


def test_a_usual_method_that_is_held_is_set_neither_by_hand_nor_by_a_decision(
    table, cleo, make_clause, adopt
):
    make_clause(table, title="How we decide", settings={"usual_money": CONSENT})
    adopt(table)
    other = {"subject": "money", "method": {"name": "majority"}, "quorum": "1/2"}

    with pytest.raises(Refused, match="How we decide"):
        set_usual(table.slug, by=cleo, at=NOON, **other)
    with pytest.raises(Refused, match="How we decide"):
        bring(table, kind="decisions.usual_method", about=other, by=cleo, key="", at=NOON)

    assert usual_of(table, "money").method == {"name": "consent"}
    assert not Decision.objects.exists()


def test_the_usual_method_of_other_questions_is_free(table, cleo, make_clause, adopt):
    make_clause(table, settings={"usual_money": CONSENT})
    adopt(table)

    set_usual(
        table.slug, by=cleo, subject="daily", method={"name": "majority"}, quorum="0", at=NOON
    )

    assert usual_of(table, "daily").method == {"name": "majority"}


def test_by_invitation_only_a_network_does_not_ask_itself(
    table, cleo, make_person, make_network, make_clause, adopt
):
    dora = make_person("dora")
    make_clause(table, settings={"networks_join": "invitation"})
    adopt(table)
    orchard = make_network("Orchard", steward=dora)

    with pytest.raises(Refused, match="by invitation"):
        approach(orchard.pk, table.pk, side=Side.MEMBER, by=dora, message="Hi", key="a", at=NOON)
    approach(table.pk, orchard.pk, side=Side.BODY, by=cleo, message="Hi", key="b", at=NOON)


def test_a_spoke_speaks_as_long_as_the_agreement_says(table, garden, cleo, make_clause, adopt):
    make_clause(table, settings={"spoke_months": 6})
    version = adopt(table)
    follow_consent(version, garden, at=NOON)
    place = Affiliation.objects.select_related("member", "body").get(member=garden)

    spoke = appoint(place, cleo, at=NOON)

    assert (spoke.until - NOON.date()).days in range(180, 186)


def test_until_its_network_consents_a_spoke_speaks_as_long_as_before(
    table, garden, cleo, make_clause, adopt
):
    make_clause(table, settings={"spoke_months": 6})
    adopt(table)
    place = Affiliation.objects.select_related("member", "body").get(member=garden)

    spoke = appoint(place, cleo, at=NOON)

    assert (spoke.until - NOON.date()).days in range(364, 367)


def voices(table):
    decision = Decision(network=table, who=Who.PEOPLE, method={"name": "consensus"})
    decision.voices = "one_each"
    return {voice.person.handle for voice in electorate_of(decision, at=NOON + timedelta(days=10))}


def test_nobody_loses_her_voice_because_her_network_did_not_consent_to_a_wait(
    table, garden, kitchen, make_person, make_member, make_clause, adopt
):
    make_member(garden, make_person("hana"))
    make_member(kitchen, make_person("ivo"))
    assert {"hana", "ivo"} <= voices(table)
    make_clause(table, settings={"waiting_days": 60})
    version = adopt(table)
    table = Network.objects.get(pk=table.pk)
    assert {"hana", "ivo"} <= voices(table)

    follow_consent(version, kitchen, at=NOON)

    assert "hana" in voices(table)
    assert "ivo" not in voices(table)


def test_a_new_path_of_asking_to_leave_binds_those_alone_who_consented(
    table, garden, kitchen, make_clause, adopt
):
    make_clause(table, settings={"leaving_notice_days": 3})
    version = adopt(table)

    follow_consent(version, kitchen, at=NOON)

    assert leaving_path_for(table, kitchen).notice_days == 3
    assert leaving_path_for(table, garden).notice_days == 30


def test_a_network_that_said_yes_to_an_older_version_is_bound_by_that_one(
    table, garden, make_clause, adopt, make_consent
):
    clause = make_clause(table, settings={"leaving_notice_days": 20})
    first = adopt(table)
    clause.settings = {"leaving_notice_days": 3}
    clause.save()
    second = adopt(table)
    assert leaving_path_for(table, garden).notice_days == 30

    make_consent(first, garden)
    follow_consent(first, garden, at=NOON)
    assert leaving_path_for(table, garden).notice_days == 20

    follow_consent(second, garden, at=NOON)
    assert leaving_path_for(table, garden).notice_days == 3
    assert not KeptSetting.objects.filter(network=garden).exists()


def hold(clause, by, settings, seen):
    set_governing(
        clause.body.slug, clause.number, by=by, settings=settings, review_on=None, seen=seen,
        at=NOON,
    )  # fmt: skip


def test_the_draft_of_a_clause_says_what_it_will_hold(table, cleo, make_clause):
    clause = make_clause(table, is_ready=True)
    seen = fingerprint(governing_of(clause))

    hold(clause, cleo, {"waiting_days": 30}, seen)

    clause.refresh_from_db()
    assert (clause.settings, clause.is_ready) == ({"waiting_days": 30}, False)
    assert customs_of(table).waiting_days == 0  # until it is adopted


def test_two_who_set_it_at_once_are_told_of_each_other(table, cleo, make_clause):
    clause = make_clause(table)
    seen = fingerprint(governing_of(clause))
    hold(clause, cleo, {"waiting_days": 30}, seen)

    with pytest.raises(Stale):
        hold(clause, cleo, {"waiting_days": 9}, seen)


def test_two_clauses_do_not_hold_one_setting(table, cleo, make_clause):
    make_clause(table, title="Newcomers", settings={"waiting_days": 30})
    clause = make_clause(table)
    seen = fingerprint(governing_of(clause))

    with pytest.raises(Refused, match="Newcomers"):
        hold(clause, cleo, {"waiting_days": 9}, seen)


def test_who_does_not_belong_sets_nothing(table, ana, make_clause):
    clause = make_clause(table)
    seen = fingerprint(governing_of(clause))

    with pytest.raises(Refused):
        hold(clause, ana, {}, seen)


def test_another_day_of_review_is_in_the_log_and_the_same_day_is_not(table, make_clause, cleo):
    clause = make_clause(table, "We open slowly.")
    day = NOON.date() + timedelta(days=90)

    def written(review_on, settings=None):
        clause.refresh_from_db()
        seen = fingerprint(governing_of(clause))
        set_governing(
            table.slug, 1, by=cleo, settings=settings or {}, review_on=review_on, seen=seen,
            at=NOON,
        )  # fmt: skip

    written(day)
    written(day, {"waiting_days": 5})
    written(None)

    rows = LogEntry.objects.filter(network=table, facts__has_key="review").order_by("pk")
    assert [(row.by, row.facts) for row in rows] == [
        (cleo, {"clause": 1, "review": day.isoformat()}),
        (cleo, {"clause": 1, "review": "none"}),
    ]
    log = visit(cleo).get("/networks/common-table/log/").content.decode()
    assert "clause 1 of the draft is looked at again on" in log
    assert "clause 1 of the draft opens no review by itself" in log
