"""What people are told falls into four groups; the app that tells a kind says in which it is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Group(TextChoices):
    """What a notice is to whoever gets it."""

    ASKS = "asks", _("What waits for you")
    MINE = "mine", _("What is addressed to you")
    NEWS = "news", _("News of a network")
    REMINDERS = "reminders", _("Reminders")


class Often(TextChoices):
    """How often mails bring a group."""

    ONCE = "once", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    NEVER = "never", _("Never")


DEFAULTS = {
    Group.ASKS: Often.ONCE,
    Group.MINE: Often.ONCE,
    Group.NEWS: Often.WEEKLY,
    Group.REMINDERS: Often.WEEKLY,
}
_groups: dict[str, Group] = {}


def belong_to(group: Group, *kinds: str) -> None:
    """Put notices of `kinds` into `group`."""
    _groups.update(dict.fromkeys(kinds, group))


def group_of(kind: str, *, asks: bool) -> Group:
    """The group of a notice; news, when nobody said anything else."""
    return Group.ASKS if asks else _groups.get(kind, Group.NEWS)
