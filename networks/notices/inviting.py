"""Who is told that an invitation was taken."""

from datetime import datetime

from networks.models import Invitation
from solidarity.inbox.notices import tell
from solidarity.people.models import Person


def accepted(invitation: Invitation, newcomer: Person, *, at: datetime) -> None:
    """Tell whoever invited that somebody came in by it."""
    if invitation.invited_by is None:
        return
    key = f"{invitation.pk}-{newcomer.pk}"
    tell(
        invitation.invited_by, kind="networks.accepted", about=invitation.network, key=key, at=at,
        words=newcomer.display_name,
    )  # fmt: skip
