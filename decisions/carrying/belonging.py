"""Who is in: an applicant, a network that asks, a network that is to go its own way."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext_lazy

from decisions.carrying.common import gone, key_in, refuse_part
from decisions.effects import Effect
from decisions.models import Decision, Subject
from decisions.rules import moves
from networks.actions.approaching import accept_decided, part_decided
from networks.actions.joining import admit_decided
from networks.models import Affiliation, Approach, Membership, Network, State
from networks.rules import why_not_accept_together, why_not_admit, why_not_part_together
from solidarity.base.refused import refuse_if

About = Mapping[str, Any]


def _request(network: Network, about: About) -> Membership | None:
    found = network.memberships.select_related("person").filter(pk=key_in(about, "request")).first()
    if found is not None:
        found.network = network
    return found


def _why_not_admit(network: Network, about: About) -> str:
    request = _request(network, about)
    if request is None:
        return gone()
    return "" if request.state == State.ACTIVE else why_not_admit(request)


def _admit(decision: Decision, at: datetime) -> dict[str, Any]:
    refuse_part(decision, ADMIT)
    refuse_if("" if _request(decision.network, decision.effect_about) else gone())
    key = key_in(decision.effect_about, "request")
    return {"done": admit_decided(key, decision=decision.number, at=at)}


ADMIT = Effect(
    kind="networks.admit",
    label=gettext_lazy("Let somebody in who has asked"),
    subject=Subject.PEOPLE,
    why_not=_why_not_admit,
    carry_out=_admit,
    in_words=lambda network, about: moves.admits(_request(network, about)),
)


def _approach(network: Network, about: About) -> Approach | None:
    found = Approach.objects.select_related("member", "body")
    made = found.filter(pk=key_in(about, "approach")).first()
    return made if made and network.pk in {made.member_id, made.body_id} else None


def _both_of_approach(about: About) -> Collection[int]:
    found = Approach.objects.filter(pk=key_in(about, "approach"))
    return found.values_list("member", "body").first() or ()


def _why_not_affiliate(network: Network, about: About) -> str:
    made = _approach(network, about)
    return why_not_accept_together(network, made, at=now()) if made else gone()


def _affiliate(decision: Decision, at: datetime) -> dict[str, Any]:
    refuse_part(decision, AFFILIATE)
    network = decision.network
    refuse_if("" if _approach(network, decision.effect_about) else gone())
    key = key_in(decision.effect_about, "approach")
    return {"done": accept_decided(key, network=network, decision=decision.number, at=at)}


AFFILIATE = Effect(
    kind="networks.affiliate",
    label=gettext_lazy("Say yes to a network that asks"),
    subject=Subject.PEOPLE,
    why_not=_why_not_affiliate,
    carry_out=_affiliate,
    in_words=lambda network, about: moves.affiliates(_approach(network, about)),
    touches=_both_of_approach,
)


def _affiliation(network: Network, about: About) -> Affiliation | None:
    found = Affiliation.objects.select_related("member", "body")
    affiliation = found.filter(pk=key_in(about, "affiliation")).first()
    is_ours = affiliation and network.pk in {affiliation.member_id, affiliation.body_id}
    return affiliation if is_ours else None


def _both_of_affiliation(about: About) -> Collection[int]:
    found = Affiliation.objects.filter(pk=key_in(about, "affiliation"))
    return found.values_list("member", "body").first() or ()


def _why_not_part(network: Network, about: About) -> str:
    affiliation = _affiliation(network, about)
    return why_not_part_together(network, affiliation) if affiliation else gone()


def _part(decision: Decision, at: datetime) -> dict[str, Any]:
    refuse_part(decision, PART)
    network = decision.network
    refuse_if("" if _affiliation(network, decision.effect_about) else gone())
    done = part_decided(
        key_in(decision.effect_about, "affiliation"), network=network, decision=decision.number,
        reason=decision.title, at=at,
    )  # fmt: skip
    return {"done": done}


PART = Effect(
    kind="networks.part",
    label=gettext_lazy("End an affiliation"),
    subject=Subject.PEOPLE,
    why_not=_why_not_part,
    carry_out=_part,
    in_words=lambda network, about: moves.parts(_affiliation(network, about), network),
    touches=_both_of_affiliation,
)
