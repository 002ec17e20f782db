"""What changed: reflections, ties, and the report, beside figures that are computed here."""

import csv
import io
import re
import secrets
from itertools import combinations
from statistics import mean, stdev

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.councils import opened, over, take
from tests.browser.pilots import Pilot, in_days
from tests.browser.test_reading import tab_to

BELONG = "I feel that I am part of something larger than my own group."
TRUST = "I trust people who work on other causes than I do."
OURS = "I eat before I go to a meeting."
FEW = "I listen to those who disagree with me until I understand why."
NOW = "Where do you see yourself in the movement right now"
ACT = "Which power or privilege of your own have you questioned, and how?"
WORDS = ("Not at all", "A little", "Partly", "Mostly", "Fully")
MOMENTS = {"start": "At the start", "middle": "Half-way", "end": "At the end",
           "later": "Six months on"}  # fmt: skip
# Of sixteen people, each in her place: what they answer to a statement, from 1 to 5.
STEPS = {
    BELONG: {
        "start": [2, 1, 3, 2, 4, 1, 2, 3, 2, 2, 5, 1, 3, 2, 2, 4],
        "middle": [2, 2, 3, 3, 4, 2, 2, 3, 3, 2, 4, 2, 3, 3, 2, 4],
        "end": [4, 3, 3, 4, 5, 2, 3, 3, 4, 2, 4, 3, 5, 3, 2, 4],
        "later": [4, 4, 3, 4, 5, 2, 4, 3, 4, 3, 4, 3, 5, 3, 3, 4],
    },
    OURS: {
        "start": [1, 1, 1, 2, 3, 5, 4, 1, 2, 2, 1, 3, 3, 1, 1, 2],
        "end": [3, 2, 1, 2, 4, 4, 4, 1, 3, 3, 1, 3, 4, 2, 1, 5],
    },
    # Eight answered at the start, the others did not: only these are compared.
    TRUST: {"start": [3, 3, 2, 4, 1, 2, 5, 3], "end": [4, 3, 4, 4, 2, 3, 3, 5, 1, 1, 1, 1]},
    # Four answered: nothing is said of them.
    FEW: {"start": [1, 2, 3, 4], "end": [2, 2, 4, 4]},
}
HELP = "I ask for help before it is too late."
QUOTES = ("I know whom to call.", HELP, "My neighbours come along.", "I sleep.", "We argue well.")
STRENGTHS = ("We have not met", "We have met", "We talk now and then", "We help each other",
             "We act together")  # fmt: skip
BY_KEYS = 2  # the place of the one who has no mouse
NOT_SHOWN = "Not shown"
AGREE = "Agree: I support it"


def ties_of(moment: str, at: int, people: int) -> dict[int, int]:
    """What the one in place `at` says of the others: how strong each tie is, by place."""
    near, far = (at + 1) % people, (at + 2) % people
    if moment == "start":
        return {near: 1, far: 2} if at % 2 else {near: 2}
    return {near: 3, far: 2 if at % 4 else 1, (at - 1) % people: 3 if at % 3 else 1}


def beyond_of(moment: str, at: int) -> list[tuple[str, int]]:
    """Ties of hers to networks beyond."""
    if at % 3:
        return []
    return [("Quay", 2), ("Mill", 1)] if moment == "start" else [("Quay", 4), ("Mill", 3)]


def reflections_are_prepared(pilot: Pilot, one: str, other: str) -> None:
    """Laid out by whoever facilitates; one asks something more, another words one anew."""
    vera = pilot.page("vera", "")
    steps.follow(vera, "Reflections")
    steps.act(vera, "Prepare the reflections")
    steps.told(vera, "all of you can change the questions")
    page = pilot.page(one, "reflections/")
    steps.follow(page, "Read and change the questions")
    steps.follow(page, "Ask something more")
    page.get_by_label("The question").fill(OURS)
    steps.act(page, "Ask it")
    expect(page.locator(".error-summary")).to_contain_text("Choose what it is about.")
    page.get_by_label("Acting beyond my usual ways").check()
    page.get_by_label("On five steps").check()
    steps.act(page, "Ask it")
    steps.told(page, "Your question is among the others.")
    page = pilot.page(other, "reflections/questions/")
    steps.follow(page, "When did you last do something")
    page.get_by_label("The question").fill(ACT)
    steps.act(page, "Let it read so")
    steps.told(page, "How it read before is kept.")


