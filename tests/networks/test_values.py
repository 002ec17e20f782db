"""What a network holds: who shares, what is shown to whom, and who decides on that."""

from datetime import timedelta

import pytest
from django.db import transaction

from networks.actions import holding
from networks.actions.joining import leave
from networks.actions.keeping import remove
from networks.models import CircleSeen, Network, Opening, OpeningState, State, Verb
from networks.queries.framing import steps_of
from networks.queries.holding import admitted, circle_of
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from solidarity.outbox.models import Job
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit
from tests.racing import at_once, raised
from tests.values.pooling import MILD, give_circle, give_share, new_people
from values.actions import withdraw
from values.answers import sealed_answers
from values.models import About, Batch, Consent, Part, Pool, Publication, Share, Sheet, Sort

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
WEEK = timedelta(days=7)


def let_in(network, people, *, by, make_member):
    for person in people:
        member = make_member(network, person)
        member.answered_by = by
        member.save()
    return people


@pytest.fixture
def sixty(garden, cleo, make_member):
    """Sixty members whom cleo let in, each with a circle and both guesses, and who share."""
    people = let_in(garden, new_people(60), by=cleo, make_member=make_member)
    pool = holding.pool_for(garden.pk, by=cleo, at=NOON)
    for person in people:
        give_circle(person)
        give_circle(person, about=About.MEMBER, pool=pool, leaning=MILD)
        give_circle(person, about=About.COUNTRY, leaning={})
        give_share(person, pool, gives_gap=True)
    garden.refresh_from_db()
    return people


@pytest.fixture
def held(garden, sixty):
    holding.seal(garden.pk, at=NOON)
    return garden


def show(network, seen=CircleSeen.EVERYONE):
    Network.objects.filter(pk=network.pk).update(circle_seen=seen)


def read(person, address):
    return Page(visit(person).get(f"/networks/garden/values/{address}"))


# Sharing


def test_whom_a_person_let_in_may_share_and_whom_only_an_open_door_may_not(
    garden, cleo, ana, ben, make_member
):
    make_member(garden, ana)
    let_in(garden, [ben], by=cleo, make_member=make_member)
    for person in (ana, ben, cleo):
        give_circle(person)

    holding.share_here(garden.pk, by=ben, sealings=1, gives_gap=False, at=NOON)
    holding.share_here(garden.pk, by=cleo, sealings=1, gives_gap=False, at=NOON)
    with pytest.raises(Refused, match="open door"):
        holding.share_here(garden.pk, by=ana, sealings=1, gives_gap=False, at=NOON)
    assert {each.person for each in admitted(garden)} == {ben, cleo}
    assert not garden.log.exists()


def test_nobody_else_shares(garden, cleo, ana, ben, make_member):
    give_circle(ana)
    make_member(garden, ben, state=State.ASKED)
    for person in (ana, ben):
        with pytest.raises(Refused, match="Only members"):
            holding.share_here(garden.pk, by=person, sealings=1, gives_gap=False, at=NOON)


def test_she_puts_it_in_on_the_page_and_takes_it_out(garden, cleo):
    give_circle(cleo)
    client = visit(cleo)
    page = Page(client.get("/networks/garden/values/share/"))
    assert "about a twentieth" in page.main
    assert "three times in a life" in page.main
    form = page.form("sealings")

    assert client.post("/networks/garden/values/share/", {"sealings": "1"}).status_code == 422
    sent = client.post("/networks/garden/values/share/", form.filled(sealings="1", agrees="on"))
    assert sent.status_code == 302
    assert Share.objects.get().sealings == 1
    assert "Your circle is one of those" in read(cleo, "").main
    client.post("/networks/garden/values/leave/")
    assert not Share.objects.exists()


def test_the_page_offers_no_more_sums_than_are_left(held, sixty):
    in_gaps = Part.objects.filter(sort=Sort.GAP).values("person")
    person = Part.objects.filter(sort=Sort.CIRCLE, person__in=in_gaps).first().person
    page = read(person, "share/")

    assert "You have 1 of three left" in page.main
    assert "Up to twice" in page.main
    assert "Up to three times" not in page.main
    assert page.form("sealings").fields["sealings"] == ["2"]


def test_without_consent_or_answers_the_page_leads_to_them(garden, cleo):
    assert "First you answer for yourself" in read(cleo, "share/").main

    Consent.objects.create(person=cleo, wording=1, given_at=NOON)
    page = read(cleo, "share/")
    assert "First you answer for yourself" in page.main, "before she reads what it costs"
    assert "/values/" in page.links


