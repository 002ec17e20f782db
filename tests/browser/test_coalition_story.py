"""A coalition from three networks that know nothing of each other to one that lives and changes."""

import re
from contextlib import closing
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.councils import agreed, founded, opened, over, take
from tests.browsing import scrolls_sideways
from tests.paper import texts_on_sheets
from tests.stack import Stack

NETWORKS = {"amina": "Bakers", "felipe": "River", "stella": "Gardens", "kofi": "Boats"}
CLAUSES = (
    ("what", "What we are", "We cook on the quay, all year round."),
    ("rules", "The pots", "Whoever takes a pot brings it back clean."),
    ("organising", "Who meets", "Our spokes meet on the first Monday."),
    ("deciding", "How we decide", "We look for what all can live with."),
    ("free", "The door", "We open it slowly."),
    ("hard", "When we quarrel", "Two of us listen before anybody answers."),
)
QUESTION = re.compile(r"/decisions/\d+/")
LIVE = 5  # the clause that governs settings
# Everything that happened so far happened a month earlier.
MONTH_AGO = """
ALTER TABLE coalitions_agreementversion DISABLE TRIGGER USER;
ALTER TABLE coalitions_consent DISABLE TRIGGER USER;
UPDATE coalitions_agreementversion v SET in_force_at = v.in_force_at - interval '31 days'
    FROM networks_network n WHERE n.id = v.body_id AND n.name LIKE %(name)s;
UPDATE coalitions_consent c SET at = c.at - interval '31 days'
    FROM networks_network n WHERE n.id = c.network_id AND n.name LIKE %(name)s;
UPDATE networks_affiliation a SET since = a.since - interval '31 days'
    FROM networks_network n WHERE n.id = a.body_id AND n.name LIKE %(name)s;
UPDATE networks_membership m
    SET asked_at = m.asked_at - interval '31 days', answered_at = m.answered_at - interval '31 days'
    FROM networks_network n WHERE n.id = m.network_id AND n.name LIKE %(name)s;
ALTER TABLE coalitions_agreementversion ENABLE TRIGGER USER;
ALTER TABLE coalitions_consent ENABLE TRIGGER USER;
"""


@dataclass
class Story:
    """Who takes part, where they are, and how many questions each network has had."""

    stack: Stack
    name: str
    pages: dict[str, Page]
    homes: dict[str, str]
    union: str = ""
    asked: dict[str, int] = field(default_factory=dict)

    @property
    def agreement(self) -> str:
        return f"{self.union}agreement/"

    def slug(self, who: str) -> str:
        return self.homes[who].strip("/").split("/")[-1]

    def opens(self, page: Page) -> None:
        """The coalition's question on `page` is decided by the networks that are in."""
        opened(page)
        for who in self.asked:
            self.asked[who] += 1
        members = [(self.pages[who], self.homes[who], n) for who, n in self.asked.items()]
        agreed(self.stack, self.name, page, members)

    def own_yes(self, who: str) -> None:
        """The draft that `who` looks at is decided by her own network."""
        page = self.pages[who]
        page.wait_for_url(QUESTION)
        question = page.url.removesuffix("edit/")
        if page.url != question:
            page.locator("textarea[name=words]").fill("We say yes.")
            steps.act(page, "Save and go on")
            expect(page.locator("textarea[name=words]")).to_have_count(0)
        page.goto(question)
        self.asked[who] = self.asked.get(who, 0) + 1
        opened(page)
        take(page, "Agree: I support it")
        over(self.stack, self.name, of_networks=False)
        page.goto(question)
        expect(page.locator("main")).to_contain_text("Adopted")


def a_coalition_is_founded(story: Story) -> None:
    amina = story.pages["amina"]
    amina.goto("/networks/new/")
    amina.get_by_label("What is the network called?").fill(f"Union {story.name}")
    amina.get_by_label("What is it for").fill("Networks that cook on the quay.")
    amina.get_by_label("Networks: a coalition").check()
    steps.act(amina, "Go on")
    amina.get_by_label("Food and land").check()
    steps.act(amina, "Go on")
    steps.follow(amina, "Skip this page")
    steps.act(amina, "Go on")
    steps.act(amina, "Found this network")
    steps.told(amina, "Your network is here")
    story.union = re.sub(r"^https?://[^/]+", "", amina.url)
    expect(amina.locator("main")).to_contain_text("Exploring")


