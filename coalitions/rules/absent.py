"""Who asks those who never come, who answers, and what is shown of it."""

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coalitions.models import AskedPerson, Asking
from networks.rules import Standing

FEWEST = 5  # answers from which on they are shown, and people from which on somebody is asked
BETWEEN = timedelta(days=90)
OPEN_FOR = timedelta(days=21)
NEW_FOR = timedelta(days=30)  # who came later may come yet


def why_not_ask(standing: Standing, last: Asking | None, *, at: datetime) -> str:
    """Why the viewer may not ask those who never come; "" when she may."""
    if not standing.is_steward or standing.is_paused:
        return _("The stewards of this coalition ask those who never come.")
    if last is not None and at < last.at + BETWEEN:
        day = date_format(localtime(last.at + BETWEEN))
        return _("Once in three months is enough. You can ask again from %(day)s.") % {"day": day}
    return ""


def why_not_so_few(absent: int) -> str:
    """Why so few are not asked; "" when they are."""
    if absent >= FEWEST:
        return ""
    return _("Fewer than five have never come: their answers could not stay without names.")


def why_not_say_why(asking: Asking, asked: AskedPerson, *, at: datetime) -> str:
    """Why somebody who was asked may not answer; "" when she may."""
    if at >= asking.closes_at:
        return _("The time to answer is over.")
    return _("You have answered already. Thank you.") if asked.answered else ""
