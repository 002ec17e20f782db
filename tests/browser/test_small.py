"""The same journeys on a small phone, in Arabic, without JavaScript: nothing sticks out.

Here pages are found by the names of fields and by addresses, for the words are Arabic.
"""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import steps
from tests.browser.test_between import a_network
from tests.browser.test_bringing import LINK as PROOF
from tests.browser.test_inviting import LINK as INVITATION
from tests.browser.test_ruling import a_yard
from tests.browser.test_securing import SECRET, app_code
from tests.browsing import Visit, scrolls_sideways
from tests.stack import Stack

ANY = re.compile(".")


@dataclass
class Phone:
    """A reader with a small screen; each page that she sends or opens is looked at."""

    visit: Visit

    @property
    def page(self) -> Page:
        return self.visit.page

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def look(self) -> None:
        expect(self.page.locator("html")).to_have_attribute("dir", "rtl")
        assert scrolls_sideways(self.page) == [], self.page.url

    def goto(self, path: str) -> None:
        self.page.goto(path)
        self.look()

    def follow(self, ending: str) -> None:
        """The first link whose address ends so."""
        self.main.locator(f'a[href$="{ending}"]').first.click()
        self.look()

    def fill(self, **fields: str) -> None:
        for name, words in fields.items():
            self.main.locator(f'[name="{name}"]').fill(words)

    def check(self, name: str, value: str) -> None:
        self.main.locator(f'[name="{name}"][value="{value}"]').check()

    def send(self, button: str = "form[method=post] button.button") -> None:
        self.main.locator(button).first.click()
        self.look()

    def done(self) -> None:
        expect(self.page.locator("#messages .message").first).to_be_visible()

    def wrong(self) -> None:
        expect(self.page.locator(".error-summary")).to_be_visible()

    def sign_up(self, name: str) -> str:
        """The form that asks for a name and an address stands open."""
        address = steps.address_of(name)
        self.fill(display_name=name, email=address)
        self.send()
        self.fill(code=steps.code_for(self.visit, address, ANY))
        self.send()
        return address


@pytest.fixture
def phone(open_visit):
    """Open a phone: `phone("amina")`."""

    def open_one(who: str = "") -> Phone:
        return Phone(open_visit(who=who, width=320, language="ar", scripts=False))

    return open_one


UNCLAIMED = """
from django.utils.timezone import now
from networks.models import Network
Network.objects.create(name="{name}", slug="{slug}", state="unclaimed", founded_at=now(),
    summary="They bake.", causes=["food"], website="https://{slug}.example.org")
"""


def an_unclaimed_one(stack: Stack) -> tuple[str, str, str]:
    """The name, page and domain of a network that nobody looks after yet."""
    name = steps.new_name("Oven")
    slug = name.lower().replace(" ", "-")
    stack.manage("shell", "-v", "0", "-c", UNCLAIMED.format(name=name, slug=slug))
    return name, f"/networks/{slug}/", f"{slug}.example.org"


def test_a_network_is_founded(phone):
    rosa = phone()
    rosa.goto("/account/signup/")
    rosa.sign_up(steps.new_name("Rosa"))
    bakery = steps.new_name("Night Bread")

    rosa.goto("/networks/new/")
    rosa.send()
    rosa.wrong()
    rosa.fill(name=bakery, summary="A warm loaf where people work at night.")
    rosa.send()
    rosa.check("causes", "food")
    rosa.send()
    rosa.fill(founded_year="3019")
    rosa.send()
    rosa.wrong()
    rosa.fill(founded_year="", organising="By consent, on Mondays.")
    rosa.send()
    rosa.send()
    expect(rosa.main).to_contain_text(bakery)
    rosa.send()

    rosa.done()
    expect(rosa.page.get_by_role("heading", level=1)).to_have_text(bakery)


def test_two_stewards_answer_one_request_and_the_second_is_told(phone, stack):
    _name, place = a_yard(stack, asks=True)
    applicant, first, second = phone(), phone("amina"), phone("felipe")
    applicant.goto("/account/signup/")
    applicant.sign_up(steps.new_name("Rut"))
    applicant.goto(f"{place}join/")
    applicant.send()
    for steward in (first, second):
        steward.goto(f"{place}requests/")

    first.send('button[formaction$="/admit/"]')
    first.done()
    second.send('button[formaction$="/admit/"]')
    expect(second.page.locator("#messages .-warning")).to_be_visible()
    expect(second.main.locator('button[formaction$="/admit/"]')).to_have_count(0)
    applicant.goto(place)
    expect(applicant.main.locator('a[href$="/leave/"]')).to_be_visible()


def test_somebody_without_an_account_comes_in_by_a_link(phone, stack):
    name, place = a_yard(stack)
    amina = phone("amina")
    amina.goto(f"{place}invitations/")
    amina.follow("/invitations/link/")
    amina.send()
    link = INVITATION.search(amina.main.inner_text())
    assert link

    ola = phone()
    ola.goto(link[0])
    ola.send('button[value="accept"]')
    ola.sign_up(steps.new_name("Ola"))
    ola.send('button[value="accept"]')
    ola.done()
    expect(ola.page.get_by_role("heading", level=1)).to_have_text(name)


