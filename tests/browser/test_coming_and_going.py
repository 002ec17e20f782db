"""At the Common Table: the handbook is found and written, an account is handed over, one leaves."""

from playwright.sync_api import expect

from tests.browser import steps

TABLE = "/networks/common-table/"


def test_a_page_is_found_written_anew_and_compared(open_visit, scripts):
    amina = open_visit(who="amina", scripts=scripts).page
    amina.goto(TABLE)
    steps.follow(amina, "Handbook")
    amina.get_by_label("Search the handbook").fill("soup")
    steps.act(amina, "Search")
    expect(amina.locator("#found")).to_contain_text("1 page found")

    steps.follow(amina, "How we set a table for forty")
    steps.follow(amina, "Write it anew")
    words = steps.new_name("The soup goes on at seven")
    amina.get_by_label("What does it say?").fill(words)
    amina.get_by_label("What changes, and why?").fill("More people come.")
    steps.act(amina, "Save")
    steps.told(amina, "Your version stands now")
    expect(amina.locator("main")).to_contain_text(words)


def test_a_password_never_stands_beside_an_account(open_visit, scripts):
    kofi = open_visit(who="kofi", scripts=scripts).page
    kofi.goto(f"{TABLE}handbook/")
    steps.follow(kofi, "Who holds which account")
    steps.follow(kofi, "Write an account down")
    name = f"Our page {scripts}"  # a name with figures might be a key
    kofi.get_by_label("Which account?").fill(name)
    kofi.get_by_label("What do we use it for?").fill("password: rose")
    steps.act(kofi, "Save")
    expect(kofi.locator(".error-summary")).to_contain_text("no secret belongs here")

    kofi.get_by_label("What do we use it for?").fill("News for the neighbours")
    steps.act(kofi, "Save")
    steps.told(kofi, "Those who hold it are told")
    expect(kofi.locator("main")).to_contain_text(name)


def test_before_one_leaves_one_sees_what_one_holds(open_visit, scripts):
    kofi = open_visit(who="kofi", scripts=scripts).page
    kofi.goto(f"{TABLE}leaving/")
    steps.follow(kofi, "Take Harbour Kitchen out")
    expect(kofi.locator("#leave")).to_contain_text("Our page for the neighbours")
    steps.act(kofi, "Leave now")
    expect(kofi.locator(".error-summary")).to_contain_text("Write a sentence")
