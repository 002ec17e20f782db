"""Whether a page would run, load or send anything that is not ours."""

import re
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

FORBIDDEN = {
    "applet", "base", "embed", "frame", "frameset", "iframe", "math", "noscript", "object", "style",
    "animate", "animatemotion", "animatetransform", "foreignobject", "set", "image", "audio",
    "video", "source", "track", "marquee", "bgsound", "xmp", "plaintext", "listing",
}  # fmt: skip
LEADING = {"action", "background", "formaction", "href", "src", "xlink:href", "srcset", "poster"}
SCHEMES = {"", "http", "https", "mailto", "data"}
HTMX = {
    "hx-get", "hx-post", "hx-target", "hx-swap", "hx-trigger", "hx-include", "hx-push-url",
    "hx-swap-oob", "hx-sync", "hx-disabled-elt", "hx-indicator", "hx-boost", "hx-select",
    "hx-params",
}  # fmt: skip
# Django escapes both signs wherever words stand, so that whatever looks like a tag is one.
TAG = re.compile(r"<[a-z!?][^>]*>?", re.IGNORECASE)
SCRIPT_WITH_WORDS = re.compile(r"<script\b[^>]*>(?!</script>)", re.IGNORECASE)
START_TAG = re.compile(r"<[a-z][^<>]{7,}", re.IGNORECASE)


@lru_cache(maxsize=50_000)
def wrong_with(tag: str) -> tuple[str, ...]:
    """What one tag would do that no tag of ours does."""
    return tuple(Inspection(tag).found)


class Inspection(HTMLParser):
    """Collects what no page of ours may hold."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the element and at each attribute."""
        attributes = {name: value or "" for name, value in attrs}
        if tag in FORBIDDEN:
            self.found.append(f"<{tag}>")
        if tag == "script" and not attributes.get("src", "").startswith("/static/"):
            self.found.append("a script of somebody else's")
        if tag == "meta" and attributes.get("http-equiv"):
            self.found.append("<meta http-equiv>")
        for name, value in attributes.items():
            self._look_at(tag, name, value)

    def _look_at(self, tag: str, name: str, value: str) -> None:
        bare = "".join(sign for sign in value if sign > " ").lower()
        if name.startswith("on") or name in {"style", "srcdoc"}:
            self.found.append(f"<{tag} {name}>")
        if name.startswith(("hx-", "data-hx")) and name not in HTMX:
            self.found.append(f"<{tag} {name}>")
        if name.startswith("hx-") and "//" in bare:
            self.found.append(f"<{tag} {name}={value}>")
        if name in LEADING and _scheme(bare) not in SCHEMES:
            self.found.append(f"<{tag} {name}={value}>")
        if tag == "form" and name == "action" and _host(bare):
            self.found.append(f"<form action={value}>")
        if tag in {"img", "link", "script", "use"} and name in LEADING and _host(bare):
            self.found.append(f"<{tag} {name}={value}>")


def _scheme(address: str) -> str:
    head = address.split("/", maxsplit=1)[0].split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]
    return head.split(":")[0] if ":" in head else ""


def _host(address: str) -> str:
    return urlsplit(address).netloc if "//" in address[:10] else ""


def assert_harmless(response: Any, *typed: str) -> None:
    """Fail if the answer runs anything, or repeats of `typed` what could be a tag as it stands."""
    if not response.headers["Content-Type"].startswith("text/html"):
        return  # nosniff: a browser takes it for what it says it is
    html = response.content.decode()
    found = [wrong for tag in set(TAG.findall(html)) for wrong in wrong_with(tag)]
    assert not found, (found, typed)
    assert not SCRIPT_WITH_WORDS.search(html), typed
    for words in typed:
        for tag in START_TAG.findall(words):
            assert tag not in html, words
