"""Who is told of finds."""

from datetime import datetime

from networks.models import SavedSearch
from solidarity.inbox.notices import tell


def finds(search: SavedSearch, *, at: datetime) -> None:
    """Tell her that a search of hers finds networks that it did not find before.

    It names none of them: what she may see is looked up when she follows it.
    """
    key = f"{search.pk}-{at:%Y-%m-%d}"
    tell(search.person, kind="networks.finds", about=search, key=key, at=at)