@pytest.mark.parametrize("how", ["leaves", "is removed"])
def test_who_goes_takes_her_circle_along(held, sixty, cleo, how):
    person = Part.objects.filter(sort=Sort.CIRCLE).first().person
    if how == "leaves":
        leave(held.pk, by=person, at=NOON)
    else:
        member = held.memberships.get(person=person)
        remove(member.pk, reason="?", bars=False, days=None, by=cleo, at=NOON)
    assert Share.objects.get(person=person).left_at

    before = circle_of(held).now.n
    holding.seal(held.pk, at=NOON + WEEK)
    assert circle_of(held).now.n != before or Batch.objects.filter(dropped_at=NOON + WEEK).exists()
    assert not Part.objects.filter(person=person).exists()


def test_sealing_is_asked_for_where_it_may_be_due_and_done_once(held, sixty):
    assert holding.seal_due(at=NOON + WEEK) == 1
    assert holding.seal_due(at=NOON + WEEK) == 1
    assert Job.objects.filter(kind="networks.seal").count() == 1
    assert holding.seal_due(at=NOON + timedelta(days=3)) == 0


# What is shown


def test_members_see_ten_bars_from_fifty_on_and_outsiders_see_nothing(held, sixty, ana):
    page = read(sixty[0], "")

    assert "All ten, in words" in page.main
    assert "at least 50 members" in page.main
    assert "Care beyond oneself" in page.main
    assert visit(ana).get("/networks/garden/values/").status_code == 404
    assert visit(ana).get("/networks/garden/values/gap/").status_code == 404
    front = visit(ana).get("/networks/garden/").content.decode()
    assert 'href="/networks/garden/values/"' not in front
    assert 'href="/networks/garden/values/words/"' in front, "what it says in its own words"


def test_no_page_shows_how_many_share_exactly_nor_who(held, sixty):
    for address in ("", "gap/", "publishing/", "share/"):
        words = read(sixty[0], address).main
        assert "60" not in words
        assert not any(f"Pooled {number}" in words for number in (2, 30, 59))


def test_nothing_but_a_publication_changes_what_the_others_see(held, sixty, cleo, ana, make_member):
    """Who shares, joins or leaves in between shows nowhere, however often one looks."""
    watcher = sixty[0]

    def seen():
        pages = ("", "gap/", "publishing/", "conversation/", "share/")
        return [read(watcher, address).main for address in pages]

    before = seen()
    let_in(held, [ana], by=cleo, make_member=make_member)
    give_circle(ana)
    holding.share_here(held.pk, by=ana, sealings=3, gives_gap=True, at=NOON)
    assert seen() == before
    for person in sixty[1:6]:
        leave(held.pk, by=person, at=NOON)
    assert seen() == before
    holding.seal(held.pk, at=NOON + timedelta(days=6))
    assert seen() == before

    holding.seal(held.pk, at=NOON + WEEK)
    assert seen() != before


def test_under_fifty_the_four_and_the_top_four_without_an_order(garden, cleo, make_member):
    people = let_in(garden, new_people(12), by=cleo, make_member=make_member)
    for person in people:
        give_circle(person)
        holding.share_here(garden.pk, by=person, sealings=1, gives_gap=False, at=NOON)
    holding.seal(garden.pk, at=NOON)

    words = read(people[0], "").main
    assert "in no order" in words
    assert "All ten, in words" not in words
    assert "at least 10 members" in words


def test_with_too_few_it_says_so_kindly_and_leads_to_a_conversation(garden, cleo):
    page = read(cleo, "")
    assert "takes ten members" in page.main
    assert "conversation" in page.main
    assert "Nothing of it is written down" in read(cleo, "conversation/").main


def test_the_gap_is_shown_side_by_side(held, sixty):
    words = read(sixty[0], "gap/").main

    assert "We care more than we think we do." in words
    assert "What we think a typical member here holds" in words
    assert "What we think a typical person in our country holds" in words


def test_of_a_gap_that_may_be_chance_it_says_so(held, sixty):
    pool = Pool.objects.get()
    for number, mean, words in (
        (2, -0.2, "cannot tell yet"), (3, 0.0, "There is no gap"), (4, 1.5, "think better of"),
    ):  # fmt: skip
        noise = 0.05 if mean == 0 else 0.2
        Publication.objects.create(
            pool=pool, sort=Sort.GAP, number=number, n=60, means=[mean, mean], noise_sd=noise,
            sampling_se=0.0, at=NOON,
        )  # fmt: skip
        assert words in read(sixty[0], "gap/").main


