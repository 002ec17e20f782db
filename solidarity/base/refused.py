"""An act that a rule forbids, with the reason worded for the person who tried it."""


class Refused(Exception):
    """Raised by actions; `str()` is the message to show. Forms show it, it is never a 500."""


def refuse_if(reason: str) -> None:
    """Raise Refused with `reason` unless it is empty."""
    if reason:
        raise Refused(reason)
