"""My values, page by page: as a reader without scripts meets them."""

import io
import json
import re
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from solidarity.base.refused import Refused
from solidarity.people.actions import leaving
from solidarity.people.data_rights.file import file_about
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit
from tests.racing import at_once, raised
from tests.values.test_answering import answer, caring
from values.actions import begin, consent, keep_screen, withdraw
from values.actions.consenting import leave_by
from values.framing import Frame, frame_by
from values.leads import Lead, lead_by
from values.models import Consent, Sheet
from values.queries import answers_in, consent_of
from values.screens import screens
from values.wordings import NEWEST

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
VALUES = "/values/"


@pytest.fixture
def agreed(ana):
    """Ana, who agreed to be asked."""
    consent(ana, wording=NEWEST, at=NOON)
    return ana


def first_screen(client):
    """The address of the first screen of a sheet that is begun."""
    sheet = client.post("/values/begin/").headers["Location"]
    return client.get(sheet).headers["Location"]


def asked(page):
    """The form of a screen, and the names of what is asked there."""
    form = next(form for form in page.forms if any(name[0] == "q" for name in form.fields))
    return form, [name for name in form.fields if re.fullmatch(r"q\d+", name)]


def followed(client, response):
    assert response.status_code == 302, response.content.decode()
    return Page(client.get(response.headers["Location"]))


def test_nothing_is_shown_or_asked_before_she_agrees(ana):
    client = visit(ana)
    page = Page(client.get(VALUES))

    assert "everything else here works just the same" in page.main
    assert "/values/consent/" in page.links
    assert "/values/begin/" not in page.html
    assert client.post("/values/begin/").headers["Location"] == "/values/consent/"
    assert not Sheet.objects.exists()


def test_agreeing_takes_a_tick_that_nobody_made_for_her(ana):
    client = visit(ana)
    page = Page(client.get("/values/consent/"))
    form = page.form("agrees")
    assert form.fields["agrees"] == []
    for words in ("What we ask", "Why", "Who can ever see what", "How to take it back"):
        assert words in page.main

    refused = Page(client.post("/values/consent/", form.filled()))
    assert refused.status == 422
    assert "Tick the box if you agree" in refused.main
    assert consent_of(ana) is None

    done = followed(client, client.post("/values/consent/", form.filled(agrees="on")))
    assert "Begin" in done.main
    assert consent_of(ana).wording == NEWEST
    assert "You agreed" in Page(client.get("/values/consent/")).main


def test_agreeing_to_a_text_that_is_not_the_newest_counts_for_nothing(ana):
    answer = Page(visit(ana).post("/values/consent/", {"agrees": "on", "wording": "0"}))

    assert answer.status == 422
    assert consent_of(ana) is None


def test_after_a_new_text_she_is_asked_again_and_keeps_her_circle(ana):
    Consent.objects.create(person=ana, wording=NEWEST, given_at=NOON)
    answer(ana, caring)
    Consent.objects.update(wording=0)
    client = visit(ana)

    page = Page(client.get(VALUES))

    assert "The text that you agreed to is new" in page.main
    assert "Your circle" in page.main
    assert "Answer again" not in page.main


def test_she_answers_screen_by_screen_skips_stops_and_resumes_elsewhere(agreed):
    client = visit(agreed)
    address = first_screen(client)
    page = Page(client.get(address))
    _form, names = asked(page)
    assert len(names) == 6
    assert "Step 1 of 5" in page.main
    sent = {names[0]: "6", names[1]: "skip", "to": "stop"}
    stopped = followed(client, client.post(address, sent))
    assert "Kept." in stopped.words_in("main")
    assert "0 of 5 screens" in stopped.main

    elsewhere = visit(agreed)
    again = elsewhere.get(Sheet.objects.get().get_absolute_url()).headers["Location"]
    assert again == address
    on = elsewhere.post(again, sent | {"to": "next"}).headers["Location"]
    assert on == address.replace("/1/", "/2/")
    back = elsewhere.post(on, {"to": "back"}).headers["Location"]
    assert back == address
    form, _names = asked(Page(elsewhere.get(back)))
    assert form.fields[names[0]] == ["6"]
    assert form.fields[names[1]] == []


def test_what_is_no_answer_is_said_and_the_others_are_kept_in_the_form(agreed):
    client = visit(agreed)
    address = first_screen(client)
    _form, names = asked(Page(client.get(address)))

    refused = Page(client.post(address, {names[0]: "9", names[1]: "4"}))

    assert refused.status == 422
    assert "Choose one of the answers, or skip it." in refused.main
    assert asked(refused)[0].fields[names[1]] == ["4"]
    assert not answers_in(Sheet.objects.get())


