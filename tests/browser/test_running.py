"""A cohort under way: a session is handed over, something is challenged, a programme travels."""

from playwright.sync_api import expect

from tests.browser import steps

BAY = "/networks/across-the-bay/programme/"


def test_a_share_of_a_session_is_asked_for_and_handed_over(open_visit, scripts):
    amina, felipe = (open_visit(who=who, scripts=scripts).page for who in ("amina", "felipe"))

    amina.goto(f"{BAY}sessions/6/")
    if amina.get_by_role("button", name="Lay it down").count():  # by an earlier run
        amina.get_by_role("button", name="Lay it down").first.click()
    amina.get_by_role("button", name="I would like to hold it").first.click()
    steps.told(amina, "You asked for it.")

    felipe.goto(f"{BAY}sessions/6/")
    felipe.get_by_role("button", name="Hand it over").first.click()
    steps.told(felipe, "Agreed")

    amina.reload()
    amina.get_by_role("button", name="Lay it down").first.click()
    steps.told(amina, "It is free again.")


def test_a_challenge_goes_past_those_who_facilitate(open_visit, scripts):
    thandi, mei = (open_visit(who=who, scripts=scripts).page for who in ("thandi", "mei"))
    about = steps.new_name("The pace")

    thandi.goto(f"{BAY}challenges/")
    steps.follow(thandi, "Challenge something")
    steps.act(thandi, "Send it to them")
    expect(thandi.locator(".error-summary")).to_be_visible()
    thandi.get_by_label("What is it about?").fill(about)
    thandi.get_by_label("What do you see, and what should be different?").fill("Too fast.")
    thandi.get_by_label("No, without my name").check()
    steps.act(thandi, "Send it to them")
    steps.told(thandi, "It reached those")

    mei.goto(f"{BAY}challenges/")
    steps.follow(mei, about)
    expect(mei.locator("main")).not_to_contain_text("Thandi")
    steps.follow(mei, "Say what was changed, and close it")
    mei.get_by_label("What was changed?").fill(f"More pauses: {about}.")
    steps.act(mei, "Close it")
    steps.told(mei, "Closed.")

    thandi.reload()
    thandi.get_by_role("button", name="Let all read it").click()
    steps.told(thandi, "All in the cohort")
    felipe = open_visit(who="felipe", scripts=scripts).page
    felipe.goto(f"{BAY}challenges/")
    expect(felipe.locator("main")).to_contain_text(f"More pauses: {about}.")


def test_a_programme_is_begun_elsewhere(open_visit, scripts):
    tala = open_visit(who="tala", scripts=scripts).page
    name = steps.new_name("Delta")

    tala.goto(f"{BAY}forks/")
    steps.follow(tala, "Begin a cohort with this programme")
    tala.get_by_label("What is your cohort called?").fill(name)
    steps.act(tala, "Begin")
    steps.told(tala, "Your cohort is there")

    expect(tala.locator("main")).to_contain_text("The empty chair")
    tala.goto(f"{BAY}forks/")
    expect(tala.locator("main")).to_contain_text(name)
