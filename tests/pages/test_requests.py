"""The page of a request, the queue with its answers, several at once, texts, questions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networks.actions.joining import admit, join
from networks.actions.requesting import add_text, say
from networks.models import Admission, Membership, Network, Report, Role, State
from solidarity.people.models import Distance
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
GARDEN = "/networks/garden/"
MINE = f"{GARDEN}request/"


@pytest.fixture
def asked(garden, ana):
    """ana waits for an answer of garden."""
    return join(garden.pk, by=ana, answers={1: "I love soil"}, at=NOON)


@pytest.fixture
def theirs(asked):
    """The address of ana's request, as those who answer open it."""
    return f"{GARDEN}requests/{asked.pk}/"


def followed(client, response):
    """What one reads after a redirect."""
    assert response.status_code == 302
    return Page(client.get(response.headers["Location"]))


def test_she_sees_where_her_request_stands_and_her_answers(ana, asked):
    page = Page(visit(ana).get(MINE))

    assert "one of the stewards reads your answers" in page.main
    assert "I love soil" in page.main
    assert f"{GARDEN}withdraw/" in page.links


def test_both_sides_talk_on_it(ana, cleo, asked, theirs):
    hers, client = visit(ana), visit(cleo)
    page = Page(hers.get(MINE))
    after = followed(hers, hers.post(MINE, page.form("words").filled(words="When do you meet?")))
    assert "When do you meet?" in after.main

    assert "wrote to you about the request to join Garden" in Page(client.get("/inbox/")).main
    page = Page(client.get(theirs))
    assert "When do you meet?" in page.main
    client.post(theirs, page.form("words").filled(words="On **Sundays**."))
    assert "<strong>Sundays</strong>" in Page(hers.get(MINE)).html
    assert "wrote to you about your request" in Page(hers.get("/inbox/")).main


def test_from_the_address_in_her_notice_she_is_led_to_her_page(ana, asked, theirs):
    assert visit(ana).get(theirs).headers["Location"] == MINE


def test_nothing_typed_is_lost_when_it_was_answered_meanwhile(ana, cleo, asked):
    client = visit(ana)
    sent = Page(client.get(MINE)).form("words").filled(words="One more thing")
    admit(asked.pk, by=cleo, at=NOON)
    Membership.objects.update(answered_at="2027-01-01T00:00Z")
    page = Page(client.post(MINE, sent))

    assert page.status == 422
    assert "You can read here, but not write." in page.main
    assert page.form("words").fields["words"] == ["One more thing"]


@pytest.mark.parametrize("who", ["member", "stranger"])
def test_for_others_there_is_no_such_page(garden, ben, make_member, asked, theirs, who):
    if who == "member":
        make_member(garden, ben)

    assert visit(ben).get(theirs).status_code == 404
    assert visit(ben).get(MINE).status_code == 404


def test_where_members_admit_they_find_the_queue(garden, ben, make_member, asked, theirs):
    Network.objects.filter(pk=garden.pk).update(admission=Admission.MEMBERS)
    make_member(garden, ben)
    client = visit(ben)

    assert f"{GARDEN}requests/" in Page(client.get(GARDEN)).links
    assert "I love soil" in Page(client.get(f"{GARDEN}requests/")).main
    assert "Ana is a member now" in followed(client, client.post(f"{theirs}admit/")).main
    assert client.get(f"{GARDEN}requests/texts/").status_code == 404


def test_what_one_wrote_can_be_changed_and_deleted_by_its_author_alone(ana, cleo, asked, theirs):
    post = say(asked.pk, by=ana, words="When do you meat?", key="a", at=NOON)
    edit, delete = f"/posts/{post.pk}/edit/", f"/posts/{post.pk}/delete/"
    client = visit(ana)
    assert edit in Page(client.get(MINE)).links
    form = Page(client.get(edit)).form("words", "seen")
    client.post(edit, form.filled(title="", words="When do you meet?"))
    assert "When do you meet?" in Page(client.get(MINE)).main

    assert visit(cleo).get(edit).status_code == 404
    assert visit(cleo).post(delete).status_code == 404
    client.post(delete)
    assert "Removed by its author" in Page(client.get(MINE)).main


