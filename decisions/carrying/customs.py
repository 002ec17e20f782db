"""How the body decides from now on: its usual method for a kind of question."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decisions.actions.customs import keep_usual
from decisions.carrying.common import gone, refuse_part
from decisions.effects import Effect
from decisions.models import Decision, Subject, UsualMethod
from decisions.records import BadRecord
from decisions.records.fields import exact
from decisions.records.methods import read_method, read_options
from decisions.rules.customs import bound_as
from networks.actions.log import log
from networks.models import Network, Verb
from networks.rules.bound import why_not_change
from solidarity.base.refused import refuse_if

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


USUAL_METHOD = Effect(
    kind="decisions.usual_method",
    label=gettext_lazy("Change a usual method"),
    subject=Subject.RULES,
    why_not=_why_not,
    carry_out=_carry_out,
    in_words=_in_words,
)
