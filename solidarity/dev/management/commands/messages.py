"""Collect the texts to translate into locale/: `make messages`; needs gettext's tools."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.commands import makemessages

# Beside what starts with a dot: pages for those who build this are in English only.
ASIDE = ["dev", "docs", "tests"]
KEPT = ("Language", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms")
BORROWED = "Translators: Django’s"
NAMES = ("_now", "now_said")  # what gettext is called where `_` is its lazy kind


class Command(makemessages.Command):
    """Django's command, so that its outcome depends on the texts alone.

    No dates and line numbers, in the order of the alphabet, nothing that is used no more, and no
    guesses: a text that changed is a text to translate.
    """

    help = "Collect the texts to translate."
    xgettext_options = [
        *makemessages.Command.xgettext_options,
        *(f"--keyword={name}" for name in NAMES),
    ]
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def handle(self, *args: Any, **options: Any) -> None:
        """Update the catalogue of each language."""
        options["locale"] = [code for code, _ in settings.LANGUAGES]
        options["ignore_patterns"] = [*options["ignore_patterns"], *ASIDE]
        options["no_location"] = options["no_obsolete"] = True
        super().handle(*args, **options)

    def write_po_file(self, potfile: str, locale: str) -> None:
        """Bring the catalogue up to date, then write it as it is always written."""
        super().write_po_file(potfile, locale)
        path = Path(potfile).parent / locale / "LC_MESSAGES" / f"{self.domain}.po"
        catalogue = polib.pofile(str(path), wrapwidth=100)
        catalogue.sort(key=lambda entry: (entry.msgid.casefold(), entry.msgid, entry.msgctxt or ""))
        if locale == "en":  # our own words are English already; see solidarity/ui/borrowed.py
            catalogue[:] = [entry for entry in catalogue if BORROWED in entry.comment]
        catalogue.header = f"What Solidarity says, in {locale}. See locale/README.md."
        catalogue.metadata["Language"] = locale
        catalogue.metadata = {key: catalogue.metadata[key] for key in KEPT}
        catalogue.metadata_is_fuzzy = False
        catalogue.save(str(path), newline="\n")
