"""A version of the agreement: brought to a decision, and in force when that adopts it."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from coalitions.actions.drafting import held_body
from coalitions.actions.life import take_force
from coalitions.models import AgreementVersion, ClauseText, VersionClause
from coalitions.notices.agreement import ask_consents
from coalitions.queries.agreement import in_force, versions_of
from coalitions.queries.proposal import (
    Line,
    Proposed,
    frozen,
    in_markdown,
    proposed_now,
    thawed,
)
from coalitions.rules.adopting import why_not_adopt, why_not_bring
from decisions.actions.moving import bring
from decisions.actions.writing import add_version
from decisions.models import Decision, Stage, Who
from decisions.queries.electorate import networks_asked
from decisions.rules.writing import why_not_write
from networks.actions.log import log
from networks.models import Network, Verb
from solidarity.base.refused import Refused, refuse_if
from solidarity.outbox.actions import ask_for
from solidarity.outbox.handlers import ToDo
from solidarity.people.models import Person

ADOPT = "coalitions.adopt"
Follow = Callable[..., object]  # (body, version, at=, decision=)
_followers: list[Follow] = []


def follow_adoption(act: Follow) -> None:
    """Let `act` follow when a version comes in force, in the same transaction."""
    _followers.append(act)


@transaction.atomic
def bring_agreement(
    slug: str, *, by: Person, title: str, why: str, review_on: date | None, key: str, at: datetime
) -> Decision:
    """A question to the coalition: shall what is ready be its agreement? Raises Refused.

    What it would adopt is frozen now. Where networks are in it, they decide through their spokes.
    """
    network, standing = held_body(slug, by=by, at=at)
    proposed = proposed_now(network, in_force(network))
    clauses, differs = len(proposed.lines), proposed.differs
    refuse_if(why_not_bring(standing, network, clauses=clauses, differs=differs))
    until = review_on.isoformat() if review_on else ""
    about = frozen(proposed, title=title, why=why, review_on=until)
    who = Who.NETWORKS if networks_asked(network).exists() else Who.PEOPLE
    return bring(
        network, kind=ADOPT, about=about, by=by, key=key, at=at,
        words=in_markdown(network, proposed, why=why), fields={"who": who},
    )  # fmt: skip


@transaction.atomic
def freeze_anew(slug: str, number: int, *, by: Person, at: datetime) -> Decision:
    """Let a question that is talked about ask for what is ready by now; raises Refused.

    Its text is written anew as well; what was asked before stays among its versions.
    """
    network, standing = held_body(slug, by=by, at=at)
    decision = Decision.objects.select_for_update().get(network=network, number=number)
    decision.network = network
    refuse_if(why_not_write(decision, by, standing) or _only_in_talk(decision))
    proposed = proposed_now(network, in_force(network))
    clauses, differs = len(proposed.lines), proposed.differs
    refuse_if(why_not_bring(standing, network, clauses=clauses, differs=differs))
    old = decision.effect_about
    about = frozen(proposed, title=old["title"], why=old["why"], review_on=old["review_on"])
    if about == old:
        raise Refused(_("Nothing is changed yet."))
    decision.effect_about = about
    decision.save(update_fields=["effect_about"])
    words = in_markdown(network, proposed, why=old["why"])
    why = _("What is ready by now was taken in.")
    add_version(decision, by=by, words=words, why=why, at=at)
    return decision


def _only_in_talk(decision: Decision) -> str:
    if decision.effect == ADOPT and decision.stage == Stage.DISCUSSION:
        return ""
    return _("This can be done while the question is talked about.")


@transaction.atomic
def adopt(decision: Decision, *, at: datetime) -> tuple[AgreementVersion, bool]:
    """Bring in force what this decision froze; the same decision met again brings nothing new.

    Returns the version, and whether it is new. Whatever follows stands in the same transaction.
    """
    body = Network.objects.locked().get(pk=decision.network_id)
    if met := versions_of(body).filter(decision=decision.number).first():
        return met, False
    about = decision.effect_about
    refuse_if(why_not_adopt(body, about))
    version = AgreementVersion.objects.create(
        body=body, number=about["after"] + 1, title=about["title"], why=about["why"],
        decision=decision.number, in_force_at=at,
        review_on=date.fromisoformat(about["review_on"]) if about["review_on"] else None,
    )  # fmt: skip
    _write_clauses(version, thawed(body, about))
    take_force(body, version=version.number, decision=decision.number, at=at)
    for act in _followers:
        act(body, version, at=at, decision=decision.number)
    log(body, Verb.CHANGED, at=at, agreement=version.number, decision=decision.number)
    ask_for("coalitions.ask_consents", key=str(version.pk), at=at, version=version.pk)
    return version, True


def _write_clauses(version: AgreementVersion, proposed: Proposed) -> None:
    """The clauses of a version, each with the text that was frozen."""
    found = ClauseText.objects.filter(
        clause__body=version.body_id, clause__number__in=[line.number for line in proposed.lines]
    )
    rows = found.values_list("clause__number", "number", "clause", "pk")
    texts = {(number, text): (clause, pk) for number, text, clause, pk in rows}
    VersionClause.objects.bulk_create(
        _as_adopted(version, line, place, *texts[line.number, line.text])
        for place, line in enumerate(proposed.lines, start=1)
    )


def _as_adopted(
    version: AgreementVersion, line: Line, place: int, clause: int, text: int
) -> VersionClause:
    return VersionClause(
        version=version, clause_id=clause, text_id=text, position=place, title=line.title,
        group=line.group, settings=line.settings,
    )  # fmt: skip


def tell_adopted(job: ToDo) -> None:
    """Ask each network in the coalition for its yes, unless a newer version is in force."""
    version = AgreementVersion.objects.select_related("body").get(pk=job.payload["version"])
    newest = in_force(version.body)
    if newest is not None and newest.pk == version.pk:
        ask_consents(version)
