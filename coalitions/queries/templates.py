"""Agreements that are shared: to begin with, and where they came from."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, QuerySet

from coalitions.models import AgreementTemplate, AgreementVersion, ClauseOrigin, VersionClause
from coalitions.rules.templates import may_name
from networks.models import Kind, Network
from solidarity.people.models import Viewer

MOST_BODIES = 10
MOST_ADAPTED = 20


def templates_shared() -> QuerySet[AgreementTemplate]:
    """All that are shared, the newest first; adds `clauses`, how many there are."""
    found = AgreementTemplate.objects.select_related("version__body", "parent")
    return found.annotate(clauses=Count("version__clauses")).order_by("-pk")


def named_body(template: AgreementTemplate) -> Network | None:
    """Whose agreement it was, where that is said."""
    body = template.version.body
    return body if template.names_body and may_name(body) else None


def template_of(version: AgreementVersion) -> AgreementTemplate | None:
    """As what this version is shared; None where it is not. One query."""
    return AgreementTemplate.objects.filter(version=version).first()


def clauses_shared(template: AgreementTemplate) -> list[VersionClause]:
    """The clauses of a template in their order, with their words. One query."""
    found = VersionClause.objects.filter(version=template.version_id)
    return list(found.select_related("text").order_by("position"))


def adapted_from(template: AgreementTemplate) -> list[AgreementTemplate]:
    """What others made of it and shared again, the newest first. One query."""
    return list(template.adapted.order_by("-pk")[:MOST_ADAPTED])


def coalitions_of(viewer: Viewer) -> list[Network]:
    """Coalitions that the viewer belongs to, and could begin a draft in. One query."""
    found = Network.objects.of(viewer).filter(kind=Kind.COALITION)
    return list(found.only("slug", "name", "kind").order_by("name", "pk")[:MOST_BODIES])


def taken_by(body: Network, clauses: Iterable[VersionClause]) -> dict[int, ClauseOrigin]:
    """Which of these clauses `body` has taken into its draft, by their key. One query."""
    found = ClauseOrigin.objects.filter(
        clause__body=body, clause__dropped_at=None, source__in=list(clauses)
    )
    return {each.source_id: each for each in found.select_related("clause") if each.source_id}


def parent_of(version: AgreementVersion) -> AgreementTemplate | None:
    """The template that most clauses of this version began with; None: they are its own."""
    origins = ClauseOrigin.objects.filter(
        clause__in_versions__version=version, template__isnull=False
    )
    counts = Counter(origins.order_by("pk").values_list("template", flat=True))
    if not counts:
        return None
    return AgreementTemplate.objects.filter(pk=counts.most_common(1)[0][0]).first()


def origin_of(clause_id: int) -> ClauseOrigin | None:
    """Where a clause was taken from; None where it is the body's own. One query."""
    found = ClauseOrigin.objects.filter(clause=clause_id).select_related("template")
    return found.first()
