"""The demo's second steps and frozen accounts."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator

from solidarity.base.vault import seal
from solidarity.people.actions.freezing import freeze, thaw_by_admin
from solidarity.people.actions.securing import renew_codes
from solidarity.people.codes import new_secret
from solidarity.people.models import Freezing, FrozenBy, Person

TAKEN = "Their phone was taken at the border, and a friend called us."


def give_app(person: Person, *, at: datetime) -> None:
    """The desk opens to no admin without one; `/dev/sign-in/` shows what the admin's app shows."""
    data = {"secret": seal(new_secret(), purpose="app")}
    Authenticator.objects.create(
        user=person, type=Authenticator.Type.TOTP, data=data, created_at=at
    )


def guard(people: dict[str, Person], *, at: datetime) -> None:
    """A steward who has an app and codes; one account that is frozen, and one that was."""
    before = at - timedelta(days=20)
    give_app(people["stella"], at=before)
    renew_codes(people["stella"], here="", at=before)
    for who, when in (("dvora", at - timedelta(days=40)), ("levan", at - timedelta(days=2))):
        freeze(people[who], FrozenBy.ADMIN, by=people["admin"], reason=TAKEN, at=when)
    over = Freezing.objects.get(person=people["dvora"])
    thaw_by_admin(over.pk, by=people["admin"], at=at - timedelta(days=31))
