"""A new key for the vault: whatever is sealed is sealed anew with it, and the old one can go."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from solidarity.base.resealing import BATCH, reseal_all


class Command(BaseCommand):
    """Seal all that is sealed with the newest key. Stopped half-way? Run it again."""

    help = "Seal all that is sealed with the newest key (docs/keys.md). Can be run again any time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=BATCH, help="rows in one transaction")

    def handle(self, *args: Any, **options: Any) -> None:
        shut = 0
        for name, tally in reseal_all(batch=options["batch"]):
            shut += tally.shut
            said = f"{name}: {tally.anew} sealed anew, {tally.left} were already"
            self.stdout.write(f"{said}, {tally.shut} cannot be opened" if tally.shut else said)
        if shut:
            raise CommandError(
                "Keep the old keys: something is sealed with a key that is not here."
            )
