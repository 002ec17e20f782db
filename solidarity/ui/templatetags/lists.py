"""Long lists as HTML, in a fifth of the time that templates take for them.

Loaded in every template.
"""

from collections.abc import Container, Iterable
from typing import Any, NamedTuple

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe  # noqa: TID251 ui makes HTML
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from solidarity.ui.templatetags.ui import mark, when
from solidarity.ui.widgets import escaped

register = template.Library()


@register.simple_tag
def cards(shown: Iterable[Any], below: bool, brief: bool, common: str) -> SafeString:
    """Networks as cards; below: under a heading of the third rank; brief: without summaries.

    common: what stands before what two have in common, where something is said of that.
    """
    return mark_safe("".join(_card(card, below, brief, common) for card in shown))  # noqa: S308


def _card(card: Any, below: Any, brief: Any, common: Any) -> str:
    network, rank = card.network, "h4" if below else "h2"
    summary = "" if brief or not network.summary else network.summary
    return (
        f'\n<li class="card kind-{network.kind}">'
        f'\n  <p class="kind">{mark(network.kind)} {escaped(card.kind)}</p>'
        f'\n  <{rank}><a href="{escaped(network.get_absolute_url())}" dir="auto">'
        f"{escaped(network.name)}</a></{rank}>"
        + (f'\n  <p dir="auto">{escaped(summary)}</p>' if summary else "")
        + (_common(card, common) if card.shared or card.named else "")
        + f'\n  <p class="meta">{" · ".join(_facts(card))}</p>\n</li>'
    )


def _common(card: Any, common: Any) -> str:
    return render_to_string("networks/card_common.html", {"card": card, "common": common})


def _facts(card: Any) -> Iterable[str]:
    """The last line of a card: who, where, from where, what is said of it, what it is for."""
    yield escaped(card.who)
    if card.network.place:
        yield f"<bdi>{escaped(card.network.place)}</bdi>"
    if card.origin:
        whence = _("from <bdi>%(source)s</bdi>") % {"source": escaped(card.origin.source)}
        yield f"{whence}, {when(card.origin.seen_at, 'day')}"
    for words in (card.note, card.purpose):
        if words:
            yield escaped(words)


@register.simple_tag
def branches(shown: Iterable[Any], end: str) -> SafeString:
    """Networks of a tree with what is above or below each.

    end: the address below which one ends an affiliation, "" where one may not.
    """
    return mark_safe(_branches(shown, end))  # noqa: S308 drawn below, and escaped there


def _branches(shown: Iterable[Any], end: str) -> str:
    since = _("since")
    drawn = "".join(_branch(branch, end, since) for branch in shown)
    return f'<ul class="branches" role="list">\n{drawn}</ul>\n'


def _branch(branch: Any, end: str, since: str) -> str:
    other, name = branch.network, escaped(branch.network.name)
    elsewhere = ""
    if branch.is_elsewhere:
        elsewhere = " · " + _("what belongs to it stands elsewhere on this page")
    links = ""
    if end:
        links = _act(f"{end}{branch.affiliation}/end/", _("End it"), name)
    if branch.spokes_url:
        links += _act(branch.spokes_url, _("Who speaks for us there"), name)
    said = "" if branch.spokes is None else spoken_by(branch.spokes)
    spokes = f'<p class="meta">{said}</p>\n' if said else ""
    return (
        f'<li class="kind-{other.kind}"><span class="kind">{mark(other.kind)} '
        f"{escaped(other.get_kind_display())}</span> "
        f'<a href="{escaped(other.get_absolute_url())}" dir="auto">{name}</a> '
        f'<span class="meta">{since} {when(branch.since, "day")}{elsewhere}</span>{links}\n'
        f"{spokes}{_beyond(branch)}</li>\n"
    )


def _act(url: str, words: str, name: str) -> str:
    hidden = f'<span class="visually-hidden">: {name}</span>'
    return f' <a class="meta" href="{escaped(url)}">{words}{hidden}</a>'


@register.simple_tag
def spoken_by(spokes: Iterable[Any]) -> SafeString:
    """Who speaks for a network, and who stands in."""
    speaks, stands_in = _("Speaks for it:"), _("Stands in:")
    said = " · ".join(
        f"{stands_in if spoke.is_alternate else speaks} "
        f'<a href="{escaped(spoke.person.get_absolute_url())}">'
        f"<bdi>{escaped(spoke.person.display_name)}</bdi></a>"
        for spoke in spokes
    )
    return mark_safe(said or _("Nobody speaks for it yet. Its voice stays open."))  # noqa: S308


