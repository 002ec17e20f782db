"""What adopting a common text does."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coalitions.actions.texts import adopt_text
from coalitions.models import CommonText
from coalitions.queries.life import coalition_of
from coalitions.rules.texts import why_not_adopt
from decisions.carrying.common import key_in, refuse_part
from decisions.effects import Effect
from decisions.models import Decision, Subject
from networks.models import Network

About = Mapping[str, Any]


def _why_not(network: Network, about: About) -> str:
    number = key_in(about, "number")
    text = CommonText.objects.filter(body=network, number=number).first()
    return why_not_adopt(coalition_of(network), text)


def _carry_out(decision: Decision, at: datetime) -> dict[str, Any]:
    refuse_part(decision, COMMON_TEXT)
    number = key_in(decision.effect_about, "number")
    done = adopt_text(decision.network_id, number=number, decision=decision.number, at=at)
    return {"done": done, "number": number}


def _in_words(network: Network, about: About) -> str:
    number = key_in(about, "number")
    return _("Adopt version %(number)s of our common text") % {"number": number}


COMMON_TEXT = Effect(
    kind="coalitions.common_text",
    label=gettext_lazy("Adopt the common text"),
    subject=Subject.RULES,
    why_not=_why_not,
    carry_out=_carry_out,
    in_words=_in_words,
)
