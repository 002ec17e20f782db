"""What the demo's people hold dear: drawn from the theory by chance that is always the same."""

import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random

from solidarity.people.models import Person
from values.actions import OWN, begin, consent, finish, keep_screen
from values.models import Sheet
from values.science.circle import angle
from values.science.instruments import Instrument, instrument
from values.screens import screens
from values.wordings import NEWEST

SEED = "solidarity"
NOTHING_YET = {"stella", "admin", "wanda", "tomas"}
HALF_WAY = "felipe"
TWICE = "amina"
HALF_THE_SCREENS = 2


def let_them_answer(people: Mapping[str, Person], *, at: datetime) -> None:
    """Circles for most of them: one who answered twice, one who is half-way, some with nothing."""
    for number, (handle, person) in enumerate(sorted(people.items())):
        if handle in NOTHING_YET or not person.is_reached:
            continue
        chance = Random(f"{SEED}:values:{handle}")
        towards = chance.gauss(320, 40)
        when = at - timedelta(days=120 - number)
        consent(person, wording=NEWEST, at=when)
        if handle == HALF_WAY:
            answer_sheet(person, towards, chance, at=when, stop_after=HALF_THE_SCREENS)
            continue
        answer_sheet(person, towards, chance, at=when)
        if handle == TWICE:
            answer_sheet(person, towards + 25, chance, at=at - timedelta(days=9))


def answer_sheet(
    person: Person, towards: float, chance: Random, *, at: datetime, stop_after: int = 0
) -> Sheet:
    """Let somebody fill in a sheet; towards: degrees on the circle of what stands in front."""
    sheet, of = begin(person, OWN, at=at), instrument(OWN)
    answers = drawn_answers(of, towards, chance)
    shown = screens([item.number for item in of.items], sheet.order)
    for index, numbers in enumerate(shown[: stop_after or None]):
        on_screen = {number: answers[number] for number in numbers}
        keep_screen(sheet.pk, index, by=person, answers=on_screen)
    return sheet if stop_after else finish(sheet.pk, by=person, at=at + timedelta(minutes=4))


def drawn_answers(
    of: Instrument, towards: float, chance: Random, *, strength: float = 1.3
) -> dict[int, int]:
    """Answers as the theory expects them of somebody: a wave around the circle, and chance.

    strength: how high the wave is, in points.
    """

    def drawn(value: str) -> int:
        wave = 4 + strength * math.cos(math.radians(angle(value) - towards))
        return max(of.low, min(of.high, round(chance.gauss(wave, 0.8))))

    return {item.number: drawn(item.value) for item in of.items}