def test_the_waiting_list_is_told_kindly_and_taken_up_later(ana, cleo, asked, theirs):
    client = visit(cleo)
    page = Page(client.get(f"{theirs}waitlist/"))
    assert "You can let this person in later" in page.main
    after = followed(client, client.post(f"{theirs}waitlist/", {"reason": "In May."}))
    assert "Ana has been told, with your reason." in after.main
    assert "Nobody is waiting" in after.main
    assert "1 is on the waiting list." in after.main

    mine = Page(visit(ana).get(MINE)).main
    assert "you would be welcome" in mine
    assert "In May." in mine
    assert "On the waiting list" in Page(visit(ana).get("/")).main

    listed = Page(client.get(f"{GARDEN}requests/?state=waitlisted"))
    assert "Let Ana in" in listed.main
    client.post(f"{theirs}admit/")
    assert Membership.objects.get(person=ana).state == State.ACTIVE
    assert "put Ana on the waiting list" in Page(client.get(f"{GARDEN}log/")).main


def test_a_text_that_is_kept_fills_an_answer_and_what_was_typed_stays(garden, cleo, asked, theirs):
    text = add_text("garden", by=cleo, title="Full", words="We are full until May.")
    client = visit(cleo)
    sent = {"act": "fill", "text": text.pk, "reason": "Dear Ana,"}
    page = Page(client.post(f"{theirs}decline/", sent))

    assert page.status == 200
    assert page.form("reason").fields["reason"] == ["Dear Ana,\n\nWe are full until May."]
    asked.refresh_from_db()
    assert asked.state == State.ASKED


def test_texts_are_kept_changed_and_deleted(garden, cleo):
    client, address = visit(cleo), f"{GARDEN}requests/texts/"
    assert Page(client.post(address, {"title": "", "words": "x"})).status == 422
    after = followed(client, client.post(address, {"title": "Full", "words": "Until May."}))
    assert "Until May." in after.main
    twice = Page(client.post(address, {"title": "Full", "words": "Until June."}))
    assert twice.status == 422
    assert "of this name already" in twice.main

    pk = garden.answer_texts.get().pk
    form = Page(client.get(f"{address}{pk}/")).form("title", "seen")
    client.post(f"{address}{pk}/", form.filled(words="Until July."))
    assert garden.answer_texts.get().words == "Until July."
    client.post(f"{address}{pk}/delete/")
    assert not garden.answer_texts.exists()


@pytest.fixture
def several(garden, make_person):
    """Three who wait, by their keys."""
    people = [make_person(name) for name in ("ida", "jon", "kim")]
    return [join(garden.pk, by=person, answers={}, at=NOON).pk for person in people]


def test_several_are_looked_at_and_then_each_answered_by_an_act_of_its_own(garden, cleo, several):
    client, address = visit(cleo), f"{GARDEN}requests/several/"
    page = Page(client.get(address, {"act": "decline", "pick": several}))
    assert all(name in page.main for name in ("Ida", "Jon", "Kim"))
    form = page.form("pick", "way")
    empty = Page(client.post(address, form.filled(act="decline", reason="")))
    assert empty.status == 422
    assert empty.form("pick").fields["pick"] == [str(pk) for pk in several]
    after = followed(client, client.post(address, form.filled(act="decline", reason="Full.")))

    assert "3 people have been told that you declined." in after.main
    assert set(garden.memberships.filter(pk__in=several).values_list("state", flat=True)) == {
        "declined"
    }
    assert garden.log.filter(verb="declined", by=cleo, written__words="Full.").count() == 3


def test_those_whom_somebody_else_answered_meanwhile_are_named_in_the_result(
    garden, cleo, ben, make_member, several
):
    make_member(garden, ben, role=Role.STEWARD)
    client, address = visit(cleo), f"{GARDEN}requests/several/"
    form = Page(client.get(address, {"act": "admit", "pick": several})).form("pick")
    admit(several[1], by=ben, at=NOON)
    after = followed(client, client.post(address, form.filled(act="admit")))

    assert "2 people are members now" in after.main
    assert "Jon: Another steward has let this person in already." in after.main
    assert garden.log.filter(verb="admitted").count() == 3


@pytest.mark.parametrize("sent", [{"act": "admit"}, {"act": "admit", "pick": ["x", "99999999"]}])
def test_where_nobody_was_chosen_it_says_so(garden, cleo, sent):
    client = visit(cleo)
    after = followed(client, client.get(f"{GARDEN}requests/several/", sent))

    assert "Choose at least one request first." in after.main


