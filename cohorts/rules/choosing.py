"""Who states the mix, proposes a group, and has the lottery drawn."""

from django.utils.translation import gettext as _

from cohorts.models import Cohort, Draw, DrawState, Gathering, Stage
from cohorts.rules.gathering import uses_lottery, why_not_write
from networks.rules import Standing


def why_not_mix(
    standing: Standing, cohort: Cohort, gathering: Gathering | None, draw: Draw | None
) -> str:
    """Why the viewer may not change the mix; "" when she may."""
    if why := why_not_write(standing):
        return why
    if cohort.stage in {Stage.RUNNING, Stage.ENDED}:
        return _("The group has come together. The mix stays as it was.")
    if draw is not None and draw.state != DrawState.IMPOSSIBLE:
        return _("The lottery is drawn. The mix stays as it was.")
    return ""


def why_not_propose(
    standing: Standing, cohort: Cohort, draw: Draw | None, *, reason: str, is_lottery: bool
) -> str:
    """Why the viewer may not propose this group; after a lottery it takes a reason."""
    if why := why_not_write(standing):
        return why
    if cohort.stage not in {Stage.OPEN, Stage.CHOOSING, Stage.RUNNING}:
        return _("A group is put together once people have applied.")
    if not is_lottery:
        return ""
    if draw is None or draw.state != DrawState.DRAWN:
        return _("A lottery was promised. It proposes the group: have it drawn first.")
    if not reason:
        return _("The lottery drew another group. Write why you depart from it.")
    return ""


def why_not_draw(
    standing: Standing, cohort: Cohort, gathering: Gathering | None, draw: Draw | None, *,
    applied: int,
) -> str:  # fmt: skip
    """Why the lottery cannot be drawn now; "" when it can. applied: how many there are."""
    if why := why_not_write(standing):
        return why
    if not uses_lottery(gathering):
        return _("No lottery was promised here.")
    if cohort.stage != Stage.CHOOSING:
        return _("The lottery is drawn once the call is closed, and before the cohort begins.")
    if draw is not None and draw.state != DrawState.IMPOSSIBLE:
        return _("The lottery has been drawn. It is drawn once.")
    if applied <= cohort.seats:
        return enough_seats()
    return ""


def enough_seats() -> str:
    """Why nothing is drawn where as many can come as applied."""
    return _("There is a seat for everybody who applied. No lottery is needed.")
