"""The mix that is wanted, and how a group meets it: in words."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import (
    Answered,
    Application,
    Cohort,
    Draw,
    DrawState,
    Experience,
    Feature,
    Gathering,
    Quota,
    Region,
)
from cohorts.rules.gathering import uses_lottery
from solidarity.people.causes import LABELS, Cause
from solidarity.people.languages import NAMES


def quotas_of(cohort: Cohort) -> list[Quota]:
    """The mix, by feature. One query."""
    return list(Quota.objects.filter(cohort=cohort).order_by("feature", "value"))


def draw_of(cohort: Cohort) -> Draw | None:
    """The last drawing. One query."""
    return Draw.objects.filter(cohort=cohort).order_by("-pk").first()


def needs_lottery(cohort: Cohort) -> bool:
    """Whether the lottery that was promised proposes the group: more applied than can come.

    Where it is drawn it stays so; where no group met the mix and some withdrew, it need not be.
    """
    if not uses_lottery(Gathering.objects.filter(cohort=cohort).first()):
        return False
    draw = draw_of(cohort)
    if draw is not None and draw.state != DrawState.IMPOSSIBLE:
        return True
    return in_the_lottery(cohort).count() > cohort.seats


def waits_for_lottery(cohort: Cohort) -> bool:
    """Whether it is needed and not drawn yet: nobody is answered before."""
    draw = draw_of(cohort)
    return not (draw and draw.state == DrawState.DRAWN) and needs_lottery(cohort)


def in_the_lottery(cohort: Cohort) -> QuerySet[Application]:
    """Who is in it: all who applied and were not declined."""
    return Application.objects.filter(cohort=cohort).exclude(state=Answered.DECLINED)


def to_choose_from(cohort: Cohort) -> QuerySet[Application]:
    """All who applied, by name, with what the mix counts and nothing else. One query."""
    found = Application.objects.filter(cohort=cohort).select_related("person")
    return found.order_by("person__display_name", "pk").only(
        "causes", "region", "position", "experience", "languages", "state", "is_proposed",
        "talked_on", "cohort_id", "person__display_name", "person__handle",
    )  # fmt: skip


def departures_of(draw: Draw | None) -> list[object]:
    """How the group came to differ from what was drawn. One query."""
    if draw is None:
        return []
    return list(draw.departures.select_related("by").order_by("pk"))


def counts_in(application: Application, quota: Quota) -> bool:
    """Whether somebody counts for this part of the mix."""
    return quota.value in said_by(application)[quota.feature]


def said_by(application: Application) -> dict[str, list[str]]:
    """What somebody said of herself, by feature; nothing where she did not say."""
    return {
        "cause": application.causes,
        "region": [application.region] if application.region else [],
        "position": [application.position] if application.position else [],
        "experience": [application.experience] if application.experience else [],
        "language": application.languages,
    }


def in_words(application: Application) -> str:
    """All that somebody said of herself, in one line for those who choose."""
    return " · ".join(
        ", ".join(value_words(feature, value) for value in values)
        for feature, values in said_by(application).items()
        if values
    )


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
    unsaid: int
    words: str
    help: str

    @property
    def is_met(self) -> bool:
        """Whether enough, and not too many, are in the group."""
        return self.quota.at_least <= self.inside <= self.quota.at_most


def how_met(quotas: Iterable[Quota], applications: Collection[Application]) -> list[Met]:
    """How those whom `applications` propose meet each quota; the declined count nowhere."""
    all_ = [each for each in applications if each.state != Answered.DECLINED]
    applied, inside = tally(all_), tally(each for each in all_ if each.is_proposed)
    return [_met(quota, inside, applied) for quota in quotas]


def tally(applications: Iterable[Application]) -> Counter[tuple[str, str]]:
    """How many there are of each (feature, value); (feature, ""): who did not say."""
    found: Counter[tuple[str, str]] = Counter()
    for each in applications:
        for feature, values in said_by(each).items():
            found.update((feature, value) for value in dict.fromkeys(values) or [""])
    return found


def _met(quota: Quota, in_group: Counter[tuple[str, str]], in_all: Counter[tuple[str, str]]) -> Met:
    inside, applied = in_group[quota.feature, quota.value], in_all[quota.feature, quota.value]
    unsaid = in_all[quota.feature, ""]
    label = value_words(quota.feature, quota.value)
    return Met(
        quota, label, bounds_words(quota), inside, applied, unsaid,
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
