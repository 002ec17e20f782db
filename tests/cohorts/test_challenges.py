"""Challenging those who facilitate: whom participants trust, and what goes to those alone."""

import uuid

import pytest

from cohorts.actions import challenging, trusting
from cohorts.models import Challenge, ChallengeWord, Trusted
from cohorts.queries.challenges import challenge_for, reached_in
from networks.actions.keeping import pause, remove
from networks.models import LogEntry, Role, State, Visibility
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit
from tests.racing import at_once

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def dora(make_person):
    return make_person("dora")


@pytest.fixture
def eva(make_person):
    """Somebody outside."""
    return make_person("eva")


@pytest.fixture
def pilot(make_cohort, cleo, ana, ben, dora):
    """Cleo looks after it, Ana facilitates; Ben and Dora take part."""
    cohort = make_cohort(name="Pilot", facilitators=[ana], participants=[ben, dora], steward=cleo)
    return cohort.network


def trust(pilot, person, *voices):
    trusted = trusting.propose(pilot.pk, handle=person.handle, by=voices[0], at=NOON)
    if person != voices[0]:
        trusting.answer(trusted.pk, yes=True, by=person, at=NOON)
    for each in voices[1:]:
        trusting.confirm(trusted.pk, by=each, at=NOON)
    trusted.refresh_from_db()
    return trusted


def challenge(pilot, by, *, is_named=False, key=None, words="You always speak first."):
    return challenging.challenge(
        pilot.pk, about="Who speaks", words=words, is_named=is_named,
        key=key or uuid.uuid4(), by=by, at=NOON,
    )  # fmt: skip