def test_at_the_end_she_sees_what_she_skipped_and_then_her_circle(agreed):
    client = visit(agreed)
    sheet = begin(agreed, at=NOON)
    for index, numbers in enumerate(screens(range(1, 31), sheet.order)):
        answers = {number: 1 + number % 6 for number in numbers} if index else {}
        keep_screen(sheet.pk, index, by=agreed, answers=answers)
    end = client.get(sheet.get_absolute_url()).headers["Location"]
    page = Page(client.get(end))
    assert "You skipped 6 statements of 30" in page.main
    assert f"/values/sheets/{sheet.pk}/1/" in page.links

    circle = followed(client, client.post(end))

    assert circle.heading == "My values"
    for words in ("Your circle", "The circle as a table", "What this picture cannot say"):
        assert words in circle.main
    assert 'role="img" aria-labelledby="circle-says"' in circle.html
    assert circle.html.count('id="circle-says"') == 1


def test_without_any_answer_the_end_says_why_there_is_nothing(agreed):
    client = visit(agreed)
    sheet = begin(agreed, at=NOON)

    page = Page(client.post(f"{sheet.get_absolute_url()}end/"))

    assert page.status == 422
    assert "without answers there is no circle" in page.main


def test_a_circle_shows_no_number_of_hers_and_compares_her_with_nobody(agreed):
    answer(agreed, caring)
    page = Page(visit(agreed).get(VALUES))

    assert not re.search(r"\d\s*%|\bscore\b|average person|than others", page.main)
    assert not re.search(r"[+-]?\d\.\d", page.main)
    assert "Care beyond oneself" in page.main
    assert "far above your middle" in page.main


def test_there_is_an_arrow_only_above_chance(agreed):
    answer(agreed, caring)
    assert "circle-arrow" in visit(agreed).get(VALUES).content.decode()

    answer(agreed, lambda item: 5 if item.value in {"SD", "HE", "PO", "CO", "BE"} else 2)
    page = Page(visit(agreed).get(VALUES))

    assert "circle-arrow" not in page.html
    assert "There is no arrow" in page.main


@pytest.mark.parametrize(
    ("rating", "words"),
    [
        (lambda item: 4, "nearly the same answer"),
        (lambda item: 4 if item.number < 9 else None, "You skipped many"),
    ],
)
def test_where_no_circle_can_be_drawn_it_says_so_kindly(agreed, rating, words):
    sheet = answer(agreed, rating)
    client = visit(agreed)
    page = Page(client.get(VALUES))
    assert words in page.main
    assert "Nothing is wrong with your answers" in page.main
    assert '<svg viewBox="0 0 760' not in page.html

    back = followed(client, client.post(f"{sheet.get_absolute_url()}again/"))

    assert back.status == 302 or "Step" in back.main


def test_two_times_stand_side_by_side(agreed):
    client = visit(agreed)
    assert "one circle at most" in Page(client.get("/values/compare/")).main
    first = answer(agreed, caring)
    second = answer(agreed, lambda item: {"PO": 6, "AC": 6, "UN": 1, "BE": 2}.get(item.value, 3))
    page = Page(client.get("/values/compare/"))
    assert "Came forward: Standing and success. Stepped back: Care beyond oneself." in page.main
    assert page.html.count("circle-second") == 10

    turned = Page(client.get(f"/values/compare/?before={second.pk}&after={first.pk}"))
    assert "Came forward: Care beyond oneself." in turned.main
    assert client.get("/values/compare/?before=0&after=x").status_code == 422


def test_one_of_several_times_can_be_deleted(agreed):
    first, second = answer(agreed, caring), answer(agreed, caring)
    client = visit(agreed)
    assert "is deleted for good" in Page(client.get(f"{first.get_absolute_url()}delete/")).main

    client.post(f"{first.get_absolute_url()}delete/")

    assert list(Sheet.objects.all()) == [second]


def test_what_is_hers_is_not_there_for_anybody_else(agreed, cleo, make_person):
    sheet, unfinished = answer(agreed, caring), begin(agreed, about="country", at=NOON)
    admin = make_person("root", is_admin=True)
    for other in (cleo, admin):
        consent(other, wording=NEWEST, at=NOON)
        client = visit(other)
        for path in ("", "end/", "delete/", "again/", "1/"):
            for one in (sheet, unfinished):
                for method in (client.get, client.post):
                    answered = method(f"{one.get_absolute_url()}{path}")
                    assert answered.status_code in {404, 405}, path
    assert Sheet.objects.count() == 2