def opens(pilot: Pilot, moment: str) -> None:
    page = pilot.page("vera", "reflections/")
    steps.act(page, f"Open now: {MOMENTS[moment]}")
    steps.told(page, "those who take part are told")


def opens_by_its_day(pilot: Pilot, moment: str, days: int) -> None:
    """A day is chosen, it comes, and Celery opens the reflection."""
    page = pilot.page("vera", "reflections/")
    steps.follow(page, "Choose the days on which they open")
    page.get_by_label(MOMENTS[moment]).fill(in_days(days))
    steps.act(page, "Save")
    steps.told(page, "On its day, a reflection opens by itself.")
    pilot.days_pass(days)
    pilot.beat("reflections")
    is_open = page.locator(f"#round-{moment}").get_by_text("Open now", exact=True)
    pilot.until(page, f"{pilot.home}reflections/", is_open)


def closes(pilot: Pilot, moment: str) -> None:
    page = pilot.page("vera", "reflections/")
    steps.act(page.locator(f"#round-{moment}"), "Close it")
    steps.told(page, "It is closed.")


def all_answer(pilot: Pilot, moment: str, people: list[str]) -> None:
    """Two on the page, one of them in two sittings; the others with the same form.

    At the start a third has no mouse.
    """
    one, other, *rest = people
    page = pilot.page(one, "reflections/")
    steps.follow(page.locator(f"#round-{moment}"), "Answer")
    names = {text: _field(page, text) for text in (NOW, *STEPS)}
    _fill(page, moment, 0)
    steps.act(page, "Keep as a draft")
    steps.told(page, "sealed")
    page.get_by_label(NOW).fill(f"{QUOTES[0]} ({moment})")
    steps.act(page, "Finish")
    steps.told(page, "They are yours alone until you share one.")
    page = pilot.page(other, f"reflections/{moment}/")
    _fill(page, moment, 1)
    steps.act(page, "Finish")
    steps.told(page, "They are yours alone")
    for at, who in enumerate(rest, start=2):
        if at == BY_KEYS and moment == "start":
            _answers_by_keyboard(pilot.page(who, "reflections/start/"), at)
            continue
        said = {names[text]: step for text, step in _said(moment, at).items()}
        if at < len(QUOTES):
            said[names[NOW]] = f"{QUOTES[at]} ({moment})"
        pilot.send(who, f"reflections/{moment}/", **said)


def _answers_by_keyboard(page: Page, at: int) -> None:
    tab_to(page, page.get_by_label(NOW))
    page.keyboard.type(f"{QUOTES[at]} (start)")
    for text in page.locator("main fieldset legend").all_inner_texts():
        if step := _said("start", at).get(text.strip()):
            tab_to(page, page.get_by_role("group", name=text.strip()).locator(":checked"))
            for _down in range(int(step)):
                page.keyboard.press("ArrowDown")
    tab_to(page, page.locator("main").get_by_role("button", name="Finish", exact=True))
    page.keyboard.press("Enter")
    steps.told(page, "They are yours alone")


def _said(moment: str, at: int) -> dict[str, str]:
    """The steps of the one in this place; what she leaves out is not there."""
    found = {text: by.get(moment, []) for text, by in STEPS.items()}
    return {text: str(said[at]) for text, said in found.items() if at < len(said)}


def _field(page: Page, text: str) -> str:
    asked = page.get_by_label(text) if text == NOW else page.get_by_role("group", name=text)
    inputs = asked if text == NOW else asked.locator("input").first
    return str(inputs.get_attribute("name"))


def _fill(page: Page, moment: str, at: int) -> None:
    for text, step in _said(moment, at).items():
        page.get_by_role("group", name=text).get_by_label(WORDS[int(step) - 1]).check()
    page.get_by_label(NOW).fill(f"{QUOTES[at]} ({moment})")


def some_share(pilot: Pilot, people: list[str]) -> None:
    """What was answered stands beside what was answered before; five let it be read at the end."""
    one, other, *rest = people
    page = pilot.page(one, "reflections/end/")
    for moment in ("start", "middle", "end"):
        expect(page.locator("main")).to_contain_text(f"{QUOTES[0]} ({moment})")
    _share(page, "with my name")
    _share(pilot.page(other, "reflections/end/"), "without my name")
    for who in rest[: len(QUOTES) - 2]:
        name = re.search(r'name="(s\d+)"', pilot.read(who, "reflections/end/")[1])
        assert name
        pilot.send(who, "reflections/end/share/", **{name[1]: "nameless"})


