"""A request that is talked about, waits on the list and is let in; new ways of working."""

import re

from playwright.sync_api import expect

from tests.browser import steps

CIRCLE = "Riverside Tenants Circle"
REQUESTS = "/networks/riverside-tenants-circle/requests/"
WAYS = "/networks/riverside-tenants-circle/ways/"
ANSWERS = {
    "What is your tie to the houses by the river?": "I rent a room in number 3.",
    "What would you like to do with us?": "Read letters.",
}


def test_a_request_is_talked_about_put_on_the_list_and_let_in(open_visit, scripts):
    newcomer = open_visit(scripts=scripts)
    name = steps.new_name("Rut")
    address = steps.sign_up(newcomer, name)
    steps.ask_to_join(newcomer, CIRCLE, "tenants", ANSWERS)
    page = newcomer.page
    steps.follow(page, "Your request and the conversation")
    expect(page.locator("main")).to_contain_text("one of the stewards reads your answers")
    page.get_by_label("Your words").fill("Is there a step at the door?")
    steps.act(page, "Send")
    expect(page.get_by_role("article", name=f"{name} writes")).to_contain_text("a step")

    steward = open_visit(who="stella", scripts=scripts).page
    steward.goto(REQUESTS)
    steward.get_by_label("Only those that ask you something").check()
    steward.get_by_label("Search by name").fill(name)
    steps.act(steward, "Show these")
    request = steward.get_by_role("article", name=name)
    expect(request).to_contain_text("has written to you")
    steps.follow(request, "Talk")
    steward.get_by_label("Your words").fill("No, and the *lift* works.")
    steps.act(steward, "Send")
    expect(steward.get_by_role("article", name="Stella writes")).to_contain_text("the lift works")
    assert CIRCLE in steps.mail_to(newcomer, address, "New words on your request")

    steps.follow(steward, "Waiting list")
    steward.get_by_label("Begin with a text that you keep").select_option("Come and see us first")
    steps.act(steward, "Put it in")
    expect(steward.get_by_label("Would you like to say why")).to_have_value(
        re.compile("Come to one of our Mondays first")
    )
    steps.act(steward, "Put on the waiting list")
    steps.told(steward, f"{name} has been told, with your reason.")
    page.reload()
    expect(page.locator("main")).to_contain_text("you would be welcome")
    expect(page.locator("main")).to_contain_text("Come to one of our Mondays first")

    steward.get_by_label("Which requests").select_option("On the waiting list")
    steward.get_by_label("Search by name").fill(name)
    steps.act(steward, "Show these")
    steward.get_by_label(f"Choose {name}").check()
    steps.act(steward, "Let them in")
    expect(steward.get_by_role("heading", level=2)).to_have_text("Let these people in")
    steps.act(steward, "Let all of them in")
    steps.told(steward, "1 person is a member now, and has been told.")
    page.reload()
    expect(page.locator("main")).to_contain_text("You are a member since")
    expect(page.locator("main")).to_contain_text("nothing is added")


def test_new_ways_of_working_are_put_to_a_member_who_objects_and_then_agrees(open_visit, scripts):
    member = open_visit(scripts=scripts)
    name = steps.new_name("Sam")
    address = steps.sign_up(member, name)
    steps.ask_to_join(member, CIRCLE, "tenants", ANSWERS)
    steward = open_visit(who="stella", scripts=scripts).page
    steward.goto(f"{REQUESTS}?q={name}")
    steps.act(steward.get_by_role("article", name=name), f"Let {name} in")

    steward.goto(WAYS)
    steps.follow(steward, "Write a new version")
    words = steward.get_by_label("How do you work together?")
    words.fill(f"{words.input_value()}\n\nWhoever comes late brings biscuits. ({name})")
    steps.act(steward, "Put it to the members")
    expect(steward.locator(".error-summary")).to_be_focused()
    steward.get_by_label("What changes, and why?").fill("We wait too often.")
    steps.act(steward, "Put it to the members")
    steps.told(steward, "The members are asked to agree.")

    assert "We wait too often." in steps.mail_to(member, address, "New ways of working")
    page = member.page
    page.goto("/")
    page.get_by_role("link", name="Do you agree").click()
    expect(page.get_by_role("complementary")).to_contain_text("This version is put to you.")
    steps.follow(page, "What has changed for you")
    expect(page.locator("ins")).to_contain_text([name])
    page.go_back()
    steps.follow(page, "I object")
    page.get_by_label("What do you object to").fill("My bus is often late.")
    steps.act(page, "Object")
    steps.told(page, "You stay under your version.")

    steward.goto(WAYS)
    objection = steward.get_by_role("article", name=name)
    steps.follow(objection, "Say how it was met")
    expect(steward.locator("main")).to_contain_text("My bus is often late.")
    steward.get_by_label("How was it met?").fill("Buses do not count.")
    steps.act(steward, "Answer")
    steps.told(steward, f"{name} has been told, with your words.")

    page.goto(WAYS)
    expect(page.get_by_role("article", name=name)).to_contain_text("Buses do not count.")
    steps.act(page, "I agree")
    steps.told(page, "Thank you. You agreed")
    expect(page.get_by_role("complementary")).to_contain_text("You agreed to this version.")
