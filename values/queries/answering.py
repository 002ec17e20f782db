"""What somebody answered: opened here, in the process, for as long as a page or a sum takes.

The database never sees an answer or a profile: not in a column, not in a query's text.
"""

from collections.abc import Sequence

import numpy as np
from django.db.models import QuerySet

from solidarity.people.models import Person, Viewer
from values.answers import opened_answers
from values.models import About, Pool, Sheet
from values.science.instruments import Instrument, instrument
from values.science.scoring import Scores, score

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


def own_sheets(viewer: Viewer, about: str = About.SELF) -> QuerySet[Sheet]:
    """Her sheets about that, the newest first."""
    found = Sheet.objects.visible_to(viewer).filter(about=about)
    return found.order_by("-began_at", "-pk")


def open_sheet(
    person: Person, instrument_id: str, about: str = About.SELF, pool: Pool | None = None
) -> Sheet | None:
    """The one that she has begun and not finished, if there is one."""
    return Sheet.objects.filter(
        person=person, instrument=instrument_id, about=about, pool=pool, finished_at=None
    ).first()


def answers_in(sheet: Sheet) -> dict[int, int]:
    """What she answered so far, by the number of the statement; what is skipped is not there."""
    return opened_answers(sheet.person_id, sheet.sealed)


def ratings_in(sheets: Sequence[Sheet], of: Instrument) -> Floats:
    """The answers on these sheets of one instrument: (sheets, items), NaN where none is."""
    found = np.full((len(sheets), len(of.items)), np.nan)
    place = {item.number: column for column, item in enumerate(of.items)}
    for row, sheet in enumerate(sheets):
        for number, answer in answers_in(sheet).items():
            if number in place:  # else it is a statement that the instrument has no more
                found[row, place[number]] = answer
    return found


def scores_in(sheets: Sequence[Sheet], of: Instrument) -> Scores:
    """What the answers on these sheets of one instrument come to."""
    return score(of, ratings_in(sheets, of))


def count_sheets(person: Person) -> int:
    """How many sheets she has, about whomever. One query."""
    return Sheet.objects.filter(person=person).count()


def result_of(sheet: Sheet) -> tuple[Floats | None, str]:
    """The ten centred scores of a sheet; or None, and the code of the rule that withholds them.

    A value of which too little is answered is NaN.
    """
    scores = scores_in([sheet], instrument(sheet.instrument))
    reason = scores.excluded[0]
    return (None if reason else scores.centred[0]), reason


def profile_in(sheet: Sheet) -> Floats | None:
    """The ten centred scores of a sheet; None where the rule of the instrument withholds them."""
    return result_of(sheet)[0]


def profile_of(person: Person) -> Floats | None:
    """Her ten centred scores, of the last sheet about herself that she finished and that counts."""
    finished = own_sheets(person).exclude(finished_at=None).order_by("-finished_at", "-pk")
    for sheet in finished:
        if (profile := profile_in(sheet)) is not None:
            return profile
    return None
