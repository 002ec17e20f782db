"""Look whether all that was counted stands as it was announced."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from decisions.queries.verifying import altered

WRONG = {
    "file": "its file has another digest than the one that was announced",
    "log": "the log of the network does not know this digest",
}


class Command(BaseCommand):
    help = "Check each counted round against the digest in its log and mails (docs/recount.md)."

    def handle(self, *args: Any, **options: Any) -> None:
        found = [
            f"{each.address} round {each.round.number}: {WRONG[each.what]}" for each in altered()
        ]
        if found:
            raise CommandError("\n".join(["Not as it was counted:", *found]))
        self.stdout.write("All that was counted is as it was announced.")
