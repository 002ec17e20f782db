"""What docs/ promise is what is so."""

import re

import pytest
from django.apps import apps

from solidarity.people.data_rights import chapters, spared
from solidarity.people.models import Person
from tests.roles.table import FILE, read
from tests.roles.world import ROLES
from tests.servers import ROOT

DOCS = ROOT / "docs"
CALLED = {"visitor": "anonymous", "other person": "outsider"}
OTHER_NAMES = {"base_cache", "take_bounce", "pg_dump", "recipient_delimiter"}
FORMATS = {"instruments.md", "recount.md", "lottery.md"}  # these name the fields of files
BLOCKS = {title.split()[-1]: block for title, block in read(FILE.read_text("utf-8")).items()}


def rows_in(words: str) -> list[list[str]]:
    """The rows of all tables of a text in Markdown, heads among them."""
    lines = [line for line in words.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in rows if not set("".join(row)) <= set("- ")]


def promises() -> list[tuple[str, str, str, bool]]:
    """Page, network, role, and whether the page opens for it."""
    found, head = [], []
    for row in rows_in((DOCS / "who-sees-what.md").read_text("utf-8")):
        if row[0] == "page":
            head = row
            continue
        network = row[1] if head[1] == "network" else ""
        for name, cell in zip(head[1:], row[1:], strict=True):
            if name != "network":
                found.append((row[0].strip("`"), network, CALLED.get(name, name), cell == "✓"))
    return found


@pytest.mark.parametrize(("page", "network", "role", "opens"), promises())
def test_who_sees_what_is_as_it_is_written(page, network, role, opens):
    cells = BLOCKS[page][network, "GET"]

    assert (cells[ROLES.index(role)] == "200") is opens


def test_there_are_promises():
    assert len(promises()) > 90


@pytest.mark.parametrize(
    "name", ["who-sees-what", "record-of-processing", "impact-assessment", "breach"]
)
def test_it_says_when_it_was_looked_at(name):
    assert re.search(r"^Reviewed: \d{4}-\d\d-\d\d$", (DOCS / f"{name}.md").read_text("utf-8"), re.M)


def test_the_tables_that_it_names_are_there():
    """A command that empties or leaves out a table does nothing under another name."""
    there = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    named = re.compile(r"(?:table-data=|DELETE FROM |`)([a-z]+_[a-z]+)(?=[`; ])")
    found = {
        (path.name, table)
        for path in DOCS.glob("*.md")
        if path.name not in FORMATS
        for table in named.findall(path.read_text("utf-8"))
    }

    assert ("keeping.md", "people_session") in found
    assert {table for _name, table in found} <= there | OTHER_NAMES


def test_what_deleting_does_is_written_down_for_every_table_about_people():
    rules = (DOCS / "deletion.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z]+_[a-z]+)`", rules))
    held = {table.name for chapter in chapters() for table in chapter.tables}
    # Of these nothing but a name is emptied, in the row that stays.
    emptied = {
        model._meta.db_table
        for model in spared()
        if any(field.related_model is Person for field in model._meta.get_fields())
    }

    assert held - named == set()
    assert {name for name in emptied if name not in named} <= {
        "networks_approach", "networks_edition", "networks_likeness", "networks_sharedthread",
        "networks_tie", "networks_waysversion",
    }  # fmt: skip
