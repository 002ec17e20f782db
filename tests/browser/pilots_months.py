"""Six months together: sessions and who holds them, buddies, a journal, what one will try."""

import re

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.pilots import Pilot, in_days
from tests.browser.pilots_call import speaks_english
from tests.browser.pilots_seen import adopted

MONTH = 30
AGREEMENT = "We speak for ourselves, and we begin on time."
SHARED, SECRET = "The bridge is not far.", "I am tired of meetings."


def an_agreement_is_written(pilot: Pilot, who: str, others: list[str]) -> None:
    """A participant writes how they work together; who says yes to it agrees, others are asked."""
    page = pilot.page(who, "programme/")
    expect(page.locator("main")).to_contain_text("no working agreement yet")
    steps.follow(page, "Begin it")
    steps.act(page, "Begin a draft")
    adopted(pilot, who, others, words=AGREEMENT)
    page.goto(f"{pilot.home}programme/")
    steps.follow(page, "The working agreement")
    expect(page.locator("main")).to_contain_text(AGREEMENT)
    expect(page.locator("main")).to_contain_text("You agreed to this version.")
    page = pilot.page("vera", "programme/")
    expect(page.locator("main")).to_contain_text("say whether you agree")
    steps.follow(page, "The working agreement")
    steps.act(page, "I agree")
    expect(page.locator("main")).to_contain_text("You agreed to this version.")


def sessions_are_made(pilot: Pilot) -> None:
    """Six, one each month; the first gets a ready outline."""
    page = pilot.page("vera", "programme/")
    steps.follow(page, "Sessions")
    steps.follow(page, "Make the sessions")
    page.get_by_label("At what time?").fill("10:00")
    steps.act(page, "Make the sessions")
    steps.told(page, "6 sessions are made")
    expect(page.locator("main ol > li")).to_have_count(6)

    page.goto(f"{pilot.home}programme/materials/")
    page.locator("#ready ~ ul a").first.click()
    outline = page.locator("main h2").inner_text()
    steps.act(page, "Take it into our materials")
    page.goto(f"{pilot.home}programme/sessions/1/")
    steps.follow(page, "Theme and outline")
    page.get_by_label("Outline").select_option(label=outline)
    steps.act(page, "Save")
    expect(page.locator("#outline")).to_have_text(outline)


def they_are_handed_over(pilot: Pilot, one: str, other: str) -> None:
    """One asks for a theme, the other is offered to facilitate: both hold a share then."""
    vera, hers, theirs = (pilot.page(who) for who in ("vera", one, other))
    hers.goto(f"{pilot.home}programme/")
    steps.follow(hers, "Sessions")
    hers.locator("main ol h3 a").nth(1).click()
    hers.get_by_role("button", name="I would like to hold it").first.click()
    steps.told(hers, "You asked for it.")
    vera.goto(hers.url)
    steps.act(vera, "Hand it over")
    steps.told(vera, "from now on it is held")

    vera.goto(f"{pilot.home}programme/sessions/3/")
    vera.get_by_text("Offer it to somebody").click()
    vera.get_by_label("The facilitation").check()
    vera.get_by_label("To whom?").select_option(label=pilot.people[other].name)
    steps.act(vera, "Offer it")
    steps.told(vera, "Offered.")
    pilot.mailed(other, pilot.name)
    theirs.goto(f"{pilot.home}programme/sessions/3/")
    steps.act(theirs, "Yes, I hold it")
    theirs.goto(f"{pilot.home}programme/sessions/")
    expect(theirs.locator("main")).to_contain_text("Participants hold 2 of 12 shares")


