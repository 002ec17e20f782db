"""What sessions are called as long as nobody calls them otherwise, in each language."""

from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from cohorts.models import Theme
from cohorts.rules.sessions import MOST_SESSIONS


def ready_title(number: int, theme: str) -> str:
    """What the session of this number is called, in the reader's words; theme: "" for none."""
    title = _("Session %(number)s") % {"number": number}
    return f"{title}: {Theme(theme).label}" if theme else title


@cache
def _ready() -> dict[str, tuple[int, str]]:
    """Each title that we gave, in any language, with the number and the theme that it says."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            for number in range(1, MOST_SESSIONS + 1):
                for theme in ("", *Theme.values):
                    found[ready_title(number, theme)] = number, theme
    return found


def is_ready(title: str) -> bool:
    """Whether nobody has called it otherwise."""
    return title in _ready()


def read_title(title: str) -> str:
    """A title that we gave, in the reader's words; "" for any other."""
    said = _ready().get(title)
    return ready_title(*said) if said else ""
