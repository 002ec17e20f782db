"""The mix that is wanted, and how a group meets it: in words."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Application, Cohort, Draw, Experience, Feature, Gathering, Quota, Region
from solidarity.people.causes import LABELS, Cause
from solidarity.people.languages import NAMES


def quotas_of(cohort: Cohort) -> list[Quota]:
    """The mix, by feature. One query."""
    return list(Quota.objects.filter(cohort=cohort).order_by("feature", "value"))


def draw_of(cohort: Cohort) -> Draw | None:
    """The last drawing. One query."""
    return Draw.objects.filter(cohort=cohort).order_by("-pk").first()


def departures_of(draw: Draw | None) -> list[object]:
    """How the group came to differ from what was drawn. One query."""
    if draw is None:
        return []
    return list(draw.departures.select_related("by").order_by("pk"))


def counts_in(application: Application, quota: Quota) -> bool:
    """Whether somebody counts for this part of the mix."""
    said: Collection[str] = {
        Feature.CAUSE: application.causes,
        Feature.REGION: [application.region],
        Feature.POSITION: [application.position],
        Feature.EXPERIENCE: [application.experience],
        Feature.LANGUAGE: application.languages,
    }[Feature(quota.feature)]
    return quota.value in said


def value_words(feature: str, value: str) -> str:
    """A value of a feature, in the reader's words."""
    if feature == Feature.CAUSE:
        return str(LABELS.get(value, value))
    if feature == Feature.LANGUAGE:
        return str(NAMES.get(value, value))
    if feature == Feature.REGION:
        return str(dict(Region.choices).get(value, value))
    if feature == Feature.EXPERIENCE:
        return str(dict(Experience.choices).get(value, value))
    return value


def values_to_choose(
    cohort: Cohort, gathering: Gathering
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every value of every feature, as one list with headings."""
    values: dict[Feature, Iterable[str]] = {
        Feature.CAUSE: Cause.values,
        Feature.REGION: Region.values,
        Feature.POSITION: gathering.positions,
        Feature.EXPERIENCE: Experience.values,
        Feature.LANGUAGE: cohort.languages,
    }
    return [
        (str(feature.label), [(f"{feature}:{each}", value_words(feature, each)) for each in found])
        for feature, found in values.items()
        if found
    ]


@dataclass(frozen=True)
class Met:
    """How one part of the mix is met, and what would help."""

    quota: Quota
    label: str
    bounds: str
    inside: int
    applied: int
    words: str
    help: str

    @property
    def is_met(self) -> bool:
        """Whether enough, and not too many, are in the group."""
        return self.quota.at_least <= self.inside <= self.quota.at_most


def how_met(quotas: Iterable[Quota], applications: Collection[Application]) -> list[Met]:
    """How those whom `applications` propose meet each quota."""
    group = [each for each in applications if each.is_proposed]
    return [_met(quota, group, applications) for quota in quotas]


def _met(quota: Quota, group: Collection[Application], all_: Collection[Application]) -> Met:
    inside = sum(counts_in(each, quota) for each in group)
    applied = sum(counts_in(each, quota) for each in all_)
    label = value_words(quota.feature, quota.value)
    return Met(
        quota, label, bounds_words(quota), inside, applied,
        _words(quota, inside, label), _helps(quota, inside, applied),
    )  # fmt: skip


def bounds_words(quota: Quota) -> str:
    """How many are wanted, in words."""
    if not quota.at_least:
        return ngettext("%(n)s at most", "%(n)s at most", quota.at_most) % {"n": quota.at_most}
    return _("%(least)s to %(most)s") % {"least": quota.at_least, "most": quota.at_most}


def _words(quota: Quota, inside: int, label: str) -> str:
    if inside < quota.at_least and not inside:
        return _("Nobody of “%(value)s” is in the group.") % {"value": label}
    if inside < quota.at_least:
        lack = quota.at_least - inside
        return ngettext("%(n)s more is missing.", "%(n)s more are missing.", lack) % {"n": lack}
    if inside > quota.at_most:
        over = inside - quota.at_most
        return ngettext("%(n)s too many.", "%(n)s too many.", over) % {"n": over}
    return _("Met.")


def _helps(quota: Quota, inside: int, applied: int) -> str:
    """What loosening, or asking others, would help; "" where nothing has to."""
    if inside < quota.at_least and applied < quota.at_least:
        if not applied:
            return _("Nobody like this applied. Invite some to apply, or ask for none.")
        return ngettext(
            "Only %(n)s like this applied. “At least %(n)s” could be met.",
            "Only %(n)s like this applied. “At least %(n)s” could be met.",
            applied,
        ) % {"n": applied}
    if inside < quota.at_least:
        rest = applied - inside
        return ngettext(
            "%(n)s more applied: choose from them.", "%(n)s more applied: choose from them.", rest
        ) % {"n": rest}
    if inside > quota.at_most:
        return _("“At most %(n)s” would be met by this group.") % {"n": inside}
    return ""
