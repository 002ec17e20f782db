"""The pages of a decision: bringing a question in, talking, taking positions, the outcome."""

from datetime import timedelta

import pytest
import time_machine
from django.utils.timezone import now

from decisions.actions.customs import set_usual
from decisions.actions.taking import take_position
from decisions.models import Concern, Decision, Position, Stage, Version
from networks.models import Role
from tests.decisions.conftest import *  # noqa: F403 its fixtures
from tests.decisions.conftest import new_decision
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
HOME = "/networks/garden/decisions/"
ONE = f"{HOME}1/"


def followed(client, response):
    """What one reads after a redirect."""
    assert response.status_code == 302, Page(response).main
    return Page(client.get(response.headers["Location"]))


@pytest.fixture
def member(garden, ana, make_member):
    """Ana belongs to the garden."""
    return make_member(garden, ana)


@pytest.fixture
def question(garden, cleo, member):
    """A question that cleo brought in, up for talk."""
    return new_decision(garden, by=cleo, title="Open on Sundays?")


@pytest.fixture
def opened(question, cleo):
    """The same, opened just now."""
    client = visit(cleo)
    followed(client, client.post(f"{ONE}open/"))
    return question.rounds.get()


def test_a_question_is_brought_in_in_a_few_steps(garden, ana, member):
    client = visit(ana)
    form = Page(client.get(f"{HOME}new/")).form("title", "words", "subject", "key")
    sent = form.filled(title="Open on Sundays?", words="We **open**.", subject="daily")
    page = followed(client, client.post(f"{HOME}new/", sent))
    assert "Step 2 of 5" in page.main
    again = client.post(f"{HOME}new/", sent)

    assert again.headers["Location"] == f"{ONE}edit/method/"
    assert Decision.objects.count() == 1

    page = followed(
        client, client.post(f"{ONE}edit/method/", page.form("seen").filled(name="one_in"))
    )
    assert "Step 3 of 5" in page.main
    wrong = Page(client.post(f"{ONE}edit/rules/", page.form("of", "seen").filled(of="1")))
    assert wrong.status == 422
    typed = page.form("of", "seen").filled(of="10", stand_asides="1/4", quorum="50 %")
    page = followed(client, client.post(f"{ONE}edit/rules/", typed))
    assert "Step 4 of 5" in page.main
    page = followed(client, client.post(f"{ONE}edit/who/", page.form("who", "seen").filled()))
    assert "Step 5 of 5" in page.main
    page = followed(client, client.post(f"{ONE}edit/time/", page.form("days_open").filled()))

    assert "Only you see this draft" in page.main
    assert "<strong>open</strong>" in page.html
    assert "One block for every 10" in page.main
    decision = Decision.objects.get()
    assert decision.method == {"name": "one_in", "of": 10, "stand_asides": "1/4"}
    assert decision.quorum == "1/2"


def test_a_draft_is_there_for_its_author_alone_until_it_is_put_up(garden, ana, cleo, member):
    client = visit(ana)
    form = Page(client.get(f"{HOME}new/")).form("title", "words")
    client.post(f"{HOME}new/", form.filled(title="A secret plan?", words="x", subject="other"))

    assert visit(cleo).get(ONE).status_code == 404
    assert visit(cleo).post(f"{ONE}put-up/").status_code == 404

    page = followed(client, client.post(f"{ONE}put-up/"))
    assert "All who belong here can read it now" in page.html
    assert "A secret plan?" in Page(visit(cleo).get(ONE)).main
    assert visit().get(ONE).status_code == 404


def test_a_draft_can_be_thrown_away(garden, ana, member):
    client = visit(ana)
    form = Page(client.get(f"{HOME}new/")).form("title", "words")
    client.post(f"{HOME}new/", form.filled(title="A plan?", words="x", subject="other"))
    assert "Throw this draft away?" in Page(client.get(f"{ONE}throw-away/")).main

    followed(client, client.post(f"{ONE}throw-away/"))

    assert not Decision.objects.exists()


def test_a_new_version_says_what_changed_and_the_old_one_stays(question, cleo, ana):
    client = visit(cleo)
    form = Page(client.get(f"{ONE}edit/")).form("title", "words", "why")
    assert Page(client.post(f"{ONE}edit/", form.filled(words="Never.", why=""))).status == 422
    sent = form.filled(words="We open at ten.", why="Neighbours asked for quiet.")
    page = followed(client, client.post(f"{ONE}edit/", sent))

    assert "We open at ten." in page.main
    assert "Neighbours asked for quiet." in page.main
    change = Page(visit(ana).get(f"{ONE}versions/2/")).main
    assert "1 line was added" in change
    assert "Version 1" in Page(visit(ana).get(f"{ONE}versions/")).main
    assert visit(ana).get(f"{ONE}versions/3/").status_code == 404
    assert visit(ana).get(f"{ONE}edit/").status_code == 404


