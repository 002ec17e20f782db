"""What the page of a decision shows."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from decisions.names import stance_name
from decisions.records.kept import RANKED, is_withdrawn, stance_of


def choice_in_words(choice: Any, method: str, titles: Mapping[str, str]) -> str:
    """What somebody chose, as one reads it."""
    if isinstance(choice, dict) and "scores" in choice:
        pairs = (f"{titles.get(id, id)}: {points}" for id, points in choice["scores"].items())
        return "; ".join(pairs)
    if not isinstance(choice, list):
        stance = stance_of(choice)
        return stance_name(f"{stance}_withdrawn" if is_withdrawn(choice) else stance)
    if method not in RANKED:
        return _(", ").join(titles.get(id, id) for id in choice)
    places = []
    for place, group in enumerate(choice, start=1):
        names = group if isinstance(group, list) else [group]
        places.append(f"{place}. {' = '.join(titles.get(id, id) for id in names)}")
    return "; ".join(places)