def asks_to_belong(story: Story, who: str) -> str:
    """The network of `who` asks; the address of what it asks."""
    page = story.pages[who]
    page.goto(f"{story.homes[who]}affiliations/ask/")
    page.get_by_label("Which network?").fill(f"Union {story.name}")
    steps.act(page, "Search")
    steps.follow(page, f"Union {story.name}")
    page.get_by_label("A few words to its stewards").fill("We cook, too.")
    steps.act(page, "Send")
    steps.told(page, "Their stewards are told")
    return page.url


def is_let_in(story: Story, who: str, asking: str) -> None:
    """Amina lets the network of `who` in, and it says who speaks for it."""
    amina, page = story.pages["amina"], story.pages[who]
    amina.goto(f"{asking}accept/")
    steps.act(amina, "Accept")
    steps.told(amina, "from now on")
    page.goto(f"{story.homes[who]}affiliations/{story.union.split('/')[-2]}/spokes/propose/")
    page.get_by_label("Who should speak").fill(f"@{who}")
    steps.act(page, "Propose")
    expect(page.locator("main .facts")).to_contain_text("Spoke")
    story.asked.setdefault(who, 0)


def they_find_common_ground(story: Story) -> None:
    ground, said = f"{story.union}common-ground/", {}
    for who, words in (("amina", "Lamps on the quay all night"), ("felipe", "Dark nights")):
        page = story.pages[who]
        page.goto(f"{ground}sides/{story.slug(who)}/hopes/")
        page.get_by_label("In one sentence").fill(words)
        steps.act(page, "Keep")
        steps.told(page, "It stands on your side now")
        said[who] = words
    stella = story.pages["stella"]
    stella.goto(f"{ground}topics/hopes/")
    stella.get_by_label("One side").select_option(story.slug("amina"))
    stella.get_by_label("Another side").select_option(story.slug("felipe"))
    steps.act(stella, "Lay them next to each other")
    steps.follow(stella, "Mark two of these points")
    stella.get_by_label("This point").select_option(label=said["amina"])
    stella.get_by_label("and this one").select_option(label=said["felipe"])
    stella.get_by_label(re.compile("^They clash")).check()
    stella.get_by_label("Why does it look so to you?").fill("Moths, birds and cooks.")
    steps.act(stella, "Mark it")
    steps.told(stella, "Both networks are asked")
    mark = stella.url
    for who in ("amina", "felipe"):
        story.pages[who].goto(mark)
        steps.act(story.pages[who], "Yes, it is so")
    expect(story.pages["felipe"].locator("main")).to_contain_text("Both networks confirm it")


def they_say_what_they_are(story: Story) -> None:
    amina = story.pages["amina"]
    amina.goto(f"{story.union}common-ground/text/write/")
    amina.get_by_label("What is this coalition?").fill(
        "Three kitchens that **differ about lamps**."
    )
    amina.locator("[name=closeness][value='3']").check()
    steps.act(amina, "Keep")
    steps.act(amina, "Bring it to a decision")
    amina.wait_for_url(QUESTION)
    question = amina.url.removesuffix("edit/")
    amina.goto(f"{question}edit/who/")
    amina.locator("[name=who][value=networks]").check()
    amina.locator("main form button.button").first.click()
    amina.goto(question)
    story.opens(amina)
    amina.goto(story.union)
    expect(amina.locator("main")).to_contain_text("differ about lamps")
    expect(amina.locator("main")).to_contain_text("Forming")


def they_write_six_clauses(story: Story) -> None:
    for place, (group, title, words) in enumerate(CLAUSES):
        page = list(story.pages.values())[place % 3]
        page.goto(f"{story.agreement}clauses/new/")
        page.get_by_label("What is the clause called?").fill(title)
        page.get_by_label("What does the clause say?").fill(words)
        page.locator(f"[name=group][value={group}]").check()
        steps.act(page, "Propose it")
        steps.told(page, "Your clause is there")
        if place + 1 == LIVE:
            it_sets(page, "invitation", days=14)
        steps.act(page, "Mark as ready")
        steps.told(page, "ready for a decision")


def it_sets(page: Page, joining: str, *, days: int) -> None:
    """The clause on `page` says how people join, and how long they wait."""
    steps.follow(page, "Say what it sets")
    page.get_by_label("How people join by themselves").select_option(joining)
    page.locator("#id_waiting_days").fill(str(days))
    steps.act(page, "Save")
    steps.told(page, "It holds when a decision adopts the clause")


