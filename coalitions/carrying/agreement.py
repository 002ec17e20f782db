"""What decisions about agreements do: a version in force, a network's yes to one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coalitions.actions.adopting import ADOPT, adopt
from coalitions.actions.consenting import CONSENT, consent_decided
from coalitions.models import AgreementVersion
from coalitions.queries.agreement import in_force
from coalitions.rules.adopting import why_not_adopt
from coalitions.rules.agreement import why_not_ask_consent
from decisions.carrying.common import gone, key_in, refuse_part
from decisions.effects import Effect
from decisions.models import Decision, Subject
from decisions.rules.moves import shown_name
from networks.models import Network
from solidarity.base.refused import refuse_if

About = Mapping[str, Any]


def _adopt(decision: Decision, at: datetime) -> dict[str, Any]:
    refuse_part(decision, ADOPTS)
    version, is_new = adopt(decision, at=at)
    return {"done": is_new, "version": version.number}


def _adopts(network: Network, about: About) -> str:
    words = _("Adopt version %(number)s of the agreement: %(title)s")
    return words % {"number": key_in(about, "after") + 1, "title": about.get("title", "")}


ADOPTS = Effect(
    kind=ADOPT,
    label=gettext_lazy("Adopt a version of the agreement"),
    subject=Subject.RULES,
    why_not=why_not_adopt,
    carry_out=_adopt,
    in_words=_adopts,
)


def _version(about: About) -> AgreementVersion | None:
    found = AgreementVersion.objects.select_related("body")
    return found.filter(pk=key_in(about, "version")).first()


def _why_not_consent(network: Network, about: About) -> str:
    version = _version(about)
    if version is None:
        return gone()
    if version.consents.filter(network=network).exists():
        return ""  # it was said meanwhile, which is what this asks for
    newest = in_force(version.body)
    return why_not_ask_consent(version, newest.number if newest else 0, network)


def _consent(decision: Decision, at: datetime) -> dict[str, Any]:
    refuse_part(decision, CONSENTS)
    refuse_if("" if _version(decision.effect_about) else gone())
    _said, is_new = consent_decided(decision, at=at)
    return {"done": is_new}


def _consents(network: Network, about: About) -> str:
    version = _version(about)
    body = shown_name(version.body if version else None)
    number = version.number if version else 0
    words = _("Say yes to version %(number)s of the agreement of %(body)s")
    if about.get("reservations"):
        words = _("Say yes, with reservations, to version %(number)s of the agreement of %(body)s")
    return words % {"number": number, "body": body}


CONSENTS = Effect(
    kind=CONSENT,
    label=gettext_lazy("Say yes to an agreement"),
    subject=Subject.RULES,
    why_not=_why_not_consent,
    carry_out=_consent,
    in_words=_consents,
)
