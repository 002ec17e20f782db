"""Whether a group can meet all of the mix at once, and what would help where none can: in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cohorts.lottery import Applicant, Bound, Pool, Unsolved, Why, why_infeasible
from cohorts.lottery import Quota as Wanted
from cohorts.models import Application, Quota
from cohorts.queries.choosing import counts_in, value_words

YES, NO = "yes", "no"
NODES = 200  # of each search, while somebody waits for a page


@dataclass(frozen=True)
class TooHard:
    """What a worker can do shows neither a lottery, nor that there is no group."""


def pool_of(people: Sequence[Application], quotas: Sequence[Quota], seats: int) -> Pool:
    """Who applied and what is wanted: each wish asks of everybody yes or no.

    So somebody with three causes counts for each of them, and who said nothing for none.
    """
    applicants = [
        Applicant(str(each.pk), {named(q): YES if counts_in(each, q) else NO for q in quotas})
        for each in people
    ]
    wanted = [Wanted(named(q), YES, q.at_least, q.at_most) for q in quotas]
    others = [Wanted(named(q), NO, 0, seats) for q in quotas]
    return Pool(applicants, wanted + others)


def named(quota: Quota) -> str:
    """What part of the mix it is, in one word."""
    return f"{quota.feature}:{quota.value}"


def in_words(why: Why | TooHard | None) -> str:
    """Why no group meets the mix, and what would help."""
    if isinstance(why, TooHard):
        return _(
            "This mix is too hard: we looked long and found no fair lottery that meets it. Nothing"
            " is drawn, and the seed stays sealed. Ask for less in the mix, or for fewer kinds of"
            " people, and have it drawn again."
        )
    lines = [_("No group meets all of the mix at once.")]
    if why is not None and why.together:
        lines.append(_("These cannot hold together:"))
        lines += [f"– {_bound_words(each)}" for each in why.together]
    if why is not None and why.loosen:
        lines.append(_("It would help to change:"))
        lines += [f"– {_bound_words(each)} → {each.to}" for each in why.loosen]
    return "\n".join(lines)


def _bound_words(bound: Bound) -> str:
    feature, value = bound.quota.category.split(":", 1)
    said = {"value": value_words(feature, value), "n": bound.now}
    if bound.end == "least":
        return _("“%(value)s”: at least %(n)s") % said
    return _("“%(value)s”: at most %(n)s") % said


def together_in_words(people: Sequence[Application], quotas: Sequence[Quota], seats: int) -> str:
    """Whether some of these people, as many as there are seats, meet all of the mix together.

    Where all can come, they are the group.
    """
    seats = min(seats, len(people))
    if not seats:
        return _("Nobody can come yet.")
    try:
        why = why_infeasible(pool_of(people, quotas, seats), seats, nodes=NODES)
    except Unsolved:
        return _("This mix is too hard to look through here. Ask for less, and look once more.")
    if why is None:
        return _("Yes: there is a group that meets all of the mix.")
    return in_words(why)
