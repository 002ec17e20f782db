"""A network calls, another answers; what is hard becomes a promise that somebody holds."""

from playwright.sync_api import expect

from tests.browser import steps

TABLE = "/networks/common-table/"
SEEDS = "seed-keepers-of-the-dry-valley"


def test_a_call_is_answered_and_it_is_written_what_followed(open_visit, scripts):
    amina, ravi = (open_visit(who=who, scripts=scripts).page for who in ("amina", "ravi"))
    title = steps.new_name("Chairs")

    amina.goto(f"{TABLE}calls/")
    steps.follow(amina, "Call the others")
    steps.act(amina, "Call them")
    expect(amina.locator(".error-summary")).to_be_visible()
    amina.get_by_label("Lend what is needed").check()
    amina.get_by_label("In one line").fill(title)
    amina.get_by_label("The whole call").fill("Forty chairs, for *one* evening.")
    steps.act(amina, "Call them")
    steps.told(amina, "Called.")

    ravi.goto(f"{TABLE}calls/")
    steps.follow(ravi, title)
    ravi.locator(f"main a[href$='/answer/{SEEDS}/']").click()
    ravi.get_by_label("Yes, we do").check()
    ravi.get_by_label("In your words").fill("Thirty, and ten crates.")
    steps.act(ravi, "Answer")
    steps.told(ravi, "Answered.")

    amina.reload()
    expect(amina.locator("main")).to_contain_text("Thirty, and ten crates.")
    steps.follow(amina, "Write what followed, or end the call")
    amina.get_by_label("What followed?").fill("Everybody sat.")
    amina.get_by_label("The call is over").check()
    steps.act(amina, "Save")
    expect(amina.locator("main")).to_contain_text("Everybody sat.")


def test_what_is_hard_becomes_a_promise(open_visit, scripts):
    amina, ravi = (open_visit(who=who, scripts=scripts).page for who in ("amina", "ravi"))
    words = steps.new_name("The stairs are steep")

    amina.goto(f"{TABLE}hard/")
    steps.follow(amina, "Say what is hard for us")
    amina.get_by_label("Access: what keeps people from taking part").check()
    amina.get_by_label("What is hard for you?").fill(words)
    amina.get_by_label("We would like support with this").check()
    steps.act(amina, "Say it")
    steps.told(amina, "Said.")

    ravi.goto(amina.url)
    ravi.get_by_label("What will be done?").fill("Build a ramp")
    ravi.get_by_label("Who promises it?").fill("ravi")
    ravi.get_by_label("Until when?").fill("2099-03-31")
    steps.act(ravi, "Write it down")
    expect(ravi.locator("#tasks")).to_contain_text("Build a ramp")