@pytest.mark.parametrize(
    ("below", "noise", "words"),
    [
        (0.77, 0.05, "About 8 in ten believe that the others here care less"),
        (0.8, 0.25, "More than half believe"),
        (0.2, 0.25, "Fewer than half believe"),
        (0.5, 0.05, "About half believe"),
        (0.6, 0.25, "less than they do we cannot tell yet"),
    ],
)
def test_how_many_believe_less_is_said_against_the_half_of_no_bias(
    held, sixty, below, noise, words
):
    Publication.objects.create(
        pool=Pool.objects.get(), sort=Sort.GAP, number=2, n=300, means=[-1, -1], noise_sd=noise,
        sampling_se=0.0, below=[below, 0.9], at=NOON,
    )  # fmt: skip

    assert words in read(sixty[0], "gap/").main


@pytest.mark.parametrize(
    ("apart", "words"),
    [
        (3.0, "members lie closer together than people usually do"),
        (7.0, "about as much as people usually do"),
        (11.0, "members lie further apart"),
        (None, "How far members lie apart we cannot tell yet"),
    ],
)
def test_how_far_members_lie_apart_is_held_against_a_norm_that_is_named(held, sixty, apart, words):
    Publication.objects.create(
        pool=Pool.objects.get(), sort=Sort.CIRCLE, number=2, n=300, means=[0.0] * 10,
        noise_sd=0.05, sampling_se=0.05, apart=apart, apart_se=0.3 if apart else None, at=NOON,
    )  # fmt: skip
    page = read(sixty[0], "").main

    assert words in page
    assert ("General Social Survey" in page) == (apart is not None)
    assert "On which values members differ it does not know" in page


def test_pages_of_what_is_held_take_few_queries(held, sixty, django_assert_max_num_queries):
    client = visit(sixty[0])
    for address in ("", "gap/"):
        with django_assert_max_num_queries(16):
            client.get(f"/networks/garden/values/{address}")


# Answering for the others


def test_half_begin_with_the_others_and_all_come_to_the_end(garden, cleo, make_member):
    pool = Pool.objects.create(began_at=NOON)
    firsts = [steps_of(person, pool)[0].about for person in new_people(60)]

    assert 15 <= firsts.count(About.SELF) <= 45
    assert set(firsts) == {About.SELF, About.MEMBER}


def test_the_page_leads_to_the_next_questionnaire(garden, cleo):
    give_circle(cleo)
    client = visit(cleo)

    answer = client.post("/networks/garden/values/gap/answer/")
    assert "/values/sheets/" in answer["Location"]
    screen = client.get(answer["Location"], follow=True)
    assert "A typical member of Garden" in screen.content.decode()


def test_a_hidden_network_that_she_left_is_named_on_no_sheet_of_hers(
    garden, cleo, ana, make_member
):
    give_circle(ana)
    let_in(garden, [ana], by=cleo, make_member=make_member)
    visit(ana).post("/networks/garden/values/gap/answer/")
    sheet = Sheet.objects.get(about=About.MEMBER)
    leave(garden.pk, by=ana, at=NOON)
    Network.objects.filter(pk=garden.pk).update(visibility="hidden", name="Renamed since")

    page = visit(ana).get(sheet.get_absolute_url(), follow=True).content.decode()
    assert "A typical member" in page
    assert "Renamed since" not in page
    assert "/networks/garden/" not in page


def test_who_has_guessed_comes_back_to_the_network(garden, cleo):
    give_circle(cleo)
    client = visit(cleo)
    client.post("/networks/garden/values/gap/answer/")
    sheet = Sheet.objects.get(about=About.MEMBER)
    sheet.sealed = sealed_answers(cleo.pk, {number: number % 6 + 1 for number in range(1, 31)})
    sheet.save()

    answer = client.post(f"/values/sheets/{sheet.pk}/end/")
    assert answer["Location"] == "/networks/garden/values/gap/answer/"
    words = read(cleo, "gap/answer/").main
    assert "For a typical member here Done" in " ".join(words.split())
    client.post("/networks/garden/values/gap/answer/")
    assert Sheet.objects.get(about=About.COUNTRY).pool is None


def test_a_guess_that_says_too_little_is_told_so_and_asked_once_more(garden, cleo):
    give_circle(cleo)
    client = visit(cleo)
    client.post("/networks/garden/values/gap/answer/")
    sheet = Sheet.objects.get(about=About.MEMBER)
    sheet.sealed = sealed_answers(cleo.pk, dict.fromkeys(range(1, 31), 3))
    sheet.save()
    client.post(f"/values/sheets/{sheet.pk}/end/")

    words = " ".join(read(cleo, "gap/answer/").main.split())
    assert "What you answered cannot be read" in words, words
    client.post("/networks/garden/values/gap/answer/")
    assert Sheet.objects.filter(about=About.MEMBER, finished_at=None).count() == 1


