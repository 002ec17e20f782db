"""A directory is brought in, and one of its networks is claimed: by one, and by two."""

import re
import secrets

from playwright.sync_api import Page, expect

from tests.browser import steps

LINK = re.compile(r"https?://\S+/proof/[\w-]+/")


def bring_in(page: Page, source: str, lark: str, owl: str) -> None:
    """Upload a table of two networks, say what its columns are, check it, bring it in."""
    domain = secrets.token_hex(4)
    table = (
        "nr,title,where,land,web\n"
        f"{domain}1,{lark},Leeds,England,https://lark-{domain}.example.org\n"
        f"{domain}2,{owl},Lisboa,Portugal,https://owl-{domain}.example.org\n"
        f"{domain}3,,York,UK,\n"
    )
    page.goto("/desk/")
    steps.follow(page, "Directories to bring in")
    page.get_by_label("The file").set_input_files(
        {"name": "larks.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    steps.act(page, "Go on")
    page.get_by_label("What is the directory called?").fill(source)
    for column, means in (
        ("nr", "The directory’s own number or id"),
        ("title", "Name"),
        ("where", "Place"),
        ("land", "Country"),
        ("web", "Website"),
    ):
        page.get_by_label(f"{column} (optional)", exact=True).select_option(means)
    steps.act(page, "Check the file")
    wait_for(page, "Checked")
    facts = page.locator("main dl.facts")
    expect(facts).to_contain_text("New")
    expect(facts).to_contain_text("Refused")
    steps.act(page, "Bring it in")
    wait_for(page, "Brought in")


def wait_for(page: Page, words: str) -> None:
    """Where there are scripts the page looks by itself; where not, one looks again."""
    status = page.locator("#import .status")
    for _look in range(60):
        if status.inner_text() == words:
            return
        page.wait_for_timeout(500)
        again = page.get_by_role("link", name="Look again")
        if page.evaluate("() => typeof htmx") == "undefined" and again.count():
            again.click()
    raise AssertionError(status.inner_text())


def claim(page: Page, network: str) -> None:
    page.goto(f"/networks/{address(network)}/")
    steps.follow(page, "Is this yours?")
    page.get_by_label("The part before").fill("info")
    steps.act(page, "Ask to look after it")
    steps.told(page, "Our mail is on its way.")


def address(name: str) -> str:
    return name.lower().replace(" ", "-")


def test_a_directory_is_brought_in_and_its_networks_are_claimed(open_visit, scripts):
    lark, owl = steps.new_name("Lark"), steps.new_name("Owl")
    admin = open_visit(who="admin", scripts=scripts).page
    bring_in(admin, steps.new_name("Birds"), lark, owl)
    with admin.expect_download() as download:
        steps.follow(admin, "What became of each row")
    report = download.value.path().read_text()
    assert "There is no name in it." in report

    visit = open_visit(who="felipe", scripts=scripts)
    felipe = visit.page
    felipe.goto(f"/networks/{address(lark)}/")
    expect(felipe.locator("main")).to_contain_text("From the directory Birds")
    website = felipe.locator("main dl.facts a").inner_text()
    claim(felipe, lark)
    mailbox = website.replace("https://", "info@")
    link = LINK.search(steps.mail_to(visit, mailbox, f"{lark} on Solidarity"))
    assert link
    felipe.goto(link[0])
    assert felipe.url.endswith("/proof/")
    steps.act(felipe, "Yes, I look after it")
    steps.told(felipe, "You look after this network now.")

    claim(felipe, owl)
    rival = open_visit(who="amina", scripts=scripts).page
    claim(rival, owl)
    steps.told(rival, "An admin looks at it and decides.")
    admin.goto("/desk/claims/")
    steps.follow(admin, owl)
    expect(admin.locator("main")).to_contain_text("Others who ask")
    admin.get_by_label("Why?").fill("The other one has the keys.")
    steps.act(admin, "Refuse it")
    steps.told(admin, "Decided.")
    rival.goto("/inbox/")
    felipe.goto("/inbox/")
    told = rival.locator("main").inner_text() + felipe.locator("main").inner_text()
    assert f"What you asked for {owl} was not granted." in told
