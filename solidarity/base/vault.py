"""What must be read again, and by nobody who holds only the database: sealed with a key of ours."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def seal(words: str, *, purpose: str) -> str:
    """`words`, encrypted and signed; only `unseal` with the same purpose reads them."""
    return _keys(purpose).encrypt(words.encode()).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    """What was sealed, with this key or one before it; ValueError when it cannot be read."""
    try:
        return _keys(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise ValueError(f"sealed with a key that is not ours, or not for {purpose}") from None


def _keys(purpose: str) -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([_key(purpose, secret) for secret in secrets])


def _key(purpose: str, secret: str) -> Fernet:
    key = hashlib.sha256(f"vault:{purpose}:{secret}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
