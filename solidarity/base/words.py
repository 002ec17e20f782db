"""What people write: tidied when it comes in, rendered and sanitised when it is saved."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")
_TAGS = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong", "ul",
}  # fmt: skip
# Characters that change the direction or the meaning of what stands around them, or are no text.
_STRAY = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")
_CALL = re.compile(r"(?<![\w@/.+-])@([a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?)(?!\w)", re.I | re.ASCII)
_MARKS = re.compile(r"^(?:[#>*+-]+|\d{1,3}[.)])\s+")
_HEADING = re.compile(r"<(/?)h[12]>")


def tidy(text: str) -> str:
    """`text` in Unicode's composed form (NFC), without control and direction characters."""
    return unicodedata.normalize("NFC", _STRAY.sub("", text)).strip()


def one_line(text: str) -> str:
    """`text` tidied, with every run of white space made one space."""
    return " ".join(tidy(text).split())


def lines_in(text: str, *, most: int = 60, longest: int = 140) -> list[str]:
    """The headings, points and sentences of a text in Markdown: each line once, unmarked."""
    lines = (_MARKS.sub("", one_line(line)).strip("*_ ")[:longest] for line in text.split("\n"))
    return list(dict.fromkeys(line for line in lines if re.search(r"\w", line)))[:most]


def called_in(text: str) -> list[str]:
    """The handles that `text` calls with an @, in small letters, each once, in their order."""
    return list(dict.fromkeys(handle.lower() for handle in _CALL.findall(text)))


def rendered(text: str, calls: Mapping[str, str] | None = None) -> str:
    """Markdown to safe HTML: 14 tags, links to http, https and mailto only, no pictures.

    calls: paths by handle; where one of these is called with an @, there is a link.
    """
    tokens = _markdown.parse(text)
    for token in tokens if calls else ():
        if token.children:
            token.children = list(_linked(token.children, calls or {}))
    html = _HEADING.sub(r"<\1h3>", _markdown.renderer.render(tokens, _markdown.options, {}))
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "*": set()},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer ugc",
    )


def _linked(tokens: list[Token], calls: Mapping[str, str]) -> Iterator[Token]:
    """The tokens of a line, with a link at each call that is not in a link already."""
    depth = 0
    for token in tokens:
        depth += token.nesting if token.type.startswith("link_") else 0
        if token.type != "text" or depth:
            yield token
        else:
            yield from _split(token.content, calls)


def _split(words: str, calls: Mapping[str, str]) -> Iterator[Token]:
    last = 0
    for call in _CALL.finditer(words):
        if path := calls.get(call[1].lower()):
            yield Token("text", "", 0, content=words[last : call.start()])
            yield Token("link_open", "a", 1, attrs={"href": path})
            yield Token("text", "", 0, content=call[0])
            yield Token("link_close", "a", -1)
            last = call.end()
    yield Token("text", "", 0, content=words[last:])
