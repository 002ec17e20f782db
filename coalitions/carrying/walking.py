"""A network consents to an agreement at the end of its walk, by its own decision."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coalitions.actions.walking import end_decided
from coalitions.models import Walk
from coalitions.queries.agreement import in_force
from coalitions.queries.walking import is_public, stops_of
from coalitions.rules.walking import why_not_end
from decisions.carrying.common import gone, key_in, refuse_part
from decisions.effects import Effect
from decisions.models import Decision, Subject
from networks.models import Network
from solidarity.base.refused import refuse_if

About = Mapping[str, Any]


def _walk(network: Network, about: About) -> Walk | None:
    found = Walk.objects.select_related("body", "network", "version")
    return found.filter(pk=key_in(about, "walk"), network=network).first()


def _why_not(network: Network, about: About) -> str:
    walk = _walk(network, about)
    if walk is None:
        return gone()
    if walk.ended_at:
        return ""
    unread = sum(not stop.is_read for stop in stops_of(walk))
    return why_not_end(walk, unread, in_force(walk.body))


def _carry_out(decision: Decision, at: datetime) -> dict[str, Any]:
    refuse_part(decision, WALK_IN)
    walk = _walk(decision.network, decision.effect_about)
    refuse_if("" if walk else gone())
    key = key_in(decision.effect_about, "walk")
    return {"done": end_decided(key, decision=decision.number, at=at)}


def _in_words(network: Network, about: About) -> str:
    walk = _walk(network, about)
    if walk is None:
        return gone()
    body = walk.body.name if is_public(walk.body) else _("a network")
    return _("Consent to the agreement of %(body)s, version %(number)s") % {
        "body": body, "number": walk.version.number,
    }  # fmt: skip


WALK_IN = Effect(
    kind="coalitions.walk_in",
    label=gettext_lazy("Consent to an agreement at the end of a walk"),
    subject=Subject.RULES,
    why_not=_why_not,
    carry_out=_carry_out,
    in_words=_in_words,
)
