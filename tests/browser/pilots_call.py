"""How a cohort comes together: its programme, the call, conversations, the choice, letters."""

import hashlib
import re

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.pilots import NAMES, Pilot, in_days
from tests.browser.test_reading import tab_to

SEATS = 16
POSITIONS = ("Organises where I live", "Works in an office", "Sits on a council")
REGIONS = ("africa", "europe", "latin", "south_asia")
LONG, BRIEF, KEYS = NAMES[:3]  # who says much on the page, who little, who has no mouse
OTHERS = NAMES[3:]
MANY = 120  # presses of Tab: a form with all causes has that many places
QUESTION = "What do you hope for?"
WISHES = {"region:africa": (3, 5), f"position:{POSITIONS[2]}": (5, 6)}
WHY = "Two of them come from the same street. We want both sides of it."


def region_of(name: str) -> str:
    """Where she says she lives; whoever is brief says nothing."""
    return "" if name == BRIEF else REGIONS[NAMES.index(name) % len(REGIONS)]


def position_of(name: str) -> str:
    return "" if name == BRIEF else POSITIONS[NAMES.index(name) % len(POSITIONS)]


def counted(names: list[str], wish: str) -> int:
    """How many of these a part of the mix is about, by what they said."""
    kind, value = wish.split(":", 1)
    said = region_of if kind == "region" else position_of
    return sum(said(name) == value for name in names)


def speaks_english(page: Page) -> None:
    """Add English to the languages that are chosen."""
    page.get_by_label("Add a language (1)").select_option("en")


def it_is_founded(pilot: Pilot) -> None:
    """From the first page to a programme that says what anybody wants to know."""
    page = pilot.page("vera")
    page.goto("/")
    steps.follow(page, "Found a network")
    steps.follow(page, "Found a cohort")
    page.get_by_label("What is the cohort called?").fill(pilot.name)
    page.get_by_label("What is it for, in a sentence or two?").fill("Sixteen who differ.")
    page.get_by_label("Neighbours and community").check()
    page.get_by_label("What is it for?", exact=True).fill("We **listen** for six months.")
    page.get_by_label("First day").fill(in_days(40))
    page.get_by_label("Last day", exact=True).fill(in_days(225))
    page.get_by_label("How many days a month does it take?").fill("1.5")
    page.get_by_label("How many seats are there?").fill(str(SEATS))
    speaks_english(page)
    page.get_by_label("From where do these hours suit?").fill("from Lima to Nairobi")
    page.get_by_label("What does each one get?").fill("Travel and a meal")
    page.get_by_label("What makes it possible to come?").fill("Captions and childcare")
    page.get_by_label("Last day to apply").fill(in_days(14))
    page.get_by_label("What do you ask those who apply?").fill(QUESTION)
    page.get_by_label("Which positions in a system").fill("\n".join(POSITIONS))
    page.get_by_label("a fair lottery proposes the group").check()
    steps.act(page, "Found it")
    expect(page.locator(".error-summary")).to_contain_text("Write when you meet.")
    page.get_by_label("When do you meet?").fill("one Saturday a month")
    steps.act(page, "Found it")
    steps.told(page, "You are its first steward")
    pilot.home = re.sub(r"^https?://[^/]+|programme/$", "", page.url)
    for words in ("one Saturday a month", "Captions and childcare", "Lima to Nairobi", "1.5"):
        expect(page.locator("main")).to_contain_text(words)


def the_call_opens(pilot: Pilot) -> None:
    page = pilot.page("vera")
    steps.follow(page, "Open the call")
    steps.act(page, "Open the call")
    steps.told(page, "The log says so")


def one_is_thought_of(pilot: Pilot) -> None:
    """She is asked by mail first, and her yes leads to the form; what she says, she alone says."""
    page, hers = pilot.page("vera"), pilot.people[BRIEF.lower()]
    steps.follow(page, "Nominate somebody")
    steps.act(page, "Ask this person")
    expect(page.locator(".error-summary")).to_contain_text("Write whom you think of.")
    page.get_by_label("Whom do you think of?").fill(hers.address)
    page.get_by_label("Why this person?").fill("She hears what is not said.")
    steps.act(page, "Ask this person")
    steps.told(page, "She alone decides.")
    pilot.mailed(BRIEF.lower(), pilot.name)
    page = pilot.page(BRIEF.lower(), "programme/")
    steps.follow(page, "Read it and answer")
    expect(page.locator("main")).to_contain_text("She hears what is not said.")
    page.get_by_label("Yes, I would like to apply").check()
    steps.act(page, "Answer")
    page.wait_for_url("**/programme/apply/")


