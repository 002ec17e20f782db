"""Pausing, deleting with seven days to think, and what is left of whom."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import mail

from networks.models import LogEntry, NetworkState, Proposal, Report, Verb
from solidarity.base.refused import Refused
from solidarity.base.stale import fingerprint
from solidarity.inbox.models import Notice
from solidarity.inbox.notices import tell
from solidarity.outbox.actions import carry_out
from solidarity.outbox.models import Job, Letter
from solidarity.people.actions import change_profile, leaving
from solidarity.people.models import Departure, Erasure, Person, Session, UsedHandle
from solidarity.people.queries import profile_of
from solidarity.people.rules import seen_fields, why_not_take_handle
from solidarity.threads.actions import comment, start, write_to
from solidarity.threads.models import Conversation, Post
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def list_outside(settings, tmp_path):
    """The list of erasures, in a folder of the test's own."""
    settings.ERASURES_FILE = str(tmp_path / "erasures.txt")
    return tmp_path / "erasures.txt"


def erase(person, *, leaves_words=False):
    """Delete her as the job does when her days are over."""
    departure = leaving.depart(person.pk, leaves_words=leaves_words, at=NOON)
    assert leaving.erase_departed(departure.pk, at=NOON + WEEK)


def test_who_pauses_is_not_shown_and_stays_a_member(garden, ana, cleo, make_member):
    ana.page_seen_by = "everyone"
    ana.save()
    make_member(garden, ana)
    leaving.rest(ana.pk, at=NOON)
    ana.refresh_from_db()

    assert seen_fields(cleo, ana) is None
    assert "Ana" not in Page(visit(cleo).get("/networks/garden/members/")).words_in("*")
    assert visit(cleo).get("/networks/garden/members/ana/").status_code == 404
    assert garden.memberships.get(person=ana).state == "active"


def test_who_pauses_is_mailed_nothing(garden, ana):
    leaving.rest(ana.pk, at=NOON)
    tell(ana, kind="networks.seeking", about=garden, key="1", at=NOON)
    for job in Job.objects.filter(kind="inbox.mail"):
        carry_out(job.pk, at=NOON)
    assert not mail.outbox


def test_who_pauses_is_led_to_the_way_back_from_every_page(ana):
    leaving.rest(ana.pk, at=NOON)
    client = visit(Person.objects.get(pk=ana.pk))

    for page in ("/", "/networks/", "/inbox/", "/account/", "/account/profile/"):
        assert client.get(page).headers["Location"] == "/account/resting/"
    for page in ("/account/resting/", "/account/data/", "/account/data/kept/", "/help/"):
        assert client.get(page).status_code == 200


def test_she_comes_back_by_a_click(ana):
    leaving.rest(ana.pk, at=NOON)
    client = visit(Person.objects.get(pk=ana.pk))
    assert client.post("/account/resting/").headers["Location"] == "/"

    ana.refresh_from_db()
    assert ana.is_here
    assert client.get("/inbox/").status_code == 200


def test_who_asks_to_be_deleted_has_seven_days_and_a_letter(ana):
    leaving.depart(ana.pk, leaves_words=False, at=NOON)

    assert Departure.objects.get(person=ana).due_at == NOON + WEEK
    assert Letter.objects.get().address == "ana@example.org"
    job = Job.objects.get(kind="people.erase")
    assert job.due_at == NOON + WEEK
    assert not leaving.erase_departed(job.payload["departure"], at=NOON + WEEK - timedelta(hours=1))
    assert Person.objects.filter(pk=ana.pk).exists()


def test_asking_twice_does_not_put_it_off(ana):
    leaving.depart(ana.pk, leaves_words=False, at=NOON)
    leaving.depart(ana.pk, leaves_words=True, at=NOON + timedelta(days=3))

    departure = Departure.objects.get()
    assert (departure.due_at, departure.leaves_words) == (NOON + WEEK, False)


def test_who_stays_is_not_deleted(ana):
    departure = leaving.depart(ana.pk, leaves_words=False, at=NOON)
    leaving.come_back(ana.pk, at=NOON + timedelta(days=6))

    assert not leaving.erase_departed(departure.pk, at=NOON + WEEK)
    ana.refresh_from_db()
    assert ana.is_here


def test_after_seven_days_it_is_too_late(ana):
    leaving.depart(ana.pk, leaves_words=False, at=NOON)

    with pytest.raises(Refused, match="being deleted"):
        leaving.come_back(ana.pk, at=NOON + WEEK)


