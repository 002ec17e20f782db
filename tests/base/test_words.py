import unicodedata
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from solidarity.base.words import lines_in, one_line, rendered, tidy

ALLOWED = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong", "ul",
}  # fmt: skip
HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))", "<a href='data:text/html,x'>", "![x](http://example.org/x.png)",
    "<svg/onload=alert(1)>", "<iframe srcdoc='<script>'>", "<style>*{}</style>", "<!--", "-->",
    "<math><mtext></form><form>", "`<b onclick=x>`", "```\n</code><script>\n```",
    "[x]: java\tscript:x",
    "[y][x]", "<http://example.org/\"onmouseover=alert(1)>", "[x](<javascript:alert(1)>)", "\x00",
    "\u202e", "<base href=//evil.example>", "&lt;script&gt;", "\\<script>",
    "[a](http://example.org 't\" onclick=x')",
    "# heading", "> quote", "* list", "1. one", "\n\n", "    ", "|a|b|",
    "<p style=x>", "<details open ontoggle=x>",
]  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30)), max_size=12).map(
    "".join
)

calm = settings(max_examples=60, deadline=None)


class Seen(HTMLParser):
    """What a browser would make of it."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes = set(), []
        self.comments = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs

    def handle_comment(self, data):
        self.comments.append(data)


@calm
@given(texts)
@example("".join(HOSTILE))
@example("\n".join(HOSTILE))
def test_whatever_is_written_becomes_plain_harmless_html(text):
    seen = Seen(rendered(text))

    assert seen.tags <= ALLOWED
    assert not seen.comments
    assert {name for name, _ in seen.attributes} <= {"href", "rel"}
    schemes = {urlsplit(value.strip()).scheme for name, value in seen.attributes if name == "href"}
    assert schemes <= {"", "http", "https", "mailto"}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**bread** and *roses*", "<p><strong>bread</strong> and <em>roses</em></p>"),
        ("# Our story", "<h3>Our story</h3>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("", ""),
    ],
)
def test_markdown_is_shown_as_people_expect(written, shown):
    assert rendered(written).strip() == shown


def test_links_tell_search_engines_and_other_sites_nothing():
    html = rendered("[us](https://example.org/)")

    assert 'href="https://example.org/"' in html
    assert 'rel="nofollow noopener noreferrer ugc"' in html


def test_what_was_rendered_can_be_stored():
    assert "\x00" not in rendered("a\x00b")


@calm
@given(st.text())
@example("\ufeff a\u0301 \u202e")
@example("\u2000\u0344")
@example("\x1f\u0301 x")
def test_tidying_twice_changes_nothing_more(text):
    once = tidy(text)

    assert tidy(once) == once
    assert one_line(one_line(text)) == one_line(text)


@calm
@given(st.text())
def test_tidied_words_are_composed_and_free_of_control_signs(text):
    tidied = tidy(text)

    assert unicodedata.is_normalized("NFC", tidied)
    assert not set(tidied) & set("\x00\x07\x1b\x7f\u202a\u202b\u202c\u202d\u202e\u2066\u2069\ufeff")


@calm
@given(st.text())
def test_one_line_is_one_line(text):
    assert len(one_line(text).splitlines()) <= 1
    assert "  " not in one_line(text)


def test_signs_that_turn_the_direction_around_are_left_out():
    assert tidy("gro.elpmaxe\u202e@ana") == "gro.elpmaxe@ana"
    assert tidy("\u2067evil\u2069") == "evil"


def test_signs_that_scripts_and_emoji_need_stay():
    joined = "می\u200cخواهم \u200fعربي 👩\u200d🌾"

    assert tidy(joined) == joined


def test_lines_and_tabs_of_a_text_stay():
    assert tidy("one\r\n\ttwo\n") == "one\r\n\ttwo"


def test_the_lines_of_a_text_stand_without_their_marks_and_once():
    text = "# Together\n\n- We *sing*.\n2. We share.\n---\n> We share.\n**Late?**\n7 of us"
    assert lines_in(text) == ["Together", "We *sing*.", "We share.", "Late?", "7 of us"]


@calm
@given(texts)
def test_lines_are_short_few_and_never_empty(text):
    lines = lines_in(text)
    assert len(lines) <= 60
    assert all(line and len(line) <= 140 for line in lines)
