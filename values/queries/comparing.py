"""Her circle, to be held against others here in the process: nothing of it goes to the database."""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from solidarity.people.countries import countries_now
from solidarity.people.models import Person
from values.names import MEANINGS, NAMES
from values.queries.answering import Floats, own_sheets, result_of
from values.science.alignment import common_ground
from values.science.norms import Norm, norm_for


@dataclass(frozen=True)
class Comparable:
    """Ten centred scores, what they were asked with, and the norm they are held against."""

    profile: Floats
    instrument: str

    @property
    def norm(self) -> Norm:
        """The norm of its instrument."""
        return norm_for(self.instrument)

    @property
    def direction(self) -> Floats:
        """What is left of it beyond the norm, of length 1; a value without answers says nothing."""
        own, norm = self.profile, self.norm.mean
        beyond = np.nan_to_num((own - np.nanmean(own)) - (norm - norm.mean()))
        length = float(np.linalg.norm(beyond))
        return beyond / length if length > 1e-9 else np.zeros_like(beyond)


def comparable_of(person: Person) -> Comparable | None:
    """Her last sheet about herself that counts; None where she has no circle. One query."""
    finished = own_sheets(person).exclude(finished_at=None).order_by("-finished_at", "-pk")
    for sheet in finished[:5]:
        profile, _reason = result_of(sheet)
        if profile is not None and _has_norm(sheet.instrument):
            return Comparable(profile, sheet.instrument)
    return None


def _has_norm(instrument: str) -> bool:
    try:
        norm_for(instrument)
    except LookupError:
        return False
    return True


def shared_in_words(one: Floats, other: Floats, norm: Norm) -> list[str]:
    """Which of universalism, benevolence and self-direction both stress, each with its meaning."""
    known = np.nan_to_num(one, nan=float(np.nanmin(one)))
    named = _("%(value)s: %(meaning)s")
    return [
        named % {"value": NAMES[code], "meaning": MEANINGS[code]}
        for code in common_ground(known, other, norm)
    ]


def norm_in_words(norm: Norm) -> str:
    """Whose answers they are held against."""
    whose = {
        "data": norm.data, "country": countries_now().get(norm.country, norm.country),
        "n": norm.n, "year": norm.year,
    }  # fmt: skip
    words = _("%(n)s people, %(country)s %(year)s (%(data)s)") % whose
    if norm.is_provisional:
        return _("%(norm)s, asked with other statements: a stand-in for now") % {"norm": words}
    return words
