"""After a backup was restored: delete again who was deleted since it was made."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import now

from solidarity.people.actions.leaving import GONE, erase_again, erase_all_due, written_outside


class Command(BaseCommand):
    """manage.py replay_erasures [FILE …]"""

    help = "Delete everybody whose deletion is written down outside of the database."

    def add_arguments(self, parser: CommandParser) -> None:
        """Lists beside the one that ERASURES_FILE names: those that lie with the backups."""
        parser.add_argument("lists", nargs="*", type=Path)

    def handle(self, *_arguments: Any, lists: list[Path], **_options: Any) -> None:
        """Read all lists, and delete."""
        own = [Path(settings.ERASURES_FILE)] if settings.ERASURES_FILE else []
        said: dict[str, list[str]] = {}
        for path in [*lists, *own]:  # the own list knows best, but for who is gone
            gone = {key: wish for key, wish in said.items() if wish == [GONE]}
            said = said | written_outside(path) | gone
        again = erase_again(said, at=now())
        due = erase_all_due(at=now())
        self.stdout.write(f"{len(said)} written down, {again} deleted again, {due} were due.")