def test_a_guess_can_be_deleted_alone_and_made_anew(garden, cleo):
    pool = holding.pool_for(garden.pk, by=cleo, at=NOON)
    give_circle(cleo)
    sheet = give_circle(cleo, about=About.MEMBER, pool=pool)
    page = read(cleo, "gap/answer/")

    assert f"/values/sheets/{sheet.pk}/delete/" in page.links
    visit(cleo).post(f"/values/sheets/{sheet.pk}/delete/")
    steps = steps_of(cleo, pool)
    assert [step.is_done for step in steps if step.about == About.MEMBER] == [False]
    assert [step.is_done for step in steps if step.about == About.SELF] == [True]


def test_without_consent_it_leads_there_first(garden, cleo):
    answer = visit(cleo).post("/networks/garden/values/gap/answer/")

    assert answer["Location"] == "/values/consent/"


# Who sees it


def propose(network, by, wants=CircleSeen.EVERYONE, at=NOON):
    return holding.propose_opening(network.pk, wants=wants, by=by, at=at)


def test_everybody_is_told_and_after_a_week_three_are_enough(held, sixty, ana):
    opening = propose(held, sixty[0])
    holding.tell_opening(Job.objects.get(kind="networks.tell_opening"))
    holding.say(opening.pk, by=sixty[1], at=NOON)
    holding.say(opening.pk, by=sixty[2], at=NOON)
    assert Notice.objects.filter(kind="networks.circle_open").count() == 60
    holding.settle_openings(at=NOON + WEEK - timedelta(hours=1))
    assert visit(ana).get("/networks/garden/values/").status_code == 404

    holding.settle_openings(at=NOON + WEEK)

    held.refresh_from_db()
    assert held.circle_seen == CircleSeen.EVERYONE
    assert held.log.filter(verb=Verb.OPENED).exists()
    assert "taken together" in read(ana, "").main
    holding.tell_shown(Job.objects.get(kind="networks.tell_shown"))
    assert Notice.objects.filter(kind="networks.circle_opened").count() == 61


def test_where_as_many_object_it_does_not_hold_and_runs_out(held, sixty):
    opening = propose(held, sixty[0])
    for number in (1, 2):
        holding.say(opening.pk, by=sixty[number], at=NOON)
    for number in (3, 4, 5):
        holding.say(opening.pk, objects_to=True, by=sixty[number], at=NOON)
    holding.settle_openings(at=NOON + 2 * WEEK)
    assert Opening.objects.get().state == OpeningState.OPEN

    holding.settle_openings(at=NOON + timedelta(days=30))
    assert Opening.objects.get().state == OpeningState.EXPIRED
    with pytest.raises(Refused, match="over"):
        holding.say(opening.pk, by=sixty[1], at=NOON + timedelta(days=31))


def test_words_are_taken_back_and_so_is_the_proposal(held, sixty):
    opening = propose(held, sixty[0])
    holding.say(opening.pk, by=sixty[1], at=NOON)
    holding.unsay(opening.pk, by=sixty[1], at=NOON)
    assert opening.said.count() == 1
    with pytest.raises(Refused, match="Only whoever proposed"):
        holding.drop_opening(opening.pk, by=sixty[1], at=NOON)
    with pytest.raises(Refused, match="already"):
        propose(held, sixty[1])

    holding.drop_opening(opening.pk, by=sixty[0], at=NOON)
    propose(held, sixty[1])


def test_who_came_in_later_and_who_does_not_belong_has_no_word(held, sixty, cleo, ana, make_member):
    opening = propose(held, sixty[0])
    late = make_member(held, ana, asked_at=NOON + timedelta(days=1))

    assert late.pk
    with pytest.raises(Refused, match="came in later"):
        holding.say(opening.pk, by=ana, at=NOON + timedelta(days=2))


def test_what_is_not_there_is_not_published_and_outsiders_propose_nothing(garden, cleo, ana):
    with pytest.raises(Refused, match="nothing to publish"):
        propose(garden, cleo)
    with pytest.raises(Refused, match="Only members"):
        propose(garden, ana)


def test_a_steward_takes_it_back_at_once_and_others_propose_it(held, sixty, cleo, ana):
    show(held)
    with pytest.raises(Refused, match="Only the stewards"):
        holding.shut_circle(held.pk, by=sixty[0], at=NOON)
    assert propose(held, sixty[0], wants=CircleSeen.MEMBERS)

    holding.shut_circle(held.pk, by=cleo, at=NOON)
    assert visit(ana).get("/networks/garden/values/").status_code == 404
    assert held.log.filter(verb=Verb.SHUT, by=cleo).exists()


