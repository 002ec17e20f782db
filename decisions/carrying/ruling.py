"""Who looks after the network, and how it works: stewards, ways of working, usual methods."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decisions.carrying.common import gone, key_in, refuse_part
from decisions.effects import Effect
from decisions.models import Decision, Position, Round, Subject
from decisions.rules import moves
from networks.actions.choosing import carry_decided, give_back
from networks.actions.ways import write_decided
from networks.models import Choosing, Network, Proposal, ProposalState
from networks.rules import why_not_carry, why_not_decide_ways
from solidarity.base.refused import Refused, refuse_if

About = Mapping[str, Any]
SAYS_YES = ("agree", "reservations", "consent", "concern", "yes")


def _proposal(network: Network, about: About, *, of_spokes: bool) -> Proposal | None:
    """The proposal it is about: of a steward, or of who speaks for the network elsewhere."""
    found = network.proposals.filter(affiliation__isnull=not of_spokes)
    proposal = (
        found.select_related("person", "affiliation__body")
        .filter(pk=key_in(about, "proposal"))
        .first()
    )
    if proposal is not None:
        proposal.network = network
    return proposal


def _why_not(network: Network, about: About, *, of_spokes: bool) -> str:
    proposal = _proposal(network, about, of_spokes=of_spokes)
    if proposal is None:
        return gone()
    is_done = proposal.state == ProposalState.CARRIED
    return "" if is_done else why_not_carry(proposal, now())


def _carry(decision: Decision, at: datetime, *, of_spokes: bool) -> dict[str, Any]:
    refuse_part(decision, SPOKE if of_spokes else STEWARD)
    found = _proposal(decision.network, decision.effect_about, of_spokes=of_spokes)
    if found is None:
        raise Refused(gone())
    return {"done": carry_decided(found.pk, decision=decision.number, at=at)}


STEWARD = Effect(
    kind="networks.steward",
    label=gettext_lazy("Choose or recall a steward"),
    subject=Subject.PEOPLE,
    why_not=partial(_why_not, of_spokes=False),
    carry_out=partial(_carry, of_spokes=False),
    in_words=lambda network, about: moves.carries(_proposal(network, about, of_spokes=False)),
)
SPOKE = Effect(
    kind="networks.spoke",
    label=gettext_lazy("Choose or recall who speaks for us"),
    subject=Subject.PEOPLE,
    why_not=partial(_why_not, of_spokes=True),
    carry_out=partial(_carry, of_spokes=True),
    in_words=lambda network, about: moves.carries(_proposal(network, about, of_spokes=True)),
)


def _why_not_ways(network: Network, about: About) -> str:
    return why_not_decide_ways(network, key_in(about, "after"))


def _ways(decision: Decision, at: datetime) -> dict[str, Any]:
    """The text of the proposal, as it was decided, becomes the ways of working."""
    refuse_part(decision, WAYS)
    held = decision.rounds.filter(voided_at=None).select_related("version").order_by("-number")[0]
    version = write_decided(
        decision.network_id, words=held.version.words, why=decision.title,
        after=key_in(decision.effect_about, "after"), agreed=_agreed(held),
        decision=decision.number, at=at,
    )  # fmt: skip
    return {"done": True, "version": version.number}


def _agreed(held: Round) -> list[int]:
    """Keys of the people who said yes themselves; of a secret round nobody knows, nor asks."""
    said = Position.objects.filter(round=held, is_current=True, elector__is_network=False)
    choices = said.values_list("elector__person", "choice")
    return [pk for pk, choice in choices if pk and _stance(choice) in SAYS_YES]


def _stance(choice: Any) -> Any:
    return choice.get("stance") if isinstance(choice, dict) else choice


WAYS = Effect(
    kind="networks.ways",
    label=gettext_lazy("Change the ways of working"),
    subject=Subject.RULES,
    why_not=_why_not_ways,
    carry_out=_ways,
    in_words=lambda network, about: moves.writes_ways(),
)


def _why_not_give_back(network: Network, about: About) -> str:
    what = about.get("what")
    if what == "choosing":
        is_given = network.choosing == Choosing.DECISION
    else:
        is_given = what == "ways_decided" and network.ways_decided
    return "" if is_given else _("The stewards hold this already.")


def _give_back(decision: Decision, at: datetime) -> dict[str, Any]:
    refuse_part(decision, GIVE_BACK)
    what = str(decision.effect_about.get("what"))
    refuse_if("" if what in {"choosing", "ways_decided"} else gone())
    return {"done": give_back(decision.network_id, what=what, decision=decision.number, at=at)}


GIVE_BACK = Effect(
    kind="networks.give_back",
    label=gettext_lazy("Give something back to the stewards"),
    subject=Subject.RULES,
    why_not=_why_not_give_back,
    carry_out=_give_back,
    in_words=lambda network, about: moves.gives_back(str(about.get("what"))),
)
