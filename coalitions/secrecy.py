"""Whether a text looks as if it held a secret: a password, a token, a key. Plain Python.

It is a help against slips, not a lock: what reads like a word passes. Addresses of pages and of
mail pass, and so do numbers of bank accounts, which are known to whoever pays in.
"""

import re
import string
from itertools import pairwise

SHORTEST = 8
LONGEST_WORD = 40
SWITCHES = 3  # from letters to digits and back, more often than in “Garden2027”
_NAMED = re.compile(
    r"(?:pass\s?-?word|pass\s?-?phrase|pass\s?-?code|passwd|\bpwd|\bpin\b(?:\s+code)?|secret|token|"
    r"api[ _-]?key|private key|recovery codes?|contraseña|clave(?: de acceso)?|"
    r"كلمة (?:السر|المرور)|الرقم السري|رمز الدخول)"
    r"\s*(?:is|es|هي|هو)?\s*[:=]\s*\S",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"-----BEGIN|\bgh[pousr]_\w{10}|\bsk-\w{10}|\bxox[abp]-|\bAKIA[0-9A-Z]{12}|\beyJ[\w-]{10}|"
    r"[?&](?:token|key|secret|password|sig|code)=\w",
    re.IGNORECASE,
)
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+\.\S+|(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_AROUND = string.punctuation + "“”‘’«»„…—–،؟؛"
_SIGNS = set("!$%&*#^~?+=|<>{}[]\\;")


def names_secret(text: str) -> bool:
    """Whether `text` says “password: …”, or holds what a machine marks as a key."""
    return bool(_NAMED.search(text) or _MARKED.search(text))


def looks_secret(text: str) -> bool:
    """The same, or whether a word in `text` looks like a password or a token."""
    if names_secret(text):
        return True
    without = _ADDRESS.sub(" ", text)
    return any(_is_secret(word) for word in without.split())


def _is_secret(word: str) -> bool:
    bare = word.strip(_AROUND)
    if len(bare) < SHORTEST or is_iban(bare):
        return False
    has_digit = any(sign.isdigit() for sign in bare)
    has_letter = any(sign.isalpha() for sign in bare)
    if not (has_digit and has_letter):
        return len(bare) > LONGEST_WORD
    return _switches(bare) >= SWITCHES or any(sign in _SIGNS for sign in bare)


def _switches(word: str) -> int:
    """How often letters and digits take turns; what is neither does not count."""
    kinds = [sign.isdigit() for sign in word if sign.isalnum()]
    return sum(a != b for a, b in pairwise(kinds))


def is_iban(word: str) -> bool:
    """Whether `word` is the number of a bank account, with its check digits right."""
    if not _IBAN.fullmatch(word):
        return False
    turned = word[4:] + word[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1
