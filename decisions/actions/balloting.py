"""Secret ballots: casting one, changing it with its code, and forgetting whose it was.

Nothing here writes a moment, a log row, a notice or a draft: what would tell when somebody chose
would tell what she chose.
"""

import uuid
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from decisions.actions.holding import share_round
from decisions.actions.taking import choice_in
from decisions.codes import digest_of, new_code, tag_of, tidied
from decisions.models import Ballot, Elector, Round
from decisions.records.kept import stance_of
from decisions.rules.balloting import why_not_ballot
from decisions.rules.taking import NEEDS_REASON, why_not_say
from solidarity.base.refused import Refused, refuse_if
from solidarity.people.models import Person


@transaction.atomic
def cast(round_id: int, *, by: Person, choice: Any, at: datetime, code: str = "") -> str:
    """Cast the ballot of `by`, or change the one that `code` opens; returns its code.

    choice: as in docs/recount.md. code: that of her ballot; of a first one, what the form drew for
    it, so that the same form sent twice is one ballot; "" draws a fresh one.
    """
    moment = share_round(round_id, at=at)
    round = Round.objects.get(pk=round_id)
    electors = Elector.objects.select_for_update(no_key=True)
    elector = electors.filter(round=round, person=by).first()
    refuse_if(why_not_ballot(round, elector, at=moment))
    kept = _kept(round, choice)
    if elector is not None and not elector.has_balloted:
        elector.has_balloted = True
        elector.save(update_fields=["has_balloted"])
        return _put(round, kept, tidied(code) or new_code())
    return _change(round, kept, tidied(code))


def _kept(round: Round, choice: Any) -> Any:
    """The choice as those alike are all kept, with its words: they have no row of their own."""
    kept = choice_in(round, choice)
    if not isinstance(choice, dict) or "stance" not in choice:
        return kept
    reason, rests_on = (str(choice.get(name) or "").strip() for name in ("reason", "rests_on"))
    refuse_if(why_not_say(choice["stance"], reason=reason, rests_on=rests_on))
    if stance_of(kept) not in NEEDS_REASON:
        return kept
    words = {"reason": reason, "rests_on": rests_on}
    return {name: words.get(name, value) for name, value in kept.items()}


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
    """Delete the ballots of a secret round that was called off before it was counted.

    Who had cast one is forgotten with them.
    """
    _run("SELECT decisions_burn_ballots(%s)", round)


def _run(statement: str, round: Round) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [round.pk])
