"""What a network holds, as people read it: a picture of published sums, and the same in words.

Under fifty people the four families and the top four of the ten, without an order; from fifty on
all ten. How far the members lie apart is known of the ten together, where there are enough of them:
one number that is sealed with the circle, held against how far apart people usually lie.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.utils.translation import gettext as _

from values.figures import Wheel, wheel
from values.models import Publication
from values.names import FAMILIES, FAMILY_MEANINGS, MEANINGS, NAMES, listed, value_names
from values.queries.comparing import norm_in_words
from values.queries.pooling import POOLED
from values.queries.portraying import family_of
from values.science.alignment import Closeness, closeness
from values.science.circle import HIGHER_ORDER, VALUES
from values.science.gap import SURE
from values.science.norms import norm_for
from values.science.scoring import higher_order
from values.tracks import Track, track

WHOLE_FROM = 50  # people: from then on all ten are shown
TOP = 4
NEAR = 0.3  # points from the middle
QUITE, ROUGH = 0.16, 0.3  # points of standard error
FAMILY_SPREAD = 0.6  # points: how far people lie from their mean in one family


@dataclass(frozen=True)
class Line:
    """One value or family: what it is about, and where it lies, as far as one can say."""

    number: int
    family: str
    name: str
    meaning: str
    words: str
    moved: str
    track: Track


@dataclass(frozen=True)
class Held:
    """What a network holds."""

    is_whole: bool
    at_least: int
    at: datetime
    before: datetime | None
    wheel: Wheel | None
    families: tuple[Line, ...]
    values: tuple[Line, ...]  # none, where only the top four are named
    top: str  # the names of the top four, in the order of the circle
    sentences: tuple[str, ...]
    sure: str
    apart: str  # how far members lie apart, as far as one can say
    norm: str  # whose spread that is held against; "" where nothing is said


def held_of(now: Publication, before: Publication | None) -> Held:
    """What a publication shows, and what has moved since the one before."""
    is_whole = now.n >= WHOLE_FROM
    families = tuple(_families(now, before))
    values = tuple(_values(now, before if before and before.n >= WHOLE_FROM else None))
    top = sorted(np.argsort(-now.profile, kind="stable")[:TOP])
    drawn = wheel(
        now.means,
        names=value_names(),
        whiskers=[SURE * now.se] * len(VALUES),
        families=dict(zip(HIGHER_ORDER, map(float, higher_order(now.profile)), strict=True)),
    )
    return Held(
        is_whole=is_whole,
        at_least=now.at_least,
        at=now.at,
        before=before.at if before else None,
        wheel=drawn if is_whole else None,
        families=families,
        values=values if is_whole else (),
        top=listed([str(NAMES[VALUES[index]]) for index in top]),
        sentences=tuple(_said(families)),
        sure=how_sure(now.se),
        apart=how_far_apart(closeness_of(now)),
        norm="" if closeness_of(now) == Closeness.UNKNOWN else norm_in_words(norm_for(POOLED)),
    )


def closeness_of(now: Publication) -> Closeness:
    """How far apart the members lie, held against the people of the norm."""
    norm = norm_for(POOLED)
    if now.how_apart is None or np.isnan(norm.apart):
        return Closeness.UNKNOWN
    return closeness(now.how_apart, norm)


def how_far_apart(found: Closeness) -> str:
    """The same in words. On which of the ten they differ is not known: of that only talk tells."""
    return {
        Closeness.CLOSER: _(
            "In what they hold dear, members lie closer together than people usually do."
        ),
        Closeness.FURTHER: _(
            "In what they hold dear, members lie further apart than people usually do: more than"
            " one picture has room here."
        ),
        Closeness.ALIKE: _("Members differ among themselves about as much as people usually do."),
        Closeness.UNKNOWN: _(
            "How far members lie apart we cannot tell yet: that takes more of them, mostly some"
            " hundreds."
        ),
    }[found]


def how_sure(se: float) -> str:
    """How far a picture can be trusted, in words; se: of one value, in points."""
    if se <= QUITE:
        return _("This is quite sure: with as many other members it would look much the same.")
    if se <= ROUGH:
        return _("This is roughly right. What lies close together may be the other way round.")
    return _("This is a first hint. It gets clearer as more members put their circles together.")


def family_se(published: Publication, size: int) -> float:
    """How far off the mean of `size` of the ten may be: their noises partly cancel out."""
    noise = published.noise_sd * ((1 / size - 1 / 10) / (9 / 10)) ** 0.5
    return float(np.hypot(noise, FAMILY_SPREAD / published.n**0.5))


def _families(now: Publication, before: Publication | None) -> list[Line]:
    four = higher_order(now.profile)
    old = None if before is None else higher_order(before.profile)
    found = []
    for at, (key, codes) in enumerate(HIGHER_ORDER.items()):
        se = family_se(now, len(codes))
        was = None if old is None or before is None else (old[at], family_se(before, len(codes)))
        found.append(_line(at, key, FAMILIES[key], FAMILY_MEANINGS[key], float(four[at]), se, was))
    return found


def _values(now: Publication, before: Publication | None) -> list[Line]:
    return [
        _line(
            at, family_of(code), NAMES[code], MEANINGS[code], now.means[at], now.se,
            None if before is None else (before.means[at], before.se),
        )
        for at, code in enumerate(VALUES)
    ]  # fmt: skip


def _line(
    at: int, family: str, name: object, meaning: object, score: float, se: float,
    was: tuple[float, float] | None,
) -> Line:  # fmt: skip
    moved = "" if was is None else _moved(score - was[0], float(np.hypot(se, was[1])))
    drawn = track(score, SURE * se, before=None if was is None else float(was[0]))
    return Line(at + 1, family, str(name), str(meaning), where(score, SURE * se), moved, drawn)


def where(score: float, off: float) -> str:
    """Where a score lies from the middle of all that people hold; off: how far off it may be."""
    if abs(score) <= off:
        return _("around the middle, or too close to say") if off > NEAR else _("around the middle")
    if abs(score) < NEAR:
        return _("just above the middle") if score > 0 else _("just below the middle")
    return _("above the middle") if score > 0 else _("below the middle")


def _moved(by: float, se: float) -> str:
    if abs(by) <= SURE * se:
        return _("much as before")
    return _("came forward") if by > 0 else _("stepped back")


def _said(families: Sequence[Line]) -> list[str]:
    above = [line.name for line in families if line.track.low > line.track.middle]
    below = [line.name for line in families if line.track.high < line.track.middle]
    found = []
    if above:
        said = _("What members hold dearer than the rest, taken together: %(names)s.")
        found.append(said % {"names": listed(above)})
    if below:
        said = _("What stands further back: %(names)s. It can matter to them all the same.")
        found.append(said % {"names": listed(below)})
    if not found:
        found.append(_("None of the four stands out so far that it could not be chance."))
    return found