def _share(page: Page, how: str) -> None:
    page.get_by_role("group", name=NOW).get_by_label(how).check()
    steps.act(page, "Save what I share")
    steps.told(page, "Saved.")


def all_say_their_ties(pilot: Pilot, moment: str, people: list[str]) -> None:
    """Two on the page, the others with the same form."""
    for at, who in enumerate(people):
        ties, beyond = ties_of(moment, at, len(people)), beyond_of(moment, at)
        if at < 2:
            page = pilot.page(who, "reflections/")
            steps.follow(page.locator(f"#round-{moment}"), "Your connections")
            page.get_by_role("link", name=re.compile("how strong your ties are")).click()
            for place, step in ties.items():
                name = pilot.people[people[place]].name
                page.get_by_label(name).select_option(label=STRENGTHS[step])
            for line, (name, step) in enumerate(beyond):
                page.locator(f"[name=name{line}]").fill(name)
                page.locator(f"[name=step{line}]").select_option(label=STRENGTHS[step])
            steps.act(page, "Keep it, sealed")
            steps.told(page, "Only you see your own picture.")
            continue
        said: dict[str, str | int] = {
            f"p_{pilot.people[people[place]].handle}": step for place, step in ties.items()
        }
        for line, (name, step) in enumerate(beyond):
            said |= {f"name{line}": name, f"step{line}": step}
        pilot.send(who, f"connections/{moment}/", **said)


def answers_are_read(pilot: Pilot) -> None:
    """Those who facilitate find what several speak of: twice on the page, then the same form."""
    page = pilot.page("vera", "reflections/")
    steps.follow(page, "What was shared with you")
    page.get_by_label("What do several answers speak of?").fill("Leaning on others")
    steps.act(page, "Add this strand")
    steps.told(page, "Say below which answers speak of it.")
    keys = [str(each.get_attribute("id")) for each in page.locator("main article").all()]
    assert len(keys) == len(QUOTES)
    value = ""
    for key in keys[:2]:
        box = page.locator(f"#{key}").get_by_label("Leaning on others")
        value = str(box.get_attribute("value"))
        box.check()
        steps.act(page.locator(f"#{key}"), "Save")
        steps.told(page, "Saved.")
        expect(page.locator(f"#{key}").get_by_label("Leaning on others")).to_be_checked()
    for key in keys[2:]:
        number = key.removeprefix("answer-")
        typed = {f"a{number}-strands": [value]}
        pilot.send("vera", f"what-changed/answers/{number}/", **typed)


def the_report_is_made(pilot: Pilot, edition: int) -> None:
    page = pilot.page("vera", "reflections/")
    steps.follow(page, "The report")
    steps.act(page, "Make the report" if edition == 1 else "Make a new edition")
    steps.told(page, "Participants read it first")
    assert page.url.endswith(f"/what-changed/{edition}/")


def its_figures_are_right(pilot: Pilot, who: str, edition: int, people: list[str]) -> None:
    """Each figure on the page and in the table is what the answers of this story give."""
    page = pilot.page(who, f"what-changed/{edition}/")
    status, table = pilot.read(who, f"what-changed/{edition}/figures.csv")
    assert status == 200
    rows = {(row[1], row[2]): row[3:] for row in csv.reader(io.StringIO(table))}
    for text in STEPS:
        shown = page.locator("tr", has_text=text).filter(has_text=MOMENTS["end"])
        pairs = _pairs(text, "end")
        if len(pairs) < 5:
            expect(shown).to_contain_text(NOT_SHOWN)
            assert not any(rows[text, MOMENTS["end"]])
            continue
        before, after = (mean(each) for each in zip(*pairs, strict=True))
        steps_made = [later - sooner for sooner, later in pairs]
        spread = stdev(steps_made)
        expect(shown).to_contain_text(f"{mean(steps_made):+.2f}".replace("-", "−"))
        words = f"from {before:.2f} to {after:.2f}, spread {spread:.2f} · {len(pairs)} people"
        expect(shown).to_contain_text(words)
        figures = [f"{each:.2f}" for each in (before, after, mean(steps_made), spread)]
        assert rows[text, MOMENTS["end"]][:5] == [str(len(pairs)), *figures]
    for label, start, end in _tie_figures(pilot, people):
        row = page.locator("tr", has_text=label)
        assert row.locator("td").all_inner_texts() == [start, end], label


