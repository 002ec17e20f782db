"""Tags that pages draw with; loaded in every template."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe  # noqa: TID251 ui makes HTML
from lucide.templatetags.lucide import lucide

from solidarity.ui import figures, moments

register = template.Library()

# These point along the line of reading: right-to-left pages show them mirrored.
POINTING = (
    "arrow-left",
    "arrow-right",
    "chevron-left",
    "chevron-right",
    "log-in",
    "log-out",
)

IN_WORDS: dict[str, Callable[[Any], str]] = {
    "moment": moments.moment_in_words,
    "day": moments.day_in_words,
    "deadline": moments.deadline_in_words,
    "since": moments.since_in_words,
}

# One body, several that share a middle, a circle that is filled over time.
MARKS = {
    "group": '<circle cx="8" cy="8" r="5.25" fill="currentColor"/>',
    "coalition": (
        '<g fill="none" stroke="currentColor" stroke-width="1.5"><circle cx="8" cy="5.4" r="4"/>'
        '<circle cx="5.3" cy="10.2" r="4"/><circle cx="10.7" cy="10.2" r="4"/></g>'
    ),
    "cohort": (
        '<circle cx="8" cy="8" r="5.75" fill="none" stroke="currentColor" stroke-width="1.5"/>'
        '<path d="M8 4.5V8H4.5A3.5 3.5 0 1 0 8 4.5z" fill="currentColor"/>'
    ),
}


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, size: int = 20) -> SafeString:
    """A picture beside words that say the same; `name` as lucide calls it."""
    kind = "icon -pointing" if name in POINTING else "icon"
    drawn = lucide(str(name), size=size, **{"class": kind, "aria_hidden": "true"})
    return mark_safe(" ".join(drawn.split()))  # noqa: S308 made of the package's own files


@register.simple_tag
@lru_cache(maxsize=8)
def mark(kind: str) -> SafeString:
    """The small sign of a kind of body, drawn in its colour."""
    return format_html(
        '<svg class="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">{}</svg>',
        mark_safe(MARKS[kind]),  # noqa: S308 written above
    )


@register.simple_tag
def when(moment: date | None, how: str = "moment") -> str:
    """A moment as the viewer reads it; `how`: moment, day, deadline (names the zone), since."""
    if not moment:
        return ""
    exact = moment
    if isinstance(moment, datetime):
        exact = moment.astimezone(UTC).replace(microsecond=0)
    elif how == "moment":
        how = "day"
    stamp = exact.isoformat().replace("+00:00", "Z")
    return format_html('<time datetime="{}">{}</time>', stamp, IN_WORDS[how](moment))


@register.filter
def deadline(stamp: str) -> str:
    """A moment that is kept as words, in ISO 8601, as a deadline is said; other words as they are.

    For mails and notices, which keep words and nothing else.
    """
    try:
        return moments.deadline_in_words(datetime.fromisoformat(stamp))
    except ValueError:
        return stamp


@register.filter
def signed(figure: float) -> str:
    """A change with its sign, to two places: "+0.50", "−0.07", "0.00"."""
    said = f"{figure:+.2f}".replace("-", "−")
    return said[1:] if float(f"{figure:.2f}") == 0 else said


@register.filter
def city(zone: str) -> str:
    """A zone of the tz database as people say it: "Mexico City"."""
    return moments.city_of(zone)


@register.simple_tag(takes_context=True)
def here(context: template.Context, address: str) -> SafeString:
    """The attribute that tells a link in a menu that it leads to this page, or to its section."""
    request = context.get("request")
    path = request.path if request else ""
    if path == address:
        return mark_safe(' aria-current="page"')
    if address != "/" and path.startswith(address):
        return mark_safe(' aria-current="true"')
    return SafeString()


@register.simple_tag
def exit_url() -> str:
    """Where "Leave quickly" leads."""
    return str(settings.EXIT_URL)


@register.simple_tag
def source_url() -> str:
    """Where the source of what runs here can be had (AGPL, section 13); "" when it is not told."""
    return str(settings.SOURCE_URL)


@register.simple_tag
@lru_cache(maxsize=64)
def crowd(filled: int, described_by: str) -> SafeString:
    """A hundred people, `filled` of them filled; the element with id `described_by` says it."""
    drawing = figures.crowd(filled)
    solid, line = f"{described_by}-solid", f"{described_by}-line"
    return format_html(
        '<svg class="crowd" viewBox="0 0 {width} {height}" role="img"'
        ' aria-labelledby="{described_by}"><defs>{patterns}</defs>{blocks}</svg>',
        width=drawing.width,
        height=drawing.height,
        described_by=described_by,
        patterns=_pattern(solid, "crowd-solid") + _pattern(line, "crowd-line"),
        blocks=_rectangles(drawing.filled, solid) + _rectangles(drawing.hollow, line),
    )


@register.simple_tag
def chips(answers: Iterable[tuple[str, str, str, str]], key: str, url: str) -> SafeString:
    """Words to answer with, as buttons: for each what it is, does, whether it is pressed, says.

    A conversation has a hundred of them, and a template takes thrice as long for each.
    """
    where = escape(url)
    drawn = (
        f'<button class="chip" id="{kind}-{key}" name="{act}" value="{kind}"'
        f' aria-pressed="{pressed}" formaction="{where}" hx-post="{where}">{escape(words)}</button>'
        for kind, act, pressed, words in answers
    )
    return mark_safe("".join(drawn))  # noqa: S308 the others are names of ours


@register.simple_tag
def qr(words: str, described_by: str) -> SafeString:
    """`words` as a QR code; the element with id `described_by` says what it leads to."""
    drawing = figures.qr(words)
    return format_html(
        '<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-labelledby="{described_by}">'
        '<rect class="qr-ground" width="{size}" height="{size}"/>'
        '<path class="qr-squares" d="{path}"/></svg>',
        size=drawing.size,
        described_by=described_by,
        path=drawing.path,
    )


def _pattern(name: str, style: str) -> SafeString:
    return format_html(
        '<pattern id="{}" width="{}" height="{}" patternUnits="userSpaceOnUse">'
        '<g class="{}"><circle cx="10" cy="6.5" r="3.75"/>'
        '<path d="M3.5 23v-3.5a6.5 6.5 0 0 1 13 0V23z"/></g></pattern>',
        name,
        figures.CELL_WIDTH,
        figures.CELL_HEIGHT,
        style,
    )


def _rectangles(blocks: tuple[figures.Block, ...], pattern: str) -> SafeString:
    return format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}" fill="url(#{})"/>',
        ((block.x, block.y, block.width, block.height, pattern) for block in blocks),
    )
