"""Taking one's data along, pausing, deleting and staying after all, and then going for good."""

import zipfile

from playwright.sync_api import expect

from tests.browser import steps

GO = """
from django.utils.timezone import now
from solidarity.people.actions.leaving import erase_all_due
from solidarity.people.models import Departure
Departure.objects.filter(person__email="{address}").update(due_at=now())
assert erase_all_due(at=now()) == 1
"""


def test_taking_data_along_pausing_and_leaving(open_visit, scripts, stack):
    visit = open_visit(scripts=scripts)
    name = steps.new_name("Ilse")
    address = steps.sign_up(visit, name)
    page = visit.page
    page.goto("/account/")
    steps.follow(page, "your data")
    steps.act(page, "Put the file together")
    steps.told(page, "You are told when it is ready.")
    assert "/account/data/" in steps.mail_to(visit, address, "The file with everything about you")
    page.reload()
    with page.expect_download() as fetched:
        steps.act(page, "Fetch the file")
    with zipfile.ZipFile(fetched.value.path()) as archive:
        assert name in archive.read("index.html").decode()
    page.reload()
    expect(page.locator("main")).to_contain_text("You fetched a file")

    steps.follow(page, "Pause …")
    steps.act(page, "Pause my account")
    page.goto("/inbox/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account rests")
    steps.act(page, "Come back")
    steps.told(page, "Good to have you back.")

    page.goto("/account/data/")
    steps.follow(page, "Delete …")
    steps.act(page, "Delete my account in seven days")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account will be deleted")
    assert "Keep my account" in steps.mail_to(visit, address, "Your account will be deleted")
    page.goto("/networks/")
    steps.act(page, "Keep my account")
    steps.told(page, "Good to have you back.")

    page.goto("/account/delete/")
    page.get_by_label("Leave my words, without my name").check()
    steps.act(page, "Delete my account in seven days")
    stack.manage("shell", "-v", "0", "-c", GO.format(address=address))
    page.goto("/account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
