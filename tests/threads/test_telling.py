"""Who hears of what is said: those called by name, and all when a steward says so."""

import pytest

from networks.models import State
from solidarity.base.limits import ANNOUNCING, TooOften
from solidarity.base.refused import Refused
from solidarity.base.stale import fingerprint
from solidarity.inbox.actions import worded
from solidarity.inbox.models import Notice
from solidarity.outbox.actions import carry_out
from solidarity.outbox.models import Job
from solidarity.threads.actions import edit, take_back, words_of
from tests.fixtures.people import NOON

pytestmark = pytest.mark.django_db


def run_announcement():
    """Do what a worker does."""
    job = Job.objects.get(kind="threads.announce")
    assert carry_out(job.pk, at=NOON)


def test_who_is_called_by_name_is_told(make_thread, cleo, told):
    thread = make_thread("Dear @cleo, and you @Cleo: come!")

    assert told(cleo) == ["threads.called"]
    notice = Notice.objects.get(person=cleo)
    assert (notice.words, notice.about_url) == ("Ana", thread.get_absolute_url())
    assert "Soup" not in notice.about_words
    assert '<a href="/people/cleo/"' in thread.opening.words_html


def test_the_mail_says_who_calls_and_where(make_thread, cleo):
    thread = make_thread("@cleo?")
    subject, text = worded(Notice.objects.get(person=cleo))

    assert subject == "Ana calls you in Garden"
    assert thread.get_absolute_url() in text


def test_nobody_else_is_told_of_an_ordinary_post(make_thread, make_comment, cleo, told):
    make_comment(make_thread(), by=cleo)

    assert not Notice.objects.exists()


@pytest.mark.parametrize("state", [None, State.ASKED, State.LEFT, State.BANNED])
def test_who_may_not_read_it_is_not_told_and_not_linked(
    state, garden, make_thread, ben, make_member, told
):
    if state:
        make_member(garden, ben, state=state)
    thread = make_thread("Do not tell @ben.")

    assert told(ben) == []
    assert "<a" not in thread.opening.words_html


def test_who_belongs_by_a_network_of_hers_is_told(
    garden, make_network, make_member, make_affiliation, make_thread, ben, told
):
    bed = make_network("Bed")
    make_member(bed, ben)
    make_affiliation(bed, garden)
    make_thread("@ben, welcome")

    assert told(ben) == ["threads.called"]


def test_one_is_not_told_of_oneself(make_thread, ana, told):
    make_thread("I am @ana")

    assert told(ana) == []


@pytest.mark.parametrize(
    "words", ["write to x@cleo.example", "user@cleo", "a/@cleo", "@cleopatra", "@cleo_b", "@@cleo"]
)
def test_what_only_looks_like_a_call_is_none(words, make_thread, cleo, told):
    make_thread(words)

    assert told(cleo) == []


def test_a_call_in_a_link_or_in_code_is_no_link_in_a_link(make_thread, cleo):
    html = make_thread("[see @cleo](https://example.org) and `@cleo`").opening.words_html

    assert html.count("<a ") == 1
    assert "<code>@cleo</code>" in html


def test_ten_are_called_at_most(garden, make_thread, make_person, make_member):
    people = [make_person(f"friend-{number}") for number in range(14)]
    for person in people:
        make_member(garden, person)
    make_thread(" ".join(f"@{person.handle}" for person in people))

    assert Notice.objects.count() == 10


def test_changing_it_calls_those_who_were_not_called_before(
    garden, make_thread, make_member, ben, cleo, told
):
    make_member(garden, ben)
    post = make_thread("@cleo?").opening
    saved = words_of(post)
    fields = saved | {"words": "@cleo and @ben?"}
    edit(post.pk, by=post.author, fields=fields, seen=fingerprint(saved), at=NOON)

    assert told(cleo) == told(ben) == ["threads.called"]


def test_an_announcement_reaches_all_who_belong_once(
    garden, make_thread, make_member, make_network, make_affiliation, ana, ben, cleo, make_person,
    told,
):  # fmt: skip
    bed, dora, gone = make_network("Bed", steward=ben), make_person("dora"), make_person("gone")
    make_affiliation(bed, garden)
    make_member(garden, dora, state=State.ASKED)
    make_member(garden, gone, state=State.LEFT)
    thread = make_thread("Rain! @ana", by=cleo, title="No market", to_all=True)
    run_announcement()

    assert told(ana) == ["threads.announced"]
    assert told(ben) == ["networks.spoke_sought", "threads.announced"]
    assert told(cleo) == told(dora) == told(gone) == []
    subject, text = worded(Notice.objects.get(person=ana))
    assert subject == "News for everybody in Garden"
    assert "No market" in text
    assert "Rain!" in text
    assert thread.get_absolute_url() in text


def test_an_announcement_that_is_told_again_reaches_nobody_twice(make_thread, cleo, ana, told):
    make_thread(by=cleo, to_all=True)
    run_announcement()
    Job.objects.filter(kind="threads.announce").update(state="waiting", due_at=NOON)
    run_announcement()

    assert told(ana) == ["threads.announced"]


def test_an_announcement_taken_back_at_once_is_not_told(make_thread, cleo, ana, told):
    thread = make_thread(by=cleo, to_all=True)
    take_back(thread.opening.pk, by=cleo, at=NOON)
    run_announcement()

    assert told(ana) == []


def test_members_do_not_tell_everybody(make_thread):
    with pytest.raises(Refused, match="Only the stewards"):
        make_thread(to_all=True)


def test_there_is_an_end_to_telling_everybody(make_thread, cleo):
    for _ in range(ANNOUNCING.times):
        make_thread(by=cleo, to_all=True)

    with pytest.raises(TooOften):
        make_thread(by=cleo, to_all=True)
