"""The catalogues hold the texts of the source and no others: `make messages` changes nothing."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

from solidarity.dev.management.commands.messages import NAMES
from tests.words.catalogues import ROOT, catalogue

TOOLS = ("xgettext", "msguniq", "msgmerge", "msgattrib")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]
COLLECTED = (
    "coalitions", "cohorts", "decisions", "meetings", "networks", "solidarity",
    "templates", "locale", "values",
)  # fmt: skip


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """A copy of the source, in which the texts were collected just now."""
    if MISSING and os.environ.get("CI") == "true":
        pytest.fail(f"CI needs gettext's tools: {', '.join(MISSING)}")
    if MISSING:
        pytest.skip(f"gettext's tools are not installed: {', '.join(MISSING)}")
    copy = tmp_path_factory.mktemp("source")
    for folder in COLLECTED:
        aside = shutil.ignore_patterns("__pycache__", "*.mo", "*.mo.new")
        shutil.copytree(ROOT / folder, copy / folder, ignore=aside)
    shutil.copy(ROOT / "manage.py", copy)
    command = [sys.executable, "manage.py", "messages", "--verbosity", "0"]
    subprocess.run(command, cwd=copy, env=os.environ | {"DEVELOPMENT": "1"}, check=True)
    return copy


@pytest.mark.parametrize("language", ["es", "ar", "en"])
def test_the_catalogue_holds_what_the_source_says(collected, language):
    kept = {(entry.msgctxt, entry.msgid) for entry in catalogue(language)}
    found = {(entry.msgctxt, entry.msgid) for entry in catalogue(language, collected)}

    assert found - kept == set(), "not yet in the catalogue: run `make messages` and translate"
    assert kept - found == set(), "nowhere said any more: run `make messages`"


@pytest.mark.parametrize("language", ["es", "ar", "en"])
def test_collecting_twice_changes_nothing(collected, language):
    path = f"locale/{language}/LC_MESSAGES/django.po"

    assert (collected / path).read_text() == (ROOT / path).read_text()


MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", *NAMES}
ALIAS = re.compile(r"import (?:ngettext|gettext)(?:_lazy)? as (\w+)")


def test_by_whatever_name_a_text_is_marked_it_is_collected():
    """One that is not collected stays English in every language, and nobody sees that it does."""
    sources = [path for folder in COLLECTED for path in (ROOT / folder).rglob("*.py")]
    names = {name for path in sources for name in ALIAS.findall(path.read_text("utf-8"))}

    assert names - {"_", *NAMES} == set()


def test_no_text_is_marked_where_it_is_not_collected():
    """`xgettext` reads no f-string: what is marked inside one would stay English."""
    sources = [path for folder in COLLECTED for path in (ROOT / folder).rglob("*.py")]
    known = {entry.msgid for entry in catalogue("es")}
    marked = {
        (str(path.relative_to(ROOT)), text)
        for path in sources
        for text in _marked(ast.parse(path.read_text("utf-8")))
    }

    assert {each for each in marked if each[1] not in known} == set()


def _marked(source: ast.Module) -> Iterator[str]:
    for node in ast.walk(source):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(text)), *_]) if (
                name in MARKS
            ):
                yield text