def test_the_page_proposes_confirms_and_takes_back(held, sixty):
    first, second = visit(sixty[0]), visit(sixty[1])
    address = "/networks/garden/values/publishing/"
    assert first.post(address, {"act": "everyone"}).status_code == 302
    assert "Proposed: everyone shall see it" in read(sixty[1], "publishing/").main
    second.post(address, {"act": "object"})
    assert Opening.objects.get().said.filter(objects_to=True).count() == 1
    second.post(address, {"act": "take-back"})
    first.post(address, {"act": "drop"})
    assert Opening.objects.get().state == OpeningState.WITHDRAWN
    assert first.post(address, {"act": "nonsense"}).status_code == 404


@races
def test_of_two_proposals_at_once_there_is_one(make_network, make_person, make_member):
    cleo = make_person("cleo")
    garden = make_network("Garden", steward=cleo)
    with transaction.atomic():
        garden.pool = Pool.objects.create(began_at=NOON)
        garden.save()
        Publication.objects.create(
            pool=garden.pool, sort=Sort.CIRCLE, number=1, n=10, means=[0.0] * 10, noise_sd=0.4,
            sampling_se=0.3, at=NOON,
        )  # fmt: skip

    results = at_once(*[lambda: propose(garden, cleo)] * 2)

    assert len(raised(results, Refused)) == 1
    assert Opening.objects.count() == 1


# Without the map


def test_a_steward_switches_the_map_off_and_nothing_else_breaks(held, sixty, cleo, ana):
    show(held)
    client = visit(cleo)
    assert client.post("/networks/garden/settings/map/").status_code == 302

    assert "does without the circle" in read(sixty[0], "").main
    assert "A conversation about values" in read(sixty[0], "").main
    assert visit(sixty[0]).get("/networks/garden/values/gap/").status_code == 404
    assert visit(ana).get("/networks/garden/values/").status_code == 404
    assert not holding.seal(held.pk, at=NOON + WEEK)
    for address in ("", "members/", "log/", "talk/", "stewards/"):
        assert visit(sixty[0]).get(f"/networks/garden/{address}").status_code == 200
    assert held.log.filter(verb=Verb.CHANGED, facts__fields=["map_off"]).count() == 1
    client.post("/networks/garden/settings/map/")
    assert "All ten, in words" in read(sixty[0], "").main


def test_who_took_it_back_while_the_map_was_off_goes_when_it_is_on_again(held, sixty, cleo):
    person = Part.objects.filter(sort=Sort.CIRCLE).first().person
    holding.switch_map(held.pk, off=True, by=cleo, at=NOON)
    withdraw(person, at=NOON)
    assert not holding.seal(held.pk, at=NOON + WEEK)

    holding.switch_map(held.pk, off=False, by=cleo, at=NOON + WEEK)

    job = Job.objects.get(kind="networks.seal")
    assert holding.seal(job.payload["network"], at=NOON + WEEK)
    assert not Part.objects.filter(person=person).exists()


def test_only_stewards_switch_it(garden, cleo, ana, make_member):
    make_member(garden, ana)

    assert visit(ana).post("/networks/garden/settings/map/").status_code == 404
    with pytest.raises(Refused, match="Only the stewards"):
        holding.switch_map(garden.pk, off=True, by=ana, at=NOON)


# My ledger


def test_she_alone_reads_where_she_shares_and_what_it_cost(held, sixty, ana):
    part = Part.objects.filter(sort=Sort.CIRCLE).first()
    client = visit(part.person)
    page = Page(client.get("/values/sharing/"))

    assert "Garden" in page.main
    assert "2 places are free" in page.main
    assert "of three is left" in page.main or "of three are left" in page.main
    share = Share.objects.get(person=part.person)
    assert visit(ana).post(f"/values/sharing/{share.pk}/leave/").status_code == 404
    assert client.post(f"/values/sharing/{share.pk}/leave/").status_code == 302
    assert "Taken out" in Page(client.get("/values/sharing/")).main
    assert "nowhere" in Page(visit(ana).get("/values/sharing/")).main


def test_a_network_that_she_may_not_know_of_any_more_is_not_named(held, sixty):
    person = Part.objects.filter(sort=Sort.CIRCLE).first().person
    leave(held.pk, by=person, at=NOON)
    Network.objects.filter(pk=held.pk).update(visibility="hidden")

    words = Page(visit(person).get("/values/sharing/")).main
    assert "Garden" not in words
    assert "may not see any more" in words
