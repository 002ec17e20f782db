"""What clauses hold: written into the draft, and into the settings when a version is adopted."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from coalitions.actions.drafting import held_clause
from coalitions.governing import Governed, governed, governed_called
from coalitions.models import AgreementVersion, Clause, VersionClause
from coalitions.queries.governing import clauses_of, settings_in
from coalitions.rules.agreement import why_not_write
from coalitions.rules.governing import why_not_hold
from networks.actions.log import log
from networks.models import (
    Affiliation,
    AffiliationState,
    Binding,
    KeptSetting,
    Network,
    Verb,
)
from solidarity.base.limits import SAVING, count_against
from solidarity.base.refused import refuse_if
from solidarity.base.stale import refuse_if_stale
from solidarity.people.models import Person

Held = Mapping[str, tuple[Any, VersionClause]]


def governing_of(clause: Clause) -> dict[str, Any]:
    """What `set_governing` can change, as the draft has it."""
    held = {each.name: clause.settings.get(each.name) for each in governed()}
    return held | {"review_on": clause.review_on}


def set_governing(
    slug: str, number: int, *, by: Person, settings: Mapping[str, Any], review_on: date | None,
    seen: str, at: datetime,
) -> Clause:  # fmt: skip
    """Say which settings the draft of a clause holds, and when it is looked at again.

    Nothing changes until a decision adopts it. Raises Refused, and Stale.
    """
    count_against(SAVING, what="clause", who=str(by.pk), at=at)
    with transaction.atomic():
        clause, standing = held_clause(slug, number, by=by, at=at)
        refuse_if(why_not_write(standing, clause))
        refuse_if_stale(governing_of(clause), seen=seen)
        refuse_if(why_not_hold(clause, settings))
        if review_on and review_on != clause.review_on and review_on <= at.date():
            refuse_if(_("Choose a day that is still to come."))
        if (clause.settings, clause.review_on) == (dict(settings), review_on):
            return clause
        if clause.review_on != review_on:
            day = review_on.isoformat() if review_on else "none"
            log(clause.body, Verb.CHANGED, by=by, at=at, clause=number, review=day)
        clause.settings, clause.review_on, clause.is_ready = dict(settings), review_on, False
        clause.save(update_fields=["settings", "review_on", "is_ready"])
        return clause


@transaction.atomic
def apply_settings(
    body: Network, version: AgreementVersion, *, at: datetime, decision: int
) -> list[str]:
    """Set what the clauses of `version` hold; it alone holds it from now on. Safe to meet twice.

    What is about one network at a time stays for each as it was, until it consents
    (`follow_consent`). Returns the names of what is another now.
    """
    if body.agreement_versions.filter(number__gt=version.number).exists():
        return []
    body = Network.objects.locked().get(pk=body.pk)  # as it is now, not as it was when it began
    held = settings_in(clauses_of(version))
    changed = [name for name, (value, _clause) in held.items() if _set(body, name, value, at=at)]
    _bind(body, held, at=at)
    if changed:
        logged = {_setting(name).logged or name for name in changed}
        log(
            body, Verb.CHANGED, at=at, fields=sorted(logged), decision=decision,
            version=version.number,
        )  # fmt: skip
    return changed


def _setting(name: str) -> Governed:
    found = governed_called(name)
    if found is None:
        raise KeyError(name)
    return found


def _set(body: Network, name: str, value: Any, *, at: datetime) -> bool:
    """Set one; whether it was another before."""
    setting = _setting(name)
    before = setting.read(body)
    if before == value:
        return False
    if setting.is_own:
        _keep(body, name, before, at=at)
    setting.write(body, value, at)
    return True


def _keep(body: Network, name: str, before: Any, *, at: datetime) -> None:
    """Let what held until now hold for each network that is in, if nothing older does."""
    inside = Affiliation.objects.filter(body=body, state=AffiliationState.ACTIVE)
    KeptSetting.objects.bulk_create(
        (
            KeptSetting(body=body, network_id=pk, setting=name, value=before, since=at)
            for pk in inside.values_list("member", flat=True)
        ),
        ignore_conflicts=True,
    )


def _bind(body: Network, held: Held, *, at: datetime) -> None:
    """Write down which clause holds what, and nothing else any more."""
    body.bindings.exclude(setting__in=held).delete()
    for name, (_value, clause) in held.items():
        address = f"{body.get_absolute_url()}agreement/clauses/{clause.clause.number}/"
        Binding.objects.update_or_create(
            network=body,
            setting=name,
            defaults={"words": clause.title, "address": address},
            create_defaults={"words": clause.title, "address": address, "since": at},
        )


@transaction.atomic
def follow_consent(version: AgreementVersion, network: Network, *, at: datetime) -> None:
    """From now on what `version` sets holds for `network`, too. Safe to meet twice.

    Where that is not the version in force, what is about one network is as it says.
    """
    body = version.body
    kept = KeptSetting.objects.filter(body=body, network=network)
    if not body.agreement_versions.filter(number__gt=version.number).exists():
        kept.delete()
        return
    if network.consents.filter(version__body=body, version__number__gt=version.number).exists():
        return
    for name, (value, _clause) in settings_in(clauses_of(version)).items():
        if _setting(name).is_own:
            wanted = {"value": value, "since": at}
            KeptSetting.objects.update_or_create(
                body=body, network=network, setting=name, defaults=wanted
            )