def test_the_only_admin_does_not_go_before_there_is_another(ana, ben):
    Person.objects.filter(pk=ana.pk).update(is_admin=True)
    with pytest.raises(Refused, match="only admin"):
        leaving.depart(ana.pk, leaves_words=False, at=NOON)

    Person.objects.filter(pk=ben.pk).update(is_admin=True)
    assert leaving.depart(ana.pk, leaves_words=False, at=NOON)


def test_what_was_lost_on_the_way_is_done_by_the_beat(ana):
    leaving.depart(ana.pk, leaves_words=False, at=NOON)
    Job.objects.all().delete()

    assert leaving.erase_all_due(at=NOON + WEEK) == 1
    assert not Person.objects.filter(pk=ana.pk).exists()


def test_a_network_whose_last_steward_goes_seeks_new_ones_and_its_members_hear_of_it(
    garden, ana, cleo, make_member, jobs_done
):
    make_member(garden, ana)
    erase(cleo)
    jobs_done("networks.tell_members")

    garden.refresh_from_db()
    assert garden.state == NetworkState.SEEKING
    assert Notice.objects.filter(person=ana, kind="networks.seeking").exists()


def test_the_log_keeps_the_act_and_names_nobody(garden, ana, cleo, make_member):
    make_member(garden, ana)
    pk = ana.pk
    erase(ana)

    left = LogEntry.objects.get(verb=Verb.LEFT)
    assert (left.by, left.facts) == (None, {"by_left": True})
    assert not LogEntry.objects.filter(by=pk).exists()
    assert (
        "<bdi>A former member</bdi> left."
        in visit(cleo).get("/networks/garden/log/").content.decode()
    )


def test_what_she_said_goes_and_the_conversation_stays(garden, ana, cleo, make_member):
    make_member(garden, ana)
    thread = start(garden, by=cleo, title="Soup", words="Who cooks?", key="1", at=NOON)
    post = comment(thread.pk, by=ana, words="I do.", key="2", at=NOON)
    erase(ana)

    post.refresh_from_db()
    assert (post.author, post.words, post.words_html) == (None, "", "")
    page = visit(cleo).get(f"/networks/garden/talk/{thread.pk}/").content.decode()
    assert "Who cooks?" in page
    assert "I do." not in page


def test_she_can_leave_her_words_without_her_name(garden, ana, cleo, make_member):
    make_member(garden, ana)
    thread = start(garden, by=cleo, title="Soup", words="Who cooks?", key="1", at=NOON)
    comment(thread.pk, by=ana, words="I do.", key="2", at=NOON)
    erase(ana, leaves_words=True)

    page = visit(cleo).get(f"/networks/garden/talk/{thread.pk}/").content.decode()
    assert "I do." in page
    assert "Ana" not in page


def test_letters_go_on_her_side_alone(ana, ben):
    ben.written_by = ana.written_by = "everyone"
    ben.save()
    ana.save()
    thread = write_to(ben, by=ana, words="From Ana", key="1", at=NOON)
    comment(thread.pk, by=ben, words="From Ben", key="2", at=NOON)
    erase(ana, leaves_words=True)

    page = visit(ben).get(thread.get_absolute_url()).content.decode()
    assert "From Ben" in page
    assert "From Ana" not in page
    assert "A former member" in visit(ben).get("/inbox/conversations/").content.decode()


def test_letters_that_nobody_keeps_go_whole(ana, ben):
    ben.written_by = "everyone"
    ben.save()
    write_to(ben, by=ana, words="From Ana", key="1", at=NOON)
    erase(ana)

    assert not Conversation.objects.exists()
    assert not Post.objects.exists()


def test_where_others_called_her_her_handle_is_taken_out(garden, ana, cleo, make_member):
    make_member(garden, ana)
    thread = start(garden, by=cleo, title="Soup", words="Ask @ana, not @anabel.", key="1", at=NOON)
    erase(ana)

    opening = thread.posts.get()
    assert opening.words == "Ask @…, not @anabel."
    assert "/people/ana/" not in opening.words_html


def test_her_handle_is_never_given_again_and_cannot_be_read(ana, ben):
    saved = profile_of(ana)
    change_profile(ana.pk, saved | {"handle": "marigold"}, seen=fingerprint(saved))
    ana.refresh_from_db()
    erase(ana)

    assert not UsedHandle.objects.filter(pk__in=["ana", "marigold"]).exists()
    assert why_not_take_handle(ben, "ana")
    assert why_not_take_handle(ben, "marigold")


