"""Talk as pages: the board, a conversation, and who meets nothing there."""

import gzip
import random

import pytest

from networks.models import Role, State
from solidarity.people.models import Draft
from solidarity.threads.models import Post, Reaction, Thread
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
BOARD = "/networks/garden/talk/"


@pytest.fixture
def member(garden, ana, make_member):
    """ana belongs to garden."""
    make_member(garden, ana)
    return ana


def start(client, **typed):
    """Send the form that begins a conversation; returns where it then stands."""
    form = Page(client.get(f"{BOARD}new/")).form("title", "words", "key")
    said = {"title": "Soup on Friday", "words": "Who brings **pots**?"} | typed
    response = client.post(f"{BOARD}new/", form.filled(**said))
    assert response.status_code == 302, Page(response).main
    return response.headers["Location"]


def say(client, address, words):
    """Comment in the conversation at `address`."""
    form = Page(client.get(address)).form("words", "key")
    return client.post(address, form.filled(words=words))


def test_a_conversation_is_begun_read_and_answered(member, cleo):
    client = visit(member)
    assert "Nobody has said anything yet" in Page(client.get(BOARD)).main
    address = start(client)
    answered = say(visit(cleo), address, "Two from me.")
    post = Post.objects.get(is_opening=False)
    assert answered.headers["Location"] == f"{address}#post-{post.pk}"
    page = Page(client.get(address))

    assert "<strong>pots</strong>" in page.html
    assert "Two from me." in page.main
    assert "@cleo" in page.main
    board = Page(client.get(BOARD)).main
    assert "Soup on Friday" in board
    assert "1 comment · last word: Cleo" in board


