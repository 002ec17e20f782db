"""Who is told of what is offered, asked for and handed over."""

from collections.abc import Iterable
from datetime import datetime

from cohorts.models import Holding
from cohorts.queries.people import who_facilitate
from solidarity.inbox.notices import tell_each
from solidarity.people.models import Person


def _tell(
    holding: Holding, people: Iterable[Person | None], kind: str, *, at: datetime,
    asks: bool = False,
) -> None:  # fmt: skip
    tell_each(
        [each for each in people if each is not None], kind=f"cohorts.{kind}",
        about=holding.session.meeting, key=f"holding-{holding.pk}-{at.timestamp():.0f}", at=at,
        asks=asks, url=holding.session.get_absolute_url(), source=holding.session.body_id,
        words=holding.share,
    )  # fmt: skip


def offered(holding: Holding, *, at: datetime) -> None:
    """Ask somebody whether she holds a share of a session."""
    _tell(holding, [holding.person], "offered", at=at, asks=True)


def asked_for(holding: Holding, *, at: datetime) -> None:
    """Tell those who facilitate that somebody would like to hold one."""
    _tell(holding, who_facilitate(holding.session.body), "asked_for", at=at, asks=True)


def agreed(holding: Holding, *, by: Person, at: datetime) -> None:
    """Tell whoever offered it, or asked for it, that there is a yes."""
    _tell(holding, {holding.by, holding.person} - {by}, "agreed", at=at)


def handed_over(before: Holding, _now: Holding, *, at: datetime) -> None:
    """Tell who held it before that somebody else does now."""
    _tell(before, [before.person], "handed_over", at=at)


def ended(holding: Holding, *, by: Person, at: datetime) -> None:
    """Tell the other side; of what was laid down, those who facilitate."""
    others = {holding.by, holding.person}
    if holding.agreed_at:
        others |= set(who_facilitate(holding.session.body))
    _tell(holding, others - {by}, "let_go", at=at)
