"""A question from the first word to the outcome, with JavaScript and without."""

import contextlib

from tests.browser.steps import act, follow, new_name, told

HOME = "/networks/harbour-kitchen/decisions/"


def write_draft(page, title):
    """Bring the question in, step by step."""
    page.goto(f"{HOME}new/")
    page.get_by_label("What shall we decide?").fill(title)
    act(page, "Go on to the method")
    page.locator(".error-summary").get_by_role("link", name="Write what you propose.").wait_for()
    page.get_by_label("What do you propose?").fill("A **bench** by the door, from the old planks.")
    page.get_by_label("Day to day").check()
    act(page, "Go on to the method")
    page.get_by_label("Consensus, one block in so many", exact=True).check()
    act(page, "Save and go on")
    page.get_by_label("How many may stand aside at most?").fill("1/4")
    act(page, "Save and go on")
    page.get_by_role("heading", name="Who decides?").wait_for()
    act(page, "Save and go on")
    act(page, "Save and look at it")
    page.get_by_role("heading", name="Only you see this draft").wait_for()


def choose(page, stance, **words):
    """Take a position, or another one."""
    summary = page.locator("#voice summary")
    if summary.count():
        summary.click()
    page.get_by_label(stance).check()
    for label, typed in words.items():
        page.locator(f"#voice textarea[name={label}]").fill(typed)
    act(page, "Change my position" if summary.count() else "Take this position")


def test_a_question_lives_from_draft_to_outcome(open_visit, stack, scripts):
    title = f"{new_name('Do we build a bench')}?"
    amina = open_visit(who="amina", scripts=scripts)
    stella = open_visit(who="stella", scripts=scripts)
    write_draft(amina.page, title)
    address = amina.page.url
    assert stella.page.goto(address).status == 404
    act(amina.page, "Put it up for talk")
    told(amina.page, "All who belong here can read it now")

    stella.page.goto(address)
    stella.page.get_by_label("Your comment").fill("Who has a saw?")
    act(stella.page, "Say it")
    stella.page.get_by_text("Who has a saw?").wait_for()
    amina.page.reload()
    follow(amina.page, "Write it anew")
    amina.page.get_by_label("What do you propose?").fill("A **bench** by the door. I have a saw.")
    amina.page.get_by_label("What changes, and why?").fill("Stella asked for a saw.")
    act(amina.page, "Save this version")
    follow(amina.page, "What changed, and why")
    amina.page.get_by_text("I have a saw.").first.wait_for()

    amina.page.goto(address)
    follow(amina.page, "Let positions be taken")
    act(amina.page, "Open it")
    told(amina.page, "All who decide are told")

    stella.page.goto(address)
    words = {"reason": "The door must stay free.", "rests_on": "Nobody falls."}
    choose(stella.page, "Block: It would go against", reason=words["reason"])
    stella.page.locator(".error-summary").get_by_text("Name the shared purpose").wait_for()
    stella.page.locator("textarea[name=rests_on]").fill(words["rests_on"])
    act(stella.page, "Take this position")
    told(stella.page, "It counts, and stops the proposal for now")
    act(stella.page, "Take it back: it shall stop nothing")
    told(stella.page, "Taken back")
    choose(stella.page, "Agree with reservations", reason="Beside the door, please.")
    amina.page.goto(address)
    amina.page.get_by_text("Beside the door, please.").wait_for()
    choose(amina.page, "Agree: I support it.")
    told(amina.page, "Your position counts")

    let_it_end(stack, title)
    amina.page.goto(address)
    amina.page.locator(".outcome").get_by_text("Adopted", exact=True).wait_for()
    amina.page.get_by_role("heading", name="Concerns, and what became of them").wait_for()
    assert amina.page.locator("#voice").count() == 0


def let_it_end(stack, title):
    """Let the time of its round be over."""
    with contextlib.closing(stack.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(
            "UPDATE decisions_round SET closes_at = now() WHERE decision_id ="
            " (SELECT id FROM decisions_decision WHERE title = %s)",
            [title],
        )
