"""Bringing in a question that sets something in motion: a draft, as for any other question."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from decisions.actions.writing import draft
from decisions.effects import effect_called
from decisions.models import Decision
from decisions.rules.customs import usual_of
from networks.models import Network
from networks.queries import ways_in_force
from solidarity.base.refused import refuse_if
from solidarity.people.models import Person

USUAL_QUORUM = "1/2"  # where the body has set none, as many as would confirm it else


def bring(
    network: Network, *, kind: str, about: Mapping[str, Any], by: Person, key: str, at: datetime,
    words: str = "",
) -> Decision:  # fmt: skip
    """A draft of hers that does this when it is adopted; raises Refused where she brings in none.

    about: keys and codes, as the effect of this kind reads them. words: what is written in it so
    far; of ways of working, the text as it stands.
    """
    effect = effect_called(kind)
    refuse_if(effect.why_not(network, about))
    fields: dict[str, Any] = {
        "title": effect.in_words(network, about)[:160],
        "subject": effect.subject.value,
        "words": words or _words(network, kind),
        "effect": kind,
        "effect_about": dict(about),
    }
    if usual_of(network, effect.subject) is None:
        fields["quorum"] = USUAL_QUORUM
    return draft(network.slug, by=by, fields=fields, at=at, key=key)


def _words(network: Network, kind: str) -> str:
    version = ways_in_force(network) if kind == "networks.ways" else None
    return version.words if version else ""
