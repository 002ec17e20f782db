"""Codes that are mailed: what is kept of them is a keyed hash, never the code."""

import unicodedata

from allauth.core.internal.cryptokit import normalize_user_code

from solidarity.base.secrets import digest


def hidden(code: str) -> str:
    """What is kept of `code`, however it is parted and in whatever digits it is typed."""
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in code)
    return digest(normalize_user_code(plain), purpose="code")
