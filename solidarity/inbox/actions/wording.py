"""The words of mails: one text for each, and the same in HTML."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

import css_inline
from django.conf import settings
from django.template import Context, Template, engines
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from solidarity.base.words import one_line
from solidarity.inbox.actions.leaving import way_out
from solidarity.inbox.bodies import Body
from solidarity.inbox.grouping import Entry, Item, grouped
from solidarity.inbox.models import Notice, Rhythm
from solidarity.outbox.mail import neutral_sender
from solidarity.people.models import Person
from solidarity.ui import mails

ROOM = 25_000  # bytes of a digest's items; with what stands around them under 30,000
LONGEST = 240
MARKS = re.compile(r"</?bdi[^>]*>")
TAGS = re.compile(r"<[^>]+>")
UNDERLINE = "-----"
Lines = dict[tuple[str, ...], str]


@dataclass(frozen=True)
class Words:
    """A mail, ready to leave."""

    subject: str
    text: str
    html: str
    sender: str = ""  # "" is the house by its name
    headers: Mapping[str, str] = field(default_factory=dict)


def _headers(out: str) -> dict[str, str]:
    """What lets a mail program show a button to unsubscribe (RFC 8058)."""
    return {"List-Unsubscribe": f"<{out}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


# One text, two dresses -----------------------------------------------------------------------


@dataclass(frozen=True)
class Block:
    """A paragraph of a mail, a heading, or a list."""

    kind: str
    lines: list[tuple[str, str]]  # words, and where they lead or ""


def blocks_of(text: str) -> Iterator[Block]:
    """What `text` consists of.

    A line over five hyphens is a heading; one that begins with "* " is of a list. An address of
    ours in a line of its own is where the line above it leads.
    """
    for paragraph in text.strip().split("\n\n"):
        lines = paragraph.split("\n")
        if len(lines) > 1 and lines[1] == UNDERLINE:
            yield Block("heading", [(lines[0], "")])
            lines = lines[2:]
        is_list = bool(lines) and lines[0].startswith("* ")
        if found := list(_linked(lines)):
            yield Block("list" if is_list else "text", found)


def _linked(lines: list[str]) -> Iterator[tuple[str, str]]:
    """The lines, each with the address below it that it leads to, or ""."""
    rest = list(lines)
    while rest:
        words = rest.pop(0).removeprefix("* ")
        if rest and rest[0].strip().startswith(f"{settings.SITE_URL}/"):
            yield words.rstrip(": "), rest.pop(0).strip()
        else:
            yield words, ""


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def dressed(subject: str, text: str) -> str:
    """The same words in HTML: styles in their places, nothing from elsewhere."""
    body = mails.joined(_drawn(block) for block in blocks_of(text))
    return _inliner().inline(
        render_to_string("inbox/mails/dressed.html", {"subject": subject, "body": body})
    )


def _drawn(block: Block) -> str:
    if block.kind == "heading":
        return mails.heading(block.lines[0][0])
    return mails.listed(block.lines) if block.kind == "list" else mails.paragraph(block.lines)


def _mail(subject: str, text: str, *, out: str, sender: str = "") -> Words:
    return Words(subject, text, dressed(subject, text), sender, _headers(out))


def neutral(url: str, *, out: str) -> Words:
    """A mail that tells nothing: that there is something, and where."""
    text = "\n".join([
        _("You have news. Read it here:"), f"{settings.SITE_URL}{url}", "",
        _("No more of these mails:"), out, "",
    ])  # fmt: skip
    return _mail(_("You have news"), text, out=out, sender=neutral_sender())


# A notice on its own -------------------------------------------------------------------------


def worded(notice: Notice) -> tuple[str, str]:
    """Subject and text of the mail for `notice`."""
    person = notice.person
    context = {"notice": notice, "person": person, "site": settings.SITE_URL}
    with translation.override(person.interface_language), timezone.override(person.zone):
        text = render_to_string(notice.mail_template, context)
    subject, _empty, body = text.strip().partition("\n")
    return subject.strip(), body.strip() + "\n"


def notice_mail(notice: Notice, rhythm: Rhythm, body: Body | None) -> Words:
    """The mail that brings `notice` alone."""
    person = notice.person
    out = way_out(person.pk, body.pk if body else None)
    with translation.override(person.interface_language):
        if rhythm.is_neutral:
            return neutral(reverse("inbox:notices"), out=out)
        subject, text = worded(notice)
        from_body = [_from_body(body), out] if body else []
        foot = [*from_body, *_foot(way_out(person.pk))]
        return _mail(subject, "\n".join([text, *foot, ""]), out=out)


def _from_body(body: Body) -> str:
    return _("No more mails from %(network)s:") % {"network": one_line(body.name)}


def _foot(out: str) -> list[str]:
    choices = f"{settings.SITE_URL}{reverse('inbox:choices')}"
    return [_("Choose what is mailed to you, and when:"), choices, _("No more mails at all:"), out]


# A digest ------------------------------------------------------------------------------------


@cache
def _template(name: str) -> Template:
    """The template itself: what Django does around it takes as long as one line."""
    return engines["django"].engine.get_template(name)  # type: ignore[attr-defined, no-any-return]


def line_of(notice: Notice, lines: Lines) -> str:
    """What `notice` says in one line, without its tags. `lines`: those worded before."""
    zone = timezone.get_current_timezone_name()
    key = (translation.get_language(), zone, notice.kind, notice.words, notice.about_words)
    if key not in lines:
        drawn = _template(notice.line_template).render(Context({"notice": notice}))
        bare = html.unescape(TAGS.sub(" ", MARKS.sub("", drawn)))
        words = one_line(bare)
        lines[key] = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
    return lines[key]


def digest_mail(
    person: Person, rhythm: Rhythm, told: list[Notice], bodies: Mapping[int, Body], lines: Lines,
    *, url: str,
) -> Words:  # fmt: skip
    """The mail that gathers what she was told.

    bodies: those that may be named to her, by key. url: where the same stands in the browser.
    """
    out = way_out(person.pk)
    with translation.override(person.interface_language), timezone.override(person.zone):
        if rhythm.is_neutral:
            return neutral(url, out=out)
        entries = [
            Entry(each.source, each.about_url, line_of(each, lines), each.told_at) for each in told
        ]
        digest = grouped(entries, known=set(bodies), room=ROOM)
        parts = [_("Hello %(name)s,") % {"name": person.display_name}, _intro()]
        for section in digest.sections:
            body = bodies.get(section.source) if section.source is not None else None
            parts += _section(section.items, body, person)
        if digest.left_out:
            parts.append(f"{_left_out(digest.left_out)}\n{settings.SITE_URL}{url}")
        parts.append("\n".join([_("With warm wishes"), _("Solidarity")]))
        parts.append("\n".join([*_foot(out), ""]))
        named = [
            bodies[section.source].name for section in digest.sections if section.source is not None
        ]
        return _mail(_subject(named), "\n\n".join(parts), out=out)


def _intro() -> str:
    return _("this is what is new for you. The newest comes first.")


def _section(items: list[Item], body: Body | None, person: Person) -> list[str]:
    name = one_line(body.name) if body else _("Beside your networks")
    points = [f"* {_joined(item)}\n  {settings.SITE_URL}{item.url}" for item in items]
    parts = ["\n".join([name, UNDERLINE, *points])]
    if body:
        parts.append(f"{_from_body(body)}\n{way_out(person.pk, body.pk)}")
    return parts


def _joined(item: Item) -> str:
    words = " · ".join(item.words)
    return (
        _("%(words)s, and %(count)s more") % {"words": words, "count": item.more}
        if (item.more)
        else words
    )


def _left_out(count: int) -> str:
    return ngettext(
        "One more is in your inbox:", "%(count)s more are in your inbox:", count
    ) % {"count": count}  # fmt: skip


def _subject(named: list[str]) -> str:
    names = _(", ").join(one_line(name) for name in named[:2])
    if not names:
        return _("News for you")
    if len(named) > 2:
        return _("News from %(names)s and more") % {"names": names}
    return _("News from %(names)s") % {"names": names}
