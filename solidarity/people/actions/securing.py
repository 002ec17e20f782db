"""The second step at signing in: an app, passkeys, and codes on paper for when both are lost."""

from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from solidarity.base.limits import Limit, count_against
from solidarity.base.refused import Refused
from solidarity.base.resealing import Sealed
from solidarity.base.vault import resealed, seal, unseal
from solidarity.people import notices
from solidarity.people.actions.sessions import end_sessions
from solidarity.people.codes import hidden_recovery_code, new_recovery_codes, step_of
from solidarity.people.models import Person
from solidarity.people.queries import has_second_step

# Whoever guesses has come past the first step already: few tries in a row, and few a day.
IN_A_ROW = Limit(5, timedelta(minutes=5))
IN_A_DAY = Limit(50, timedelta(days=1))
MOST_PASSKEYS = 10
NAME = 60
Kind = Authenticator.Type


def use_code(person: Person, code: str, *, at: datetime) -> Authenticator:
    """Take a code of her app, or a recovery code, once; raises Refused when it is neither.

    Counted before it is looked at, and outside of any transaction: TooOften after few tries.
    """
    count_against(IN_A_ROW, what="second step", who=str(person.pk), at=at)
    count_against(IN_A_DAY, what="second step", who=str(person.pk), at=at)
    return _taken(person, code, at=at)


@transaction.atomic
def _taken(person: Person, code: str, *, at: datetime) -> Authenticator:
    rows = Authenticator.objects.select_for_update().filter(user=person).order_by("pk")
    for row in rows.exclude(type=Kind.WEBAUTHN):
        takes = _takes_step if row.type == Kind.TOTP else _takes_recovery_code
        if takes(row, code, at=at):
            row.last_used_at = at
            row.save(update_fields=["data", "last_used_at"])
            if row.type == Kind.RECOVERY_CODES:
                left = len(row.data["codes"])
                notices.tell_owner(person, "recovery_code_used", at=at, left=left)
            return row
    raise Refused(_("This code is not right, or was used before. Wait for the next, and try it."))


def _takes_step(row: Authenticator, code: str, *, at: datetime) -> bool:
    """Whether it is the app's code of now, and of no stretch of time that was used before."""
    step = step_of(unseal(row.data["secret"], purpose="app"), code, at=at)
    if step is None or step <= row.data.get("used", 0):
        return False
    row.data["used"] = step
    return True


def _takes_recovery_code(row: Authenticator, code: str, *, at: datetime) -> bool:
    kept = hidden_recovery_code(row.user_id, code)
    if kept not in row.data["codes"]:
        return False
    row.data["codes"].remove(kept)
    return True


@transaction.atomic
def turn_on_app(person: Person, secret: str, code: str, *, here: str, at: datetime) -> list[str]:
    """From now on her app's code is asked; `here`, her session, goes on, all others end.

    Returns her recovery codes when these are the first, to be shown once. Raises Refused.
    """
    _hold(person)
    if Authenticator.objects.filter(user=person, type=Kind.TOTP).exists():
        raise Refused(_("You have an app for this already. Take it away first."))
    step = step_of(secret, code, at=at)
    if step is None:
        raise Refused(_("This is not the code that your app shows now. Wait for the next one."))
    data = {"secret": seal(secret, purpose="app"), "used": step}
    Authenticator.objects.create(user=person, type=Kind.TOTP, data=data, created_at=at)
    return _stronger(person, "app_added", here=here, at=at)


@transaction.atomic
def add_passkey(
    person: Person, name: str, credential: dict[str, Any], *, here: str, at: datetime
) -> list[str]:
    """Keep a passkey that her browser has just made. Returns as `turn_on_app`; raises Refused."""
    _hold(person)
    if Authenticator.objects.filter(user=person, type=Kind.WEBAUTHN).count() >= MOST_PASSKEYS:
        raise Refused(_("You have many passkeys. Take one away that you do not use."))
    data = {"name": name[:NAME], "credential": credential}
    Authenticator.objects.create(user=person, type=Kind.WEBAUTHN, data=data, created_at=at)
    return _stronger(person, "passkey_added", here=here, at=at)


def _stronger(person: Person, what: str, *, here: str, at: datetime) -> list[str]:
    end_sessions(person, but=here)
    notices.tell_owner(person, what, at=at)
    has_codes = Authenticator.objects.filter(user=person, type=Kind.RECOVERY_CODES).exists()
    return [] if has_codes else _new_codes(person, at=at)


@transaction.atomic
def remove_step(person: Person, pk: int, *, here: str, at: datetime) -> None:
    """Take away her app or a passkey; with the last of them the recovery codes go, too."""
    _hold(person)
    row = Authenticator.objects.exclude(type=Kind.RECOVERY_CODES).filter(user=person, pk=pk).first()
    if row is None:
        raise Refused(_("It is gone already."))
    row.delete()
    if not has_second_step(person):
        Authenticator.objects.filter(user=person).delete()
    end_sessions(person, but=here)
    what = "app_removed" if row.type == Kind.TOTP else "passkey_removed"
    notices.tell_owner(person, what, at=at)


@transaction.atomic
def forget_steps(person: Person, *, at: datetime) -> None:
    """Take away all of them, for one who lost them and whom the host knows; she is told."""
    _hold(person)
    Authenticator.objects.filter(user=person).delete()
    end_sessions(person)
    notices.tell_owner(person, "steps_forgotten", at=at)


@transaction.atomic
def renew_codes(person: Person, *, here: str, at: datetime) -> list[str]:
    """Ten new recovery codes in place of those before; shown once. Raises Refused."""
    _hold(person)
    if not has_second_step(person):
        raise Refused(_("First set up an app or a passkey: the codes are for when it is lost."))
    codes = _new_codes(person, at=at)
    end_sessions(person, but=here)
    notices.tell_owner(person, "codes_renewed", at=at)
    return codes


def _new_codes(person: Person, *, at: datetime) -> list[str]:
    codes = new_recovery_codes()
    kept = [hidden_recovery_code(person.pk, code) for code in codes]
    Authenticator.objects.filter(user=person, type=Kind.RECOVERY_CODES).delete()
    Authenticator.objects.create(
        user=person, type=Kind.RECOVERY_CODES, data={"codes": kept}, created_at=at
    )
    return codes


def _hold(person: Person) -> None:
    """One at a time may change how she signs in."""
    Person.objects.select_for_update().get(pk=person.pk)


def _sealed_anew(row: Authenticator) -> bool:
    """Seal the secret of an app with the newest key; returns whether it was not."""
    before = row.data["secret"]
    row.data["secret"] = resealed(before, purpose="app")
    return bool(row.data["secret"] != before)


APPS = Sealed(lambda: Authenticator.objects.filter(type=Kind.TOTP), "data", _sealed_anew)
