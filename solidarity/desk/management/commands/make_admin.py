"""The first admin of an instance cannot be made on a page."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from solidarity.people.actions import make_admin
from solidarity.people.models import Person


class Command(BaseCommand):
    """Make the person with this mail address an admin of this instance."""

    help = "Make the person with this mail address an admin of this instance."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(email=options["address"].lower()).first()
        if person is None:
            raise CommandError("Nobody has signed up with this address.")
        make_admin(person)
        self.stdout.write(f"{person.handle} is an admin now.")
