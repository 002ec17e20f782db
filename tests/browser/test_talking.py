"""Members talk: one begins, another answers and calls her, she hears of it and says thank you."""

from playwright.sync_api import expect

from tests.browser import steps

KITCHEN = "/networks/harbour-kitchen/"


def test_members_talk_with_each_other(open_visit, scripts):
    amina = open_visit(who="amina", scripts=scripts).page
    title = steps.new_name("Lemons")
    amina.goto(KITCHEN)
    steps.follow(amina, "Talk")
    steps.follow(amina, "Start a conversation")
    steps.act(amina, "Send")
    expect(amina.locator(".error-summary")).to_be_visible()
    amina.get_by_label("What is it about?").fill(title)
    amina.get_by_label("What would you like to say?").fill("Three crates, *ripe*. Who cooks them?")
    steps.act(amina, "Send")
    expect(amina.get_by_role("heading", level=2)).to_have_text(title)

    stella = open_visit(who="stella", scripts=scripts).page
    stella.goto(f"{KITCHEN}talk/")
    steps.follow(stella, title)
    stella.get_by_label("Your comment").fill("I know a recipe, @amina.")
    steps.act(stella, "Comment")
    comment = stella.get_by_role("article", name="Stella writes")
    expect(comment.get_by_role("link", name="@amina")).to_be_visible()
    stella.get_by_role("article", name="Amina writes").get_by_role(
        "button", name="I can help"
    ).click()
    expect(stella.get_by_text("I can help: Stella")).to_be_visible()

    steps.menu(amina, "Inbox")
    expect(amina.locator("main")).to_contain_text("Stella calls you by name in a conversation")
    called = amina.locator("main ol > li", has_text="Stella calls you by name in a conversation")
    called.first.locator("button", has_text="Open Harbour Kitchen").click()
    answered = amina.get_by_role("article", name="Stella writes")
    answered.get_by_role("button", name="Thank you").click()
    expect(answered).to_contain_text("Thank you: Amina")
    answered.get_by_role("button", name="Thank you").click()
    expect(answered).not_to_contain_text("Thank you: Amina")

    comment = stella.get_by_role("article", name="Stella writes")
    steps.follow(comment, "Edit")
    stella.get_by_label("Your words").fill("I know two recipes.")
    steps.act(stella, "Save")
    expect(stella.get_by_role("article", name="Stella writes")).to_contain_text("edited")
    steps.follow(stella.get_by_role("article", name="Stella writes"), "Delete")
    steps.act(stella, "Delete")
    expect(stella.locator("main")).to_contain_text("Removed by its author")
    expect(stella.locator("main")).not_to_contain_text("recipes")


def test_a_steward_tells_everybody(open_visit, scripts):
    stella = open_visit(who="stella", scripts=scripts).page
    title = steps.new_name("Rain")
    stella.goto("/networks/riverside-tenants-circle/talk/new/")
    stella.get_by_label("What is it about?").fill(title)
    stella.get_by_label("What would you like to say?").fill("We meet indoors.")
    stella.get_by_label("Tell everybody at once").check()
    steps.act(stella, "Send")
    expect(stella.locator("main")).to_contain_text("To everybody")

    rosa = open_visit(scripts=scripts)
    mail = steps.mail_to(rosa, "rosa@example.org", "News for everybody in Riverside Tenants Circle")
    assert "Stella has news for everybody" in mail