def test_requests_of_another_network_cannot_be_chosen(make_network, cleo, ben, several):
    make_network("Bread", steward=ben)
    client = visit(ben)
    client.post("/networks/bread/requests/several/", {"act": "admit", "pick": several})

    assert Membership.objects.filter(pk__in=several, state=State.ASKED).count() == 3


def test_what_the_queue_cannot_read_is_left_aside(cleo, asked):
    query = "?state=nonsense&sort=nonsense&after=nonsense&q=" + "a" * 500
    assert visit(cleo).get(f"{GARDEN}requests/{query}").status_code == 200


def test_questions_are_moved_without_saving_and_then_saved(garden, cleo):
    client, address = visit(cleo), f"{GARDEN}settings/questions/"
    form = Page(client.get(address)).form("words_1", "seen")
    assert form.fields["words_1"] == ["What brings you here?"]
    typed = form.filled(words_2="Since when?", move="up-2")
    typed.pop("required_2")
    moved = Page(client.post(address, typed)).form("words_1", "seen")
    assert (moved.fields["words_1"], moved.fields["required_1"]) == (["Since when?"], [])
    assert garden.questions.count() == 1

    assert client.post(address, moved.filled()).status_code == 302
    assert list(garden.questions.order_by("position").values_list("words", "required")) == [
        ("Since when?", False), ("What brings you here?", True),
    ]  # fmt: skip
    join_page = Page(visit(cleo).get(f"{GARDEN}settings/")).links
    assert address in join_page


def test_what_is_wrong_with_a_question_is_said(garden, cleo):
    client, address = visit(cleo), f"{GARDEN}settings/questions/"
    form = Page(client.get(address)).form("words_1", "seen")
    page = Page(client.post(address, form.filled(words_2="What brings you here?")))
    assert page.status == 422
    assert "stands here twice" in page.main
    long = Page(client.post(address, form.filled(words_2="q" * 201)))
    assert long.status == 422
    assert long.form("words_2").fields["words_2"] == ["q" * 201]


def queries_of(client, *paths):
    with CaptureQueriesContext(connection) as sent:
        for path in paths:
            assert client.get(path).status_code == 200
    return len(sent)


def test_twice_as_much_takes_the_same_queries(garden, cleo, make_person, asked, theirs):
    client, chosen, paths = visit(cleo), [], []

    def grow(number):
        for _each in range(number):
            person = make_person()
            chosen.append(join(garden.pk, by=person, answers={1: "x"}, at=NOON).pk)
            say(asked.pk, by=cleo, words="Hello", key=str(person.pk), at=NOON)
        picks = "&".join(f"pick={pk}" for pk in chosen)
        paths[:] = [theirs, f"{GARDEN}requests/several/?act=decline&{picks}"]

    grow(4)
    queries_of(client, *paths)
    with_few = queries_of(client, *paths)
    grow(8)

    assert queries_of(client, *paths) == with_few


def test_an_optional_question_may_stay_empty(garden, ana):
    garden.questions.update(required=False)
    client = visit(ana)
    assert "(optional)" in Page(client.get(f"{GARDEN}join/")).main

    assert client.post(f"{GARDEN}join/", {"answer_1": ""}).status_code == 302


def test_words_on_a_request_are_reported_and_their_author_kept_away(
    ana, cleo, asked, theirs, make_person
):
    post = say(asked.pk, by=ana, words="Bread or else.", key="a", at=NOON)
    report, author = f"/posts/{post.pk}/report/", f"/posts/{post.pk}/author/"
    client = visit(cleo)
    links = Page(client.get(theirs)).links
    assert report in links
    assert author in links

    client.post(report, {"harm": "harassment", "words": "A threat."})
    made = Report.objects.get()
    assert (made.network, made.whom, made.quoted) == (asked.network, ana, "Bread or else.")
    assert followed(client, client.post(author, {"kind": "mute"})).heading == "Who reaches you"
    assert Distance.objects.filter(person=cleo, other=ana).exists()

    assert not {report, author} & set(Page(visit(ana).get(MINE)).links)
    stranger = visit(make_person("rudi"))
    assert stranger.get(report).status_code == stranger.get(author).status_code == 404
    assert visit(ana).get(author).status_code == 404
