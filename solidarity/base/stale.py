"""Two people, or two tabs, change the same thing: the second sees both, nothing is lost."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from solidarity.base.refused import Refused


class Stale(Refused):
    """Somebody saved meanwhile; `saved` is what stands now, by field."""

    def __init__(self, saved: dict[str, Any]) -> None:
        self.saved = saved
        super().__init__(
            _("Somebody saved changes while you were writing. Look at both and save again.")
        )


def fingerprint(fields: Mapping[str, Any]) -> str:
    """What stands in `fields`, as 16 hex digits: given out with a form and asked back."""
    plain = json.dumps(fields, sort_keys=True, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def refuse_if_stale(saved: dict[str, Any], *, seen: str) -> None:
    """Raise Stale unless `seen` is the fingerprint of what is `saved` now."""
    if fingerprint(saved) != seen:
        raise Stale(saved)
