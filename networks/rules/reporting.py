"""Who reports what, and who handles it."""

from django.utils.translation import gettext as _

from networks.models import Report, ReportState
from solidarity.people.models import Person


def why_not_report(viewer: Person, whom: Person | None, *, reported: bool) -> str:
    """Why the viewer may not report something that `whom` did; "" when she may.

    reported: there is an open report of hers about the same thing.
    """
    if whom is not None and whom.pk == viewer.pk:
        return _("This is your own. You can change it, or delete it.")
    if reported:
        return _("You have reported this already. You are told when somebody takes it up.")
    return ""


def why_not_take(report: Report) -> str:
    """Why nobody takes `report` up now; "" when somebody may."""
    if report.state == ReportState.TAKEN:
        return _("Somebody has taken this up already.")
    return why_not_close(report)


def why_not_close(report: Report) -> str:
    """Why `report` is not closed now; "" when it may be."""
    if report.state == ReportState.CLOSED:
        return _("Somebody has closed this already.")
    return ""


def why_not_unlist(report: Report) -> str:
    """Why the network that `report` is about is not taken out of the directory; "" when it may."""
    if report.network is None:
        return _("This is about no network.")
    if report.network.unlisted_at:
        return _("It is out of the directory already.")
    return ""


def why_not_list(report: Report) -> str:
    """Why that network is not put back into the directory; "" when it may be."""
    if report.network is None or not report.network.unlisted_at:
        return _("It is in the directory already.")
    return ""


def why_not_ask_stewards(report: Report) -> str:
    """Why the stewards of that network are not asked; "" when they may be."""
    if report.network is None:
        return _("This is about no network.")
    return why_not_close(report)
