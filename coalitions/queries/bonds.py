"""How each network in a coalition stands to its agreement: what it said yes to, what binds it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from coalitions.governing import governed_called
from coalitions.models import AgreementVersion, Consent
from coalitions.queries.governing import Said, clauses_of, settings_in, settings_in_words
from coalitions.rights import Bond, bond
from networks.models import Affiliation, KeptSetting, Network
from networks.queries import affiliates_of
from solidarity.people.models import Viewer


@dataclass(frozen=True)
class Stand:
    """One network as the page of consents shows it."""

    network: Network
    bond: Bond
    consent: Consent | None  # to the newest version that it said yes to
    missing: list[AgreementVersion]
    own: list[tuple[Said, bool]]  # what is about it alone; True: as it was before


@dataclass(frozen=True)
class Stands:
    """All of a page of networks."""

    version: AgreementVersion | None
    rows: list[Stand] = field(default_factory=list)
    settings_of_all: dict[str, Any] = field(default_factory=dict)


def networks_in(viewer: Viewer, body: Network) -> QuerySet[Affiliation]:
    """The networks in a coalition, as far as the viewer may know, the newest first."""
    return affiliates_of(viewer, body)


def bonds_of(body: Network, networks: Sequence[Network]) -> Stands:
    """How each of these networks stands to the agreement. Four queries."""
    versions = list(body.agreement_versions.order_by("number"))
    for version in versions:
        version.body = body
    if not versions:
        return Stands(None)
    held = {name: value for name, (value, _) in settings_in(clauses_of(versions[-1])).items()}
    consents = _consents(body, networks)
    kept = _kept(body, networks)
    rows = [_stand(each, versions, held, consents[each.pk], kept[each.pk]) for each in networks]
    of_all = {name: value for name, value in held.items() if not _is_own(name)}
    return Stands(versions[-1], rows, of_all)


def _consents(body: Network, networks: Sequence[Network]) -> dict[int, list[Consent]]:
    found: dict[int, list[Consent]] = defaultdict(list)
    rows = Consent.objects.filter(version__body=body, network__in=[each.pk for each in networks])
    for consent in rows.select_related("version").order_by("version__number"):
        found[consent.network_id].append(consent)
    return found


def _kept(body: Network, networks: Sequence[Network]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    rows = KeptSetting.objects.filter(body=body, network__in=[each.pk for each in networks])
    for row in rows:
        found[row.network_id][row.setting] = row.value
    return found


def _stand(
    network: Network, versions: Sequence[AgreementVersion], held: dict[str, Any],
    consents: Sequence[Consent], kept: dict[str, Any],
) -> Stand:  # fmt: skip
    numbers = [version.number for version in versions]
    found = bond(
        consented=[consent.version.number for consent in consents], versions=numbers,
        settings=held, kept=kept,
    )  # fmt: skip
    own = [each for each in found.applies if _is_own(each.name)]
    is_kept = {each.name: each.is_kept for each in own}
    said = settings_in_words({each.name: each.value for each in own})
    return Stand(
        network=network,
        bond=found,
        consent=consents[-1] if consents else None,
        missing=[version for version in versions if version.number in found.missing],
        own=[(each, is_kept[each.name]) for each in said],
    )


def _is_own(name: str) -> bool:
    setting = governed_called(name)
    return setting is not None and setting.is_own
