"""What people are told falls into four groups; the app that tells a kind says in which it is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

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


class Told(Protocol):
    """A notice, as far as somebody cares who looks up what it says."""

    pk: int
    kind: str
    words: str


Words = Callable[[Sequence[int]], Mapping[int, str]]
T = TypeVar("T", bound=Told)
_looked_up: dict[str, Words] = {}


def look_up(kind: str, words: Words) -> None:
    """Let the words of notices of `kind` be looked up when they are shown: they are kept nowhere.

    words: what each of the notices with these keys says by now. One that is missing says nothing
    any more: the words are gone, or she may not read them.
    """
    _looked_up[kind] = words


def looked_up() -> list[str]:
    """The kinds whose words are looked up."""
    return list(_looked_up)


def said_now(notices: Iterable[T], *, keep: bool = False) -> list[T]:
    """`notices` with the words that are looked up; without those that say nothing any more.

    keep: leave these in, without words. A query for each kind that is among them.
    """
    found = list(notices)
    mute: set[int] = set()
    for kind, words in _looked_up.items():
        of_kind = [each for each in found if each.kind == kind]
        said = words([each.pk for each in of_kind]) if of_kind else {}
        for each in of_kind:
            each.words = said.get(each.pk, "")
        mute |= {each.pk for each in of_kind if each.pk not in said}
    return [each for each in found if keep or each.pk not in mute]
