"""What two people write to each other, and who keeps whom away."""

import pytest

from networks.models import Report, State
from solidarity.base.limits import TooOften
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from solidarity.people.actions import change_reach, keep_away
from solidarity.people.models import Distance
from solidarity.threads.actions import comment, take_down, write_to
from solidarity.threads.models import Conversation, Post
from solidarity.threads.queries import conversations_of
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
SAID = "Bring *pots*."


@pytest.fixture
def both(garden, ana, ben, make_member):
    """Ana and ben are members of the garden."""
    make_member(garden, ana)
    make_member(garden, ben)


def write(by, to, key="one", words=SAID):
    return write_to(to, by=by, words=words, key=key, at=NOON)


def test_members_of_one_network_write_to_each_other(both, ana, ben, told):
    thread = write(ana, ben)
    write(ben, ana, key="two")

    assert thread.posts.count() == 2
    assert Conversation.objects.count() == 1
    assert (told(ben), told(ana)) == (["threads.letter"], ["threads.letter"])
    assert list(conversations_of(ana)) == list(conversations_of(ben)) == [thread]


def test_a_letter_is_reported_to_the_admins_and_its_author_kept_away(both, ana, ben):
    post = write(ana, ben).opening
    client = visit(ben)
    letter = Page(client.get(post.thread.get_absolute_url()))
    report, author = f"/posts/{post.pk}/report/", f"/posts/{post.pk}/author/"
    assert {report, author} <= set(letter.links)

    client.post(report, {"harm": "harassment", "words": "She insists."})
    made = Report.objects.get()
    assert (made.for_admins, made.network, made.whom) == (True, None, ana)
    client.post(author, {"kind": "block"})
    assert Distance.objects.filter(person=ben, other=ana).exists()


def test_nobody_else_reads_it(both, ana, ben, cleo):
    thread = write(ana, ben)

    assert not thread.voice_of(cleo).reads
    assert visit(cleo).get(thread.get_absolute_url()).status_code == 404
    assert visit(cleo).get(f"/posts/{thread.opening.pk}/edit/").status_code == 404


@pytest.mark.parametrize(
    ("written_by", "share", "may"),
    [
        ("everyone", False, True), ("everyone", True, True),
        ("networks", False, False), ("networks", True, True),
        ("nobody", False, False), ("nobody", True, False),
    ],
)  # fmt: skip
def test_each_chooses_who_may_write(written_by, share, may, garden, ana, ben, make_member):
    make_member(garden, ben)
    make_member(garden, ana, state=State.ACTIVE if share else State.LEFT)
    change_reach(ben, written_by=written_by)

    if may:
        write(ana, ben)
    else:
        with pytest.raises(Refused, match="takes no messages"):
            write(ana, ben)

    assert Post.objects.exists() == may


def test_who_wrote_to_me_i_can_answer(both, ana, ben):
    change_reach(ana, written_by="nobody")
    write(ana, ben)

    write(ben, ana, key="two")

    assert Post.objects.count() == 2


def test_nobody_writes_to_herself(both, ana):
    with pytest.raises(Refused):
        write(ana, ana)


def test_twenty_new_conversations_a_day(garden, ana, make_person):
    for each in range(20):
        write(ana, make_person(written_by="everyone"), key=f"key-{each}")

    with pytest.raises(TooOften):
        write(ana, make_person(written_by="everyone"), key="more")


def test_the_same_form_twice_is_one_letter(both, ana, ben):
    write(ana, ben)
    write(ana, ben)

    assert Post.objects.count() == 1


def test_a_blocked_person_neither_writes_nor_opens_the_page(both, ana, ben):
    thread = write(ana, ben)
    keep_away(ben, ana, "block", at=NOON)

    with pytest.raises(Refused, match="takes no messages"):
        write(ana, ben, key="two")
    with pytest.raises(Refused):
        comment(thread.pk, by=ana, words="Hello?", key="three", at=NOON)
    assert visit(ana).get("/people/ben/").status_code == 404
    assert visit(ben).get("/people/ana/").status_code == 200


def test_who_is_blocked_before_a_word_finds_nothing(both, ana, ben):
    keep_away(ben, ana, "block", at=NOON)
    nothing = visit(ana).get("/people/nobody-here/write/")

    for path in ("/people/ben/", "/people/ben/write/"):
        answer = visit(ana).get(path)
        assert answer.status_code == nothing.status_code == 404
        assert Page(answer).main == Page(nothing).main


def test_a_muted_person_may_write_and_is_not_heard(both, ana, ben, told):
    keep_away(ben, ana, "mute", at=NOON)

    thread = write(ana, ben)

    assert told(ben) == []
    assert list(conversations_of(ben)) == []
    assert SAID not in Page(visit(ben).get(thread.get_absolute_url())).main
    assert visit(ana).get("/people/ben/").status_code == 200


def test_on_a_board_the_words_of_the_muted_are_not_read(
    both, garden, ana, ben, make_thread, make_comment, member
):
    thread = make_thread("I have pots, @ben.", by=ana)
    keep_away(ben, ana, "mute", at=NOON)

    board = Page(visit(ben).get("/networks/garden/talk/"))
    page = Page(visit(ben).get(f"/networks/garden/talk/{thread.pk}/"))

    assert "Soup" not in board.main
    assert "I have pots" not in page.html
    assert "You have muted this person." in page.main


@pytest.fixture
def member(ana):
    return ana


def test_who_mutes_is_not_called_by_the_muted(both, ana, ben, make_thread, member):
    keep_away(ben, ana, "mute", at=NOON)

    make_thread("What do you say, @ben?", by=ana)

    assert not Notice.objects.filter(person=ben).exists()


def test_what_a_muted_steward_does_is_still_heard_of(
    both, garden, ben, cleo, make_thread, make_comment, member, told
):
    keep_away(ben, cleo, "block", at=NOON)
    thread = make_thread("News", by=cleo, to_all=True)
    post = make_comment(thread, by=ben)
    take_down(post.pk, by=cleo, reason="Too loud", at=NOON)

    assert "threads.taken_down" in told(ben)
    assert "News" in Page(visit(ben).get(f"/networks/garden/talk/{thread.pk}/")).main


def test_undoing_it_at_the_account(both, ana, ben):
    keep_away(ben, ana, "block", at=NOON)
    client = visit(ben)
    assert "Ana" in Page(client.get("/account/reach/")).main

    client.post("/people/ana/distance/", {"kind": ""})

    assert not Distance.objects.exists()
    assert visit(ana).get("/people/ben/").status_code == 200


def test_strangers_cannot_be_looked_up_by_blocking(ana, make_person):
    make_person("far", page_seen_by="me")
    client = visit(ana)

    known = client.post("/account/reach/", {"handle": "far"})
    unknown = client.post("/account/reach/", {"handle": "nobody"})

    assert (known.status_code, unknown.status_code) == (422, 422)
    assert "whom you could meet" in Page(known).main
    assert client.get("/people/far/distance/").status_code == 404


def test_hostile_words_stay_words(both, ana, ben):
    thread = write(ana, ben, words="<script>alert(1)</script> [x](javascript:alert(1))")

    html = visit(ben).get(thread.get_absolute_url()).content.decode()

    assert "<script>alert" not in html
    assert 'href="javascript' not in html


@races
def test_two_first_letters_at_once_are_one_conversation(garden, ana, ben, make_member):
    make_member(garden, ana)
    make_member(garden, ben)

    results = at_once(lambda: write(ana, ben, "a"), lambda: write(ben, ana, "b"))

    assert raised(results, Refused) == []
    assert Conversation.objects.count() == 1
    assert Post.objects.count() == 2
