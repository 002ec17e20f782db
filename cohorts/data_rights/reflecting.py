"""Reflections, connections, the report."""


def register() -> None:
    """What is held here about a person, and what becomes of it when she goes."""
