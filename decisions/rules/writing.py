"""Who brings a question in, changes it, and puts it up; what it lacks before it can be opened."""

from django.utils.translation import gettext as _

from decisions.effects import effect_called
from decisions.models import Customs, Decision, Proposers, Stage, Who
from decisions.names import AMONG_OPTIONS
from decisions.rules.councils import why_not_again
from decisions.rules.customs import customs_of, usual_of, why_not_method
from decisions.rules.moving import why_not_move
from decisions.rules.opening import ENDED, runs_it, why_not_for_so_long
from networks.models import Network, NetworkState
from networks.rules import Standing
from solidarity.people.models import Person, Viewer

DECIDING_STATES = (NetworkState.ACTIVE, NetworkState.SEEKING)
FEWEST_OPTIONS = 2


def why_over(network: Network, effect: str = "") -> str:
    """That a body has ended and decides nothing more, but what may be decided even then."""
    if not network.ended_at or (effect and effect_called(effect).after_the_end):
        return ""
    return _("This has ended: nothing new is decided here, but whether to open it again.")


def why_not_propose(
    standing: Standing, network: Network, customs: Customs, *, effect: str = ""
) -> str:
    """Why the viewer may not bring in a question; "" when she may. effect: what it would do."""
    if not standing.belongs:
        return _("Only those who belong bring in questions.")
    if standing.is_paused:
        return _("You are paused here: you read, but bring in nothing for now.")
    if network.state not in DECIDING_STATES:
        return _("Nobody looks after this network, so nothing is decided here.")
    if customs.proposers == Proposers.STEWARDS and not standing.is_steward:
        return _("Here the stewards bring in questions. You can ask one of them, or write in Talk.")
    return why_over(network, effect)


def looks_after(decision: Decision, viewer: Viewer, standing: Standing) -> bool:
    """Whether it is hers to lead: a draft its author's, then a steward's, too."""
    if not isinstance(viewer, Person):
        return False
    if decision.stage == Stage.DRAFT:
        return decision.by_id == viewer.pk and standing.belongs
    return runs_it(standing, decision, viewer)


def _why_not_touch(decision: Decision, viewer: Viewer, standing: Standing) -> str:
    if not looks_after(decision, viewer, standing):
        return _("Whoever brought it in, and the stewards, look after this question.")
    if decision.stage in ENDED:
        return _("This is over, and stays as it is.")
    return ""


def why_not_write(decision: Decision, viewer: Viewer, standing: Standing) -> str:
    """Why the viewer may not change what is proposed; "" when she may."""
    if reason := _why_not_touch(decision, viewer, standing):
        return reason
    if decision.stage == Stage.ROUND:
        return _(
            "Positions are taken now: the text stays as it is until the round closes. You can call"
            " it off, or write what you would change in the talk."
        )
    return ""


def why_not_set_rules(decision: Decision, viewer: Viewer, standing: Standing) -> str:
    """Why the viewer may not change method and electors; "" when she may."""
    if reason := why_not_write(decision, viewer, standing):
        return reason
    if decision.rounds.exists():
        return _("It was begun by this method, among these people: that stays until the end.")
    return ""


def why_not_put_up(decision: Decision, viewer: Viewer, standing: Standing) -> str:
    """Why the viewer may not put a draft up for talk; "" when she may."""
    if decision.stage != Stage.DRAFT:
        return _("It is up for talk already.")
    if not looks_after(decision, viewer, standing):
        return _("Whoever brought it in, and the stewards, look after this question.")
    if not decision.versions.exists():
        return _("Write first what you propose.")
    customs = customs_of(decision.network)
    return why_not_propose(standing, decision.network, customs, effect=decision.effect)


def why_not_ready(decision: Decision) -> str:
    """What a question still lacks before anybody can open it; "" for nothing."""
    return (
        why_over(decision.network, decision.effect)
        or why_not_for_so_long(decision, customs_of(decision.network))
        or _why_not_options(decision)
        or _why_not_electors(decision)
        or why_not_method(decision, usual_of(decision.network, decision.subject))
        or why_not_again(decision)
        or why_not_move(decision)
    )


def _why_not_options(decision: Decision) -> str:
    if decision.method["name"] in AMONG_OPTIONS and len(decision.options) < FEWEST_OPTIONS:
        return _("Write at least two options to choose among.")
    return ""


def _why_not_electors(decision: Decision) -> str:
    if decision.who == Who.CIRCLE and (decision.circle is None or decision.circle.ended_at):
        return _("Choose the circle that decides.")
    return ""


def why_not_throw_away(decision: Decision, viewer: Viewer, standing: Standing) -> str:
    """Why the viewer may not throw a draft away; "" when she may."""
    if decision.stage != Stage.DRAFT:
        return _("All can read it by now. You can call it off, with a reason.")
    return "" if looks_after(decision, viewer, standing) else _("This is somebody else’s draft.")
