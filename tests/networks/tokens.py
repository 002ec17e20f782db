"""Reading the token out of a letter, as its reader does by following the link."""

import re

LINK = re.compile(r"/invitations/([\w-]+)/")


def token_in(words: str) -> str:
    """The token of the link in `words`."""
    found = LINK.search(words)
    assert found
    return found[1]
