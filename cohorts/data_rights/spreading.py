"""Forks, and what becomes of an ended cohort."""


def register() -> None:
    """What is held here about a person, and what becomes of it when she goes."""
