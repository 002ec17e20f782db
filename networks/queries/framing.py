"""Answering for others in a network: what stands above the statements, and what comes next."""

from dataclasses import dataclass, replace

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from networks.models import Network
from solidarity.base.secrets import digest
from solidarity.people.models import Person
from values.framing import USUAL, Frame
from values.models import About, Pool, Sheet
from values.queries.pooling import POOLED, profiles_of

STEPS = (About.SELF, About.MEMBER, About.COUNTRY)


def member_frame(sheet: models.Model) -> Frame:
    """The words above a sheet about a typical member of a network."""
    assert isinstance(sheet, Sheet)  # noqa: S101 the hook knows it as a model
    network = _network_of(sheet, sheet.pool_id)
    usual = USUAL[About.MEMBER]
    return _leading_on(replace(usual, title=_title(network)), network)


def _network_of(sheet: Sheet, pool: int | None) -> Network | None:
    """Whose pool it is, as far as she may know of it: she may have gone since, and it be hidden."""
    seen = Network.objects.visible_to(sheet.person)
    return seen.filter(pool=pool).only("name", "slug").first() if pool else None


def _title(network: Network | None) -> str:
    if network is None:
        return str(USUAL[About.MEMBER].title)
    return _("A typical member of %(network)s") % {"network": network.name}


def country_frame(sheet: models.Model) -> Frame:
    """The words above one about a typical person in her country; it leads on where she began."""
    assert isinstance(sheet, Sheet)  # noqa: S101
    last = Sheet.objects.filter(person=sheet.person_id, about=About.MEMBER).order_by("-pk")
    pool = last.values_list("pool", flat=True).first()
    network = _network_of(sheet, pool)
    return _leading_on(USUAL[About.COUNTRY], network)


def _leading_on(frame: Frame, network: Network | None) -> Frame:
    if network is None:
        return frame
    to = reverse("networks:values_answer", args=[network.slug])
    return replace(frame, then=to, back=to)


@dataclass(frozen=True)
class Step:
    """One of the three questionnaires: what it is about, and whether it is done, begun or next.

    says_too_little: she finished one that cannot be read, so that it is asked once more. sheet: her
    guess that counts, which she can delete.
    """

    about: str
    is_done: bool
    is_next: bool
    says_too_little: bool = False
    sheet: int | None = None


def steps_of(person: Person, pool: Pool | None) -> list[Step]:
    """The three in the order in which she is asked; a few queries.

    Half of the people are asked about a typical member first, and half about themselves: a coin
    that always falls the same for her. Who has answered about herself already has done that first.
    """
    sheets = {about: _finished(person, about, pool) for about in STEPS}
    done = {about for about, sheet in sheets.items() if sheet and _counts(person, about, pool)}
    order = list(STEPS)
    if not sheets[About.SELF] and _is_asked_of_others_first(person, pool):
        order = [About.MEMBER, About.COUNTRY, About.SELF]
    left = [about for about in order if about not in done]
    return [
        Step(
            about, about in done, about in left[:1],
            says_too_little=sheets[about] is not None and about not in done,
            sheet=sheets[about] if about in done and about != About.SELF else None,
        )
        for about in order
    ]  # fmt: skip


def _finished(person: Person, about: About, pool: Pool | None) -> int | None:
    """The key of the last sheet that she finished about that; None where there is none."""
    if about == About.MEMBER and pool is None:
        return None
    found = Sheet.objects.filter(
        person=person, instrument=POOLED, about=about, finished_at__isnull=False,
        pool=pool if about == About.MEMBER else None,
    )  # fmt: skip
    return found.order_by("-finished_at", "-pk").values_list("pk", flat=True).first()


def _counts(person: Person, about: About, pool: Pool | None) -> bool:
    """Whether a whole circle can be read from what she answered about that."""
    return bool(profiles_of([person.pk], about, pool if about == About.MEMBER else None))


def _is_asked_of_others_first(person: Person, pool: Pool | None) -> bool:
    words = f"{person.pk}-{pool.pk if pool else 0}"
    return int(digest(words, purpose="values.order"), 16) % 2 == 0
