"""Long lists of meetings as HTML, in a fifth of the time that templates take for them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.formats import time_format
from django.utils.safestring import SafeString, mark_safe  # noqa: TID251 drawn and escaped here
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from decisions.models import Decision
from meetings.models import Audience, Item, Meeting
from meetings.queries.finding import Hour
from solidarity.people.models import Person, Viewer
from solidarity.ui.templatetags.ui import when
from solidarity.ui.widgets import escaped

register = template.Library()
SAID = {"yes": "status -good", "maybe": "status"}


def _marked(kind: str, words: str) -> str:
    return f'<span class="{kind}">{words}</span>'


def _link(meeting: Meeting) -> str:
    url, title = escaped(meeting.get_absolute_url()), escaped(meeting.title_words)
    return f'<a href="{url}" dir="auto">{title}</a>'


@register.simple_tag
def meeting_lines(meetings: Iterable[Meeting]) -> SafeString:
    """Meetings of one body: what each is called, when and where it is, and for whom."""
    off, wanted = _marked("status", _("Called off")), _marked("status -wait", _("Date wanted"))
    for_whom = {Audience.PUBLIC.value: _("public"), Audience.GUESTS.value: _("with guests")}

    def line(meeting: Meeting) -> str:
        facts = [off] if meeting.is_off else []
        facts.append(when(meeting.starts_at, "deadline") if meeting.starts_at else wanted)
        if meeting.place:
            facts.append(f"<bdi>{escaped(meeting.place)}</bdi>")
        if {"starts_at", "ends_at"} & {*meeting.apart}:
            facts.append(_("at another time than usual"))
        if meeting.audience in for_whom:
            facts.append(for_whom[meeting.audience])
        return f'<li><h4>{_link(meeting)}</h4>\n<p class="meta">{" · ".join(facts)}</p></li>'

    return mark_safe("\n".join(map(line, meetings)))  # noqa: S308 escaped above


@register.simple_tag
def meetings_of_day(meetings: Iterable[Meeting], names_zone: Any) -> SafeString:
    """Meetings of one day, of many bodies; names_zone: say whose clocks are meant."""
    off = _marked("status", _("Called off"))
    said = {"yes": _("I come"), "maybe": _("Maybe")}

    def line(meeting: Meeting) -> str:
        facts = [off] if meeting.is_off else []
        facts.append(when(meeting.starts_at, "deadline") if names_zone else _hour(meeting))
        facts.append(f"<bdi>{escaped(meeting.body.name)}</bdi>")
        if meeting.place:
            facts.append(f"<bdi>{escaped(meeting.place)}</bdi>")
        word = getattr(meeting, "said", None)
        if word in said:
            facts.append(_marked(SAID[word], said[word]))
        return f'<li><h3>{_link(meeting)}</h3>\n<p class="meta">{" · ".join(facts)}</p></li>'

    return mark_safe("\n".join(map(line, meetings)))  # noqa: S308 escaped above


def _hour(meeting: Meeting) -> str:
    if meeting.starts_at is None:
        return ""
    here = localtime(meeting.starts_at)
    return f'<time datetime="{here.isoformat()}">{time_format(here.time(), "TIME_FORMAT")}</time>'


@register.simple_tag
def people_named(people: Iterable[Person]) -> SafeString:
    """People by name, each a link to her page."""
    named = (
        f'<a href="{escaped(each.get_absolute_url())}"><bdi>{escaped(each.display_name)}</bdi></a>'
        for each in people
    )
    return mark_safe(_(", ").join(named))  # noqa: S308 escaped above


@register.simple_tag
def hour_rows(hours: Iterable[Hour]) -> SafeString:
    """What clocks show at one time, a row for those that show the same."""
    night, between = " " + _marked("status -wait", _("night")), _(", ")
    return mark_safe("".join(  # noqa: S308 escaped here
        f'<tr><td dir="auto">{escaped(between.join(hour.local.zones))}</td>'
        f"<td>{escaped(hour.words)}{night if hour.is_night else ''}</td></tr>"
        for hour in hours
    ))  # fmt: skip


@register.simple_tag
def agenda_lines(
    agenda: Sequence[tuple[Item, Decision | None]],
    home: str,
    viewer: Viewer,
    can_write: bool,
    tends: bool,
) -> SafeString:
    """What a meeting talks about, with what the viewer may do to each item.

    home: the address of an item whose key is 0. tends: she moves all of them.
    """
    below = home.removesuffix("0/")
    return mark_safe("\n".join(  # noqa: S308 escaped below
        f"<li><p>{_item(item, question)}</p>"
        f"{_acts(item, f'{below}{item.pk}/', number, viewer, tends) if can_write else ''}</li>"
        for number, (item, question) in enumerate(agenda)
    ))  # fmt: skip


def _item(item: Item, question: Decision | None) -> str:
    facts = []
    if item.minutes:
        facts.append(_minutes_in_words(item.minutes))
    if item.holder:
        facts.append(f"<bdi>{escaped(item.holder.display_name)}</bdi>")
    if question:
        led = _("Led to a question")
        facts.append(f'<a href="{escaped(question.get_absolute_url())}">{led}</a>')
    said = " · ".join(facts)
    return f'<span dir="auto">{escaped(item.title)}</span> <span class="meta">{said}</span>'


def _minutes_in_words(minutes: int) -> str:
    return ngettext("%(minutes)s minute", "%(minutes)s minutes", minutes) % {"minutes": minutes}


def _acts(item: Item, url: str, number: int, viewer: Viewer, tends: bool) -> str:
    is_own = viewer.pk in {item.by_id, item.holder_id}
    may = (
        ("up", _("Move it up"), tends and number > 0),
        ("decide", _("Bring it to a decision"), item.decision_id is None),
        ("lay_down", _("Lay it down"), viewer.pk == item.holder_id),
        ("drop", _("Take it off"), tends or is_own),
    )
    whose = f'<span class="visually-hidden">: {escaped(item.title)}</span>'
    buttons = " ".join(
        f'<button class="button-link" name="act" value="{act}" formaction="{url}">{words}{whose}'
        "</button>"
        for act, words, is_allowed in may
        if is_allowed
    )
    if tends or is_own:
        words = _("Change it")
        buttons += f' <a href="{url}change/">{words}{whose}</a>'
    return f'<p class="cluster">{buttons}</p>' if buttons else ""