def test_of_two_tabs_the_second_sees_both_texts(question, cleo):
    client = visit(cleo)
    first = Page(client.get(f"{ONE}edit/")).form("words")
    client.post(f"{ONE}edit/", first.filled(words="From one tab.", why="One."))

    second = Page(client.post(f"{ONE}edit/", first.filled(words="From the other.", why="Two.")))

    assert second.status == 422
    assert "Saved meanwhile: “From one tab.”" in second.main
    assert second.form("words").fields["words"] == ["From the other."]
    followed(client, client.post(f"{ONE}edit/", second.form("words").filled()))
    assert Version.objects.filter(words="From the other.").exists()


def test_they_talk_about_it_on_its_page(question, ana, cleo):
    client = visit(ana)
    page = Page(client.get(ONE))
    assert "Nobody has said anything yet." in page.main
    form = page.form("words", "key")
    assert form.action == f"{ONE}talk/"
    sent = form.filled(words="What about @cleo and the rain?")
    followed(client, client.post(f"{ONE}talk/", sent))
    followed(client, client.post(f"{ONE}talk/", sent))

    page = Page(visit(cleo).get(ONE))
    assert page.main.count("and the rain?") == 1
    empty = client.post(f"{ONE}talk/", form.filled(words=""))
    assert empty.status_code == 422


def test_opening_shows_first_what_it_settles(question, cleo, ana):
    client = visit(cleo)
    asked = Page(client.get(f"{ONE}open/")).main
    assert "The people of this network: 2 as of now." in asked
    page = followed(client, client.post(f"{ONE}open/"))

    assert "Open until" in page.main
    assert "UTC" in page.main
    assert "Let positions be taken" not in page.main
    assert visit(ana).post(f"{ONE}open/").status_code == 404


def test_one_takes_a_position_and_changes_it(opened, ana):
    client = visit(ana)
    form = Page(client.get(ONE)).form("stance", "reason", "rests_on")
    assert form.action == f"{ONE}position/"
    bare = Page(client.post(f"{ONE}position/", form.filled(stance="block", reason="No.")))
    assert bare.status == 422
    assert "Name the shared purpose" in bare.main
    assert bare.form("reason").fields["reason"] == ["No."]

    sent = form.filled(stance="reservations", reason="If it stays quiet.")
    page = followed(client, client.post(f"{ONE}position/", sent))
    followed(client, client.post(f"{ONE}position/", sent))
    assert Position.objects.count() == 1
    assert "Agree with reservations" in page.main
    assert "If it stays quiet." in page.main

    form = page.form("stance", "reason")
    page = followed(client, client.post(f"{ONE}position/", form.filled(stance="agree", reason="")))
    assert Position.objects.filter(is_current=True).get().choice == "agree"
    assert "Changed" in page.main


def test_a_position_from_another_tab_is_said_and_the_last_counts(opened, ana):
    client = visit(ana)
    one = Page(client.get(ONE)).form("stance")
    other = Page(client.get(ONE)).form("stance")
    client.post(f"{ONE}position/", one.filled(stance="agree"))

    page = followed(client, client.post(f"{ONE}position/", other.filled(stance="stand_aside")))

    assert "It took the place of “Agree” from another tab." in page.html
    assert Position.objects.get(is_current=True).choice == "stand_aside"


def test_a_block_can_be_taken_back(opened, ana):
    client = visit(ana)
    form = Page(client.get(ONE)).form("stance")
    sent = form.filled(stance="block", reason="Nobody asked.", rests_on="We ask first.")
    page = followed(client, client.post(f"{ONE}position/", sent))
    assert "We ask first." in page.main
    assert "Help to look for a way through" in page.html, "whoever blocks is asked to join in that"

    page = followed(client, client.post(f"{ONE}position/take-back/"))

    assert "Block, taken back" in page.main


def test_whoever_came_later_reads_and_has_no_voice(opened, garden, ben, make_member):
    make_member(garden, ben)
    client = visit(ben)
    assert "You have no voice in this round" in Page(client.get(ONE)).main
    assert client.post(f"{ONE}position/", {"stance": "agree"}).status_code == 404
    assert client.get(f"{ONE}position/").status_code == 404


