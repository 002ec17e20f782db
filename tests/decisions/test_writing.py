"""Bringing a question in: drafts, versions, rules, templates, and what keeps easy ways shut."""

from datetime import timedelta

import pytest

from decisions.actions.customs import keep_usual, set_usual
from decisions.actions.opening import open_round
from decisions.actions.talking import say
from decisions.actions.writing import (
    change_draft,
    draft,
    put_to_discussion,
    set_rules,
    throw_away,
    write_version,
)
from decisions.models import Customs, Decision, Stage, Version
from decisions.names import ABOUT, METHODS, method_in_words
from decisions.notices.writing import tell_put_up
from decisions.queries.writing import WORDING, question_words, rules_of
from decisions.records.methods import METHODS as COUNTED
from decisions.records.methods import read_method
from decisions.rules.customs import method_of
from decisions.wordings import READY
from networks.models import LogEntry
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from solidarity.inbox.models import Notice
from solidarity.outbox.models import Job
from solidarity.threads.models import Post, Thread
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
ASKED = {"title": "A bench?", "subject": "daily", "words": "We build a **bench**."}


@pytest.fixture
def member(garden, ana, make_member):
    """Ana belongs to the garden."""
    return make_member(garden, ana)


@pytest.fixture
def begun(garden, ana, member):
    """A draft of ana's."""
    return draft("garden", by=ana, fields=ASKED, at=NOON)


def seen(decision, *names):
    """What a form about these rules began with."""
    return fingerprint(rules_of(decision, names))


def change(decision, by, **fields):
    saved = question_words(decision)
    wanted = saved | fields
    return change_draft(decision.pk, by=by, fields=wanted, seen=fingerprint(saved), at=NOON)


def rewrite(decision, by, words, **more):
    """A new version, written in a form that began with what stands now."""
    saved = question_words(decision)
    began = fingerprint({name: saved[name] for name in WORDING})
    return write_version(
        decision.pk, by=by, words=words, why="Better.", seen=began, at=NOON, **more
    )


def test_numbers_count_on_in_a_network_and_begin_anew_in_another(
    garden, ana, member, make_network, make_member
):
    other = make_network("Orchard")
    make_member(other, ana)
    numbers = [draft("garden", by=ana, fields=ASKED, at=NOON).number for _unused in range(2)]

    assert numbers == [1, 2]
    assert draft("orchard", by=ana, fields=ASKED, at=NOON).number == 1


def test_the_same_form_begins_one_question(garden, ana, member):
    first = draft("garden", by=ana, fields=ASKED, at=NOON, key="form")
    again = draft("garden", by=ana, fields=ASKED, at=NOON, key="form")

    assert again == first


@races
def test_a_double_click_begins_one_question(garden, ana, make_member):
    make_member(garden, ana)
    made = at_once(*[lambda: draft("garden", by=ana, fields=ASKED, at=NOON, key="form")] * 4)
    assert not raised(made, Refused)
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("kind", ["stranger", "paused", "left to stewards"])
def test_who_may_not_bring_a_question_in_hears_why(garden, ana, make_member, kind):
    if kind != "stranger":
        member = make_member(garden, ana)
        member.paused_until = NOON + timedelta(days=30_000) if kind == "paused" else None
        member.save()
    if kind == "left to stewards":
        Customs.objects.create(network=garden, proposers="stewards")

    with pytest.raises(Refused):
        draft("garden", by=ana, fields=ASKED, at=NOON)


def test_a_question_begins_with_the_usual_method_of_its_kind(garden, ana, member):
    keep_usual(garden, subject="daily", method={"name": "consent"}, quorum="1/3")
    decision = draft("garden", by=ana, fields=ASKED, at=NOON)

    assert decision.method == {"name": "consent"}
    assert decision.quorum == "1/3"
    assert decision.days_open == 14


def test_a_draft_is_written_over_and_nobody_elses(begun, ana, cleo):
    change(begun, ana, words="Two benches.", title="Benches?")

    assert [version.words for version in Version.objects.all()] == ["Two benches."]
    begun.refresh_from_db()
    assert begun.title == "Benches?"
    with pytest.raises(Refused):
        change(begun, cleo, words="None.")


def test_another_kind_of_question_brings_its_usual_method(begun, garden, ana):
    keep_usual(garden, subject="name", method={"name": "consensus", "stand_asides": 1}, quorum="0")
    assert change(begun, ana, subject="name").method == {"name": "consensus", "stand_asides": 1}


def test_of_two_tabs_none_overwrites_the_other_unseen(begun, ana):
    began = fingerprint(question_words(begun))
    change(begun, ana, words="From one tab.")
    fields = ASKED | {"words": "From the other."}

    with pytest.raises(Stale):
        change_draft(begun.pk, by=ana, fields=fields, seen=began, at=NOON)


