"""Who says what a clause holds, and what it can hold."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from coalitions.governing import governed_called
from coalitions.models import Clause
from networks.rules import Standing


def why_not_govern(standing: Standing, clause: Clause) -> str:
    """Why the viewer may not say what the draft of this clause holds; "" when she may."""
    if not standing.belongs:
        return _("Those who belong to a network in the coalition write its agreement.")
    if standing.is_paused:
        return _("You can read here, but not write.")
    if clause.dropped_at is not None:
        return _("This clause is left out of the draft.")
    return ""


def held_in_draft(clause: Clause) -> dict[str, Clause]:
    """What other clauses of the draft hold already, by the name of the setting. One query."""
    others = Clause.objects.filter(body=clause.body_id, dropped_at=None).exclude(settings={})
    rows = others.exclude(pk=clause.pk).order_by("number")
    return {name: each for each in rows for name in each.settings}


def why_not_hold(clause: Clause, settings: Collection[str]) -> str:
    """Why this clause cannot hold these settings; "" when it can: each is held once."""
    held = held_in_draft(clause)
    for name in settings:
        setting = governed_called(name)
        if setting is not None and name in held:
            return _("“%(setting)s” is held by the clause “%(clause)s” already.") % {
                "setting": setting.label,
                "clause": held[name].title,
            }
    return ""
