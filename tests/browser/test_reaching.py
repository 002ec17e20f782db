"""Somebody chooses when mails come and what they show, reads one, and takes the way out."""

import re

from playwright.sync_api import expect

from tests.browser import steps

TELL = """
from django.utils.timezone import now
from networks.models import Network
from solidarity.inbox.models import Notice
from solidarity.inbox.notices import tell
from solidarity.inbox.tasks import digests
from solidarity.people.models import Person
felipe = Person.objects.get(handle="felipe")
Notice.objects.filter(person=felipe).update(mail_due_at=None)
felipe.mails.filter(day__isnull=False).delete()
tell(felipe, kind="networks.tie_made", about=Network.objects.get(slug="harbour-kitchen"),
     key="{key}", at=now(), words="The Lantern Makers")
print(Notice.objects.get(person=felipe, key="{key}").mail_due_at.strftime("%A %H"))
Notice.objects.filter(person=felipe, key="{key}").update(mail_due_at=now())
digests()
"""


def test_weekly_on_friday_at_six_and_neutral(open_visit, scripts, stack):
    visit = open_visit(who="felipe", scripts=scripts)
    page = visit.page
    page.goto("/account/")
    steps.menu(page, "Inbox")
    steps.follow(page, "How often we write")
    page.get_by_label("How many mails in seven days leave room for reminders?").fill("lots")
    page.get_by_label("News of a network").select_option("Once a week")
    page.get_by_label("The day of what comes once a week").select_option("Friday")
    page.get_by_label("The hour of what comes once a day or week").select_option("18")
    page.get_by_label("Nothing: only that there is something, and a link").check()
    page.get_by_label("As I choose below").check()
    steps.act(page, "Save")
    expect(page.locator(".error-summary")).to_contain_text("Write a number, 0 or more.")
    expect(page.get_by_label("The day of what comes once a week")).to_have_value("4")
    page.get_by_label("How many mails in seven days leave room for reminders?").fill("3")
    steps.act(page, "Save")
    steps.told(page, "Saved. It holds from now on.")
    expect(page.get_by_label("The hour of what comes once a day or week")).to_have_value("18")
    nothing = page.get_by_label("Nothing: only that there is something, and a link")
    expect(nothing).to_be_checked()

    key = steps.new_name("key")
    said = stack.manage("shell", "-v", "0", "-c", TELL.format(key=key)).splitlines()[0]
    assert said.startswith("Friday")
    words = steps.mail_to(visit, "felipe@example.org", "You have news")
    assert "Lantern" not in words
    assert "Harbour" not in words
    there, out = re.findall(r"https?://\S+", words)
    page.goto(there)
    expect(page.locator("main")).to_contain_text("The Lantern Makers confirmed the tie")

    stranger = open_visit(scripts=scripts).page
    stranger.goto(out)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("No more mails?")
    steps.act(stranger, "No more mails")
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Done")
    page.goto("/inbox/choices/")
    expect(page.get_by_label("None at all: I look here when I want to")).to_be_checked()
    page.get_by_label("As I choose below").check()
    page.get_by_label("What is new, and where").check()
    steps.act(page, "Save")
    steps.told(page, "Saved. It holds from now on.")


MONTH = """
import time_machine
from datetime import UTC, datetime, timedelta
from networks.models import Network
from solidarity.inbox.actions import compose_some, send_some
from solidarity.inbox.notices import tell
from solidarity.people.models import Person
who = Person.objects.get(handle="{who}")
kitchen = Network.objects.get(slug="harbour-kitchen")
who.mails.filter(day__isnull=False).delete()
at = datetime(2026, 3, 14, tzinfo=UTC)
while at < datetime(2026, 4, 12, tzinfo=UTC):
    with time_machine.travel(at, tick=False):
        if at.hour == 8:
            tell(who, kind="networks.tie_made", about=kitchen, key=f"{key}-{{at:%d-%m}}", at=at,
                 words=f"Farm {{at:%d.%m.}}")
        while compose_some(at=at):
            pass
        while send_some(at=at):
            pass
    at += timedelta(hours=1)
"""


def test_a_month_of_fridays_at_six_through_a_change_of_clocks(open_visit, scripts, stack):
    """Before and after 29 March 2026, when clocks in London go forward: always at six."""
    who = "stella"
    visit = open_visit(who=who, scripts=scripts)
    page = visit.page
    page.goto("/inbox/choices/")
    page.get_by_label("News of a network").select_option("Once a week")
    page.get_by_label("The day of what comes once a week").select_option("Friday")
    page.get_by_label("The hour of what comes once a day or week").select_option("18")
    page.get_by_label("Nothing: only that there is something, and a link").check()
    steps.act(page, "Save")
    steps.told(page, "Saved. It holds from now on.")
    stack.manage("shell", "-v", "0", "-c", MONTH.format(who=who, key=steps.new_name("key")))

    words = steps.mail_to(visit, f"{who}@example.org", "You have news")
    assert "Farm" not in words
    assert "Harbour" not in words
    page.goto("/inbox/mails/")
    moments = page.locator("main ol.log > li p.meta").all_inner_texts()[:4]
    page.locator("main ol.log > li a").first.click()
    expect(page.locator("main")).to_contain_text("Farm 10.04. confirmed the tie")
    expect(page.locator("main")).not_to_contain_text("Farm 03.04.")
    page.goto("/inbox/mails/")
    for moment, day in zip(moments, ("10", "3", "27", "20"), strict=True):
        assert re.search(rf"\b{day}\b", moment), moment
        assert re.search(r"\b(18:00|6 p\.m\.|6:00 p\.m\.)", moment), moment
    page.goto("/inbox/choices/")
    page.get_by_label("What is new, and where").check()
    steps.act(page, "Save")


def test_a_feed_and_marking_what_one_chose(open_visit, scripts):
    visit = open_visit(who="stella", scripts=scripts)
    page = visit.page
    page.goto("/inbox/")
    steps.act(page, "Mark those I chose as read")
    steps.told(page, "Tick what you mean first.")
    page.locator("main form .choice label").first.click()
    steps.act(page, "Mark those I chose as read")
    expect(page.locator("#messages")).to_contain_text(re.compile("arked as read"))
    steps.follow(page, "Feeds")
    steps.act(page, "Make a feed")
    address = page.locator(".panel code").inner_text()
    assert "<feed" in page.request.get(address).text()
    page.locator("main dl button").first.click()
    steps.told(page, "This feed is over. Its address leads nowhere now.")
    assert page.request.get(address).status == 404