def _pairs(text: str, moment: str) -> list[tuple[int, int]]:
    """The answers of those who answered both times; whoever answered once is not among them."""
    return list(zip(STEPS[text]["start"], STEPS[text].get(moment, []), strict=False))


def _tie_figures(pilot: Pilot, people: list[str]) -> list[tuple[str, str, str]]:
    """Label, start and end of what the pictures show."""
    both = [_of_ties(pilot, moment, people) for moment in ("start", "end")]
    return [(label, both[0][label], both[1][label]) for label in both[0]]


def _of_ties(pilot: Pilot, moment: str, people: list[str]) -> dict[str, str]:
    size = len(people)
    said = {(at, to): step for at in range(size) for to, step in ties_of(moment, at, size).items()}
    tied = [arc for arc, step in said.items() if step >= 2]
    sees = [  # of the pairs of whom both spoke, where one at least sees a tie
        pair for pair in combinations(range(size), 2)
        if pair in said and pair[::-1] in said and (pair in tied or pair[::-1] in tied)
    ]  # fmt: skip
    mutual = [pair for pair in sees if pair in tied and pair[::-1] in tied]
    causes = [set(pilot.people[who].causes) for who in people]
    apart = [(a, b) for a, b in tied if not causes[a] & causes[b]]
    far = sum(step >= 2 for at in range(size) for _name, step in beyond_of(moment, at))
    return {
        "How many said something of their ties": str(size),
        "how much is a tie": f"{len(tied) / len(said):.0%}".replace("%", " %"),
        "how often both do": (f"{len(mutual) / len(sees):.0%}".replace("%", " %") if sees else "–"),
        "Ties between two who share no cause": (f"{len(apart) / len(tied):.0%}".replace("%", " %")),
        "Ties to networks beyond": f"{far / size:.1f}",
    }


def they_read_it_first(pilot: Pilot, one: str, other: str, outside: str) -> None:
    """Inside they read it, answer in it, and take a quote back; nobody else finds it."""
    assert pilot.read(outside, "what-changed/1/")[0] == 404
    assert pilot.read("", "what-changed/1/")[0] == 404
    page = pilot.page(one, "what-changed/")
    main = page.locator("main")
    expect(main).to_contain_text("5 participants speak of it")
    expect(main).to_contain_text(f"{HELP} (end)")
    page.get_by_label("Your comment").fill("It was not only the cohort.")
    steps.act(page, "Say it")
    expect(page.locator("#conversation")).to_contain_text("It was not only the cohort.")
    _share(pilot.page(other, "reflections/end/"), "For me alone")
    page.goto(f"{pilot.home}what-changed/1/")
    expect(main).not_to_contain_text(HELP)
    expect(main).to_contain_text(f"{QUOTES[0]} (end)")
    expect(main).to_contain_text(pilot.people[one].name)


def adopted(pilot: Pilot, who: str, others: list[str], *, words: str = "We say yes.") -> None:
    """The draft on the page of `who` is decided by the cohort; she is left on its page.

    words: what it proposes, where the draft does not say that itself.
    She and the first of the others take their position on the page, the rest with the same form.
    """
    page, second = pilot.page(who), pilot.page(others[0])
    page.wait_for_url(re.compile(r"/decisions/\d+/"))
    question = page.url.removesuffix("edit/")
    draft = page.locator("textarea[name=words]")
    if not draft.input_value():
        draft.fill(words)
        steps.act(page, "Save and go on")
        expect(draft).to_have_count(0)
    page.goto(question)
    opened(page)
    stance = page.locator("#voice").get_by_role("radio", name=AGREE)
    said = {str(stance.get_attribute("name")): str(stance.get_attribute("value"))}
    take(page, AGREE)
    second.goto(question)
    take(second, AGREE)
    place = question.partition(pilot.home)[2]
    for other in others[1:]:
        pilot.send(other, f"{place}position/", key=secrets.token_urlsafe(), **said)
    over(pilot.stack, pilot.name, of_networks=False)
    page.goto(question)
    expect(page.locator("main")).to_contain_text("Adopted")


def they_publish_it(pilot: Pilot, one: str, others: list[str]) -> None:
    """By a decision; then whoever is not signed in reads it on the web, on paper, as a table."""
    page = pilot.page(one, "what-changed/1/")
    steps.act(page, "Bring it to a decision")
    adopted(pilot, one, others)
    for rest in ("", "print/", "figures.csv"):
        status, words = pilot.read("", f"what-changed/1/{rest}")
        assert status == 200
        assert BELONG in words
        assert HELP not in words
