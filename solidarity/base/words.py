"""What people write: tidied when it comes in, rendered and sanitised when it is saved."""

import re
import unicodedata

import nh3
from markdown_it import MarkdownIt

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")
_TAGS = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong", "ul",
}  # fmt: skip
# Characters that change the direction or the meaning of what stands around them, or are no text.
_STRAY = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")
_HEADING = re.compile(r"<(/?)h[12]>")


def tidy(text: str) -> str:
    """`text` in Unicode's composed form (NFC), without control and direction characters."""
    return unicodedata.normalize("NFC", _STRAY.sub("", text)).strip()


def one_line(text: str) -> str:
    """`text` tidied, with every run of white space made one space."""
    return " ".join(tidy(text).split())


def rendered(text: str) -> str:
    """Markdown to safe HTML: 14 tags, links to http, https and mailto only, no pictures."""
    html = _HEADING.sub(r"<\1h3>", _markdown.render(text))
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "*": set()},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer ugc",
    )