def told(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_somebody_is_trusted_with_her_own_yes_and_more_than_half(pilot, ben, dora, eva):
    trusted = trusting.propose(pilot.pk, handle="eva", by=ben, at=NOON)
    trusting.confirm(trusted.pk, by=dora, at=NOON)
    assert reached_in(pilot) == []

    trusting.answer(trusted.pk, yes=True, by=eva, at=NOON)

    assert reached_in(pilot) == [eva]
    assert told(eva) == ["cohorts.trust_asked", "cohorts.trusted"]


def test_half_is_not_enough_and_a_voice_can_be_taken_back(pilot, ben, dora, eva):
    trusted = trust(pilot, eva, ben)
    assert reached_in(pilot) == []
    trusting.confirm(trusted.pk, by=dora, at=NOON)
    assert reached_in(pilot) == [eva]

    trusting.take_back(trusted.pk, by=ben, at=NOON)

    assert reached_in(pilot) == []


def test_those_who_facilitate_have_no_part_in_it(pilot, ana, ben):
    with pytest.raises(Refused, match="no part"):
        trusting.propose(pilot.pk, handle="ben", by=ana, at=NOON)
    with pytest.raises(Refused, match="does not facilitate"):
        trusting.propose(pilot.pk, handle="ana", by=ben, at=NOON)
    trusted = trusting.propose(pilot.pk, handle="ben", by=ben, at=NOON)
    with pytest.raises(Refused, match="no part"):
        trusting.confirm(trusted.pk, by=ana, at=NOON)


def test_who_comes_to_facilitate_is_reached_no_more(pilot, ben, dora):
    trust(pilot, dora, ben, dora)
    pilot.memberships.filter(person=dora).update(role=Role.FACILITATOR)

    assert reached_in(pilot) == []


def test_nobody_outside_learns_of_a_hidden_cohort(pilot, ben, eva):
    pilot.visibility = Visibility.HIDDEN
    pilot.save(update_fields=["visibility"])

    with pytest.raises(Refused, match="hidden"):
        trusting.propose(pilot.pk, handle="eva", by=ben, at=NOON)


def test_two_at_most_are_trusted(pilot, ben, dora, eva, make_person):
    trust(pilot, eva, ben, dora)
    trust(pilot, ben, ben, dora)
    trust(pilot, make_person("fay"), ben, dora)

    assert reached_in(pilot) == [eva, ben]


def test_a_challenge_goes_to_those_alone(pilot, ben, dora, eva, ana, cleo):
    trust(pilot, eva, ben, dora)
    before = LogEntry.objects.count()

    made = challenge(pilot, ben)

    assert challenge_for(eva, made.key)
    assert challenge_for(ben, made.key)
    for person in (ana, cleo, dora):
        assert challenge_for(person, made.key) is None
        assert visit(person).get(made.get_absolute_url()).status_code == 404
    assert told(eva)[-1] == "cohorts.challenged"
    assert not set(told(ana) + told(cleo) + told(dora)) & {"cohorts.challenged"}
    assert LogEntry.objects.count() == before


def test_without_the_name_nothing_says_who_it_was(pilot, ben, dora, eva):
    trust(pilot, eva, ben, dora)
    made = challenge(pilot, ben, is_named=False)

    page = Page(visit(eva).get(made.get_absolute_url()))

    assert "Ben" not in page.main
    assert "somebody who takes part" in page.main
    assert ChallengeWord.objects.get().by is None
    assert Notice.objects.get(person=eva, kind="cohorts.challenged").words == ""


def test_with_the_name_they_see_it(pilot, ben, dora, eva):
    trust(pilot, eva, ben, dora)
    made = challenge(pilot, ben, is_named=True)

    assert "Ben" in Page(visit(eva).get(made.get_absolute_url())).main


def test_sent_twice_it_is_one(pilot, ben, dora, eva):
    trust(pilot, eva, ben, dora)
    key = uuid.uuid4()

    assert challenge(pilot, ben, key=key) == challenge(pilot, ben, key=key)
    assert Challenge.objects.count() == 1


def test_where_nobody_is_trusted_it_is_a_report_to_the_admins(pilot, ben, ana):
    with pytest.raises(Refused, match="admins"):
        challenge(pilot, ben)
    with pytest.raises(Refused, match="take part"):
        challenge(pilot, ana)

    page = Page(visit(ben).get(f"/networks/{pilot.slug}/programme/challenges/"))

    assert f"/networks/{pilot.slug}/report/" in page.links


def test_who_is_paused_still_challenges(pilot, ben, dora, eva, cleo):
    trust(pilot, eva, ben, dora)
    member = pilot.memberships.get(person=ben)
    pause(member.pk, reason="Loud.", days=7, by=cleo, at=NOON)

    assert challenge(pilot, ben)


@pytest.mark.parametrize("how", ["removed", "paused"])
def test_whoever_is_sent_away_with_an_open_challenge_is_not_alone(pilot, ben, dora, eva, cleo, how):
    trust(pilot, eva, ben, dora)
    made = challenge(pilot, ben)
    member = pilot.memberships.get(person=ben)

    if how == "removed":
        remove(member.pk, reason="No room.", bars=False, days=None, by=cleo, at=NOON)
    else:
        pause(member.pk, reason="No room.", days=7, by=cleo, at=NOON)

    assert told(eva)[-1] == "cohorts.silenced"
    assert "cohorts.silenced" not in told(cleo)
    assert challenging.say(made.key, words="Still here.", key=uuid.uuid4(), by=ben, at=NOON)


def test_a_closed_challenge_is_no_news_when_somebody_is_removed(pilot, ben, dora, eva, cleo):
    trust(pilot, eva, ben, dora)
    made = challenge(pilot, ben)
    challenging.close(made.key, changed="We count to five.", by=eva, at=NOON)
    member = pilot.memberships.get(person=ben)

    remove(member.pk, reason="No room.", bars=False, days=None, by=cleo, at=NOON)

    assert "cohorts.silenced" not in told(eva)


def test_what_was_changed_is_read_by_all_when_the_challenger_wishes(pilot, ben, dora, eva, ana):
    trust(pilot, eva, ben, dora)
    made = challenge(pilot, ben)
    here = f"/networks/{pilot.slug}/programme/challenges/"
    with pytest.raises(Refused, match="First"):
        challenging.tell(made.key, shown=True, by=ben, at=NOON)
    challenging.close(made.key, changed="We count to five.", by=eva, at=NOON)
    assert "count to five" not in Page(visit(ana).get(here)).main
    with pytest.raises(Refused):
        challenging.tell(made.key, shown=True, by=eva, at=NOON)

    challenging.tell(made.key, shown=True, by=ben, at=NOON)

    page = Page(visit(ana).get(here)).main
    assert "count to five" in page
    assert "Who speaks" not in page


def test_who_was_not_told_can_do_nothing_in_it(pilot, ben, dora, eva, ana):
    trust(pilot, eva, ben, dora)
    made = challenge(pilot, ben)

    for act in (
        lambda: challenging.say(made.key, words="?", key=uuid.uuid4(), by=ana, at=NOON),
        lambda: challenging.close(made.key, changed="?", by=ana, at=NOON),
        lambda: challenging.close(made.key, changed="?", by=ben, at=NOON),
        lambda: challenging.tell(made.key, shown=True, by=ana, at=NOON),
    ):
        with pytest.raises(Challenge.DoesNotExist):
            act()


def test_who_laid_it_down_reads_no_more(pilot, ben, dora, eva):
    trusted = trust(pilot, eva, ben, dora)
    made = challenge(pilot, ben)

    trusting.answer(trusted.pk, yes=False, by=eva, at=NOON)

    assert challenge_for(eva, made.key) is None
    assert challenge_for(ben, made.key)


def test_the_whole_way_on_the_pages(pilot, ben, dora, eva):
    here = f"/networks/{pilot.slug}/programme/challenges/"
    his, hers = visit(ben), visit(eva)
    assert his.post(f"{here}trusted/", {"handle": "nobody"}).status_code == 422
    his.post(f"{here}trusted/", {"handle": "@eva"})
    trusted = Trusted.objects.get()
    assert "May challenges come to you?" in Page(hers.get(f"/trusted/{trusted.pk}/")).main
    hers.post(f"/trusted/{trusted.pk}/", {"yes": "1"})
    visit(dora).post(f"{here}trusted/{trusted.pk}/", {})
    form = Page(his.get(f"{here}new/")).form("about", "words")
    assert his.post(f"{here}new/", form.filled(about="Pace", words="")).status_code == 422
    sent = his.post(f"{here}new/", form.filled(about="Pace", words="Too fast.", is_named="no"))
    form = Page(hers.get(sent.url)).form("words", "key")
    hers.post(sent.url, form.filled(words="Thank you."))
    hers.post(f"{sent.url}close/", {"changed": "More pauses."})
    his.post(f"{sent.url}tell/", {})

    assert "More pauses." in Page(visit(dora).get(here)).main
    assert visit(dora).get(f"/trusted/{trusted.pk}/").status_code == 404


@races
def test_voices_at_once_choose_two_at_most(pilot, ben, dora, eva, make_person):
    pilot.memberships.filter(person=dora).update(state=State.LEFT)
    people = [eva, make_person("fay"), make_person("gil")]
    held = []
    for person in people:
        trusted = trusting.propose(pilot.pk, handle=person.handle, by=ben, at=NOON)
        held.append((trusted, person))

    at_once(*[
        lambda trusted=trusted, person=person: trusting.answer(
            trusted.pk, yes=True, by=person, at=NOON
        )
        for trusted, person in held
    ])  # fmt: skip

    assert Trusted.objects.filter(since__isnull=False).count() == 2
