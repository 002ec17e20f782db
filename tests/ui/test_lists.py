"""Lists that are drawn without templates say the same, and let nothing through."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from django.template import engines
from django.utils import translation

from tests.fixtures.people import NOON

EVIL = "<script>alert(1)</script>\"'&"
GUARDED = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;"


def drawn(source, **context):
    return engines["django"].from_string(source).render(context)


@dataclass
class Body:
    """A network as a list needs it."""

    name: str = "Garden"
    kind: str = "group"
    summary: str = "We dig."
    place: str = "Thika"

    def get_absolute_url(self):
        return "/networks/garden/"

    def get_kind_display(self):
        return "Group"


def card(**changes):
    plain = {
        "network": Body(), "kind": "Group", "who": "3 people", "purpose": "Food", "origin": None,
        "shared": (), "words": (), "named": (), "note": "",
    }  # fmt: skip
    return SimpleNamespace(**plain | changes)


def cards(*shown, below="", brief=""):
    source = "{% cards shown below brief common %}"
    return drawn(source, shown=shown, below=below, brief=brief)


def test_a_card_says_who_where_and_what_for():
    html = cards(card())

    assert '<h2><a href="/networks/garden/" dir="auto">Garden</a></h2>' in html
    assert '<p dir="auto">We dig.</p>' in html
    assert '<p class="meta">3 people · <bdi>Thika</bdi> · Food</p>' in html


def test_what_is_not_known_is_not_there():
    html = cards(card(network=Body(summary="", place=""), purpose=""))

    assert '<p class="meta">3 people</p>' in html
    assert '<p dir="auto">' not in html


def test_a_brief_card_below_a_heading_has_no_summary():
    html = cards(card(), below=True, brief=True)

    assert "<h4>" in html
    assert "We dig." not in html


def test_a_card_tells_where_an_unclaimed_one_is_from_and_what_is_shared():
    origin = SimpleNamespace(source="A list", seen_at=NOON)
    html = cards(card(origin=origin, shared=["caring"], note="another cause"))

    assert "from <bdi>A list</bdi>, <time" in html
    assert " · another cause · Food" in html
    assert "<li>caring</li>" in html


def test_nothing_that_people_wrote_becomes_html():
    evil = Body(name=EVIL, summary=EVIL, place=EVIL)
    origin = SimpleNamespace(source=EVIL, seen_at=NOON)
    html = cards(
        card(network=evil, who=EVIL, purpose=EVIL, note=EVIL, origin=origin, shared=[EVIL])
    )

    assert "<script" not in html
    assert html.count(GUARDED) == 8


@dataclass
class Twig:
    """A branch of a tree."""

    network: Body = field(default_factory=Body)
    since: object = NOON
    affiliation: int = 7
    branches: "list[Twig]" = field(default_factory=list)
    is_elsewhere: bool = False
    spokes: object = None
    spokes_url: str = ""
    is_folded: bool = False


def spoke(name="Ana", *, is_alternate=False):
    person = SimpleNamespace(display_name=name, get_absolute_url=lambda: "/people/ana/")
    return SimpleNamespace(person=person, is_alternate=is_alternate)


def test_a_branch_says_since_when_and_who_speaks():
    spokes = [spoke(), spoke("Ben", is_alternate=True)]
    html = drawn("{% branches shown end %}", shown=[Twig(spokes=spokes)], end="/affiliations/")

    assert 'Speaks for it: <a href="/people/ana/"><bdi>Ana</bdi></a> · Stands in:' in html
    assert 'href="/affiliations/7/end/"' in html
    assert "since <time" in html


def test_where_nobody_speaks_it_says_so_and_where_one_may_not_know_nothing():
    said = drawn("{% branches shown '' %}", shown=[Twig(spokes=[])])
    silent = drawn("{% branches shown '' %}", shown=[Twig()])

    assert "Nobody speaks for it yet." in said
    assert "speaks" not in silent
    assert "/end/" not in silent


@pytest.mark.parametrize("folded", [True, False])
def test_what_follows_on_a_branch_is_folded_where_it_is_much(folded):
    inside = [Twig(network=Body(name="Plot"))] * 2
    html = drawn("{% branches shown '' %}", shown=[Twig(branches=inside, is_folded=folded)])

    assert html.count("Plot") == 2
    assert ("<details><summary>2 networks</summary>" in html) == folded


def test_names_in_a_tree_become_no_html():
    evil = Twig(network=Body(name=EVIL), spokes=[spoke(EVIL)], spokes_url="/x/")
    html = drawn("{% branches shown '/a/' %}", shown=[evil])

    assert "<script" not in html
    assert html.count(GUARDED) == 4


def test_a_byline_names_the_author_or_whoever_left():
    person = SimpleNamespace(handle="ana", get_absolute_url=lambda: "/people/ana/")
    post = SimpleNamespace(author_id=1, author=person, written_at=NOON, edited_at=NOON, removal="")
    gone = SimpleNamespace(author_id=None, written_at=NOON, edited_at=None, removal="")

    html = drawn("{% byline post author %}", post=post, author=EVIL)
    assert f'<a href="/people/ana/"><bdi>{GUARDED}' in html
    assert '<span dir="ltr">@ana</span> · <time' in html
    assert "· edited <time" in html
    assert "<a" not in drawn("{% byline post author %}", post=gone, author="A former member")


def test_lists_speak_the_language_of_the_reader():
    with translation.override("es"):
        html = drawn("{% branches shown '' %}", shown=[Twig(spokes=[])])

    assert "since" not in html