def test_what_is_put_up_is_read_by_all_and_told_quietly(begun, ana, cleo):
    put_to_discussion(begun.pk, by=ana, at=NOON)
    job = Job.objects.get(kind="decisions.tell_put_up")
    tell_put_up(job)
    tell_put_up(job)

    begun.refresh_from_db()
    assert begun.stage == Stage.DISCUSSION
    notice = Notice.objects.get(kind="decisions.put_up")
    assert notice.person == cleo
    assert notice.read_at
    with pytest.raises(Refused, match="already"):
        put_to_discussion(begun.pk, by=ana, at=NOON)
    with pytest.raises(Refused):
        throw_away(begun.pk, by=ana)


def test_a_version_is_added_and_none_is_changed(begun, ana, cleo):
    put_to_discussion(begun.pk, by=ana, at=NOON)
    rewrite(begun, cleo, "We build a table.", title="A table?")

    assert list(Version.objects.values_list("number", "words")) == [
        (1, "We build a **bench**."), (2, "We build a table."),
    ]  # fmt: skip
    begun.refresh_from_db()
    with pytest.raises(Refused, match="Nothing is changed"):
        rewrite(begun, cleo, "We build a table.", title="A table?")


def test_while_positions_are_taken_text_and_rules_stay(open_decision, garden, cleo, electors):
    round = open_decision(garden)
    decision = round.decision
    with pytest.raises(Refused, match="stays as it is"):
        rewrite(decision, cleo, "Something else.")
    with pytest.raises(Refused):
        set_rules(
            decision.pk, by=cleo, fields={"method": {"name": "majority"}}, at=NOON,
            seen=seen(decision, "method"),
        )  # fmt: skip


def test_after_its_first_round_only_the_time_can_be_set(
    open_decision, garden, cleo, electors, closed
):
    decision = open_decision(garden).decision
    closed(decision.rounds.get())
    decision.refresh_from_db()
    assert decision.stage == Stage.DISCUSSION

    changed = set_rules(
        decision.pk, by=cleo, fields={"days_open": 20}, seen=seen(decision, "days_open"), at=NOON
    )

    assert changed.days_open == 20
    with pytest.raises(Refused, match="until the end"):
        set_rules(
            decision.pk, by=cleo, fields={"method": {"name": "majority"}}, at=NOON,
            seen=seen(decision, "method"),
        )  # fmt: skip


def test_an_easier_method_than_the_usual_one_does_not_open(make_decision, garden, cleo, electors):
    keep_usual(garden, subject="money", method={"name": "consent"}, quorum="1/2")
    easy = make_decision(garden, subject="money", method={"name": "majority"})
    strict = make_decision(garden, subject="money", quorum="2/3")

    with pytest.raises(Refused, match="stricter"):
        open_round(easy.pk, by=cleo, at=NOON)
    assert open_round(strict.pk, by=cleo, at=NOON)


def test_one_option_is_no_choice(make_decision, garden, cleo, electors):
    alone = make_decision(garden, method={"name": "approval"}, options=[{"id": "1", "title": "A"}])
    with pytest.raises(Refused, match="two options"):
        open_round(alone.pk, by=cleo, at=NOON)


def test_once_rules_have_a_usual_method_stewards_set_none_alone(garden, cleo):
    def set_(subject, name):
        method = {"name": name}
        set_usual("garden", by=cleo, subject=subject, method=method, quorum="0", at=NOON)

    set_("daily", "majority")
    set_("rules", "consensus")
    with pytest.raises(Refused, match="all decide"):
        set_("daily", "consent")
    assert LogEntry.objects.filter(verb="changed").count() == 2


@races
def test_two_who_speak_first_are_in_one_conversation(make_decision, garden, cleo, ana, make_member):
    make_member(garden, ana)
    decision = make_decision(garden)
    said = at_once(
        lambda: say(decision.pk, by=cleo, words="First?", key="c", at=NOON),
        lambda: say(decision.pk, by=ana, words="Me first!", key="a", at=NOON),
    )
    assert not raised(said, Refused)
    assert Thread.objects.count() == 1
    assert Post.objects.count() == 2


def test_every_method_has_its_words():
    assert set(METHODS) == set(ABOUT) == set(COUNTED)


@pytest.mark.parametrize("ready", READY, ids=lambda ready: ready.key)
def test_every_ready_question_can_be_counted(ready):
    fields = ready.fields()
    method_of(fields["method"], fields["options"])
    assert method_in_words(fields["method"])


def test_a_method_says_all_its_settings():
    method = {
        "name": "consensus_minus", "blocks": 2, "stand_asides": "1/4",
        "fallback": {"after_rounds": 3, "method": {"name": "super_majority", "share": "2/3"}},
    }  # fmt: skip
    read_method(method, "method", ())
    words = method_in_words(method)
    for part in ("Up to 2 blocks", "1/4", "After 3 rounds", "2/3 of yes and no"):
        assert part in words.replace("\N{LEFT-TO-RIGHT ISOLATE}", "").replace(
            "\N{POP DIRECTIONAL ISOLATE}", ""
        )
