"""A network's yes to a version of the agreement: asked of its own people, and written down."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from coalitions.actions.governing import follow_consent
from coalitions.models import AgreementVersion, Consent
from coalitions.queries.agreement import in_force
from coalitions.queries.consents import agreed_inside, open_question
from coalitions.rules.agreement import why_not_ask_consent
from coalitions.rules.consenting import why_not_write_down
from decisions.actions.moving import bring
from decisions.actions.writing import put_to_discussion
from decisions.models import Decision, Who
from decisions.queries.electorate import networks_asked
from networks.actions.log import log
from networks.models import Network, Verb
from networks.queries.spokes import speaks_for
from networks.rules import standing_of
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person

CONSENT = "coalitions.consent"


def ask_own_people(
    version_id: int, network_id: int, *, by: Person, reservations: str, key: str, at: datetime
) -> Decision:
    """Put the question to a network's own people: do we say yes to this version? Raises Refused.

    It is talked about at once, and opened as any other question. Where it is asked already, that
    is the question.
    """
    with transaction.atomic():
        version, network = _held(version_id, network_id)
        refuse_if(_why_not(version, network))
        if asked := open_question(network, version):
            return asked
        about = {"version": version.pk, "reservations": reservations}
        who = Who.NETWORKS if networks_asked(network).exists() else Who.PEOPLE
        made = bring(
            network, kind=CONSENT, about=about, by=by, key=key, at=at,
            words=_question(version, reservations), fields={"who": who},
        )  # fmt: skip
        return put_to_discussion(made.pk, by=by, at=at)


def _held(version_id: int, network_id: int) -> tuple[AgreementVersion, Network]:
    network = Network.objects.locked().get(pk=network_id)
    return AgreementVersion.objects.select_related("body").get(pk=version_id), network


def _why_not(version: AgreementVersion, network: Network) -> str:
    newest = in_force(version.body)
    return why_not_ask_consent(version, newest.number if newest else 0, network)


def _question(version: AgreementVersion, reservations: str) -> str:
    """The text of the question."""
    words = _("Version %(number)s of the agreement “%(title)s” is in force. Do we say yes to it?")
    parts = [words % {"number": version.number, "title": version.title}]
    if version.why:
        parts.append(f"> {version.why}".replace("\n", "\n> "))
    if reservations:
        parts += [_("We say yes with these reservations:"), f"> {reservations}"]
    parts.append(_("If we do not say yes, nothing is held against us: it is shown as it is."))
    return "\n\n".join(parts)


@transaction.atomic
def consent_decided(decision: Decision, *, at: datetime) -> tuple[Consent, bool]:
    """Write down what a network's own decision said; met again, it is there already."""
    about = decision.effect_about
    version, network = _held(about["version"], decision.network_id)
    said = Consent.objects.filter(version=version, network=network).first()
    if said is not None:
        return said, False
    refuse_if(_why_not(version, network))
    reservations = str(about.get("reservations", ""))[:2000]
    return _write(version, network, inner=decision.number, reservations=reservations, at=at), True


@transaction.atomic
def write_down(
    version_id: int, network_id: int, *, by: Person, reservations: str, at: datetime
) -> Consent:
    """Write down the yes that a network's people gave already, for the council that adopted it.

    By a steward of the network, or who speaks for it there; raises Refused.
    """
    version, network = _held(version_id, network_id)
    refuse_if(_why_not(version, network))
    inner = agreed_inside(network, version)
    standing = standing_of(by, network, at=at)
    speaks = speaks_for(by, network, version.body)
    refuse_if(why_not_write_down(standing, speaks=speaks, has_agreed=inner is not None))
    if inner is None:
        raise Refused(_("Its people have not decided this yet."))
    return _write(version, network, inner=inner.number, reservations=reservations, by=by, at=at)


def _write(
    version: AgreementVersion, network: Network, *, inner: int, reservations: str, at: datetime,
    by: Person | None = None,
) -> Consent:  # fmt: skip
    """The record, and a line in both logs."""
    said = Consent.objects.create(
        version=version, network=network, at=at, inner=inner, reservations=reservations, by=by
    )
    follow_consent(version, network, at=at)
    log(
        network, Verb.CHANGED, other=version.body, by=by, at=at, decision=inner,
        consent=version.number, up=True,
    )  # fmt: skip
    log(version.body, Verb.CHANGED, other=network, by=by, at=at, consent=version.number)
    return said