def test_taking_it_back_is_asked_once_and_then_all_is_gone(agreed):
    answer(agreed, caring)
    client = visit(agreed)
    page = Page(client.get("/values/withdraw/"))
    assert "All your answers are deleted for good: 1 sheet" in page.main
    assert Sheet.objects.exists()

    done = followed(client, client.post("/values/withdraw/"))

    assert "Your answers are deleted: 1 sheet." in done.words_in("main")
    assert "Read what we would ask" in done.main
    assert not Sheet.objects.exists()
    assert client.get("/values/withdraw/").headers["Location"] == VALUES


def test_her_file_holds_her_answers_in_words_and_nobody_elses_does(agreed, ben):
    answer(agreed, caring)

    def files_of(person):
        archive = zipfile.ZipFile(io.BytesIO(file_about(person, at=NOON)))
        return {name: archive.read(name).decode() for name in archive.namelist()}

    hers = files_of(agreed)
    sheet = json.loads(hers["json/values_sheet.json"])[0]

    assert sheet["sealed"]["10 Protecting nature"] == "6 More than almost anything"
    assert len(sheet["sealed"]) == 30
    assert "More than almost anything" in hers["index.html"]
    assert "gAAAA" not in "".join(hers.values())
    assert json.loads(files_of(ben)["json/values_sheet.json"]) == []


def test_who_rests_or_goes_is_taken_out_of_what_was_put_together(agreed):
    answer(agreed, caring)
    left = []
    leave_by("test", lambda person, at: left.append(person.pk))
    try:
        leaving.rest(agreed.pk, at=NOON)
        assert left == [agreed.pk]
        assert Sheet.objects.exists()  # a pause is undone; what she answered waits for her
        leaving.come_back(agreed.pk, at=NOON)
        leaving.depart(agreed.pk, leaves_words=True, at=NOON)
        assert left == [agreed.pk] * 2
        agreed.refresh_from_db()
        pk = agreed.pk
        leaving.erase(agreed, leaves_words=True, at=NOON)
    finally:
        leave_by("test", lambda person, at: None)

    assert left == [pk] * 3
    assert not Sheet.objects.exists()
    assert not Consent.objects.exists()


def test_others_can_lead_on_from_here_and_frame_what_is_asked(agreed, cleo):
    lead_by("90-test", lambda person, has_consented: Lead("/help/", "Elsewhere", "What is there."))
    frame_by("country", lambda sheet: Frame("Of the country", "How would they?", then="/help/"))
    client = visit(agreed)
    try:
        assert "Elsewhere" in Page(client.get(VALUES)).main
        sheet = begin(agreed, about="country", at=NOON)
        page = Page(client.get(f"{sheet.get_absolute_url()}1/"))
        assert page.heading == "Of the country"
        assert "How would they?" in page.main
        keep_screen(sheet.pk, 0, by=agreed, answers={_n(sheet): 3})
        assert client.post(f"{sheet.get_absolute_url()}end/").headers["Location"] == "/help/"
    finally:
        lead_by("90-test", lambda person, has_consented: None)
        from values import framing

        framing._framings.pop("country")


def _n(sheet):
    return screens(range(1, 31), sheet.order)[0][0]


def test_the_pages_cost_few_queries(agreed):
    for _time in range(3):
        answer(agreed, caring)
    begin(agreed, at=NOON)
    client = visit(agreed)
    client.get(VALUES)
    for path in (VALUES, "/values/compare/", "/values/consent/"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(path)
        assert len(queries) <= 8, [query["sql"] for query in queries]


@races
def test_an_answer_and_its_taking_back_cannot_cross(ana):
    consent(ana, wording=NEWEST, at=NOON)
    sheet = begin(ana, at=NOON)
    numbers = screens(range(1, 31), sheet.order)[0]
    answers = dict.fromkeys(numbers, 3)

    results = at_once(
        lambda: keep_screen(sheet.pk, 0, by=ana, answers=answers),
        lambda: withdraw(ana, at=NOON),
        lambda: begin(ana, about="country", at=NOON),
    )

    raised(results, (Refused, Sheet.DoesNotExist))
    assert not Sheet.objects.exists()
    assert consent_of(ana) is None


@races
def test_two_beginnings_are_one_sheet_and_two_yeses_one_consent(ana):
    raised(at_once(*[lambda: consent(ana, wording=NEWEST, at=NOON)] * 2), ())
    raised(at_once(*[lambda: begin(ana, at=NOON)] * 2), ())

    assert Consent.objects.count() == 1
    assert Sheet.objects.count() == 1


def test_a_circle_that_counts_stays_in_sight_when_a_later_one_cannot_be_drawn(agreed):
    answer(agreed, caring)
    answer(agreed, lambda item: 4)

    page = Page(visit(agreed).get(VALUES))

    assert "This time there is no circle" in page.main
    assert "As you answered then" in page.main
    assert "circle-bar" in page.html
