"""What a decision to publish a report does."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.actions.reporting import publish
from cohorts.models import Edition
from cohorts.rules.reporting import why_not_publish
from decisions.carrying.common import key_in, refuse_part
from decisions.effects import Effect
from decisions.models import Decision, Subject
from networks.models import Network

About = Mapping[str, Any]


def _why_not(network: Network, about: About) -> str:
    number = key_in(about, "number")
    return why_not_publish(Edition.objects.filter(body=network, number=number).first())


def _carry_out(decision: Decision, at: datetime) -> dict[str, Any]:
    refuse_part(decision, PUBLISH)
    number = key_in(decision.effect_about, "number")
    done = publish(decision.network_id, number=number, decision=decision.number, at=at)
    return {"done": done, "number": number}


def _in_words(network: Network, about: About) -> str:
    number = key_in(about, "number")
    return _("Publish edition %(number)s of our report") % {"number": number}


PUBLISH = Effect(
    kind="cohorts.publish_report",
    label=gettext_lazy("Publish a report"),
    subject=Subject.STATEMENT,
    why_not=_why_not,
    carry_out=_carry_out,
    in_words=_in_words,
    after_the_end=True,
)
