"""What must be read again, and by nobody who holds only the database: sealed with a key of ours."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def seal(words: str, *, purpose: str) -> str:
    """`words`, encrypted and signed; only `unseal` with the same purpose reads them."""
    return seal_bytes(words.encode(), purpose=purpose).decode()


def seal_bytes(content: bytes, *, purpose: str) -> bytes:
    """`content`, encrypted and signed; only `unseal_bytes` with the same purpose reads it."""
    return _keys(purpose).encrypt(content)


def unseal(sealed: str, *, purpose: str) -> str:
    """What was sealed, with this key or one before it; ValueError when it cannot be read."""
    return unseal_bytes(sealed.encode(), purpose=purpose).decode()


def unseal_bytes(sealed: bytes, *, purpose: str) -> bytes:
    """What was sealed, with this key or one before it; ValueError when it cannot be read."""
    try:
        return _keys(purpose).decrypt(sealed)
    except InvalidToken:
        raise ValueError(f"sealed with a key that is not ours, or not for {purpose}") from None


def resealed(sealed: str, *, purpose: str) -> str:
    """The same words, sealed with the newest key; as it is, where they are so already.

    Raises ValueError when it cannot be read.
    """
    try:
        _key(purpose, _secrets()[0]).decrypt(sealed.encode())
    except InvalidToken:
        return seal(unseal(sealed, purpose=purpose), purpose=purpose)
    return sealed


def _keys(purpose: str) -> MultiFernet:
    return MultiFernet([_key(purpose, secret) for secret in _secrets()])


def _secrets() -> list[str]:
    """The newest first; where the vault has no keys of its own, the one of the whole instance."""
    return [*settings.VAULT_KEYS, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _key(purpose: str, secret: str) -> Fernet:
    key = hashlib.sha256(f"vault:{purpose}:{secret}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
