"""Who is told of agreements: networks that are asked for their yes, and who suggested words."""

from datetime import datetime

from django.urls import reverse

from coalitions.models import AgreementVersion, Suggestion
from coalitions.queries.consents import to_ask
from networks.models import Affiliation, AffiliationState
from solidarity.inbox.notices import tell, tell_each


def ask_consents(version: AgreementVersion) -> None:
    """Ask those who look after each network in the coalition, or speak for it there: once each."""
    inside = Affiliation.objects.filter(body=version.body, state=AffiliationState.ACTIVE)
    for each in inside.select_related("member").order_by("pk").iterator():
        page = [version.body.slug, version.number, each.member.slug]
        tell_each(
            to_ask(each.member, version.body), kind="coalitions.consent_asked", about=version,
            key=f"version-{version.pk}-{each.member_id}", at=version.in_force_at,
            words=each.member.name, asks=True, url=reverse("coalitions:consent", args=page),
        )  # fmt: skip


def suggestion_answered(suggestion: Suggestion, *, at: datetime) -> None:
    """Tell whoever suggested words what became of them, unless she answered herself."""
    if suggestion.by is None or suggestion.by_id == suggestion.answered_by_id:
        return
    tell(
        suggestion.by, kind="coalitions.suggestion_answered", about=suggestion.clause,
        key=f"suggestion-{suggestion.pk}", at=at, words=suggestion.answer,
        by=suggestion.answered_by,
    )  # fmt: skip
