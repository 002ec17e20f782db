"""What cohorts hold about a person: one module a noun."""

from cohorts.data_rights import care, gathering, reflecting, sessions, spreading


def register() -> None:
    """Fill in what each part holds, and what becomes of it."""
    for each in (gathering, sessions, care, reflecting, spreading):
        each.register()
