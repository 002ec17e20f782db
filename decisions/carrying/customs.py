"""How the body decides from now on: a usual method, and how many voices its networks have."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decisions.actions.customs import keep_shares, keep_usual
from decisions.carrying.common import gone, refuse_part
from decisions.effects import Effect
from decisions.models import Decision, Subject, UsualMethod
from decisions.names import method_in_words, quorum_in_words
from decisions.queries.electorate import networks_asked, shares_in_words
from decisions.records import BadRecord
from decisions.records.fields import exact
from decisions.records.methods import read_method, read_options
from decisions.rules.customs import bound_as
from networks.actions.log import log
from networks.models import Network, Verb
from networks.rules.bound import why_not_change
from solidarity.base.refused import refuse_if
from solidarity.people.models import Viewer

About = Mapping[str, Any]
SAMPLE = [
    {"id": "a", "cost": 1},
    {"id": "b", "cost": 1},
]  # for methods among options


def _why_not(network: Network, about: About) -> str:
    """That it names a kind of question, and a method and quorum as docs/recount.md has them."""
    if about.get("subject") not in Subject.values:
        return gone()
    if reason := why_not_change(network, bound_as(about["subject"])):
        return reason
    try:
        read_method(about.get("method"), "method", read_options(SAMPLE, "options"))
        exact(about.get("quorum", "0"), "quorum", least=0, most=1)
    except BadRecord:
        return _("This method cannot be read. Choose it once more.")
    return ""


def _carry_out(decision: Decision, at: datetime) -> dict[str, Any]:
    refuse_part(decision, USUAL_METHOD)
    about = decision.effect_about
    refuse_if(_why_not(decision.network, about))
    wanted = {"method": about["method"], "quorum": str(about.get("quorum", "0"))}
    held = UsualMethod.objects.filter(network=decision.network_id, subject=about["subject"])
    if held.filter(**wanted).exists():
        return {"done": False}
    keep_usual(decision.network, subject=about["subject"], **wanted)
    log(decision.network, Verb.CHANGED, at=at, fields=["usual_methods"], decision=decision.number)
    return {"done": True}


def _in_words(network: Network, about: About) -> str:
    subject = about.get("subject")
    kind = Subject(subject).label if subject in Subject.values else ""
    return _("Change how you usually decide about: %(kind)s") % {"kind": kind}


def _method(_network: Network, about: About, _viewer: Viewer) -> list[str]:
    """The method and how many must take part, as they would hold."""
    try:
        words = method_in_words(about.get("method") or {})
    except (KeyError, ValueError):
        return []
    return [f"{words} {quorum_in_words(str(about.get('quorum', '0')))}".strip()]


USUAL_METHOD = Effect(
    kind="decisions.usual_method",
    label=gettext_lazy("Change a usual method"),
    subject=Subject.RULES,
    why_not=_why_not,
    carry_out=_carry_out,
    in_words=_in_words,
    details=_method,
)


def _shares(about: About) -> dict[int, str]:
    """Voices by the key of a network; raises BadRecord or ValueError where there are none."""
    found = about.get("voices")
    if not isinstance(found, dict) or not found:
        raise ValueError(found)
    for voices in found.values():
        exact(voices, "voices", least=0)
    return {int(pk): str(voices) for pk, voices in found.items()}


def _why_not_shares(network: Network, about: About) -> str:
    """That it says how many voices networks have that are in this one."""
    try:
        wanted = _shares(about)
    except (BadRecord, ValueError):
        return gone()
    return "" if networks_asked(network).filter(pk__in=wanted).exists() else gone()


def _carry_out_shares(decision: Decision, at: datetime) -> dict[str, Any]:
    refuse_part(decision, OWN_VOICES)
    network, about = decision.network, decision.effect_about
    refuse_if(_why_not_shares(network, about))
    changed = keep_shares(network, _shares(about))
    if changed:
        log(
            network, Verb.CHANGED, at=at, fields=["own_voices"], voices=changed,
            decision=decision.number,
        )  # fmt: skip
    return {"done": bool(changed)}


def _each_share(network: Network, about: About, viewer: Viewer) -> list[str]:
    try:
        wanted = _shares(about)
    except (BadRecord, ValueError):
        return []
    return shares_in_words(network, wanted, viewer)


OWN_VOICES = Effect(
    kind="decisions.own_voices",
    label=gettext_lazy("Change how many voices networks have"),
    subject=Subject.RULES,
    why_not=_why_not_shares,
    carry_out=_carry_out_shares,
    in_words=lambda _network, _about: _("Change how many voices networks have"),
    details=_each_share,
)
