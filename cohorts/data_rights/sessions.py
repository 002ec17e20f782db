"""Sessions, materials, handing over, challenges."""


def register() -> None:
    """What is held here about a person, and what becomes of it when she goes."""
