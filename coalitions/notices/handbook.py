"""Who is told what about accounts."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from coalitions.models import Account
from networks.notices.joining import MOST_TOLD
from networks.queries import stewards_of
from solidarity.inbox.notices import tell_each
from solidarity.people.models import Person


def _tell(
    account: Account, people: Iterable[Person | None], kind: str, *, by: Person, at: datetime
) -> None:
    tell_each(
        [each for each in people if each is not None and each != by], kind=f"coalitions.{kind}",
        about=account.body, key=f"{account.pk}-{at.timestamp():.0f}", at=at, words=account.name,
        url=reverse("coalitions:accounts", args=[account.body.slug]),
    )  # fmt: skip


def told_holders(
    account: Account, people: Iterable[Person | None], *, by: Person, at: datetime
) -> None:
    """Tell those who are to hold it now; they can lay it down."""
    _tell(account, people, "account_given", by=by, at=at)


def told_handed_over(
    account: Account, people: Iterable[Person | None], *, by: Person, at: datetime
) -> None:
    """Tell those who hold it no more."""
    _tell(account, people, "account_over", by=by, at=at)


def laid_down(account: Account, *, by: Person, at: datetime) -> None:
    """Tell the stewards, and whoever holds it now."""
    people = {*stewards_of(account.body)[:MOST_TOLD], account.holder}
    _tell(account, people, "account_laid_down", by=by, at=at)
