"""The style sheet: small, readable in light and dark, and the same in both directions."""

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CSS = (ROOT / "static/css/solidarity.css").read_text()
LIMIT = 15_000
GROUNDS = ["--paper", "--sheet", "--wash"]
TEXTS = [
    "--ink", "--ink-soft", "--spot", "--group", "--coalition", "--cohort",
    "--good", "--wait", "--stop",
]  # fmt: skip
FILLS = ["--spot", "--group", "--coalition", "--cohort", "--stop"]
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom"
    r"|float|(?:min-|max-)?(?:width|height))\s*:"
)


def tokens(theme: str) -> dict[str, str]:
    """The colours of a theme, by name."""
    light, dark = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
    found = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", light))
    if theme == "dark":
        found |= dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", dark))
    return found


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, from 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2.2 defines it, from 1 to 21."""
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_can_be_read_on_every_ground(theme):
    found = tokens(theme)
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS]
    pairs += [("--on-spot", fill) for fill in FILLS] + [("--paper", "--ink")]

    weak = [pair for pair in pairs if contrast(found[pair[0]], found[pair[1]]) < 4.5]

    assert weak == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_edges_of_controls_can_be_seen(theme):
    found = tokens(theme)

    weak = [ground for ground in GROUNDS if contrast(found["--edge"], found[ground]) < 3]

    assert weak == []


def test_the_style_sheet_is_small_on_the_wire():
    assert len(gzip.compress(CSS.encode(), 9)) <= LIMIT


def test_directions_are_logical():
    rules = re.sub(r"/\*.*?\*/|@media[^{]*", "", CSS, flags=re.DOTALL)

    assert PHYSICAL.findall(rules) == []


def test_nothing_is_fetched_from_elsewhere():
    assert "url(" not in CSS
    assert "@import" not in CSS
