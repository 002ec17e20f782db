"""What those in a pilot have before them, read on a small phone, in two languages."""

import re
from contextlib import closing

from playwright.sync_api import expect

from tests.browser.pilots import Pilot
from tests.browsing import scrolls_sideways

ARABIC = re.compile(r"[\u0600-\u06ff]")
MANY = 60  # letters: more than the button for Arabic has, on a page that is short
INSIDE = (
    "programme/", "programme/choosing/", "programme/sessions/", "programme/sessions/1/",
    "programme/materials/", "programme/materials/1/", "programme/challenges/", "programme/forks/",
    "mine/", "journal/", "commitments/", "buddies/", "care/", "reflections/",
    "reflections/questions/", "reflections/end/", "connections/", "connections/end/",
    "what-changed/1/", "what-changed/1/print/",
)  # fmt: skip
LEADING = (
    "programme/", "programme/edit/", "programme/applications/", "programme/choosing/",
    "programme/choosing/mix/", "programme/facilitators/", "programme/sessions/new/",
    "buddies/groups/", "reflections/", "reflections/days/", "what-changed/strands/",
)  # fmt: skip


def all_is_read_on_a_phone(pilot: Pilot, one: str) -> None:
    """In English and in Arabic, by one who takes part and by whoever facilitates."""
    for who, places in ((one, INSIDE), ("vera", LEADING)):
        page = pilot.page(who)
        page.set_viewport_size({"width": 320, "height": 640})
        for language, direction in (("ar", "rtl"), ("en", "ltr")):
            _reads(pilot, who, language)
            for place in places:
                answer = page.goto(f"{pilot.home}{place}")
                assert answer is not None
                assert answer.status == 200, (place, answer.status)
                expect(page.locator("html")).to_have_attribute("dir", direction)
                if language == "ar":
                    assert len(ARABIC.findall(page.locator("body").inner_text())) > MANY, place
                assert scrolls_sideways(page) == [], (language, place)
        page.set_viewport_size({"width": 1280, "height": 900})


def _reads(pilot: Pilot, who: str, language: str) -> None:
    """Her account has this language now."""
    change = "UPDATE people_person SET interface_language = %s WHERE handle = %s"
    with closing(pilot.stack.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(change, [language, pilot.people[who].handle])
