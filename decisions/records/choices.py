"""One choice, checked as a file of it would be, before it is kept."""

from typing import Any

from decisions.methods.deciding import Method, applied
from decisions.records.fields import bad
from decisions.records.methods import Option, read_method, read_options
from decisions.records.positions import reader_for

OF_FILES = ("times", "code")  # a file says so of a ballot; whoever casts one does not


def method_of(method: Any, options: Any, *, round: int) -> tuple[Method, tuple[Option, ...]]:
    """The method that counts in this round, and the options; raises BadRecord."""
    found = read_options(options, "options") if options else ()
    now, _ = applied(read_method(method, "method", found), round)
    return now, found


def check_choice(choice: Any, *, method: Any, options: Any, round: int) -> None:
    """Raises BadRecord where `choice` is none that this method counts."""
    now, _ = method_of(method, options, round=round)
    if type(choice) is dict:
        for name in OF_FILES:
            if name in choice:
                bad(name, "this is no part of a choice")
    reader_for(now)(choice, "choice")
