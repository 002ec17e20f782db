"""An invitation by link, to somebody without an account; and one by mail, declined."""

import re

from playwright.sync_api import expect

from tests.browser import steps

LINK = re.compile(r"https?://\S+/invitations/[\w-]+/")
CIRCLE = "Riverside Tenants Circle"


def test_somebody_without_an_account_comes_in_by_a_link(open_visit, scripts):
    steward = open_visit(who="stella", scripts=scripts).page
    steward.goto("/networks/riverside-tenants-circle/")
    steward.get_by_role("navigation", name="Parts of this page").get_by_role(
        "link", name="Invitations"
    ).click()
    steps.follow(steward, "Make a link")
    steward.get_by_label("How many people can come in by it?").fill("1")
    steward.get_by_label("A few words of your own").fill("Bring biscuits.")
    steps.act(steward, "Make the link")
    steps.told(steward, "Your link is ready.")
    link = LINK.search(steward.locator("main").inner_text())
    assert link
    expect(steward.get_by_role("img", name="The same link")).to_be_visible()

    visit = open_visit(scripts=scripts)
    page, name = visit.page, steps.new_name("Ola")
    page.goto(link[0])
    assert page.url.endswith("/invitations/")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"You are invited to {CIRCLE}")
    expect(page.locator("main")).to_contain_text("Bring biscuits.")
    steps.act(page, "Sign up and join")
    address = steps.address_of(name)
    page.get_by_label("What shall we call you?").fill(name)
    page.get_by_label("Your mail address").fill(address)
    steps.act(page, "Send me a code")
    page.get_by_label("Code").fill(steps.code_for(visit, address))
    steps.act(page, "Go on")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"You are invited to {CIRCLE}")
    page.get_by_text("Read the ways of working", exact=True).click()
    expect(page.locator("main")).to_contain_text("What is said in the laundry room stays there.")
    page.get_by_label("I have read the ways of working").check()
    steps.act(page, "Join")
    steps.told(page, "Welcome! You are a member now.")
    steps.follow(page, "Log")
    said = f"{name} joined, invited by Stella."
    expect(page.get_by_role("listitem").filter(has_text=said)).to_be_visible()

    late = open_visit(scripts=scripts).page
    late.goto(link[0])
    expect(late.get_by_role("heading", level=1)).to_have_text("This invitation is no longer good")


def test_a_list_is_looked_at_sent_and_declined(open_visit, scripts):
    steward = open_visit(who="stella", scripts=scripts).page
    address = steps.address_of(steps.new_name("Pau"))
    steward.goto("/networks/riverside-tenants-circle/invitations/mail/")
    steward.get_by_label("Mail addresses").fill(f"Pau <{address}>\nstella@example.org\npau at home")
    steps.act(steward, "Go on")
    row = steward.get_by_role("row")
    expect(row.filter(has_text=address)).to_contain_text("Will be invited")
    expect(row.filter(has_text="stella@example.org")).to_contain_text("Is a member already")
    expect(row.filter(has_text="pau at home")).to_contain_text("Is no mail address")
    steps.act(steward, "Send 1 invitation")
    steps.told(steward, "1 invitation is on its way.")

    visit = open_visit(scripts=scripts)
    link = LINK.search(steps.mail_to(visit, address, f"Invitation to {CIRCLE}"))
    assert link
    page = visit.page
    page.goto(link[0])
    steps.act(page, "No, thank you")
    steps.told(page, "Thank you for saying so.")
    steward.reload()
    expect(steward.locator("main")).to_contain_text("Declined")
    steward.goto("/networks/riverside-tenants-circle/invitations/mail/")
    steward.get_by_label("Mail addresses").fill(address)
    steps.act(steward, "Go on")
    expect(steward.get_by_role("row").filter(has_text=address)).to_contain_text("Has said no")


def test_a_file_of_addresses_is_looked_at_and_sent(open_visit, scripts):
    visit = open_visit(who="stella", scripts=scripts)
    steward = visit.page
    address = steps.address_of(steps.new_name("Éva")).replace("é", "e")
    table = f"Név;Levél\nÉva;{address}\nStella;stella@example.org\n".encode("utf-16")
    steward.goto("/networks/riverside-tenants-circle/invitations/mail/")
    steward.get_by_label("Or a file with addresses in it").set_input_files(
        {"name": "friends.csv", "mimeType": "text/csv", "buffer": table}
    )
    steps.act(steward, "Go on")
    expect(steward.get_by_role("row").filter(has_text=address)).to_contain_text("Will be invited")
    expect(steward.get_by_role("row").filter(has_text="stella@")).to_contain_text("member already")

    steps.act(steward, "Send 1 invitation")
    steps.told(steward, "1 invitation is on its way.")
    assert LINK.search(steps.mail_to(visit, address, "Riverside"))
