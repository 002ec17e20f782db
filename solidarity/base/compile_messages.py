"""Make the .mo files that gettext reads from the .po files that people write.

Plain Python, so that no machine needs gettext's tools to run the platform.
"""

from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent.parent / "locale"


def compile_messages(folder: Path = LOCALE) -> list[Path]:
    """Compile each catalogue that is newer than what was made of it; returns what was made."""
    made = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            unfinished = target.with_suffix(".mo.new")
            polib.pofile(str(source)).save_as_mofile(str(unfinished))
            unfinished.replace(target)
            made.append(target)
    return made


if __name__ == "__main__":
    compile_messages()
