"""Calls for solidarity: who calls, who is told, who answers and how, and who reads what."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from coalitions.actions import calls as acts
from coalitions.models import Call, CallAnswer, Coalition, Phase
from coalitions.queries.calls import answer_of, answer_words, calls_that_wait, following_words
from decisions.models import Customs, Decision, RegisterSeen, UsualMethod
from networks.actions.spokes import appoint
from networks.models import LogEntry, Visibility
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from solidarity.inbox.models import Notice
from solidarity.threads.models import Thread
from tests.decisions.moving import carried, in_words, new_decision, new_round, why_not
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit
from tests.racing import at_once

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
SAID = {"wanted": "action", "title": "Stand with us at the gate", "words": "On *Friday* at six.",
        "until": None, "is_public": False}  # fmt: skip


@pytest.fixture
def bakery(make_network, make_person):
    return make_network("Bakery", steward=make_person("bo"))


@pytest.fixture
def choir(make_network, make_person):
    return make_network("Choir", steward=make_person("chi"))


@pytest.fixture
def table(make_coalition, make_person, garden, bakery, choir):
    return make_coalition(garden, bakery, choir, name="Table", steward=make_person("tess"))


def steward(network):
    return network.memberships.get(role="steward").person


def call(table, garden, to=(), key="one", **fields):
    return acts.call_out(
        table.slug, by=steward(garden), network=garden.slug, fields=SAID | fields, to=to, key=key,
        at=NOON,
    )  # fmt: skip


def answer(made, network, reply="yes", by=None, words="", is_public=False, seen=None):
    saved = answer_words(answer_of(made, network))
    return acts.answer(
        made.pk, by=by or steward(network), network=network.slug,
        fields={"reply": reply, "words": words, "is_public": is_public},
        seen=fingerprint(saved) if seen is None else seen, at=NOON,
    )  # fmt: skip


def told(person):
    kinds = Notice.objects.filter(person=person, kind__startswith="coalitions.")
    return list(kinds.values_list("kind", flat=True))


def decided(made, network, reply="yes", *, public=False, kind="answer_call", subject="daily"):
    """A decision of `network` that answers, adopted."""
    decision = new_decision(
        network, steward(network), subject=subject, effect=f"coalitions.{kind}",
        effect_about={"call": made.pk, "reply": reply, "public": public},
    )  # fmt: skip
    new_round(decision)
    return decision


def test_a_network_calls_and_those_who_speak_for_the_others_are_told_quietly(
    table, garden, bakery, jobs_done, make_person, make_member
):
    bread = make_person("bread")
    make_member(bakery, bread)
    made = call(table, garden)
    jobs_done("coalitions.tell_call")

    assert made.number == 1
    notice = Notice.objects.get(person=steward(bakery), kind="coalitions.called")
    assert (notice.kind, notice.words, notice.asks) == ("coalitions.called", "Garden", False)
    assert notice.read_at is not None
    assert told(steward(garden)) == told(bread) == []
    assert LogEntry.objects.get(network=table, facts__call=1).by == steward(garden)


def test_whom_it_names_is_asked_and_finds_it_at_home_until_it_answers(
    table, garden, bakery, choir, jobs_done
):
    made = call(table, garden, to=[bakery.slug, garden.slug, "nowhere"])
    jobs_done("coalitions.tell_call")

    assert [each.network for each in made.to.all()] == [bakery]
    assert told(steward(bakery)) == ["coalitions.called_you"]
    assert told(steward(choir)) == []
    assert [each.call for each in calls_that_wait(steward(bakery), at=NOON)] == [made]
    assert calls_that_wait(steward(choir), at=NOON) == []
    assert made.title in Page(visit(steward(bakery)).get("/")).html

    answer(made, bakery)
    assert calls_that_wait(steward(bakery), at=NOON) == []


def test_a_call_to_all_waits_on_nobodys_first_page(table, garden, bakery):
    call(table, garden)
    assert calls_that_wait(steward(bakery), at=NOON) == []


def test_a_member_without_office_does_not_call(table, garden, make_person, make_member):
    ana = make_person("a-member")
    make_member(garden, ana)

    with pytest.raises(Refused, match="speaks for it"):
        acts.call_out(table.slug, by=ana, network=garden.slug, fields=SAID, to=(), key="k", at=NOON)


def test_nobody_calls_for_another_network(table, garden, bakery):
    with pytest.raises(Refused, match="do not speak"):
        acts.call_out(
            table.slug, by=steward(garden), network=bakery.slug, fields=SAID, to=(), key="k",
            at=NOON,
        )  # fmt: skip


def test_nobody_calls_where_it_has_ended(table, garden):
    Coalition.objects.create(network=table, phase=Phase.ENDED, phase_since=NOON)
    with pytest.raises(Refused, match="ended"):
        call(table, garden)


def test_a_form_sent_twice_is_one_call(table, garden):
    assert call(table, garden) == call(table, garden)
    assert Call.objects.count() == 1


def test_stewards_answer_what_is_day_to_day_and_it_stands_in_their_log(table, garden, bakery):
    made = call(table, garden)
    answer(made, bakery, words="Six of us come.")

    said = CallAnswer.objects.get()
    assert (said.reply, said.inner, said.by) == ("yes", None, steward(bakery))
    entry = LogEntry.objects.get(network=bakery, facts__call=1)
    assert (entry.by, entry.other, entry.facts["reply"]) == (steward(bakery), table, "yes")
    assert told(steward(garden)) == ["coalitions.call_answered"]


def test_so_does_a_spoke_and_no_other_member(table, garden, bakery, make_person, make_member):
    made = call(table, garden)
    ana, ben = make_person("spoke"), make_person("no-spoke")
    for each in (ana, ben):
        make_member(bakery, each)
    appoint(bakery.affiliations.get(), ana, stands_in=False, at=NOON)

    assert answer(made, bakery, by=ana).by == ana
    with pytest.raises(Refused, match="stewards"):
        answer(made, bakery, by=ben)


def test_where_a_network_decides_such_questions_together_no_steward_answers(table, garden, bakery):
    made = call(table, garden)
    UsualMethod.objects.create(network=bakery, subject="daily", method={"name": "majority"})

    for reply in ("yes", "no"):
        with pytest.raises(Refused, match="decides such questions together"):
            answer(made, bakery, reply)


def test_no_steward_puts_the_networks_name_under_a_letter_alone_but_may_say_no(
    table, garden, bakery
):
    made = call(table, garden, wanted="letter")

    for reply in ("yes", "partly"):
        with pytest.raises(Refused, match="only by a decision"):
            answer(made, bakery, reply)
    assert answer(made, bakery, "no").reply == "no"


def test_a_decision_answers_and_done_twice_it_is_once(table, garden, bakery):
    made = call(table, garden)
    decision = decided(made, bakery)

    assert carried(decision) == {"done": True}
    assert carried(decision) == {"done": False}
    said = CallAnswer.objects.get()
    assert (said.reply, said.inner, said.by) == ("yes", decision.number, None)
    assert LogEntry.objects.filter(network=bakery, facts__decision=decision.number).count() == 1


def test_what_was_decided_stewards_explain_and_do_not_change(table, garden, bakery):
    made = call(table, garden)
    carried(decided(made, bakery))

    said = answer(made, bakery, "yes", words="We bring the drums.")
    assert (said.words, said.inner) == ("We bring the drums.", 1)
    with pytest.raises(Refused, match="Only another decision"):
        answer(made, bakery, "no")


def test_a_later_decision_says_something_else(table, garden, bakery):
    made = call(table, garden)
    carried(decided(made, bakery))
    answer(made, bakery, "yes", words="We bring the drums.")
    carried(decided(made, bakery, "no"))

    said = CallAnswer.objects.get()
    assert (said.reply, said.words, said.inner) == ("no", "", 2)


def test_a_decision_does_nothing_where_the_call_is_over_or_the_network_gone(table, garden, bakery):
    made = call(table, garden)
    decision = decided(made, bakery)
    assert why_not(decision) == ""

    bakery.affiliations.update(state="ended")
    assert "does not belong" in why_not(decision)
    bakery.affiliations.update(state="active")
    Call.objects.update(ended_at=NOON)
    assert "over" in why_not(decision)
    with pytest.raises(Refused, match="over"):
        carried(decision)


def test_a_letter_is_signed_by_a_decision_about_a_public_statement(table, garden, bakery):
    made = call(table, garden, wanted="letter")

    assert why_not(decided(made, bakery)) != ""
    signs = decided(made, bakery, kind="sign_letter", subject="statement")
    assert why_not(signs) == ""
    carried(signs)
    assert CallAnswer.objects.get().reply == "yes"


def test_the_title_of_a_decision_names_a_call_only_where_it_is_public(table, garden, bakery):
    inside = call(table, garden)
    outside = call(table, garden, key="two", is_public=True)

    assert inside.title not in in_words(decided(inside, bakery))
    assert outside.title in in_words(decided(outside, bakery))


def test_a_member_brings_it_to_a_decision_with_one_press(table, garden, bakery, make_person,
                                                         make_member):  # fmt: skip
    made = call(table, garden)
    ana = make_person("a-baker")
    make_member(bakery, ana)
    where = f"{made.get_absolute_url()}answer/{bakery.slug}/decide/"

    answered = visit(ana).post(where, {"reply": "partly"})
    again = visit(ana).post(where, {"reply": "partly"})

    [decision] = Decision.objects.all()
    assert answered.headers["Location"] == f"{decision.get_absolute_url()}edit/"
    assert again.headers["Location"] == answered.headers["Location"]
    assert decision.effect_about == {"call": made.pk, "reply": "partly", "public": False}
    words = decision.versions.get()
    assert made.get_absolute_url() in words.words
    assert made.words not in words.words, "a decision may be read by more people than the call"
    assert f'href="{made.get_absolute_url()}"' in words.words_html


def test_outsiders_read_public_calls_and_of_answers_what_was_meant_for_them(
    table, garden, bakery, choir, ana
):
    inside = call(table, garden)
    made = call(table, garden, key="two", is_public=True)
    answer(made, bakery, is_public=True, words="We come.")
    answer(made, choir, is_public=False, words="Not for all.")

    html = Page(visit(ana).get(made.get_absolute_url())).html
    assert "We come." in html
    assert "Not for all." not in html
    assert "Choir" not in html
    assert visit(ana).get(inside.get_absolute_url()).status_code == 404
    listed = Page(visit(ana).get("/networks/table/calls/")).html
    assert made.get_absolute_url() in listed
    assert inside.get_absolute_url() not in listed


def test_of_a_network_that_is_hidden_meanwhile_outsiders_read_nothing(table, garden, bakery, ana):
    made = call(table, garden, is_public=True)
    answer(made, bakery, is_public=True, words="We come.")
    bakery.visibility = Visibility.HIDDEN
    bakery.save()

    assert "We come." not in Page(visit(ana).get(made.get_absolute_url())).html


def test_a_hidden_network_is_named_to_its_own_people_alone(table, garden, bakery, choir, jobs_done):
    garden.visibility = Visibility.HIDDEN
    garden.save()
    with pytest.raises(Refused, match="hidden"):
        call(table, garden, is_public=True)

    made = call(table, garden)
    jobs_done("coalitions.tell_call")
    assert Notice.objects.get(person=steward(bakery), kind="coalitions.called").words == ""
    assert "Garden" not in Page(visit(steward(bakery)).get(made.get_absolute_url())).html
    assert "Garden" in Page(visit(steward(garden)).get(made.get_absolute_url())).html

    bakery.visibility = Visibility.HIDDEN
    bakery.save()
    answer(made, bakery, words="We come.")
    html = Page(visit(steward(choir)).get(made.get_absolute_url())).html
    assert "Bakery" not in html
    assert "We come." not in html
    assert "Yes, we do" in html


def test_under_a_letter_stand_those_who_sign_it(table, garden, bakery, choir):
    made = call(table, garden, wanted="letter", is_public=True)
    signs = decided(made, bakery, kind="sign_letter", subject="statement", public=True)
    carried(signs)
    answer(made, choir, "no", words="We wrote our own.")

    inside = Page(visit(steward(garden)).get(made.get_absolute_url())).html
    assert "Who signs" in inside
    assert inside.index("Bakery") < inside.index("Said otherwise") < inside.index("Choir")


def test_what_followed_is_told_to_those_who_said_yes(table, garden, bakery, choir):
    made = call(table, garden)
    answer(made, bakery)
    answer(made, choir, "no")
    seen = fingerprint(following_words(made))

    acts.follow(made.pk, by=steward(garden), followed="They gave in.", is_over=True, seen=seen,
                at=NOON)  # fmt: skip

    made.refresh_from_db()
    assert (made.ended_at, made.followed_html.strip()) == (NOON, "<p>They gave in.</p>")
    assert "coalitions.call_followed" in told(steward(bakery))
    assert "coalitions.call_followed" not in told(steward(choir))
    with pytest.raises(Refused, match="over"):
        answer(made, choir, "yes")


def test_only_those_who_called_write_what_followed(table, garden, bakery):
    made = call(table, garden)
    seen = fingerprint(following_words(made))
    tess = table.memberships.get(role="steward").person

    for person in (steward(bakery), tess):
        with pytest.raises(Refused, match="that called"):
            acts.follow(made.pk, by=person, followed="x", is_over=False, seen=seen, at=NOON)
    garden.affiliations.update(state="ended")  # nobody is left here who could
    assert acts.follow(made.pk, by=tess, followed="x", is_over=True, seen=seen, at=NOON).ended_at


def test_a_second_who_answers_for_the_same_network_sees_what_the_first_said(table, garden, bakery):
    made = call(table, garden)
    answer(made, bakery, "yes")
    with pytest.raises(Stale):
        answer(made, bakery, "no", seen=fingerprint(answer_words(None)))


@races
def test_two_who_answer_at_once_are_one_answer(table, garden, bakery, make_person, make_member):
    made = call(table, garden)
    ana = make_person("spoke")
    make_member(bakery, ana)
    appoint(bakery.affiliations.get(), ana, stands_in=False, at=NOON)
    bo, unseen = steward(bakery), fingerprint(answer_words(None))

    results = at_once(
        lambda: answer(made, bakery, "yes", by=bo, seen=unseen),
        lambda: answer(made, bakery, "no", by=ana, seen=unseen),
    )

    assert sum(isinstance(each, Stale) for each in results) == 1
    assert CallAnswer.objects.count() == 1


def test_those_who_belong_talk_about_it_in_one_thread(table, garden, bakery, choir, ana):
    made = call(table, garden)
    where = f"{made.get_absolute_url()}talk/"

    assert visit(steward(bakery)).post(where, {"words": "When?", "key": "a"}).status_code == 302
    assert visit(steward(choir)).post(where, {"words": "At six.", "key": "b"}).status_code == 302
    assert visit(ana).post(where, {"words": "Hi", "key": "c"}).status_code == 404
    assert Thread.objects.get().comments == 1
    assert "At six." in Page(visit(steward(garden)).get(made.get_absolute_url())).html


def test_the_forms_keep_what_was_typed(table, garden, bakery):
    made = call(table, garden)
    refused = visit(steward(garden)).post("/networks/table/calls/new/", {"title": "Bread!"})
    assert refused.status_code == 422
    assert "Bread!" in Page(refused).html

    where = f"{made.get_absolute_url()}answer/{bakery.slug}/"
    unsaid = visit(steward(bakery)).post(where, {"words": "We have a van."})
    assert unsaid.status_code == 422
    assert "We have a van." in Page(unsaid).html


def test_one_calls_and_answers_in_a_browser(table, garden, bakery):
    day = now().date() + timedelta(days=9)
    sent = visit(steward(garden)).post(
        "/networks/table/calls/new/",
        {"network": garden.slug, "wanted": "lending", "title": "A stove", "words": "For a week.",
         "until": day.isoformat(), "to": [bakery.slug], "key": "k"},
    )  # fmt: skip
    made = Call.objects.get()
    assert sent.headers["Location"] == made.get_absolute_url()

    where = f"{made.get_absolute_url()}answer/{bakery.slug}/"
    seen = fingerprint(answer_words(None))
    said = visit(steward(bakery)).post(where, {"reply": "yes", "words": "Ours.", "seen": seen})
    assert said.status_code == 302
    assert "Ours." in Page(visit(steward(garden)).get(made.get_absolute_url())).html


def test_a_group_has_no_calls(garden, cleo):
    assert visit(cleo).get("/networks/garden/calls/").status_code == 404


def test_a_register_that_everyone_reads_says_nothing_of_a_call_inside(table, garden, bakery, ana):
    made = call(table, garden)
    Customs.objects.create(network=bakery, register_seen=RegisterSeen.EVERYONE)
    decision = decided(made, bakery)
    decision.title = in_words(decision)
    decision.save()

    html = Page(visit(ana).get(decision.get_absolute_url())).html
    assert made.title not in html