def they_adopt_it(story: Story, why: str, joining: str) -> None:
    """The draft becomes the next version, and the platform follows it."""
    amina = story.pages["amina"]
    amina.goto(f"{story.agreement}propose/")
    amina.get_by_label("What is the agreement called?").fill(f"How we cook {story.name}")
    amina.get_by_label("What changes, and why?").fill(why)
    steps.act(amina, "Make a question of it")
    steps.told(amina, "your question to the networks")
    story.opens(amina)
    amina.goto(f"{story.union}settings/")
    expect(amina.locator("main")).to_contain_text("Held by a clause of the agreement")
    held = amina.locator(f"[name=join_policy][value={joining}]")
    expect(held).to_be_checked()
    expect(held).to_be_disabled()


def each_network_consents(story: Story) -> None:
    for who in ("amina", "felipe"):
        page = story.pages[who]
        page.goto(f"{story.agreement}versions/1/consent/{story.slug(who)}/")
        steps.act(page, "Write down that yes")
        steps.told(page, "The yes of your network is written down")
    stella = story.pages["stella"]
    stella.goto(f"{story.agreement}versions/1/consent/{story.slug('stella')}/")
    stella.locator("#id_reservations").fill("Not in the frost.")
    steps.act(stella, "Ask our people")
    story.own_yes("stella")
    stella.goto(f"{story.agreement}versions/1/consents/")
    expect(stella.locator("main")).not_to_contain_text("Has not said yes")
    expect(stella.locator("main")).to_contain_text("Not in the frost.")
    stella.goto(f"{story.union}life/")
    expect(stella.locator("main")).to_contain_text("Active")


def a_fourth_walks_in(story: Story) -> None:
    kofi, amina = story.pages["kofi"], story.pages["amina"]
    asking = asks_to_belong(story, "kofi")
    walk = f"{story.union}walk/{story.slug('kofi')}/"
    amina.goto(f"{asking}accept/")
    expect(amina.locator("main")).to_contain_text("walks through the agreement")
    kofi.goto(walk)
    steps.act(kofi, "Begin the walk")
    amina.goto(f"{walk}host/")
    amina.get_by_label(f"Bakers {story.name}").check()
    amina.locator("main form button.button").first.click()
    steps.told(amina, "The host is told")
    kofi.goto(f"{walk}1/")
    kofi.get_by_label("Your comment").fill("In winter, too?")
    kofi.locator("main form:has(textarea) button.button").click()
    expect(kofi.locator("#conversation")).to_contain_text("In winter, too?")
    for _clause in CLAUSES:
        steps.act(kofi, "We have read this")
        steps.told(kofi, "Read.")
    steps.follow(kofi, "To your consent")
    steps.act(kofi, "Bring it in as a question")
    story.own_yes("kofi")
    kofi.goto(walk)
    expect(kofi.locator("main")).to_contain_text("The network has consented.")
    is_let_in(story, "kofi", asking)


