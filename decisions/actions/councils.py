"""Networks in a council: asked on a page of their own, standing behind their spoke, answered."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from decisions.actions.closing import void
from decisions.actions.holding import share_round
from decisions.actions.opening import begin_round
from decisions.mandates import inner_method
from decisions.models import (
    Backing,
    Became,
    Concern,
    Decision,
    Elector,
    Mandate,
    Position,
    Round,
    Stage,
    UsualMethod,
    Version,
    Who,
)
from decisions.notices import councils as notices
from decisions.queries.councils import backers_of, behind, mandate_of, raised_by
from decisions.queries.counting import method_of
from decisions.queries.electorate import networks_asked
from decisions.rules.councils import (
    why_not_answer_concern,
    why_not_back,
    why_not_withdraw_concern,
    why_not_write_mandate,
)
from networks.actions.log import log
from networks.models import Network, Verb
from networks.queries.spokes import speaks_for
from networks.rules import standing_of
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.stale import refuse_if_stale
from solidarity.base.versions import next_number
from solidarity.outbox.handlers import ToDo
from solidarity.people.models import Person

TERMS = ("freedom", "reasons", "conditions", "amendments")


def put_question(job: ToDo) -> None:
    """Ask one network."""
    ask_network(job.payload["elector"], at=now())


def let_go(job: ToDo) -> None:
    """End what nobody waits for any more."""
    end_mandate(job.payload["mandate"], at=now())


def tell_departure(job: ToDo) -> None:
    """Tell a network that its spoke said something else, if she still does."""
    found = Position.objects.filter(pk=job.payload["position"], is_current=True)
    position = found.select_related("round__decision").first()
    if position is None:
        return
    mandates = Mandate.objects.select_related(
        "inner__network", "elector__network", "elector__round__decision"
    )
    notices.departed(position, mandates.get(elector=position.elector_id), at=position.at)


def inner_end(round: Round) -> datetime:
    """When a network's own round closes: the last third of the council's is for its spokes."""
    return round.opens_at + (round.closes_at - round.opens_at) * 2 / 3


@transaction.atomic
def ask_network(elector_id: int, *, at: datetime) -> Decision | None:
    """Put the council's question to the people of a network, on its own page; once.

    None where it is too late for that, or nobody there could answer.
    """
    elector = Elector.objects.select_related("round__decision__network", "round__version").get(
        pk=elector_id
    )
    round = elector.round
    network = Network.objects.locked().filter(pk=elector.network_id or 0).first()
    held = Mandate.objects.select_for_update(of=("self",)).filter(elector=elector)
    mandate = held.select_related("inner").first()
    if network is None or mandate is None or mandate.inner_id:
        return mandate.inner if mandate else None
    if round.voided_at or round.counted_at or at >= inner_end(round):
        return None
    notices.spoke_needed(network, round.decision, at=at)
    with suppress(Refused), transaction.atomic():  # nobody is there who could answer
        mandate.inner = _inner(round, network, at=at)
        mandate.save(update_fields=["inner"])
        begin_round(mandate.inner, by=None, at=at, closes_at=inner_end(round))
    return mandate.inner


def _inner(round: Round, network: Network, *, at: datetime) -> Decision:
    """The network's own question: the council's text, and the text before it where there is one."""
    council = round.decision
    usual = UsualMethod.objects.filter(network=network, subject=council.subject).first()
    wanted, has_options = inner_method(_method_that_counts(round), usual.method if usual else None)
    inner = Decision.objects.create(
        network=network, number=next_number(network.decisions), title=council.title,
        subject=council.subject, by=council.by, made_at=at, staged_at=at, stage=Stage.DISCUSSION,
        who=Who.NETWORKS if networks_asked(network).exists() else Who.PEOPLE,
        method=dict(wanted), options=round.options if has_options else [], voices="one_each",
        quorum=usual.quorum if usual else "0",
        days_open=max(1, (inner_end(round) - at) // timedelta(days=1)),
    )  # fmt: skip
    for number, version in enumerate(_versions(round), start=1):
        Version.objects.create(
            decision=inner, number=number, words=version.words, words_html=version.words_html,
            why=version.why, by=version.by, at=version.at,
        )  # fmt: skip
    return inner


def _method_that_counts(round: Round) -> Any:
    """The settings of the method that counts this round: the first, or one it falls back on."""
    method = round.method
    while "fallback" in method and method["name"] != method_of(round).name:
        method = method["fallback"]["method"]
    return method


def _versions(round: Round) -> list[Version]:
    """The text of the round before, where it was another, and that of this one."""
    before = (
        Round.objects.filter(
            decision=round.decision_id, number__lt=round.number, counted_at__isnull=False
        )
        .select_related("version")
        .order_by("-number")
        .first()
    )
    if before is None or before.version_id == round.version_id:
        return [round.version]
    return [before.version, round.version]


def terms_of(mandate: Mandate) -> dict[str, str]:
    """What `write_mandate` can change, as it stands."""
    return {name: getattr(mandate, name) for name in TERMS}


@transaction.atomic
def write_mandate(
    inner_id: int, *, by: Person, fields: dict[str, str], seen: str, at: datetime
) -> Mandate:
    """Write why, on which conditions, with which changes, and how free the spoke is.

    By stewards and spokes, while the people of the network decide, who have it before their eyes.
    Raises Refused, and Stale.
    """
    network = Network.objects.visible_to(by).locked().get(decisions=inner_id)
    mandate = mandate_of(Decision.objects.get(pk=inner_id))
    if mandate is None:
        raise Refused(_("No council waits for this."))
    speaks = speaks_for(by, network, mandate.elector.round.decision.network)
    standing = standing_of(by, network, at=at)
    refuse_if(why_not_write_mandate(standing, mandate, speaks=speaks, at=at))
    saved = terms_of(mandate)
    refuse_if_stale(saved, seen=seen)
    changed = sorted(name for name in TERMS if fields[name] != saved[name])
    for name in changed:
        setattr(mandate, name, fields[name])
    mandate.save(update_fields=list(TERMS))
    if changed and mandate.inner:
        log(
            network,
            Verb.MANDATE,
            by=by,
            at=at,
            number=mandate.inner.number,
            freedom=mandate.freedom,
        )
    return mandate


@transaction.atomic
def back(position_id: int, *, by: Person, at: datetime) -> bool:
    """Stand behind what one's spoke said against her mandate; returns whether it counts with that.

    Taking positions and closing exclude each other, and so do this and closing.
    """
    position, mandate, moment = _departing(position_id, at=at)
    may = by.pk in backers_of(mandate)
    refuse_if(why_not_back(position, position.round, may=may, at=moment))
    Backing.objects.get_or_create(position=position, person=by, defaults={"at": moment})
    found = behind(position, mandate)
    if found.have < found.needed:
        return False
    position.confirmed_at = moment
    position.save(update_fields=["confirmed_at"])
    notices.departure_confirmed(position, mandate, at=moment)
    return True


@transaction.atomic
def back_no_more(position_id: int, *, by: Person, at: datetime) -> None:
    """Stand behind it no more, while it does not count yet."""
    position, mandate, moment = _departing(position_id, at=at)
    may = by.pk in backers_of(mandate)
    refuse_if(why_not_back(position, position.round, may=may, at=moment))
    Backing.objects.filter(position=position, person=by).delete()


def _departing(position_id: int, *, at: datetime) -> tuple[Position, Mandate, datetime]:
    round_id = Position.objects.only("round_id").get(pk=position_id).round_id
    moment = share_round(round_id, at=at)
    held = Position.objects.select_for_update(of=("self",), no_key=True)
    position = held.select_related("round__decision__network").get(pk=position_id)
    mandate = Mandate.objects.select_related("elector", "inner").get(elector=position.elector_id)
    return position, mandate, moment


@transaction.atomic
def end_mandate(mandate_id: int, *, at: datetime) -> None:
    """Let a network decide no more what nobody waits for: the council has called it off."""
    mandate = Mandate.objects.select_related("elector__round").filter(pk=mandate_id).first()
    if mandate is None or mandate.inner_id is None:
        return
    Network.objects.locked().get(decisions=mandate.inner_id)
    inner = Decision.objects.select_for_update(of=("self",), no_key=True).get(pk=mandate.inner_id)
    round = inner.rounds.filter(counted_at=None, voided_at=None).first()
    if round is None or inner.stage != Stage.ROUND:
        return
    void(round, at=at)
    inner.stage, inner.staged_at = Stage.CANCELLED, at
    inner.cancel_reason = _("The council that asked for it has called its question off.")
    inner.save(update_fields=["stage", "staged_at", "cancel_reason"])


@transaction.atomic
def answer_concern(
    concern_id: int, *, became: Became, answer: str, by: Person, at: datetime
) -> Concern:
    """Say what became of a concern: worked into the text, or heard while the text stays."""
    concern = _concern(concern_id, by=by)
    standing = standing_of(by, concern.decision.network, at=at)
    refuse_if(why_not_answer_concern(standing, concern, by))
    concern.became = became
    concern.answer_with(answer, by=by, at=at)
    notices.concern_answered(concern, at=at)
    return concern


@transaction.atomic
def withdraw_concern(concern_id: int, *, by: Person, at: datetime) -> Concern:
    """Take one's own concern back, or that of the network that one speaks for."""
    concern = _concern(concern_id, by=by)
    refuse_if(why_not_withdraw_concern(concern, is_hers=raised_by(concern, by)))
    concern.became = Became.WITHDRAWN
    concern.answer_with(concern.answer, by=by, at=at)
    return concern


def _concern(concern_id: int, *, by: Person) -> Concern:
    """A concern, its network held first; Network.DoesNotExist where `by` may not know of it."""
    Network.objects.visible_to(by).locked().get(decisions__concerns=concern_id)
    held = Concern.objects.select_for_update(of=("self",))
    return held.select_related("decision__network", "elector").get(pk=concern_id)