def twenty_apply(pilot: Pilot) -> None:
    """One says much, one little, one by keyboard alone; the others send the same form."""
    page = pilot.page(LONG.lower(), "")
    steps.follow(page, "Programme")
    steps.follow(page, "Apply")
    page.get_by_label(QUESTION).fill("That somebody asks me.")
    page.get_by_label("Climate").check()
    page.get_by_label("In which part of the world?").select_option(region_of(LONG))
    page.get_by_label(position_of(LONG)).check()
    page.get_by_label("More than ten years").check()
    speaks_english(page)
    steps.act(page, "Apply")
    steps.told(page, "Next comes a conversation")

    page = pilot.page(BRIEF.lower(), "programme/apply/")
    page.get_by_label("Two to ten years").check()
    steps.act(page, "Apply")
    expect(page.locator(".error-summary")).to_contain_text("Write a few words")
    expect(page.get_by_label("Two to ten years")).to_be_checked()
    page.get_by_label(QUESTION).fill("Rest.")
    steps.act(page, "Apply")
    steps.told(page, "Next comes a conversation")

    _applies_by_keyboard(pilot)
    for name in OTHERS:
        who = pilot.people[name.lower()]
        pilot.send(
            name.lower(), "programme/apply/", answer_1=f"A room where {name} is heard.",
            causes=who.causes, region=region_of(name), position=position_of(name),
            experience="some", languages=["en"],
        )  # fmt: skip


