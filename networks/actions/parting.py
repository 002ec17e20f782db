"""What becomes of somebody's part in networks when her account is deleted."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import CharField, F, Q
from django.db.models.functions import Cast

from networks.actions.inviting import ENDED, hidden_address, revoke_all_of
from networks.actions.log import log
from networks.actions.seeking import seek_if_none_is_left
from networks.actions.spokes import take_voices
from networks.models import (
    Invitation,
    InvitationState,
    Measure,
    Membership,
    Network,
    Objection,
    Proposal,
    ProposalState,
    Report,
    Role,
    Spoke,
    State,
    Verb,
    Wording,
)
from solidarity.inbox.models import Notice
from solidarity.people.models import Person
from solidarity.threads.models import Thread

BY_KEY = {  # what told others of her: its key begins with that of the row
    Measure: ["networks.answered"],
    Objection: ["networks.objected"],
    Proposal: [
        "networks.asked_to_steward", "networks.asked_to_take_over", "networks.recall_of_you",
        "networks.steward_proposed", "networks.recall_proposed", "networks.handed_over",
        "networks.asked_to_speak", "networks.asked_to_stand_in", "networks.asked_to_take_voice",
        "networks.spoke_recall_of_you", "networks.spoke_proposed",
        "networks.spoke_recall_proposed",
    ],
}  # fmt: skip

OF_SPOKES = ("networks.spoke_term_ends", "networks.spoke_term_over", "networks.voice_handed_over")


def forget_in_networks(person: Person, at: datetime, _leaves_words: bool) -> None:
    """Let her leave everywhere; delete her words, and her name from the log, last."""
    _take_back_proposals(person, at=at)
    _leave_all(person, at=at)
    _forget_requests(person)
    Wording.objects.filter(by=person, number=None).delete()
    _forget_reports(person)
    _forget_invitations(person, at=at)
    _forget_notices(person)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT networks_erase_words(%s), networks_erase_person(%s)", [person.pk] * 2
        )


def _take_back_proposals(person: Person, *, at: datetime) -> None:
    """What she proposed is not decided without her; her reasons are deleted."""
    hers = Proposal.objects.filter(by=person)
    for proposal in hers.filter(state=ProposalState.OPEN).select_related("network", "person"):
        log(proposal.network, Verb.DROPPED, by=person, whom=proposal.person, at=at)
    hers.filter(state=ProposalState.OPEN).update(state=ProposalState.WITHDRAWN, ended_at=at)
    hers.update(reason="")


def _leave_all(person: Person, *, at: datetime) -> None:
    """Leave each network, one after the other in the order of their keys, as one leaves one."""
    held = Network.objects.filter(memberships__person=person, memberships__state=State.ACTIVE)
    for network in held.order_by("pk").locked():
        membership = Membership.objects.filter(network=network, person=person)
        membership.update(state=State.LEFT, role=Role.MEMBER, role_until=None)
        log(network, Verb.LEFT, by=person, at=at)
        revoke_all_of(person, network, at=at)
        take_voices(network, person, at=at)
        seek_if_none_is_left(network, at=at)


def _forget_requests(person: Person) -> None:
    """What was said with a request belongs to it, whoever said it."""
    kind = ContentType.objects.get_for_model(Membership)
    asked = Membership.objects.filter(person=person).values("pk")
    Thread.objects.filter(owner_type=kind, owner_id__in=asked).delete()


def _forget_reports(person: Person) -> None:
    """Her words and what quotes her go; reports of what she did on a board can still be handled."""
    Report.objects.filter(reporter=person).update(words="", touches="")
    kind = ContentType.objects.get_for_model(Person)
    Report.objects.filter(about_type=kind, about_id=person.pk).delete()
    Report.objects.filter(whom=person).update(whom=None, quoted="")


def _forget_invitations(person: Person, *, at: datetime) -> None:
    """Her messages go; whoever invited her does not keep her address."""
    Invitation.objects.filter(invited_by=person).exclude(state=InvitationState.SENT).update(
        message=""
    )
    to_her = Q(address_digest=hidden_address(person.email)) | Q(address__iexact=person.email)
    found = Invitation.objects.filter(to_her)
    found.filter(state=InvitationState.SENT).update(
        state=InvitationState.REVOKED, ended_at=at, **ENDED
    )
    found.update(**ENDED)


def _forget_notices(person: Person) -> None:
    """Delete what told others of her requests, answers, objections and proposals."""
    kind = ContentType.objects.get_for_model(Membership)
    asked = Membership.objects.filter(person=person).values("pk")
    told = Q(about_type=kind, about_id__in=asked)
    for model, kinds in BY_KEY.items():
        hers = model._default_manager.filter(person=person)
        if model is Proposal:
            hers = model._default_manager.filter(Q(person=person) | Q(by=person))
        keys = hers.annotate(told=Cast(F("pk"), CharField())).values("told")
        told |= Q(kind__in=kinds, key__in=keys)
    for pk in Spoke.objects.filter(person=person).values_list("pk", flat=True):
        told |= Q(kind__in=OF_SPOKES, key__startswith=f"{pk}-")
    Notice.objects.filter(told).delete()
