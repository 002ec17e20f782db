"""Tokens that cannot be guessed, and keys that tell nothing about what they stand for."""

import hashlib
import hmac
import secrets

from django.conf import settings

TOKEN_BYTES = 32


def new_token() -> str:
    """A fresh URL-safe token of 256 bit. Store `digest(token)`, never the token."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(words: str, *, purpose: str) -> str:
    """Keyed SHA-256 of `words` in hex, 64 characters; differs by `purpose`.

    The key is not in the database: whoever holds a dump cannot try out all addresses.
    """
    key = f"{purpose}:{settings.SECRET_KEY}".encode()
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()


def cache_key(key: str, key_prefix: str, version: int) -> str:
    """Django's KEY_FUNCTION: rate limits keep network and mail addresses in their keys."""
    return digest(f"{key_prefix}:{version}:{key}", purpose="cache")
