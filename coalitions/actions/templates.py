"""Sharing an agreement with everybody; beginning a draft with one that was shared."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from coalitions.actions.drafting import add_text, held_body, next_clause
from coalitions.models import (
    AgreementTemplate,
    AgreementVersion,
    Clause,
    ClauseOrigin,
    VersionClause,
)
from coalitions.queries.templates import parent_of, taken_by
from coalitions.rules.agreement import why_not_draft
from coalitions.rules.templates import may_name, why_not_share, why_not_unshare
from networks.actions.log import log
from networks.models import Network, Verb
from solidarity.base.limits import SAVING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person

MOST_CLAUSES = 300


@transaction.atomic
def share(
    slug: str, number: int, *, by: Person, name: str, summary: str, names_body: bool, at: datetime
) -> AgreementTemplate:
    """Share a version with everybody, under an open licence; logged. Its first source goes with it.

    names_body: whether it says whose agreement it was. Raises Refused.
    """
    body, standing = held_body(slug, by=by, at=at)
    version = AgreementVersion.objects.get(body=body, number=number)
    refuse_if(why_not_share(standing, version))
    template = AgreementTemplate.objects.create(
        version=version, name=name, summary=summary, by=by, shared_at=at,
        names_body=names_body and may_name(body), parent=parent_of(version),
    )  # fmt: skip
    log(body, Verb.CHANGED, by=by, at=at, fields=["agreement_template"], version=number)
    return template


@transaction.atomic
def unshare(slug: str, number: int, *, by: Person, at: datetime) -> None:
    """Offer it no more; whoever took clauses keeps them. Logged; safe to meet twice."""
    body, standing = held_body(slug, by=by, at=at)
    refuse_if(why_not_unshare(standing))
    found = AgreementTemplate.objects.filter(version__body=body, version__number=number)
    if found.exists():
        found.delete()
        log(body, Verb.CHANGED, by=by, at=at, fields=["agreement_template"], version=number)


def take(
    slug: str, template_id: int, *, by: Person, clauses: Collection[int] | None, at: datetime
) -> list[Clause]:
    """Copy clauses of a template into the draft of a coalition; those it has already are left out.

    clauses: their keys; None: all. What they set comes with them where no other clause of the
    draft sets it. Returns the new ones. Raises Refused.
    """
    count_against(SAVING, what="clause", who=str(by.pk), at=at)
    with transaction.atomic():
        body, standing = held_body(slug, by=by, at=at)
        refuse_if(why_not_draft(standing, body))
        template = AgreementTemplate.objects.get(pk=template_id)
        wanted = _wanted(template, clauses)
        has = taken_by(body, wanted)
        new = [each for each in wanted if each.pk not in has]
        if body.clauses.count() + len(new) > MOST_CLAUSES:
            raise Refused(_("There are many clauses here. Leave some out first."))
        return [_copied(body, template, each, by=by, at=at) for each in new]


def _wanted(template: AgreementTemplate, keys: Collection[int] | None) -> list[VersionClause]:
    found = VersionClause.objects.filter(version=template.version_id)
    chosen = found if keys is None else found.filter(pk__in=keys)
    return list(chosen.select_related("text").order_by("position"))


def _copied(
    body: Network, template: AgreementTemplate, source: VersionClause, *, by: Person, at: datetime
) -> Clause:
    """One clause of the body's own, with the words of another agreement."""
    held = {name for each in body.clauses.filter(dropped_at=None) for name in each.settings}
    clause = next_clause(body, group=source.group, title=source.title, key="", at=at)
    clause.settings = {name: said for name, said in source.settings.items() if name not in held}
    clause.save(update_fields=["settings"])
    add_text(clause, by=by, words=source.text.words, why="", at=at)
    ClauseOrigin.objects.create(clause=clause, template=template, source=source, at=at)
    return clause