def _beyond(branch: Any) -> str:
    """What follows on a branch, folded away where it is much."""
    if not branch.branches:
        return ""
    inside = _branches(branch.branches, "")
    if not branch.is_folded:
        return inside
    count = len(branch.branches)
    many = ngettext("%(networks)s network", "%(networks)s networks", count) % {"networks": count}
    return f"<details><summary>{many}</summary>{inside}</details>"


@register.simple_tag
def byline(post: Any, author: str) -> SafeString:
    """Who wrote a post and when; a conversation has twenty of them."""
    said = escaped(author)
    if post.author_id:
        address = escaped(post.author.get_absolute_url())
        handle = escaped(post.author.handle)
        said = f'<a href="{address}"><bdi>{said}</bdi></a> <span dir="ltr">@{handle}</span>'
    said += f" · {when(post.written_at, 'since')}"
    if post.edited_at and not post.removal:
        edited = _("edited")
        said += f" · {edited} {when(post.edited_at, 'since')}"
    return mark_safe(said)  # noqa: S308 escaped above


@register.simple_tag
def request_cards(cards: Iterable[Any], asking: Container[int], can_pick: bool) -> SafeString:
    """Requests to join as cards; asking: the keys of those where the last word is theirs."""
    words = _RequestWords(
        _("Asked"), _("has written to you"), _("What you wrote last:"), _("Talk"),
        _("Waiting list"), _("Decline"), _("No questions were asked, or none were answered."),
    )  # fmt: skip
    drawn = (_request(card, words, card.asked.pk in asking, can_pick) for card in cards)
    return mark_safe("".join(drawn))  # noqa: S308 drawn below, and escaped there


class _RequestWords(NamedTuple):
    """Put into the reader's language once, not for each card."""

    asked: str
    has_written: str
    wrote_last: str
    talk: str
    waiting_list: str
    decline: str
    nothing: str


def _request(card: Any, words: _RequestWords, is_asking: bool, can_pick: bool) -> str:
    asked, key, name = card.asked, card.key, escaped(card.person)
    state = f' <span class="status -wait">{words.has_written}</span>' if is_asking else ""
    last = ""
    if asked.answer:
        wrote = _lines(asked.answer)
        last = f'  <p>{words.wrote_last}</p><blockquote dir="auto">{wrote}</blockquote>\n'
    return (
        f'<article class="panel" aria-labelledby="request-{key}">\n'
        f'  <h3 id="request-{key}"><bdi>{name}</bdi></h3>\n'
        f'  <p class="cluster meta"><span>{words.asked} {when(asked.asked_at, "since")}</span>'
        f"{_answered(asked)}{state}</p>\n"
        f"  {_said(card.answers) or f'<p>{words.nothing}</p>'}\n{last}"
        f"{_choice(card) if can_pick else ''}"
        f'  <div class="cluster">{_request_acts(card, words, name, can_pick)}</div>\n</article>\n'
    )


def _lines(words: str) -> str:
    return escaped(words).replace("\r\n", "\n").replace("\n", "<br>")


def _answered(asked: Any) -> str:
    """What was answered so far; "" while nothing was."""
    if asked.state == "asked":
        return ""
    if asked.state == "active":
        let_in = _("Let in")
        return f' <span class="status -good">{let_in}</span>'
    tone = "-wait" if asked.state == "waitlisted" else "-stop"
    return f' <span class="status {tone}">{escaped(asked.get_state_display())}</span>'


def _said(answers: Iterable[Any]) -> str:
    pairs = "".join(
        f'<div><dt dir="auto">{escaped(each.question)}</dt>'
        f'<dd dir="auto">{_lines(each.words)}</dd></div>'
        for each in answers
    )
    return f'<dl class="facts">{pairs}</dl>' if pairs else ""


def _choice(card: Any) -> str:
    key = card.key
    return (
        f'  <div class="choice"><input type="checkbox" form="several" name="pick" value="{key}" '
        f'id="pick-{key}"><label for="pick-{key}">{escaped(card.choose)}</label></div>\n'
    )


def _request_acts(card: Any, words: _RequestWords, name: str, can_pick: bool) -> str:
    hidden, url = f'<span class="visually-hidden">: {name}</span>', escaped(card.url)

    def lead(end: str, said: str) -> str:
        return f'<a class="button-quiet" href="{url}{end}">{said}{hidden}</a>'

    if not can_pick:
        return lead("", words.talk)
    let_in = f'<button class="button" formaction="{url}admit/">{escaped(card.let_in)}</button>'
    wait = lead("waitlist/", words.waiting_list) if card.asked.state == "asked" else ""
    return f"{let_in} {lead('', words.talk)} {wait} {lead('decline/', words.decline)}"