def _applies_by_keyboard(pilot: Pilot) -> None:
    page = pilot.page(KEYS.lower(), "programme/")
    tab_to(page, page.get_by_role("link", name="Apply"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label(QUESTION))
    page.keyboard.type("To hear others out.")
    tab_to(page, page.get_by_label("In which part of the world?"), presses=MANY)
    page.keyboard.type("Latin")
    tab_to(page, page.get_by_role("group", name="From which position").locator(":checked"))
    for _down in range(1 + POSITIONS.index(position_of(KEYS))):
        page.keyboard.press("ArrowDown")
    tab_to(page, page.locator("main").get_by_role("button", name="Apply", exact=True))
    page.keyboard.press("Enter")
    steps.told(page, "Next comes a conversation")
    for words in ("To hear others out.", position_of(KEYS), "Latin America"):
        expect(page.locator("main")).to_contain_text(words)


def they_talk(pilot: Pilot) -> dict[str, str]:
    """Somebody who facilitates writes, it is answered, it is noted; returns each application."""
    vera = pilot.page("vera", "programme/")
    steps.follow(vera, "Applications")
    found = {
        name: _key(vera.get_by_role("link", name=pilot.people[name.lower()].name)) for name in NAMES
    }
    steps.follow(vera, pilot.people[LONG.lower()].name)
    expect(vera.locator("main")).to_contain_text("asks me")
    vera.get_by_label("Your words").fill("Shall we talk on Thursday?")
    steps.act(vera, "Send")
    expect(vera.locator("main")).to_contain_text("Shall we talk on Thursday?")
    pilot.mailed(LONG.lower(), "wrote to you about your application")
    theirs = pilot.page(LONG.lower())
    theirs.reload()
    theirs.get_by_label("Your words").fill("Yes, at nine.")
    steps.act(theirs, "Send")
    vera.reload()
    expect(vera.locator("main")).to_contain_text("Yes, at nine.")
    vera.get_by_label("On which day did you talk?").fill(in_days(0))
    steps.act(vera, "Note that you talked")
    for name in NAMES[1:]:
        pilot.send("vera", f"programme/applications/{found[name]}/talked/", on=in_days(0))
    vera.goto(f"{pilot.home}programme/applications/")
    expect(vera.locator("main")).not_to_contain_text("no conversation yet")
    return found


def _key(link: object) -> str:
    address = link.first.get_attribute("href")  # type: ignore[attr-defined]
    return str(address).rstrip("/").split("/")[-1]


def the_mix_is_stated(pilot: Pilot) -> None:
    page = pilot.page("vera", "programme/")
    steps.follow(page, "The mix")
    for wish, (least, most) in WISHES.items():
        page.get_by_label("Who?").select_option(wish)
        page.get_by_label("At least").fill(str(least))
        page.get_by_label("At most").fill(str(most))
        steps.act(page, "Save")
        steps.told(page, "Saved.")


def the_lottery_is_drawn(pilot: Pilot) -> list[str]:
    """The call is closed and a worker draws; returns whom it drew."""
    page = pilot.page("vera", "programme/")
    digest = page.locator("#how ~ p code").inner_text()
    steps.follow(page, "Close the call")
    steps.act(page, "Close the call")
    steps.told(page, "The log says so")
    assert pilot.page(LONG.lower(), "programme/apply/").url.endswith("/")
    steps.follow(page, "Choosing")
    steps.act(page, "Draw the lottery")
    drawn = page.get_by_role("heading", name="The lottery was drawn")
    pilot.until(page, f"{pilot.home}programme/choosing/", drawn)
    seed = page.locator("#lottery ~ dl code").first.inner_text()
    assert hashlib.sha256(seed.encode()).hexdigest() == digest
    group = chosen(pilot)
    assert len(group) == SEATS
    for wish, (least, most) in WISHES.items():
        assert least <= counted(group, wish) <= most
    return group


def chosen(pilot: Pilot) -> list[str]:
    """Who stands in the group on the page that is open."""
    page = pilot.page("vera")
    return [
        name for name in NAMES
        if page.get_by_label(pilot.people[name.lower()].name).is_checked()
    ]  # fmt: skip


def the_group_departs(pilot: Pilot, group: list[str]) -> list[str]:
    """One goes and another comes, with a reason; returns who is in it then."""
    page = pilot.page("vera")
    out, come = group[-1], next(name for name in NAMES if name not in group)
    page.get_by_label(pilot.people[out.lower()].name).uncheck()
    page.get_by_label(pilot.people[come.lower()].name).check()
    steps.act(page, "Look how this group meets the mix")
    expect(page.locator(".error-summary")).to_contain_text("Write why you depart from it.")
    page.get_by_label("Why do you depart from the lottery?").fill(WHY)
    steps.act(page, "Look how this group meets the mix")
    steps.told(page, "Below is how this group meets the mix.")
    now = chosen(pilot)
    assert now == [name for name in NAMES if name in {*group, come} - {out}]
    for row, wish in zip(page.locator("table.table tbody tr").all(), sorted(WISHES), strict=True):
        assert row.locator("td").last.inner_text() == str(counted(now, wish))
    return now


def letters_go_out(pilot: Pilot, found: dict[str, str], group: list[str]) -> None:
    """Three are written on the page, each with another answer; the others with the same form."""
    page = pilot.page("vera")
    left = [name for name in NAMES if name not in group]
    walked = {
        group[0]: ("Takes part", "There is a seat for you, and a kettle."),
        left[0]: ("On the waiting list", "Somebody may have to let a seat go."),
        left[1]: ("Not this time", "Your work moved us. Do write again."),
    }
    for name, (answer, words) in walked.items():
        page.goto(f"{pilot.home}programme/applications/{found[name]}/")
        steps.follow(page, answer)
        expect(page.get_by_label("Your letter")).not_to_be_empty()
        page.get_by_label("Your letter").fill(words)
        steps.act(page, "Send the letter")
        steps.told(page, "The letter is on its way.")
        pilot.mailed(name.lower(), words)
        expect(pilot.page(name.lower(), f"programme/applications/{found[name]}/").locator(
            "main"
        )).to_contain_text(words)  # fmt: skip
    for name in set(NAMES) - set(walked):
        state = "accepted" if name in group else "declined"
        pilot.send(
            "vera", f"programme/applications/{found[name]}/{state}/", state=state,
            letter=f"Dear {name}.",
        )  # fmt: skip


def it_begins(pilot: Pilot, group: list[str]) -> None:
    page = pilot.page("vera", "programme/")
    steps.follow(page, "Begin")
    steps.act(page, "Begin")
    steps.told(page, "The log says so")
    page = pilot.page(group[0].lower(), "programme/")
    steps.follow(page, "How this group came together")
    expect(page.locator("main")).to_contain_text(WHY)
