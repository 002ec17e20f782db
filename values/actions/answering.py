"""Answering: begun, kept screen by screen, finished. Answers are sealed before they are kept."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from solidarity.base.limits import Limit, count_against
from solidarity.base.refused import refuse_if
from solidarity.base.resealing import Sealed
from solidarity.people.models import Person
from values.actions.consenting import hold_consent
from values.answers import seal_anew, sealed_answers
from values.models import About, Pool, Sheet
from values.queries.answering import answers_in, open_sheet, own_sheets, scores_in
from values.rules import why_not_finish, why_not_go_on, why_not_keep
from values.science.instruments import instrument
from values.screens import screens

BEGINNING = Limit(20, timedelta(days=1))
OWN = "circle30"  # the instrument that everybody is asked


@transaction.atomic
def begin(
    person: Person,
    instrument_id: str = OWN,
    *,
    about: str = About.SELF,
    pool: Pool | None = None,
    at: datetime,
) -> Sheet:
    """A sheet to fill in: the one that she has begun already, or a new one.

    about: of whom the statements are answered; pool: whose typical member, for that alone.
    Raises Refused without a consent that holds, TooOften after twenty a day.
    """
    hold_consent(person)
    found = open_sheet(person, instrument_id, about, pool)
    if found is not None:
        return found
    count_against(BEGINNING, what="sheet", who=str(person.pk), at=at)
    return Sheet.objects.create(
        person=person, instrument=instrument(instrument_id).id, about=about, pool=pool,
        order=secrets.randbelow(2**31), began_at=at,
    )  # fmt: skip


@transaction.atomic
def keep_screen(
    sheet_id: int,
    screen: int,
    *,
    by: Person,
    answers: Mapping[int, int | None],
    is_done: bool = True,
) -> Sheet:
    """Keep what she answered on a screen, counted from 0; None where she skipped a statement.

    is_done: whether she goes on with the next when she comes back. Answers to statements of other
    screens stay as they are. Raises Refused; ValueError for what
    is not on this screen or the scale.
    """
    sheet = _held(sheet_id, by=by)
    refuse_if(why_not_keep(sheet))
    of = instrument(sheet.instrument)
    shown = screens([item.number for item in of.items], sheet.order)[screen]
    given = {number: answer for number, answer in answers.items() if answer is not None}
    if not set(answers) <= set(shown) or not all(
        of.low <= each <= of.high for each in given.values()
    ):
        raise ValueError("an answer that was not asked for")
    kept = {number: answer for number, answer in answers_in(sheet).items() if number not in answers}
    sheet.sealed = sealed_answers(by.pk, kept | given)
    sheet.screen = max(sheet.screen, screen + is_done)
    sheet.save(update_fields=["sealed", "screen"])
    return sheet


@transaction.atomic
def finish(sheet_id: int, *, by: Person, at: datetime) -> Sheet:
    """Be done with a sheet; raises Refused when nothing is answered."""
    sheet = _held(sheet_id, by=by)
    refuse_if(why_not_finish(sheet, answers_in(sheet)))
    sheet.finished_at = at
    sheet.save(update_fields=["finished_at"])
    return sheet


@transaction.atomic
def throw_away(sheet_id: int, *, by: Person) -> None:
    """Delete one sheet and what was answered on it, finished or not; raises Refused."""
    _held(sheet_id, by=by).delete()


@transaction.atomic
def go_on(sheet_id: int, *, by: Person) -> Sheet:
    """Go back to a finished sheet that shows nothing, to answer more of it; raises Refused."""
    sheet = _held(sheet_id, by=by)
    if not sheet.is_finished:
        return sheet
    excluded = scores_in([sheet], instrument(sheet.instrument)).excluded[0]
    others = own_sheets(by, sheet.about).filter(
        instrument=sheet.instrument, pool=sheet.pool, finished_at=None
    )
    refuse_if(why_not_go_on(sheet, excluded, others))
    sheet.finished_at, sheet.screen = None, 0
    sheet.save(update_fields=["finished_at", "screen"])
    return sheet


def _held(sheet_id: int, *, by: Person) -> Sheet:
    """Her sheet, held after her consent; raises Sheet.DoesNotExist when it is not hers."""
    hold_consent(by)
    return Sheet.objects.visible_to(by).select_for_update(of=("self",)).get(pk=sheet_id)


SHEETS = Sealed(lambda: Sheet.objects.exclude(sealed=""), "sealed", seal_anew)
