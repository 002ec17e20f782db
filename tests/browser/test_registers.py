"""A decision is found in the register, printed, and counted again from its file."""

from playwright.sync_api import expect

from tests.browser import steps

HOME = "/networks/harbour-kitchen/"


def test_a_decision_is_found_narrowed_down_and_counted_again(open_visit, stack, scripts, tmp_path):
    amina = open_visit(who="amina", scripts=scripts).page
    amina.goto(HOME)
    steps.follow(amina, "Decisions")
    expect(amina.get_by_role("heading", name="Open now")).to_be_visible()
    found = amina.locator("#found")
    expect(found).to_contain_text("Which stove do we buy?")

    amina.get_by_label("Search").fill("bread oven that nobody has")
    steps.act(amina, "Search")
    expect(found).to_contain_text("Nothing found")

    amina.get_by_label("Search").fill("sunday")
    amina.get_by_text("Narrow it down").click()
    amina.get_by_label("Where it stands").select_option("Adopted")
    steps.act(amina, "Search")
    expect(found).to_contain_text("1 decision found")
    expect(found).not_to_contain_text("Which stove do we buy?")

    steps.follow(amina, "to print")
    expect(amina.locator("main")).to_contain_text("SHA-256")
    digest = amina.locator("main code.digest").inner_text()
    amina.go_back()

    steps.follow(amina, "Do we cook on Sundays, too?")
    expect(amina.locator("main")).to_contain_text("Ask the bakery in Rope Street")
    with amina.expect_download() as waiting:
        amina.get_by_text("Check the count").click()
        steps.follow(amina, "The file")
    file = tmp_path / "decision.json"
    waiting.value.save_as(file)
    assert digest in amina.locator("main").inner_text()
    said = stack.manage("recount", str(file))
    assert "Adopted: no block stands." in said


def test_a_task_is_written_down_taken_on_and_done(open_visit, scripts):
    words = steps.new_name("Carry the stove")
    amina = open_visit(who="amina", scripts=scripts).page
    amina.goto(f"{HOME}decisions/1/")
    steps.follow(amina, "Write a task down")
    steps.act(amina, "Write it down")
    expect(amina.locator(".error-summary")).to_contain_text("Write what is to be done")
    amina.get_by_label("What is to be done?").fill(words)
    steps.act(amina, "Write it down")
    steps.told(amina, "Written down")

    task = amina.get_by_role("article").filter(has_text=words)
    steps.act(task, "I take this on")
    amina.goto("/decisions/tasks/")
    mine = amina.get_by_role("article").filter(has_text=words)
    steps.act(mine, "It is done")
    steps.told(amina, "Noted")
    expect(amina.get_by_role("article").filter(has_text=words)).to_have_count(0)
