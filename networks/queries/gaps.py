"""What members hold and what they think that others hold: the picture, and what to say of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from values.models import Publication
from values.science.circle import CARE, STATUS
from values.science.gap import SPREAD_OWN, SURE, Finding, Gap, ShareBelow, Tilt
from values.science.scoring import care_above_status
from values.tracks import Track, track

HERE, COUNTRY = 0, 1  # where the two gaps stand in a publication


@dataclass(frozen=True)
class Side:
    """One line of the picture: whose, in a sentence, and where it lies."""

    key: str
    title: str
    words: str
    track: Track


@dataclass(frozen=True)
class GapPage:
    """What the page says."""

    sides: tuple[Side, ...]
    headline: str
    sentences: tuple[str, ...]
    at_least: int
    at: datetime
    is_clear: bool


def own_se(circle: Publication) -> float:
    """How far off the members' own care above status may be: two means of two of the ten."""
    noise = circle.noise_sd / 0.9**0.5 * (1 / len(CARE) + 1 / len(STATUS)) ** 0.5
    return float(np.hypot(noise, SPREAD_OWN / circle.n**0.5))


def gap_page(circle: Publication, gaps: Publication) -> GapPage:
    """The picture of a network's gaps, made of its circle and of its sealed gaps alone."""
    own = float(care_above_status(circle.profile))
    off = SURE * own_se(circle)
    here, country = (Gap(gaps.n, gaps.means[at], gaps.se) for at in (HERE, COUNTRY))
    sides = (
        Side("own", _("What we hold"), _own_words(own, off), track(own, off, far=4)),
        _believed("here", _("What we think a typical member here holds"), own, here),
        _believed(
            "country", _("What we think a typical person in our country holds"), own, country
        ),
    )
    sentences = [_of_here(here), _how_many(gaps.share_below(HERE)), _of_country(country)]
    return GapPage(
        sides, _headline(here), tuple(filter(None, sentences)), gaps.at_least, gaps.at,
        here.finding in {Finding.BELOW, Finding.ABOVE},
    )  # fmt: skip


def _believed(key: str, title: str, own: float, gap: Gap) -> Side:
    drawn = track(own + gap.mean, SURE * gap.se, before=own, far=4)
    return Side(key, title, _distance(gap), drawn)


def _own_words(own: float, off: float) -> str:
    if abs(own) <= off:
        return _("Care and status lie too close together to say which weighs more.")
    if own > 0:
        return _("Taken together, we put care for others and for nature above status and success.")
    return _("Taken together, we put status and success above care for others and for nature.")


def _distance(gap: Gap) -> str:
    """How a belief lies to what is held, as far as may be said."""
    if gap.finding == Finding.NONE:
        return _("Here lies no gap: what we think is about what is so.")
    if gap.finding == Finding.UNKNOWN:
        return _("We cannot tell yet whether there is a gap.")
    if not gap.gives_size:
        few = _("Further towards status than we are; how far, so few cannot tell.")
        more = _("Further towards care than we are; how far, so few cannot tell.")
        return few if gap.mean < 0 else more
    if abs(gap.mean) < 1:
        near = _("A little further towards status than we are.")
        return near if gap.mean < 0 else _("A little further towards care than we are.")
    far = _("Much further towards status than we are.")
    return far if gap.mean < 0 else _("Much further towards care than we are.")


def _headline(gap: Gap) -> str:
    return {
        Finding.BELOW: _("We care more than we think we do."),
        Finding.ABOVE: _("We think better of each other than we say of ourselves."),
        Finding.NONE: _("There is no gap: we know what we hold."),
        Finding.UNKNOWN: _("We cannot tell yet whether there is a gap."),
    }[gap.finding]


def _of_here(gap: Gap) -> str:
    return {
        Finding.BELOW: _(
            "Members put care further above status than they believe of each other. Nobody here is"
            " alone with it: you can speak of what you care for, and others will care with you."
        ),
        Finding.ABOVE: _(
            "Members believe that the others put care further above status than they say of"
            " themselves. In networks where people know each other well that is not rare."
        ),
        Finding.NONE: _(
            "What members believe of each other is about what they say of themselves. In networks"
            " where people know each other well it is often so."
        ),
        Finding.UNKNOWN: _(
            "What so few answers say could be chance. It gets clearer as more members answer for"
            " a typical member."
        ),
    }[gap.finding]


def _how_many(share: ShareBelow | None) -> str:
    """How many believe less of the others than they say of themselves; a half is no bias."""
    if share is None:
        return ""
    half = _("If nobody erred to one side, it would be about half.")
    if share.tenths is not None and share.finding in {Tilt.MOST, Tilt.FEW}:
        said = ngettext(
            "About %(count)s in ten believes that the others here care less than she does.",
            "About %(count)s in ten believe that the others here care less than they do.",
            share.tenths,
        ) % {"count": share.tenths}
        return f"{said} {half}"
    return {
        Tilt.MOST: _("More than half believe that the others here care less than they do.")
        + f" {half}",
        Tilt.FEW: _("Fewer than half believe that the others here care less than they do.")
        + f" {half}",
        Tilt.HALF: _(
            "About half believe that the others here care less than they do, and about half that"
            " they care more: so it is where nobody errs to one side."
        ),
        Tilt.UNKNOWN: _(
            "How many believe that the others here care less than they do we cannot tell"
            " yet: that takes more answers, mostly a hundred or two."
        ),
    }[share.finding]


def _of_country(gap: Gap) -> str:
    return (
        {
            Finding.BELOW: _("Of people in our country we believe that they care less than we do."),
            Finding.ABOVE: _("Of people in our country we believe that they care more than we do."),
            Finding.NONE: _("Of people in our country we believe much what we say of ourselves."),
            Finding.UNKNOWN: _("What we believe of people in our country we cannot tell yet."),
        }[gap.finding]
        + " "
        + _("What they really hold is not measured here.")
    )


def rows_of(sides: Sequence[Side]) -> list[tuple[str, str]]:
    """The picture as a table."""
    return [(side.title, side.words) for side in sides]
