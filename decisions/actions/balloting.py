"""Secret ballots: casting one, changing it with its code, and forgetting whose it was.

Nothing here writes a moment, a log row, a notice or a draft: what would tell when somebody chose
would tell what she chose.
"""

import uuid
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from decisions.codes import digest_of, new_code, tag_of, tidied
from decisions.models import Ballot, Elector, Round
from decisions.records import BadRecord
from decisions.records.choices import check_choice
from decisions.rules.balloting import why_not_ballot
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person

CLOSING = 0x5011_4C05  # taking positions shares this lock of a round; closing it has it alone


@transaction.atomic
def cast(round_id: int, *, by: Person, choice: Any, at: datetime, code: str = "") -> str:
    """Cast the ballot of `by`, or change the one that `code` opens; returns its code.

    choice: as in docs/recount.md. code: that of her ballot; of a first one, what the form drew for
    it, so that the same form sent twice is one ballot; "" draws a fresh one.
    """
    _share(round_id)
    round = Round.objects.get(pk=round_id)
    electors = Elector.objects.select_for_update(no_key=True)
    elector = electors.filter(round=round, person=by).first()
    refuse_if(why_not_ballot(round, elector, at=at))
    _check(round, choice)
    if elector is not None and not elector.has_balloted:
        elector.has_balloted = True
        elector.save(update_fields=["has_balloted"])
        return _put(round, choice, tidied(code) or new_code())
    return _change(round, choice, tidied(code))


def _share(round_id: int) -> None:
    """Hold the round open until this transaction ends; many may at once, closing waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [CLOSING, round_id])


def _check(round: Round, choice: Any) -> None:
    try:
        check_choice(
            choice, method=round.method, options=round.options, round=round.number
        )
    except BadRecord as problem:
        raise Refused(_("This cannot be counted: %(why)s") % {"why": problem}) from None


def _put(round: Round, choice: Any, code: str) -> str:
    """Add a ballot; where another has this tag already, under a fresh code."""
    while Ballot.objects.filter(round=round, tag=tag_of(code)).exists():
        code = new_code()
    Ballot.objects.create(
        id=uuid.uuid4(), round=round, tag=tag_of(code),
        digest=digest_of(code, round_id=round.pk), choice=choice,
    )  # fmt: skip
    return code


def _change(round: Round, choice: Any, code: str) -> str:
    """Change the ballot that this code opens."""
    if not code:
        raise Refused(_("Your ballot is cast. To change it, write the whole code you were shown."))
    opened = Ballot.objects.filter(
        round=round, tag=tag_of(code), digest=digest_of(code, round_id=round.pk)
    )
    if not opened.update(choice=choice):
        raise Refused(_("No ballot here has this code. Look at it again, letter by letter."))
    return code


def shuffle(round: Round) -> None:
    """Write the ballots and electors of a secret round anew, in an order that chance draws.

    Called in the transaction that counts it. Of another round, nothing happens.
    """
    _run("SELECT decisions_shuffle(%s)", round)


def burn(round: Round) -> None:
    """Delete the ballots of a secret round that was called off before it was counted."""
    _run("SELECT decisions_burn_ballots(%s)", round)


def _run(statement: str, round: Round) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [round.pk])
