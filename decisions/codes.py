"""The code of a secret ballot: what she alone holds, and what the database keeps of it."""

import secrets

from solidarity.base.secrets import digest

# No letter looks like a digit; who reads O, I or L out loud means 0 and 1.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MEANT = str.maketrans("OIL", "011")
TAG, SECRET, GROUP = 8, 28, 4  # characters of 5 bit: 40 that are shown, 140 that are not


def new_code() -> str:
    """A fresh code, as it is shown: nine groups of four. Nobody but its holder keeps it."""
    return shown("".join(secrets.choice(ALPHABET) for _ in range(TAG + SECRET)))


def tidied(typed: str) -> str:
    """A code as it was typed or pasted, made plain; "" where it can be none."""
    kept = "".join(each for each in typed.upper() if each.isalnum()).translate(MEANT)
    is_one = len(kept) == TAG + SECRET and set(kept) <= set(ALPHABET)
    return shown(kept) if is_one else ""


def shown(characters: str) -> str:
    """Characters in groups, as people can read them."""
    return "-".join(characters[at : at + GROUP] for at in range(0, len(characters), GROUP))


def tag_of(code: str) -> str:
    """Its first part, which stands in the list that everybody reads: "K7QF-2M9X"."""
    return code[: TAG + 1]


def digest_of(code: str, *, round_id: int) -> bytes:
    """What is kept of a code: 32 bytes, keyed, other ones in each round."""
    return bytes.fromhex(digest(code, purpose=f"ballot:{round_id}"))