@pytest.mark.parametrize("who", ["outsider", State.ASKED, State.LEFT, State.BANNED, "sibling"])
def test_who_does_not_belong_meets_nothing(
    who, garden, make_network, member, ben, make_member, make_affiliation
):
    address = start(visit(member))
    if isinstance(who, State):
        make_member(garden, ben, state=who)
    if who == "sibling":
        kitchen = make_network("Kitchen")
        make_member(kitchen, ben)
        table = make_network("Table", kind="coalition")
        make_affiliation(kitchen, table)
        make_affiliation(garden, table)
    post = Post.objects.get()
    client = visit(ben)
    for path in (BOARD, f"{BOARD}new/", address, f"{address}{post.pk}/edit/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"title": "x", "words": "x"}).status_code in {404, 405}
    for act in ("edit", "delete", "remove", "answer"):
        sent = client.post(f"{address}{post.pk}/{act}/", {"say": "thanks", "reason": "x"})
        assert sent.status_code == 404
    assert BOARD not in Page(client.get("/networks/garden/")).links
    assert Post.objects.count() == 1
    post.refresh_from_db()
    assert post.words


def test_who_was_banned_does_not_read_through_another_network(
    garden, member, ben, make_network, make_member, make_affiliation
):
    bed = make_network("Bed")
    make_member(bed, ben)
    make_affiliation(bed, garden)
    address = start(visit(member))
    assert visit(ben).get(address).status_code == 200
    make_member(garden, ben, state=State.BANNED)

    assert visit(ben).get(address).status_code == 404
    assert visit(ben).get(BOARD).status_code == 404


def test_a_stranger_is_asked_to_sign_in_and_learns_nothing(member):
    address = start(visit(member))
    there, nowhere = visit().get(address), visit().get(f"{BOARD}999999/")

    assert there.status_code == nowhere.status_code == 302
    assert "login" in there.headers["Location"]


def test_a_thread_is_read_only_where_it_belongs(member, make_network):
    make_network("Bread", steward=member)
    address = start(visit(member))

    assert visit(member).get(address.replace("garden", "bread")).status_code == 404


def test_who_left_keeps_what_she_wrote_and_reads_no_more(garden, member, cleo):
    address = start(visit(member))
    visit(member).post("/networks/garden/leave/")

    assert visit(member).get(address).status_code == 404
    page = Page(visit(cleo).get(address))
    assert "Ana" in page.main
    assert "pots" in page.main


def test_the_same_form_sent_twice_is_one_post(member):
    client = visit(member)
    form = Page(client.get(f"{BOARD}new/")).form("title", "key")
    first, second = (
        client.post(f"{BOARD}new/", form.filled(title="Soup", words="Who?")) for _ in range(2)
    )
    assert first.headers["Location"] == second.headers["Location"]
    address = first.headers["Location"]
    comment = Page(client.get(address)).form("words", "key").filled(words="I do.")
    for _ in range(3):
        client.post(address, comment)

    assert Thread.objects.get().comments == 1
    assert Post.objects.count() == 2


def test_what_is_missing_is_said_and_nothing_is_lost(member):
    client = visit(member)
    page = Page(client.post(f"{BOARD}new/", {"title": "", "words": "A long thought"}))

    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert page.form("title", "key").fields["words"] == ["A long thought"]
    address = start(client)
    empty = Page(client.post(address, {"words": "  "}))
    assert empty.status == 422
    assert "Write something first." in empty.main


def test_what_is_typed_is_kept_and_forgotten_when_it_is_sent(garden, member):
    client = visit(member)
    client.post(f"/account/drafts/talk-{garden.pk}/", {"title": "Half a", "words": "Half a word"})
    form = Page(client.get(f"{BOARD}new/")).form("title", "key")
    assert (form.fields["title"], form.fields["words"]) == (["Half a"], ["Half a word"])
    address = start(client)
    assert not Draft.objects.exists()
    thread = Thread.objects.get()
    client.post(f"/account/drafts/thread-{thread.pk}/", {"words": "Well …"})

    assert Page(client.get(address)).form("words", "key").fields["words"] == ["Well …"]
    say(client, address, "Well then.")
    assert not Draft.objects.exists()


def test_where_something_was_said_last_stands_first(member):
    client = visit(member)
    addresses = [start(client, title=f"Thread {number}") for number in range(33)]
    say(client, addresses[0], "Once more")
    first = Page(client.get(BOARD))
    found = [link for link in first.links if link in addresses]
    (older,) = [e.attributes["href"] for e in first.elements if e.attributes.get("rel") == "next"]
    second = Page(client.get(BOARD + older))

    assert found == [addresses[0], *addresses[:3:-1]]
    assert [link for link in second.links if link in addresses] == addresses[3:0:-1]


def test_comments_come_in_pages_and_the_last_ones_are_there_at_once(member):
    client = visit(member)
    address = start(client)
    for number in range(25):
        say(client, address, f"Word {number:02}.")
    page = Page(client.get(address))
    assert "Word 24." in page.main
    assert "Word 04." not in page.main
    assert page.main.index("Word 05.") < page.main.index("Word 24.")
    (earlier,) = [link for link in page.links if link.startswith("?after=")]
    before = Page(client.get(address + earlier)).main

    assert "Word 00." in before
    assert "Word 05." not in before


@pytest.mark.parametrize("number", [2, 19])
def test_a_page_asks_the_database_as_often_for_many_as_for_few(
    number, member, cleo, django_assert_num_queries
):
    client = visit(member)
    address = start(client)
    for each in range(number):
        start(client, title=f"Thread {each}")
        say(client, address, f"Word {each}")
    for post in Post.objects.all():
        Reaction.objects.create(post=post, person=cleo, kind="thanks")
    client.get(BOARD)  # content types are remembered

    with django_assert_num_queries(7):
        client.get(BOARD)
    with django_assert_num_queries(8):
        client.get(address)


def test_full_pages_are_small_on_the_wire(member):
    client, chance = visit(member), random.Random(7)
    words = [
        "".join(chance.choices("abcdefghijklmnop", k=chance.randint(2, 9))) for _ in range(900)
    ]
    address = start(client)
    for _ in range(20):
        say(client, address, " ".join(chance.choices(words, k=700))[:4900])

    assert len(gzip.compress(client.get(address).content)) < 60_000


def test_what_one_wrote_can_be_changed_and_says_so(member):
    client = visit(member)
    address = start(client)
    post = Post.objects.get()
    form = Page(client.get(f"{address}{post.pk}/edit/")).form("title", "words", "seen")
    client.post(f"{address}{post.pk}/edit/", form.filled(title="Stew", words="Who brings pans?"))
    page = Page(client.get(address))

    assert "Stew" in page.main
    assert "pans" in page.main
    assert "pots" not in page.html
    assert "edited" in page.main


def test_the_second_of_two_tabs_sees_both(member):
    client = visit(member)
    address = start(client)
    edit = f"{address}{Post.objects.get().pk}/edit/"
    one, other = (Page(client.get(edit)).form("words", "seen") for _ in range(2))
    client.post(edit, one.filled(words="First tab"))
    late = Page(client.post(edit, other.filled(words="Second tab")))

    assert late.status == 422
    assert "First tab" in late.main
    form = late.form("words", "seen")
    assert form.fields["words"] == ["Second tab"]
    assert client.post(edit, form.filled()).status_code == 302
    assert Post.objects.get().words == "Second tab"


def test_nobody_else_changes_or_deletes_it(member, cleo):
    address = start(visit(member))
    post = Post.objects.get()
    for act in ("edit", "delete"):
        assert visit(cleo).get(f"{address}{post.pk}/{act}/").status_code == 404
        assert visit(cleo).post(f"{address}{post.pk}/{act}/", {"words": "x"}).status_code == 404
    assert visit(member).get(f"{address}{post.pk}/remove/").status_code == 404


def test_deleting_leaves_the_trace_and_not_the_words(member, cleo):
    client = visit(member)
    address = start(client)
    post = Post.objects.get()
    delete = f"{address}{post.pk}/delete/"
    assert "gone for good" in Page(client.get(delete)).main
    client.post(delete)
    page = Page(visit(cleo).get(address))

    assert "Removed by its author" in page.main
    assert "pots" not in page.html
    assert "Soup on Friday" not in Page(client.get(BOARD)).html
    post.refresh_from_db()
    assert (post.words, post.words_html, post.thread.title) == ("", "", "")
    assert client.post(delete).status_code == 422
    assert Page(client.get(f"{address}{post.pk}/edit/")).status == 422


def test_a_steward_takes_down_with_a_reason_that_all_can_read(garden, member, cleo):
    address = start(visit(member))
    post = Post.objects.get()
    remove, client = f"{address}{post.pk}/remove/", visit(cleo)
    empty = Page(client.post(remove, {"reason": " "}))
    assert empty.status == 422
    assert "nothing is taken down without one" in empty.main
    client.post(remove, {"reason": "It names a neighbour."})

    assert "Removed by a steward" in Page(visit(member).get(address)).main
    log = Page(visit(member).get("/networks/garden/log/")).main
    assert "Cleo took down a post of Ana." in log
    assert "It names a neighbour." in log
    assert "It names a neighbour." in Page(visit(member).get("/inbox/")).main
    late = Page(client.post(remove, {"reason": "Once more"}))
    assert late.status == 422
    assert "has been removed" in late.main
    assert garden.log.count() == 1


def test_one_answers_with_a_word_and_takes_it_back(member, cleo):
    address = start(visit(member))
    post, client = Post.objects.get(), visit(cleo)
    sent = client.post(f"{address}{post.pk}/answer/", {"say": "help"})
    assert sent.headers["Location"] == f"{address}#post-{post.pk}"
    client.post(f"{address}{post.pk}/answer/", {"say": "help"})
    assert "I can help: Cleo" in Page(visit(member).get(address)).main
    client.post(f"{address}{post.pk}/answer/", {"unsay": "help"})

    assert "I can help: Cleo" not in Page(client.get(address)).main
    assert client.post(f"{address}{post.pk}/answer/", {"say": "applause"}).status_code == 404


def test_htmx_gets_the_conversation_alone(member):
    client = visit(member)
    address = start(client)
    headers = {"HX-Request": "true", "HX-Target": "conversation"}
    html = client.get(address, headers=headers).content.decode().strip()

    assert html.startswith('<section id="conversation"')
    assert "<textarea" not in html


def test_only_stewards_find_the_way_to_tell_everybody(garden, member, cleo, ben, make_member):
    make_member(garden, ben, role=Role.FACILITATOR)
    assert "to_all" in Page(visit(cleo).get(f"{BOARD}new/")).form("title").fields
    start(visit(cleo), to_all="on", title="Rain on Sunday")
    assert "To everybody" in Page(visit(member).get(BOARD)).main
    for person in (member, ben):
        assert "to_all" not in Page(visit(person).get(f"{BOARD}new/")).form("title").fields
        start(visit(person), to_all="on")

    assert Thread.objects.filter(is_announcement=True).count() == 1
