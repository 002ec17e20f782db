"""What a decision about an ended cohort does: it goes on as a group, or a coalition grows of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.actions.spreading import become
from cohorts.models import Cohort
from cohorts.rules.spreading import why_not_become
from decisions.carrying.common import key_in, refuse_part
from decisions.effects import Effect
from decisions.models import Decision, Subject
from networks.models import Network
from solidarity.people.models import Person, Viewer

About = Mapping[str, Any]


def _why_not(network: Network, about: About) -> str:
    cohort = Cohort.objects.filter(network=network).first()
    return why_not_become(network, cohort, str(about.get("into")))


def _carry_out(decision: Decision, at: datetime) -> dict[str, Any]:
    refuse_part(decision, BECOME)
    about = decision.effect_about
    later = become(
        decision.network_id, into=str(about.get("into")), steward=key_in(about, "steward"),
        decision=decision.number, at=at,
    )  # fmt: skip
    return {"network": later.pk}


def _in_words(_network: Network, about: About) -> str:
    if about.get("into") == "coalition":
        return _("Become a coalition of our networks")
    return _("Stay together as a network of our own")


def _details(_network: Network, about: About, _viewer: Viewer) -> list[str]:
    if about.get("into") != "coalition":
        return [_("Nobody facilitates any more; those who look after it stay. All pages stay.")]
    person = Person.objects.filter(pk=key_in(about, "steward")).first()
    name = person.display_name if person else _("A former member")
    return [
        _("%(name)s looks after the coalition at first.") % {"name": name},
        _("No network belongs to it by this: each says yes for itself."),
    ]


BECOME = Effect(
    kind="cohorts.become",
    label=gettext_lazy("What becomes of our cohort"),
    subject=Subject.RULES,
    why_not=_why_not,
    carry_out=_carry_out,
    in_words=_in_words,
    details=_details,
)