def a_live_clause_changes_a_month_later(story: Story) -> None:
    with closing(story.stack.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(MONTH_AGO, {"name": f"%{story.name}%"})
    kofi = story.pages["kofi"]
    kofi.goto(f"{story.agreement}clauses/{LIVE}/")
    steps.follow(kofi, "Write it anew")
    kofi.get_by_label("What does the clause say?").fill("We open it to whoever knocks.")
    kofi.get_by_label("What changes, and why?").fill("Nobody came by invitation.")
    steps.act(kofi, "Save")
    steps.told(kofi, "in your words now")
    it_sets(kofi, "ask", days=0)
    steps.act(kofi, "Mark as ready")
    they_adopt_it(story, "A door that opens.", "ask")
    kofi.goto(f"{story.agreement}versions/2/diff/1/")
    expect(kofi.locator("main")).to_contain_text("whoever knocks")
    kofi.goto(f"{story.agreement}versions/2/consents/")
    expect(kofi.locator("main")).to_contain_text("Has not said yes")


def one_network_leaves(story: Story) -> None:
    felipe = story.pages["felipe"]
    felipe.goto(f"{story.union}leaving/")
    steps.follow(felipe, f"Take River {story.name} out")
    felipe.get_by_label("Why do you leave?").fill("The lamps, after all.")
    felipe.get_by_label("What will you go on with by yourselves?").fill("The dark walks.")
    steps.act(felipe, "Leave now")
    steps.told(felipe, f"River {story.name} has left Union {story.name}.")
    story.pages["amina"].goto(f"{story.union}life/")
    expect(story.pages["amina"].locator("main")).to_contain_text("The dark walks.")


def a_call_is_answered(story: Story) -> None:
    amina, kofi = story.pages["amina"], story.pages["kofi"]
    amina.goto(f"{story.union}calls/new/")
    amina.get_by_label("Lend what is needed").check()
    amina.get_by_label("In one line").fill("Forty chairs")
    amina.get_by_label("The whole call").fill("For *one* evening.")
    steps.act(amina, "Call them")
    steps.told(amina, "Called.")
    call = amina.url
    kofi.goto(f"{call}answer/{story.slug('kofi')}/")
    kofi.locator("#write button[name=reply][value=yes]").click()
    story.own_yes("kofi")
    amina.goto(call)
    expect(amina.locator("main")).to_contain_text(f"Boats {story.name}")
    expect(amina.locator("main")).to_contain_text("Yes, we do")


@pytest.mark.timeout(400)
def test_three_networks_become_a_coalition_that_lives(open_visit, stack, scripts):
    name = steps.new_name("Quay")
    pages = {who: open_visit(who=who, scripts=scripts).page for who in NETWORKS}
    homes = founded(stack, {who: f"{what} {name}" for who, what in NETWORKS.items()})
    story = Story(stack, name, pages, homes)

    a_coalition_is_founded(story)
    for who in ("amina", "felipe", "stella"):
        is_let_in(story, who, asks_to_belong(story, who))
    they_find_common_ground(story)
    they_say_what_they_are(story)
    they_write_six_clauses(story)
    they_adopt_it(story, "To begin.", "invitation")
    each_network_consents(story)
    a_fourth_walks_in(story)
    a_live_clause_changes_a_month_later(story)
    one_network_leaves(story)
    a_call_is_answered(story)


# What somebody on a small phone, in Arabic, or with paper looks at, of the demo's coalition.
TABLE = "/networks/common-table/"
MAIN = (
    "", "life/", "common-ground/", "common-ground/topics/hopes/", "agreement/",
    "agreement/drafts/rules/", "agreement/clauses/2/", "agreement/versions/1/",
    "agreement/versions/1/consents/", "walk/", "leaving/", "calls/", "handbook/",
)  # fmt: skip


def test_its_main_pages_are_read_on_a_small_phone_by_keyboard_alone(open_visit):
    page = open_visit(who="amina", width=320, scripts=False).page
    for path in MAIN:
        page.goto(f"{TABLE}{path}")
        expect(page.get_by_role("heading", level=1)).to_have_text("Common Table")
        assert scrolls_sideways(page) == [], path
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_attribute("href", "#main")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.locator("main :focus")).to_be_visible()


def test_a_clause_is_moved_by_keyboard_alone(open_visit):
    page = open_visit(who="amina", width=320, scripts=False).page
    page.goto(f"{TABLE}agreement/drafts/rules/")
    rows = page.locator("[id^=clause-]")
    assert rows.count() > 1
    first = rows.first.get_attribute("id")
    rows.first.get_by_role("button", name="Put it later").focus()
    page.keyboard.press("Enter")
    steps.told(page, "It stands elsewhere now")
    expect(rows.nth(1)).to_have_id(first or "")
    rows.nth(1).get_by_role("button", name="Put it earlier").focus()
    page.keyboard.press("Enter")
    expect(rows.first).to_have_id(first or "")


def test_its_main_pages_are_read_in_arabic(open_visit):
    page = open_visit(who="amina", width=320, language="ar", scripts=False).page
    for path in MAIN:
        page.goto(f"{TABLE}{path}")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert scrolls_sideways(page) == [], path


def test_its_agreement_is_printed_with_what_it_is_on_every_sheet(open_visit):
    page = open_visit(who="amina", scripts=False).page
    page.goto(f"{TABLE}agreement/versions/1/print/")
    page.emulate_media(media="print")
    head, foot = page.locator(".sheet-head"), page.locator(".sheet-foot")
    expect(head).to_have_css("display", "table-header-group")
    expect(foot).to_have_css("display", "table-footer-group")
    title = head.locator("bdi").nth(1).inner_text()

    sheets = texts_on_sheets(page.pdf(format="A5"))

    assert len(sheets) > 1
    for sheet in sheets:
        for words in (title, "Version 1", "agreement/versions/1/"):
            assert words.replace(" ", "") in sheet
        assert re.search(r"20\d\d", sheet)