def test_every_browser_of_hers_is_signed_out(ana, ben):
    visit(ana).get("/inbox/")
    visit(ben).get("/inbox/")
    erase(ana)

    assert len(Session.objects.all()) == 1


def test_a_report_of_hers_stays_without_her_words(garden, ana, ben, cleo):
    kind = ContentType.objects.get_for_model(Person)
    common = {"network": garden, "harm": "other", "about_type": kind, "about_url": "/"}
    by_her = Report.objects.create(
        **common, about_id=ben.pk, reporter=ana, words="Ana saw it", made_at=NOON
    )
    about_her = Report.objects.create(
        **common, about_id=ana.pk, whom=ana, reporter=ben, words="Ana did", made_at=NOON
    )
    erase(ana)

    by_her.refresh_from_db()
    assert (by_her.reporter, by_her.words) == (None, "")
    assert not Report.objects.filter(pk=about_her.pk).exists()


def test_what_she_proposed_is_taken_back(garden, ana, ben, cleo, make_member):
    make_member(garden, ana)
    make_member(garden, ben)
    proposal = Proposal.objects.create(
        network=garden, kind="recall", person=cleo, by=ana, reason="Ana's reason",
        made_at=NOON, expires_at=NOON + timedelta(days=30),
    )  # fmt: skip
    erase(ana)

    proposal.refresh_from_db()
    assert (proposal.by, proposal.reason, proposal.state) == (None, "", "withdrawn")


def test_she_is_written_down_outside_before_she_is_gone(ana, list_outside):
    key = leaving.erasure_key(ana.pk, ana.joined_at)
    erase(ana)

    assert leaving.written_outside(list_outside) == {key: ["gone"]}
    assert Erasure.objects.get().key == key


def test_a_restored_backup_is_told_of_it(garden, ana, ben, make_member, make_person):
    make_member(garden, ana)
    key = leaving.erasure_key(ana.pk, ana.joined_at)

    assert leaving.erase_again({key: ["gone"]}, at=NOON) == 1
    assert leaving.erase_again({key: ["gone"]}, at=NOON) == 0
    assert not Person.objects.filter(handle="ana").exists()
    assert Person.objects.filter(handle="ben").exists()


def test_another_account_with_her_address_is_not_deleted_again(ana, make_person):
    key = leaving.erasure_key(ana.pk, ana.joined_at)
    erase(ana)
    again = make_person("anew")
    Person.objects.filter(pk=again.pk).update(email="ana@example.org")

    assert leaving.erase_again({key: ["gone"]}, at=NOON) == 0
    assert Person.objects.filter(pk=again.pk).exists()


def do_notes():
    for job in Job.objects.filter(kind="people.note_wish", state="waiting").order_by("pk"):
        assert carry_out(job.pk, at=NOON + WEEK)


def test_who_asked_to_be_deleted_after_the_backup_is_not_forgotten(ana, list_outside):
    leaving.depart(ana.pk, leaves_words=True, at=NOON)
    do_notes()
    said = leaving.written_outside(list_outside)
    Departure.objects.all().delete()  # the backup is older
    Person.objects.filter(pk=ana.pk).update(resting_since=None)

    assert leaving.erase_again(said, at=NOON + timedelta(days=2)) == 0
    departure = Departure.objects.get(person=ana)
    assert (departure.due_at, departure.leaves_words) == (NOON + WEEK, True)
    assert not Person.objects.get(pk=ana.pk).is_here
    assert leaving.erase_all_due(at=NOON + WEEK) == 1


def test_who_stayed_after_all_is_not_deleted_by_the_list(ana, list_outside):
    leaving.depart(ana.pk, leaves_words=False, at=NOON)
    do_notes()
    leaving.come_back(ana.pk, at=NOON + timedelta(days=1))
    do_notes()
    said = leaving.written_outside(list_outside)

    assert leaving.erase_again(said, at=NOON + WEEK) == 0
    assert leaving.erase_all_due(at=NOON + WEEK) == 0
    assert Person.objects.get(pk=ana.pk).is_here


def test_who_is_gone_stays_gone_whatever_else_stands_in_the_list(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("k1 2026-01-01 gone\nk1 2026-01-02 stays\n\nk2 2026-01-03\n", "ascii")

    assert leaving.written_outside(path) == {"k1": ["gone"], "k2": []}
