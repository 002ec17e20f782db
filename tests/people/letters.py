"""The mails that pages have written, as tests read them."""

import re

from solidarity.outbox.models import Letter

CODE = re.compile(r"^(\d{3}-\d{3}-\d{3})$", re.MULTILINE)


def letters_to(address: str) -> list[Letter]:
    """What waits to be sent to `address`, in the order in which it was written."""
    return list(Letter.objects.filter(address=address).order_by("pk"))


def code_for(address: str) -> str:
    """The code in the newest mail to `address`."""
    found = CODE.search(letters_to(address)[-1].body)
    assert found, "no code on a line of its own"
    return found[1]
