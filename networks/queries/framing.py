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
from values.queries.pooling import POOLED

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
    """One of the three questionnaires: what it is about, and whether it is done, begun or next."""

    about: str
    is_done: bool
    is_next: bool


def steps_of(person: Person, pool: Pool | None) -> list[Step]:
    """The three in the order in which she is asked. One query.

    Half of the people are asked about a typical member first, and half about themselves: a coin
    that always falls the same for her. Who has answered about herself already has done that first.
    """
    done = _done(person, pool)
    order = list(STEPS)
    if About.SELF not in done and _is_asked_of_others_first(person, pool):
        order = [About.MEMBER, About.COUNTRY, About.SELF]
    left = [about for about in order if about not in done]
    return [Step(about, about in done, about in left[:1]) for about in order]


def _done(person: Person, pool: Pool | None) -> set[str]:
    sheets = Sheet.objects.filter(person=person, instrument=POOLED, finished_at__isnull=False)
    found = sheets.values_list("about", "pool").distinct()
    wanted = pool.pk if pool else 0
    return {about for about, of in found if about != About.MEMBER or of == wanted}


def _is_asked_of_others_first(person: Person, pool: Pool | None) -> bool:
    words = f"{person.pk}-{pool.pk if pool else 0}"
    return int(digest(words, purpose="values.order"), 16) % 2 == 0
