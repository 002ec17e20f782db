"""What clauses set, in words."""

from collections.abc import Mapping
from typing import Any

from django import template

from coalitions.queries.governing import Said, settings_in_words

register = template.Library()


@register.filter
def in_words(settings: Mapping[str, Any]) -> list[Said]:
    """Each setting with what it is set to, in the reader's language."""
    return settings_in_words(settings or {})
