"""What coalitions hold about a person: one module a noun."""

from coalitions.data_rights import (
    agreement,
    calls,
    ground,
    handbook,
    hard,
    joining,
    life,
    templates,
)


def register() -> None:
    """Fill in what each part holds, and what becomes of it."""
    for each in (agreement, calls, ground, handbook, hard, joining, life, templates):
        each.register()
