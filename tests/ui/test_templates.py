"""What no template may hold, and what its tags must find."""

import re
from pathlib import Path

import pytest
from lucide import IconDoesNotExist

from solidarity.ui.templatetags.ui import icon

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
INLINE = re.compile(
    r"""\sstyle\s*=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*["']|javascript:|hx-on|hx-vals""",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(r"""(?:src|srcset|action|<link[^>]*href)\s*=\s*["'](?:https?:)?//""")
TITLED = re.compile(r"""\{% icon "([\w-]+)\"""")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_has_no_inline_style_or_script_and_no_foreign_host(path):
    if "mails" in path.parts:
        pytest.skip("mails carry their style with them")
    text = path.read_text()

    assert INLINE.findall(text) == []
    assert ELSEWHERE.findall(text) == []


def test_every_icon_exists():
    named = {name for path in TEMPLATES for name in TITLED.findall(path.read_text())}
    unknown = []
    for name in named:
        try:
            icon(name)
        except IconDoesNotExist:
            unknown.append(name)

    assert named
    assert unknown == []
