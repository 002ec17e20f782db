"""How a body decides: its customs, the usual method for each kind of question, its templates."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from decisions.models import Customs, Decision, OwnVoices, Subject, Template, UsualMethod
from decisions.queries.electorate import shares_of
from decisions.queries.writing import newest_version, templates_of
from decisions.rules.customs import (
    customs_of,
    why_not_set_customs,
    why_not_set_usual,
)
from networks.actions.log import log
from networks.models import Network, Verb
from networks.rules import standing_of
from networks.rules.bound import why_not_change
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.stale import refuse_if_stale
from solidarity.people.models import Person

MOST_TEMPLATES = 40


def customs_fields(customs: Customs, names: tuple[str, ...]) -> dict[str, Any]:
    """What `set_customs` can change, as it stands."""
    return {name: getattr(customs, name) for name in names}


def _locked(slug: str, *, by: Person) -> Network:
    return Network.objects.visible_to(by).locked().get(slug=slug)


@transaction.atomic
def set_customs(
    slug: str, *, by: Person, fields: Mapping[str, Any], seen: str, at: datetime
) -> Customs:
    """Set who brings questions in, who reads them, and how long things take; logged."""
    network = _locked(slug, by=by)
    refuse_if(why_not_set_customs(standing_of(by, network)))
    customs = customs_of(network)
    saved = customs_fields(customs, tuple(fields))
    refuse_if_stale(saved, seen=seen)
    changed = [name for name, value in fields.items() if value != saved[name]]
    if not changed:
        return customs
    refuse_if(why_not_change(network, *changed))
    for name, value in fields.items():
        setattr(customs, name, value)
    customs.save()
    log(network, Verb.CHANGED, by=by, at=at, fields=["customs"])
    return customs


@transaction.atomic
def set_usual(
    slug: str, *, by: Person, subject: str, method: Mapping[str, Any] | None, quorum: str,
    at: datetime,
) -> None:  # fmt: skip
    """Set the usual method for a kind of question, or none; logged.

    Raises Refused once the body has one for its rules: then it is a decision itself.
    """
    network = _locked(slug, by=by)
    refuse_if(why_not_set_usual(standing_of(by, network), network, subject))
    keep_usual(network, subject=subject, method=method, quorum=quorum)
    log(network, Verb.CHANGED, by=by, at=at, fields=["usual_methods"], subject=subject)


@transaction.atomic
def set_shares(
    slug: str, *, by: Person, shares: Mapping[int, str], seen: str, at: datetime
) -> Network:
    """Write down how many voices each network has, where a question gives each its own; logged.

    shares: exact numbers (“2”, “5/2”) by the key of a network that belongs to the body; others are
    left out. What is open already keeps the voices that it was opened with. Raises Stale.
    """
    body = _locked(slug, by=by)
    refuse_if(why_not_set_customs(standing_of(by, body)))
    saved = shares_of(body)
    refuse_if_stale(saved, seen=seen)
    changed = {
        pk: voices for pk, voices in shares.items() if saved.get(f"of_{pk}", voices) != voices
    }
    for pk, voices in changed.items():
        OwnVoices.objects.update_or_create(body=body, network_id=pk, defaults={"voices": voices})
    if changed:
        facts = {str(pk): voices for pk, voices in changed.items()}
        log(body, Verb.CHANGED, by=by, at=at, fields=["own_voices"], voices=facts)
    return body


def keep_usual(
    network: Network, *, subject: str, method: Mapping[str, Any] | None, quorum: str
) -> None:
    """Write down the usual method; None: none any more. Whoever calls it has asked, and logs it."""
    found = UsualMethod.objects.filter(network=network, subject=Subject(subject))
    if method is None:
        found.delete()
        return
    wanted = {"method": dict(method), "quorum": quorum}
    UsualMethod.objects.update_or_create(network=network, subject=subject, defaults=wanted)


@transaction.atomic
def keep_template(decision_id: int, *, by: Person, name: str, at: datetime) -> Template:
    """Keep a question as a template of its body; one of the same name is written anew."""
    network = Network.objects.visible_to(by).locked().get(decisions=decision_id)
    refuse_if(why_not_set_customs(standing_of(by, network)))
    decision = Decision.objects.get(pk=decision_id)
    own = templates_of(network)
    if own.count() >= MOST_TEMPLATES and not own.filter(name=name).exists():
        raise Refused(_("There are many templates here. Take one away first."))
    version = newest_version(decision)
    wanted = {
        "subject": decision.subject, "who": decision.who, "method": decision.method,
        "options": decision.options, "quorum": decision.quorum, "by": by, "at": at,
        "days_open": decision.days_open, "words": version.words if version else "",
    }  # fmt: skip
    template, _is_new = Template.objects.update_or_create(
        network=network, name=name, defaults=wanted
    )
    return template


@transaction.atomic
def drop_template(slug: str, template_id: int, *, by: Person) -> None:
    """Take a template away."""
    network = _locked(slug, by=by)
    refuse_if(why_not_set_customs(standing_of(by, network)))
    templates_of(network).filter(pk=template_id).delete()