def buddies_are_found(pilot: Pilot, people: list[str]) -> None:
    """Two say on the page what should be looked at; pairs come out that differ in cause."""
    one, other, *rest = people
    page = pilot.page(one, "mine/")
    steps.follow(page, "Buddies, and what I say for it")
    page.get_by_label("I would like buddies").check()
    page.get_by_label("Climate").check()
    page.get_by_label("From where do you work for it?").select_option("street")
    speaks_english(page)
    steps.act(page, "Save")
    steps.told(page, "looked at when buddies are proposed")
    page = pilot.page(other, "buddies/")
    page.get_by_label("I would like buddies").check()
    page.get_by_label("Housing").check()
    page.get_by_label("From where do you work for it?").select_option("inside")
    steps.act(page, "Save")
    steps.told(page, "looked at when buddies are proposed")
    for who in rest:
        said = {"causes": pilot.people[who].causes, "place": "paid", "languages": ["en"]}
        pilot.send(who, "buddies/", wants="on", **said)

    page = pilot.page("vera", "mine/")
    steps.follow(page, "Bring buddies together")
    steps.act(page, "Propose")
    steps.told(page, "8 groups are proposed.")
    steps.act(page, "Make it known to everybody in it")
    steps.told(page, "Everybody is told of their buddies.")
    said = {one: ["climate"], other: ["housing"]}
    causes = {pilot.people[who].name: said.get(who, pilot.people[who].causes) for who in people}
    pairs = [line.split(" · ") for line in page.locator("#groups ~ ul > li").all_inner_texts()]
    assert sorted(name for pair in pairs for name in pair) == sorted(causes)
    assert all(causes[a] != causes[b] for a, b in pairs)


def buddies_talk(pilot: Pilot, one: str) -> None:
    """What one says to her buddy, that one reads, and whoever facilitates does not."""
    page = pilot.page(one, "mine/")
    name = page.locator("#buddies ~ ul bdi").inner_text()
    buddy = next(who for who, each in pilot.people.items() if each.name == name)
    steps.follow(page, "Buddies, and what I say for it")
    steps.follow(page, "Talk with each other")
    page.get_by_label("Your comment").fill("Shall we walk together?")
    steps.act(page, "Say it")
    expect(page.locator("#conversation")).to_contain_text("Shall we walk together?")
    place = re.sub(r"^.*?/buddies/|#.*$", "buddies/", page.url, count=1).split("#")[0]
    assert "Shall we walk together?" in pilot.read(buddy, place)[1]
    assert pilot.read("vera", place)[0] == 404


def a_journal_is_kept(pilot: Pilot, one: str, other: str) -> None:
    """An entry that is shared is read by the others; one that is not, by nobody."""
    page = pilot.page(one, "mine/")
    for words, shared in ((SECRET, "Nobody: only I"), (SHARED, "Everybody in this cohort")):
        page.goto(f"{pilot.home}journal/")
        page.get_by_label("What is on your mind?").fill(words)
        page.get_by_label(shared).check()
        steps.act(page, "Keep it")
        steps.told(page, "It stands in your journal.")
    theirs = pilot.page(other, "mine/")
    steps.follow(theirs, "Write, and read what is shared")
    expect(theirs.locator("main")).to_contain_text(SHARED)
    for who in (other, "vera"):
        assert SECRET not in pilot.read(who, "journal/")[1]


def something_is_tried(pilot: Pilot, who: str) -> None:
    """A commitment for a month from now."""
    page = pilot.page(who, "mine/")
    page.goto(f"{pilot.home}commitments/")
    page.get_by_label("By when?").fill(in_days(MONTH + 1))
    steps.act(page, "Keep it")
    expect(page.locator(".error-summary")).to_contain_text("Write what you will try.")
    page.get_by_label("What will you try in your own network?").fill("Ask our elders first.")
    steps.act(page, "Keep it")
    steps.told(page, "Go well with it.")


def it_is_remembered_and_told(pilot: Pilot, who: str) -> None:
    """A day before she is told; then she says what happened."""
    pilot.beat("remind")
    page = pilot.page(who)
    told = page.get_by_text("The day that you set yourself for a commitment")
    pilot.until(page, "/inbox/", told)
    page.goto(f"{pilot.home}commitments/")
    steps.follow(page, "Ask our elders first.")
    page.get_by_label("What happened?").fill("They asked us back.")
    page.get_by_label("It is over").check()
    page.get_by_label("Everybody in this cohort").check()
    steps.act(page, "Save")
    steps.told(page, "It is saved.")
