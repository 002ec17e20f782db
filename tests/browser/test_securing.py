"""An account is guarded: an app, a passkey in a browser's virtual authenticator, ways out."""

import re
import time

import pytest
from playwright.sync_api import expect

from solidarity.people.codes import code_at
from tests.browser import steps
from tests.browsing import Visit

SECRET = re.compile(r"((?:[A-Z2-7]{4} ){7}[A-Z2-7]{4})")
FRIEND = re.compile(r"http://[^\s]+/freeze/[\w-]+/")
AWAY = re.compile(r"https://www\.wikipedia\.org/")


def app_code(secret: str) -> str:
    return code_at(secret.replace(" ", ""), int(time.time()) // 30)


def fresh_code(secret: str, used: str) -> str:
    """The app's next code, as soon as it is another than the one used."""
    later = code_at(secret.replace(" ", ""), int(time.time()) // 30 + 1)
    return later if later != used else app_code(secret)


def sign_in_by_mail(visit: Visit, address: str) -> None:
    page, about = visit.page, "signing in"
    before = steps.mails_to(visit, address, about)
    page.goto("/account/login/")
    page.get_by_label("Your mail address").fill(address)
    steps.act(page, "Send me a code")
    code = steps.code_for(visit, address, about, after=before)
    page.get_by_label("Code", exact=True).fill(code)
    steps.act(page, "Sign in")
    page.wait_for_url(lambda url: "/code/confirm" not in url)  # the next field is called so, too


def set_up_an_app(visit: Visit) -> tuple[str, str, list[str]]:
    """From the account's page to kept recovery codes: the secret, the code used, the codes."""
    page = visit.page
    steps.menu(page, "Account")
    page.locator('main a[href="/account/security/"]').click()
    steps.follow(page, "Set up")
    found = SECRET.search(page.locator("main").inner_text())
    assert found
    used = app_code(found[0])
    page.get_by_label("The code that your app shows").fill(used)
    steps.act(page, "Turn it on")
    steps.told(page, "we ask for a code of your app")
    codes = page.locator("ol.codes code").all_inner_texts()
    assert len(codes) == 10
    steps.act(page, "I have kept them")
    return found[0], used, codes


def test_a_second_step_is_set_up_and_asked_for(open_visit, scripts):
    visit = open_visit(scripts=scripts)
    address = steps.sign_up(visit, steps.new_name("Vera"))
    secret, used, codes = set_up_an_app(visit)

    other = open_visit(scripts=scripts)
    sign_in_by_mail(other, address)
    expect(other.page.get_by_role("heading", level=1)).to_have_text("The second step")
    other.page.get_by_label("Code", exact=True).fill(used)
    steps.act(other.page, "Sign in")
    expect(other.page.locator(".error-summary")).to_be_visible()
    other.page.get_by_label("Code", exact=True).fill(fresh_code(secret, used))
    steps.act(other.page, "Sign in")
    steps.menu(other.page, "Account")

    third = open_visit(scripts=scripts)
    sign_in_by_mail(third, address)
    third.page.get_by_label("Code", exact=True).fill(codes[0])
    steps.act(third.page, "Sign in")
    third.page.goto("/account/security/")
    expect(third.page.locator("main")).to_contain_text("9 are left.")
    third.page.get_by_role("button", name="Sign out everywhere else").click()
    other.page.goto("/account/")
    expect(other.page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_friend_freezes_and_she_comes_back(open_visit, scripts):
    visit = open_visit(scripts=scripts)
    name = steps.new_name("Wim")
    address = steps.sign_up(visit, name)
    visit.page.goto("/account/security/link/")
    steps.act(visit.page, "Make a link")
    found = FRIEND.search(visit.page.locator("main").inner_text())
    assert found

    friend = open_visit(scripts=scripts)
    friend.page.goto(found[0])
    steps.act(friend.page, "Freeze it now")
    expect(friend.page.get_by_role("heading", level=1)).to_have_text(
        f"The account of {name} is frozen"
    )
    visit.page.goto("/account/")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Sign in")

    sign_in_by_mail(visit, address)
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Your account is frozen")
    steps.act(visit.page, "Open my account")
    steps.told(visit.page, "Your account is open again")


@pytest.mark.parametrize(("scripts", "way"), [(True, "link"), (False, "link"), (True, "keys")])
def test_the_way_out_leaves_nothing_behind(open_visit, scripts, way):
    """By keys only where scripts run; the link is always there."""
    visit = open_visit(scripts=scripts)
    steps.sign_up(visit, steps.new_name("Xenia"))
    page = visit.page
    page.goto("/account/")

    # No other site can be reached from here: that the browser asks for it is all one sees.
    with page.expect_request(AWAY):
        if way == "keys":
            for _press in range(3):
                page.keyboard.press("Escape")
        else:
            page.get_by_role("link", name="Leave quickly").click(no_wait_after=True)

    assert any("https://www.wikipedia.org/" in each for each in visit.complaints)
    page = visit.context.new_page()
    visit.complaints.clear()
    for _try in range(20):  # with scripts, signing out goes on by itself
        page.goto("/account/")
        if "/login/" in page.url:
            break
        page.wait_for_timeout(200)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_passkey_is_made_and_signs_in(browser, stack):
    """The browser's own virtual authenticator stands in for a phone; its host must have a name."""
    url = stack.url.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=url)
    page = context.new_page()
    visit = Visit(context, page, stack)
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip
    address = steps.sign_up(visit, steps.new_name("Yara"))
    page.goto("/account/security/passkeys/")
    page.get_by_label("What shall we call it?").fill("My phone")
    steps.act(page, "Make a passkey")
    steps.told(page, "you can sign in with this passkey")
    steps.act(page, "I have kept them")
    expect(page.locator("main")).to_contain_text("My phone")

    steps.menu(page, "Sign out")
    page.goto("/account/login/?next=/account/security/")
    steps.act(page, "Sign in with a passkey")
    expect(page.get_by_role("heading", level=1)).to_have_text("Security")

    steps.menu(page, "Sign out")
    page.goto("/account/login/")
    page.get_by_label("Your mail address").fill(address)
    steps.act(page, "Send me a code")
    page.get_by_label("Code", exact=True).fill(steps.code_for(visit, address, "signing in"))
    steps.act(page, "Sign in")
    steps.act(page, "Use my passkey")
    page.wait_for_url(f"{url}/")
    page.goto("/account/security/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Security")
    assert [each for each in visit.complaints if "another host" not in each] == []
    context.close()
