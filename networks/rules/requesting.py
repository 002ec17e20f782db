"""Who reads and writes on the page of a request to join."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from networks.models import Membership, Network, State
from networks.rules.standing import Standing, answers_requests, standing_of
from solidarity.people.models import Person
from solidarity.threads.owners import Voice

SEEN_FOR = timedelta(days=60)
MOST_TEXTS = 30


def is_shown(request: Membership, *, at: datetime) -> bool:
    """Whether the page of this request is there still: while it waits, and a while longer."""
    if request.is_waiting or request.state == State.WITHDRAWN:
        return True
    if request.state not in {State.ACTIVE, State.DECLINED} or request.answered_at is None:
        return False
    was_asked = request.was_asked or request.state == State.DECLINED
    return was_asked and request.answered_at > at - SEEN_FOR


def voice_on(request: Membership, person: Person) -> Voice:
    """What `person` may do in the conversation on a request: read it once it is answered."""
    is_hers = request.person_id == person.pk
    if not is_hers and not answers_requests(standing_of(person, request.network), request.network):
        return Voice()
    if request.is_waiting:
        return Voice(reads=True, writes=True)
    return Voice(reads=request.state in {State.ACTIVE, State.DECLINED})


def why_not_keep_texts(standing: Standing, network: Network) -> str:
    """Why the viewer may not change the texts that answers begin with; "" when she may."""
    if not standing.is_steward:
        return _("Only the stewards of this network keep texts for answers.")
    return ""


def why_not_add_text(standing: Standing, network: Network, kept: int) -> str:
    """Why the viewer may not add a text to the `kept` ones; "" when she may."""
    if kept >= MOST_TEXTS:
        return _("You keep %(most)s texts. Delete one, then there is room for another.") % {
            "most": MOST_TEXTS
        }
    return why_not_keep_texts(standing, network)