def test_two_networks_come_to_belong_together(phone):
    stella, amina = phone("stella"), phone("amina")
    circle, table = steps.new_name("Circle"), steps.new_name("Table")
    circle_url = a_network(stella.visit, "stella", circle)
    table_url = a_network(amina.visit, "amina", table, "coalition")

    stella.goto(f"{circle_url}affiliations/requests/")
    stella.follow("/affiliations/ask/")
    stella.fill(q=table)
    stella.send("form[method=get] button")
    stella.follow(f"?to={table_url.split('/')[-2]}")
    stella.send()
    stella.wrong()
    stella.fill(message="We light the street.")
    stella.send()
    stella.done()

    amina.page.goto(stella.page.url)
    amina.look()
    amina.follow("/accept/")
    amina.send()
    amina.done()
    amina.goto(f"{table_url}affiliations/")
    expect(amina.main).to_contain_text(circle)


def test_two_networks_tie_themselves(phone):
    stella, amina, anybody = phone("stella"), phone("amina"), phone()
    circle, street = steps.new_name("Circle"), steps.new_name("Street")
    circle_url = a_network(stella.visit, "stella", circle)
    street_url = a_network(amina.visit, "amina", street)

    stella.goto(f"{circle_url}alliances/")
    stella.follow("/alliances/new/")
    stella.fill(q=street_url)
    stella.send("form[method=get] button")
    stella.follow(f"?to={street_url.split('/')[-2]}")
    stella.send()
    stella.wrong()
    stella.check("way", "ally")
    stella.fill(note="How to sing in the dark.")
    stella.send()
    stella.done()
    anybody.goto(f"{circle_url}alliances/")
    expect(anybody.main).not_to_contain_text(street)

    amina.goto(f"{street_url}alliances/")
    amina.send('button[formaction$="/confirm/"]')
    amina.done()
    anybody.goto(f"{circle_url}alliances/")
    expect(anybody.main).to_contain_text(street)
    expect(anybody.main).to_contain_text("How to sing in the dark.")


def test_members_recall_a_steward(phone, stack):
    _name, place = a_yard(stack)
    felipe, stella, amina = phone("felipe"), phone("stella"), phone("amina")
    felipe.goto(f"{place}stewards/")
    felipe.follow("/stewards/recall/")
    grave = "form[method=post] button.button-danger"
    felipe.fill(handle="@amina")
    felipe.send(grave)
    felipe.wrong()
    felipe.fill(reason="She keeps the money box at home.")
    felipe.send(grave)
    felipe.done()

    amina.goto(f"{place}stewards/")
    expect(amina.main).to_contain_text("money box")
    expect(amina.main.locator('button[value="confirm"]')).to_have_count(0)
    stella.goto(f"{place}stewards/")
    stella.send('button[value="confirm"]')
    stella.done()
    amina.goto(place)
    expect(amina.page.locator(f'a[href="{place}settings/"]')).to_have_count(0)


def test_a_report_about_a_steward_goes_to_an_admin(phone, stack):
    name, place = a_yard(stack)
    felipe, amina, admin = phone("felipe"), phone("amina"), phone("admin")
    felipe.goto(f"{place}members/amina/")
    felipe.follow("/report/")
    felipe.send()
    felipe.wrong()
    felipe.check("harm", "other")
    felipe.fill(words="She keeps the money box at home.")
    felipe.send()
    felipe.done()

    amina.goto(f"{place}reports/")
    expect(amina.main).not_to_contain_text("money box")
    admin.goto("/desk/reports/")
    admin.main.locator("li", has_text="Amina").first.get_by_role("link").click()
    expect(admin.main).to_contain_text(name)
    admin.send('button[value="take"]')
    admin.done()
    admin.fill(words="She brings it to the yard.")
    admin.send('button[value="close"]')
    admin.done()


def test_one_claims_a_network_and_a_rival_waits_for_an_admin(phone, stack):
    name, place, domain = an_unclaimed_one(stack)
    felipe, amina, admin = phone("felipe"), phone("amina"), phone("admin")
    for claimant in (felipe, amina):
        claimant.goto(place)
        claimant.follow("/claim/")
        claimant.fill(mailbox="info")
        claimant.send()
        claimant.done()
    expect(amina.page.locator("#messages .-info")).to_be_visible()
    assert PROOF.search(steps.mail_to(felipe.visit, f"info@{domain}", ANY))

    admin.goto("/desk/claims/")
    admin.main.get_by_role("link", name=name).first.click()
    admin.look()
    admin.send('button[value="grant"]')
    admin.wrong()
    admin.fill(reason="She has the keys.")
    admin.send('button[value="grant"]')
    admin.done()


def test_an_account_is_guarded_and_frozen(phone):
    lena = phone()
    lena.goto("/account/signup/")
    address = lena.sign_up(steps.new_name("Lena"))
    lena.goto("/account/security/")
    lena.follow("/security/app/")
    found = SECRET.search(lena.main.inner_text())
    assert found
    lena.fill(code="12")
    lena.send()
    lena.wrong()
    lena.fill(code=app_code(found[0]))
    lena.send()
    lena.done()
    recovery = lena.main.locator("ol.codes code").first.inner_text()
    lena.send()

    lena.goto("/account/security/freeze/")
    lena.send("form button.button-danger")
    lena.done()
    lena.goto("/account/login/")
    lena.fill(login=address)
    lena.send()
    lena.fill(code=steps.code_for(lena.visit, address, ANY))
    lena.send()
    lena.fill(code=recovery)
    lena.send()
    lena.send()
    lena.done()