@pytest.mark.parametrize(
    ("method", "options", "typed", "kept"),
    [
        ({"name": "approval"}, "ab", {"approve": ["a"]}, ["a"]),
        ({"name": "score"}, "ab", {"option_a": "4"}, {"scores": {"a": 4}}),
        ({"name": "schulze"}, "abc", {"option_a": "2", "option_b": "1"}, ["b", "a"]),
        ({"name": "runoff"}, "abc", {"option_a": "1", "option_b": "1"}, [["a", "b"]]),
        ({"name": "equal_shares", "budget": 9}, "ab", {"approve": ["a", "b"]}, ["a", "b"]),
        ({"name": "consent"}, "", {"stance": "objection", "reason": "x"}, "objection"),
        ({"name": "majority"}, "", {"stance": "abstain"}, "abstain"),
        ({"name": "sense_check"}, "", {"stance": "mixed"}, "mixed"),
        ({"name": "sense_check", "gradients": ["Up", "Down"]}, "", {"stance": "Up"}, "Up"),
    ],
)
def test_every_method_has_its_form(garden, cleo, ana, member, method, options, typed, kept):
    listed = [{"id": mark, "title": f"Way {mark}", "cost": 3} for mark in options]
    new_decision(garden, by=cleo, method=method, options=listed)
    visit(cleo).post(f"{ONE}open/")
    client = visit(ana)
    form = Page(client.get(ONE)).form("key", "before")
    nothing = client.post(f"{ONE}position/", {"key": "x"})
    assert nothing.status_code == 422

    page = followed(client, client.post(f"{ONE}position/", form.filled(**typed)))

    choice = Position.objects.get().choice
    assert (
        choice["stance"] if isinstance(kept, str) and isinstance(choice, dict) else choice
    ) == kept
    said = "stops the proposal for now" if kept == "objection" else "Your position counts."
    assert said in page.html
    assert Page(client.get(f"{ONE}position/")).status == 200


def test_the_outcome_is_there_at_the_first_look_after_the_deadline(opened, ana, cleo):
    for person, stance in ((ana, "stand_aside"), (cleo, "agree")):
        take_position(opened.pk, by=person, choice=stance, key=stance, at=now())

    with time_machine.travel(opened.closes_at + timedelta(minutes=1)):
        page = Page(visit(ana).get(ONE))

    assert "Adopted: no block stands." in page.main
    assert "Who stands aside" in page.main
    assert "What was decided" in page.main
    assert "Your position" not in page.main
    assert Decision.objects.get().stage == Stage.CLOSED


def test_without_agreement_it_is_talked_about_again(opened, ana, cleo):
    words = {"reason": "Too loud.", "rests_on": "Good neighbours."}
    take_position(opened.pk, by=ana, choice="block", key="1", at=now(), **words)
    with time_machine.travel(opened.closes_at + timedelta(minutes=1)):
        page = Page(visit(cleo).get(ONE))
        assert "Not agreed yet" in page.main
        assert "Too loud." in page.main
        assert "has no answer yet" in page.main
        client = visit(cleo)
        assert "It was begun by this method" in Page(client.get(f"{ONE}edit/method/")).main
        assert client.post(f"{ONE}edit/method/", {"name": "majority"}).status_code == 422
        form = Page(client.get(f"{ONE}edit/")).form("words")
        followed(client, client.post(f"{ONE}edit/", form.filled(words="Softly.", why="Noise.")))
        concern = f"{ONE}synthesis/{Concern.objects.get().pk}/"
        answer = {"became": "worked_in", "answer": "Softly now."}
        assert client.post(concern, answer).status_code == 302
        page = followed(client, client.post(f"{ONE}open/"))
    assert "Rounds before" in page.main
    assert "Round 2" in page.main


def test_it_gets_more_time_closes_early_and_is_called_off(opened, ana, cleo):
    client = visit(cleo)
    before = opened.closes_at
    followed(client, client.post(f"{ONE}extend/", {"days": "3"}))
    opened.refresh_from_db()
    assert opened.closes_at == before + timedelta(days=3)
    assert client.post(f"{ONE}extend/", {"days": "0"}).status_code == 422
    assert client.post(f"{ONE}close/").status_code == 422
    assert visit(ana).get(f"{ONE}cancel/").status_code == 404
    assert client.post(f"{ONE}cancel/", {"reason": ""}).status_code == 422

    page = followed(client, client.post(f"{ONE}cancel/", {"reason": "It rains."}))

    assert "Called off" in page.main
    assert "It rains." in page.main
    assert client.get(f"{ONE}cancel/").status_code == 404


def test_it_closes_early_when_everybody_was_heard(opened, ana, cleo):
    for person in (ana, cleo):
        take_position(opened.pk, by=person, choice="agree", key=person.handle, at=now())
    client = visit(cleo)

    page = followed(client, client.post(f"{ONE}close/"))

    assert "Adopted" in page.main


