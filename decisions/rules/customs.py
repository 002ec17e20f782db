"""How a body decides: what it set, and whether a question keeps to it."""

from fractions import Fraction

from django.utils.translation import gettext as _

from decisions.methods.deciding import Fallback, Method
from decisions.methods.strictness import is_as_strict
from decisions.models import Customs, Decision, Subject, UsualMethod
from decisions.names import AMONG_OPTIONS, method_in_words, quorum_in_words
from decisions.records.methods import read_method, read_options
from networks.models import Network
from networks.rules import Standing
from networks.rules.bound import why_not_change


def customs_of(network: Network) -> Customs:
    """What the body set, or the defaults."""
    return Customs.objects.filter(network=network).first() or Customs(network=network)


def usual_of(network: Network, subject: str) -> UsualMethod | None:
    """The method that the body uses for such a question; None where it has set none."""
    return UsualMethod.objects.filter(network=network, subject=subject).first()


def why_not_set_customs(standing: Standing) -> str:
    """Why the viewer may not set how the body decides; "" when she may."""
    if not standing.is_steward or standing.is_paused:
        return _("Only the stewards of this network set how it decides.")
    return ""


def bound_as(subject: str) -> str:
    """What the usual method of such questions is called where a clause holds it."""
    return f"usual_{subject}"


def why_not_set_usual(standing: Standing, network: Network, subject: str = "") -> str:
    """Why the viewer may not set a usual method by herself; "" when she may.

    subject: of which kind of question; "": of any.
    """
    if reason := why_not_set_customs(standing):
        return reason
    if subject and (reason := why_not_change(network, bound_as(subject))):
        return reason
    if usual_of(network, Subject.RULES) is not None:
        return _(
            "Here all decide how you decide. Bring it in as a question of the kind “How we work"
            " and decide”."
        )
    return ""


def method_of(method: dict[str, object], options: list[object]) -> Method | Fallback:
    """A method in JSON as what counts; raises BadRecord where it is none.

    For a method among options of which there are none yet, one stands for all.
    """
    given = options or ([{"id": "1", "cost": 1}] if method["name"] in AMONG_OPTIONS else [])
    wanted = dict(method) if options else {**method, "lot": []} if "lot" in method else dict(method)
    if not options:
        wanted.pop("lot", None)
        wanted.pop("seats", None)
    return read_method(wanted, "method", read_options(given, "options") if given else ())


def why_not_method(decision: Decision, usual: UsualMethod | None) -> str:
    """Why this question may not be decided as it says, by what the body set; "" when it may."""
    if usual is None:
        return ""
    is_strict = is_as_strict(
        method_of(decision.method, decision.options),
        method_of(usual.method, []),
        quorum=Fraction(decision.quorum),
        wanted=Fraction(usual.quorum),
    )
    if is_strict:
        return ""
    words = _(
        "Questions of the kind “%(kind)s” are decided here like this: %(method)s"
        " Choose this method, or a stricter one."
    )
    named = {
        "kind": Subject(decision.subject).label,
        "method": f"{method_in_words(usual.method)} {quorum_in_words(usual.quorum)}".strip(),
    }
    return words % named
