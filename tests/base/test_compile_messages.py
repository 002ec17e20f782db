"""Catalogues are compiled by Python alone, and only when they changed."""

import gettext
import os

from solidarity.base.compile_messages import compile_messages

SPANISH = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Network"
msgstr "Red"
"""


def test_a_changed_catalogue_is_compiled_once(tmp_path):
    source = tmp_path / "es" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(SPANISH, encoding="utf-8")

    assert [path.name for path in compile_messages(tmp_path)] == ["django.mo"]
    assert compile_messages(tmp_path) == []
    os.utime(source, (4e9, 4e9))
    assert len(compile_messages(tmp_path)) == 1

    catalogue = gettext.translation("django", tmp_path, ["es"])
    assert catalogue.gettext("Network") == "Red"


def test_no_catalogue_is_no_work(tmp_path):
    assert compile_messages(tmp_path / "locale") == []