def test_an_urgent_question_says_why(question, cleo):
    client = visit(cleo)
    form = Page(client.get(f"{ONE}edit/time/")).form("days_open", "urgent_reason")
    assert client.post(f"{ONE}edit/time/", form.filled(days_open="2")).status_code == 422
    sent = form.filled(days_open="2", urgent_reason="The landlord wants an answer on Friday.")
    followed(client, client.post(f"{ONE}edit/time/", sent))
    page = followed(client, client.post(f"{ONE}open/"))

    assert "The landlord wants an answer on Friday." in page.main


def test_stewards_set_how_a_body_decides_and_members_read_it(garden, cleo, ana, member):
    settings = f"{HOME}settings/"
    client = visit(cleo)
    assert visit().get(settings).status_code in (302, 404)
    form = Page(client.get(settings)).form("proposers", "waiting_days", "digest_days")
    wrong = Page(client.post(settings, form.filled(waiting_days="many")))
    assert wrong.status == 422
    followed(client, client.post(settings, form.filled(proposers="stewards", waiting_days="30")))
    assert "30" in Page(visit(ana).get(settings)).main
    assert visit(ana).post(settings, form.filled()).status_code == 404
    page = Page(visit(ana).get(f"{HOME}new/"))
    assert "Here the stewards bring in questions." in page.main

    picked = client.post(f"{settings}money/", {"name": "super_majority"})
    address = picked.headers["Location"]
    form = Page(client.get(address)).form("share", "base")
    assert client.post(address, form.filled(share="1/3")).status_code == 422
    page = followed(client, client.post(address, form.filled(share="3/4", quorum="1/2")))
    assert "3/4" in page.main
    assert visit(ana).get(f"{settings}money/").status_code == 404
    assert client.get(f"{settings}nothing/").status_code == 404


def test_nobody_goes_round_the_usual_method(garden, cleo, question):
    method = {"name": "consensus"}
    set_usual("garden", by=cleo, subject="money", method=method, quorum="0", at=now())
    Decision.objects.update(subject="money", method={"name": "majority"})
    client = visit(cleo)

    assert "or a stricter one" in Page(client.get(ONE)).main
    assert client.post(f"{ONE}open/").status_code == 422


def test_a_question_becomes_a_template_and_templates_begin_questions(question, cleo, ana):
    client = visit(cleo)
    assert "Keep it as a template?" in Page(client.get(f"{ONE}keep/")).main
    followed(client, client.post(f"{ONE}keep/", {"name": "Sundays"}))
    assert visit(ana).get(f"{ONE}keep/").status_code == 404
    page = Page(visit(ana).get(f"{HOME}new/"))
    assert "Sundays" in page.main
    [template] = question.network.decision_templates.all()
    form = Page(visit(ana).get(f"{HOME}new/?from={template.pk}")).form("words")
    assert form.fields["words"] == ["We open the garden on **Sundays**."]

    ready = Page(visit(ana).get(f"{HOME}new/?from=budget")).form("words", "subject")
    sent = ready.filled(title="Whose wishes?", subject="money")
    visit(ana).post(f"{HOME}new/?from=budget", sent)
    assert Decision.objects.get(number=2).method["name"] == "equal_shares"

    followed(client, client.post(f"{HOME}templates/{template.pk}/drop/"))
    assert not question.network.decision_templates.exists()


def test_the_guide_is_there_for_everybody():
    page = Page(visit().get("/decisions/guide/"))
    assert "Which method fits this question?" in page.main


def test_a_stranger_reads_what_is_open_to_all_without_names(opened, ana, make_person):
    Decision.objects.update(seen="everyone")
    take_position(opened.pk, by=ana, choice="agree", reason="Good.", key="1", at=now())
    page = Page(visit(make_person()).get(ONE))

    assert "Open on Sundays?" in page.main
    assert "Ana" not in page.main
    assert "Good." not in page.main


def test_who_is_paused_reads_and_does_not_write(garden, question, ana, member):
    member.paused_until = now() + timedelta(days=2)
    member.role = Role.MEMBER
    member.save()
    page = Page(visit(ana).get(ONE))
    assert "You are paused here" in page.main
    assert "You are paused here" in Page(visit(ana).get(f"{HOME}new/")).main


def test_a_draft_is_changed_by_its_page_at_the_first_go(garden, cleo):
    new_decision(garden, by=cleo, title="Open?", stage=Stage.DRAFT, subject="other")
    client = visit(cleo)
    form = Page(client.get(f"{ONE}edit/")).form("title", "words", "seen")

    answer = client.post(f"{ONE}edit/", form.filled(words="We open.", subject="daily"))

    assert answer.status_code == 302, Page(answer).main
    assert Version.objects.get().words == "We open."
