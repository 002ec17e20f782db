"""Codes that people type: what is kept of them is a keyed hash, never the code."""

import base64
import hmac
import secrets
import struct
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import quote, urlencode

from allauth.core.internal.cryptokit import normalize_user_code

from solidarity.base.secrets import digest

# Neither i, l, o nor 0, 1: they are copied from paper.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
RECOVERY_CODES = 10
HALF = 5
STEP = 30  # seconds that a code of an app counts
DIGITS = 6


def plain(code: str) -> str:
    """`code` in Latin digits, however it is parted and in whatever digits it is typed."""
    latin = "".join(str(unicodedata.decimal(sign, sign)) for sign in code)
    return str(normalize_user_code(latin))


def hidden(code: str) -> str:
    """What is kept of `code`, which was mailed."""
    return digest(plain(code), purpose="code")


def new_recovery_codes() -> list[str]:
    """Ten fresh ones of ten signs (49 bit each), in two halves."""
    drawn = ("".join(secrets.choice(SIGNS) for _sign in range(2 * HALF)) for _c in range(10))
    return [f"{code[:HALF]}-{code[HALF:]}" for code in drawn]


def hidden_recovery_code(person_id: int, code: str) -> str:
    """What is kept of a recovery code; the same words are kept in another way for another."""
    return digest(f"{person_id}:{plain(code).lower()}", purpose="recovery")


def new_secret() -> str:
    """A fresh secret of 160 bit for an app, as apps read it (base 32)."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code_at(secret: str, step: int) -> str:
    """The code of an app in that stretch of 30 seconds (RFC 4226, 6238: SHA-1, six digits)."""
    mac = hmac.digest(base64.b32decode(secret, casefold=True), struct.pack(">Q", step), "sha1")
    first = mac[-1] & 15
    (number,) = struct.unpack(">I", mac[first : first + 4])
    return f"{(number & 0x7FFFFFFF) % 10**DIGITS:0{DIGITS}}"


def step_at(moment: datetime) -> int:
    """The number of the stretch of 30 seconds in which `moment` lies."""
    return int(moment.timestamp()) // STEP


def step_of(secret: str, code: str, *, at: datetime) -> int | None:
    """The stretch for which an app shows `code`: now, or one before or after; None when wrong."""
    typed, now = plain(code).encode(), step_at(at)
    return _first(
        step
        for step in (now, now - 1, now + 1)
        if hmac.compare_digest(code_at(secret, step).encode(), typed)
    )


def _first(steps: Iterable[int]) -> int | None:
    return next(iter(steps), None)


def address_for_app(secret: str, *, who: str, where: str) -> str:
    """What the QR code says to an app: the secret, for whom it is, and where."""
    asked = urlencode({"secret": secret, "issuer": where}, quote_via=quote)
    return f"otpauth://totp/{quote(where)}:{quote(who)}?{asked}"
