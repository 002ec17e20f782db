"""Whoever lost phone and recovery codes: the host, who must know her, lets her in by mail again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from solidarity.people.actions.securing import forget_steps
from solidarity.people.queries import reader_at


class Command(BaseCommand):
    """Take away the second steps of the person with this mail address, and tell her."""

    help = "Take away the second steps of the person with this mail address, and tell her."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address")

    def handle(self, *args: Any, **options: Any) -> None:
        person = reader_at(options["address"])
        if person is None:
            raise CommandError("Nobody has signed up with this address.")
        forget_steps(person, at=now())
        self.stdout.write(f"{person.handle} signs in by mail alone, until she sets up another.")
