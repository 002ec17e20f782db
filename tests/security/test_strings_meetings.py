"""Whatever somebody types into a form of a meeting: done or a clear message, and nothing is lost.

As in test_strings: nothing of it runs where it is shown. Calendar programs read it, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils.timezone import now
from icalendar import Calendar

from meetings.actions.feeding import make_calendar
from meetings.actions.inviting import hidden_token
from meetings.models import Audience, Guest, Item, MinutesVersion
from tests.fixtures.people import NOON
from tests.pages.reading import visit
from tests.security.corpus import OWN, as_typed, large_collection
from tests.security.markup import assert_harmless
from tests.security.test_strings import Desk, forget_limits, together

pytestmark = pytest.mark.django_db
AT_ONCE = {"our own": 12, "the larger one": 130}
HERE = "/networks/garden/meetings/"
FAR, BEEN, WANTED = (f"{HERE}{number}/" for number in (1, 2, 3))
ITEM = 1_000_000
WHEN = {"day": "2099-05-01", "time": "18:30", "minutes": "60", "zone": "Asia/Kathmandu"}
SAID = {"title": "Sowing", "audience": "guests", "key": "k"}


@dataclass(frozen=True)
class Form:
    """A form, and where what was written in it is read."""

    path: str
    fields: tuple[str, ...]
    others: Mapping[str, Any] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()  # what nobody types: a wrong choice need not stand there again


FORMS = [
    Form(f"{HERE}new/", ("title", "about", "place"), SAID | WHEN, (HERE, f"{HERE}4/")),
    Form(f"{HERE}new/", ("day", "time", "minutes", "link"), SAID,
         besides=("zone", "audience", "key")),
    Form(f"{HERE}series/new/", ("title", "about", "place"), SAID | WHEN | {"rhythm": "weeks"},
         (HERE,)),
    Form(f"{HERE}series/new/", ("every", "day"), SAID, besides=("rhythm", "zone")),
    Form(f"{FAR}change/", ("title", "about", "place", "check_out"), SAID | WHEN, (FAR,)),
    Form(f"{FAR}change/", ("title",), SAID | WHEN, (FAR,), besides=("seen", "audience")),
    Form(f"{FAR}call-off/", ("why",), {}, (FAR,)),
    Form(f"{FAR}needs/new/", ("words",), {}, (FAR,)),
    Form(f"{FAR}agenda/new/", ("title",), {"minutes": "5", "key": "k"}, (FAR,)),
    Form(f"{FAR}agenda/new/", ("minutes", "handle"), {"title": "Seeds"}, besides=("key",)),
    Form(f"{FAR}agenda/{ITEM}/change/", ("title",), {"minutes": "5"}, besides=("seen",)),
    Form(f"{FAR}turns/time/", ("handle",)),
    Form(f"{FAR}talk/", ("words",), {"key": "k"}, (f"{FAR}talk/",)),
    Form(f"{FAR}tasks/", ("words",), {}, (f"{FAR}tasks/",)),
    Form(f"{FAR}guests/", ("whom",), {}, (f"{FAR}guests/",)),
    Form(f"{WANTED}date/new/", ("day", "time", "minutes"), besides=("zone", "more")),
    Form(f"{BEEN}check-out/", ("words",), {}, (BEEN,)),
    Form(f"{BEEN}minutes/write/", ("words", "why"), {}, (f"{BEEN}minutes/", f"{BEEN}minutes/2/")),
    Form(f"{BEEN}minutes/redact/", ("words",), {}, (f"{BEEN}minutes/",)),
]  # fmt: skip


@pytest.fixture(params=list(AT_ONCE))
def strings(request):
    """Several of our own together, or of the larger collection, where it is at hand."""
    found = OWN if request.param == "our own" else large_collection()
    if not found:
        pytest.skip("no larger collection here: name one with HOSTILE_STRINGS=")
    return together([as_typed(words) for words in found], AT_ONCE[request.param])


@pytest.fixture
def garden_meets(garden, cleo, make_meeting):
    """One that is far off, one that has been, and one whose date is looked for."""
    far = make_meeting(
        garden, starts_at=NOON.replace(year=2099), audience=Audience.GUESTS, convened_by=cleo
    )
    Item.objects.create(pk=ITEM, meeting=far, position=9, title="Seeds", by=cleo, key="seeds")
    been = make_meeting(garden, days=-9, convened_by=cleo)
    make_meeting(garden, starts_at=None, convened_by=cleo)
    MinutesVersion.objects.create(meeting=been, number=1, words="All", by=cleo, at=NOON)
    return garden


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.path} {form.fields[0]}")
def test_every_form_of_a_meeting(garden_meets, cleo, strings, form):
    client = visit(cleo)
    # What is short enough for each field, too, so that it is taken and shown.
    for words in (*strings, *(each[:100] for each in strings)):
        forget_limits()
        mark = transaction.savepoint()
        others = {**form.others, **dict.fromkeys(form.besides, words)}
        desk = Desk(client, form.path, form.fields, others)
        desk.type(words)
        for path in form.shown:
            shown = client.get(path)
            assert shown.status_code in {200, 404}, (path, words)
            assert_harmless(shown, words)
        transaction.savepoint_rollback(mark)


def test_calendar_programs_read_what_was_typed_and_no_more(garden, cleo, make_meeting):
    tricks = [
        "Tea\r\nBEGIN:VALARM\r\nEND:VALARM", "Tea\\nURL:https://evil.example", "a;b,c:d\\",
        "اجتماع الربيع في الحديقة الخلفية بعد المطر " * 3, "Sow " + "🌱👩🏽‍🌾" * 30,
        "\u202egnirps\u202c",
        "DTSTART:20200101T000000Z", "END:VEVENT END:VCALENDAR",
    ]  # fmt: skip
    client, feed = visit(cleo), make_calendar(cleo, None, at=NOON)
    day = f"{now() + timedelta(days=40):%Y-%m-%d}"
    for number, words in enumerate(tricks):
        forget_limits()
        typed = SAID | WHEN | {"title": words[:160], "place": words[:300], "key": f"k{number}"}
        typed["day"] = day
        assert client.post(f"{HERE}new/", typed).status_code == 302, words

    drawn = visit().get(f"/meetings/feeds/{feed}/meetings.ics").content
    events = Calendar.from_ical(drawn).walk("VEVENT")

    assert [len(line) <= 75 for line in drawn.split(b"\r\n")].count(False) == 0
    assert len(events) == len({str(event["UID"]) for event in events}) == len(tricks)
    assert not Calendar.from_ical(drawn).walk("VALARM")
    for event in events:
        assert event["URL"].startswith("http://127.0.0.1/networks/garden/")
        assert event["DTSTART"].dt.isoformat() == f"{day}T12:45:00+00:00"


def test_what_stands_in_the_address_of_an_invitation_or_a_calendar(db):
    for words in map(as_typed, OWN):
        for path in ("/meetings/feeds/{}/meetings.ics", "/meetings/invitation/{}/"):
            answer = visit().get(path.format(words.replace("/", "").replace("?", "")[:90] or "x"))
            assert answer.status_code in {301, 404, 410}, words
            assert_harmless(answer, words)
        assert not Guest.objects.filter(token_digest=hidden_token(words)).exists()


@pytest.mark.parametrize(
    "path", ["/meetings/?month={}", "/meetings/?day={}", f"{HERE}?page={{}}", f"{HERE}?ahead={{}}",
             "/meetings/public/?near={}", "/meetings/public/?km={}", "/meetings/public/?page={}"]
)  # fmt: skip
def test_what_pages_of_meetings_are_asked_for(garden_meets, cleo, strings, path):
    client, (address, _, name) = visit(cleo), path.removesuffix("={}").partition("?")
    for words in strings:
        answer = client.get(address, {name: words})
        assert answer.status_code == 200, words
        assert_harmless(answer, words)
