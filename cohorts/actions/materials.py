"""Writing materials: a new piece, a new version, a ready outline of ours; putting one away."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from cohorts.models import Material, MaterialVersion, Sort
from cohorts.outlines import Outline
from cohorts.queries.materials import WORDING, material_words, newest_of
from cohorts.rules.materials import why_not_add, why_not_put_away, why_not_write_anew
from networks.actions.log import log
from networks.models import Network, Verb
from networks.rules import Standing, standing_of
from solidarity.base import versions
from solidarity.base.limits import SAVING, count_against
from solidarity.base.refused import refuse_if
from solidarity.people.models import Person


def held_body(network_id: int, *, by: Person, at: datetime) -> tuple[Network, Standing]:
    """The cohort, its row held, and how she stands to it."""
    network = Network.objects.visible_to(by).locked().get(pk=network_id)
    return network, standing_of(by, network, at=at)


def _held_material(material_id: int, *, by: Person, at: datetime) -> tuple[Material, Standing]:
    network = Network.objects.visible_to(by).locked().get(materials=material_id)
    material = Material.objects.get(pk=material_id)
    material.body = network
    return material, standing_of(by, network, at=at)


def add_piece(
    network: Network, fields: Mapping[str, str], *, by: Person | None, at: datetime,
    why: str = "", ready: str = "",
) -> Material:  # fmt: skip
    """A piece with its first version, in a cohort whose row is held; asks nobody."""
    material = Material.objects.create(
        body=network, number=versions.next_number(Material.objects.filter(body=network)),
        ready=ready, at=at, newest=1, **{name: fields[name] for name in WORDING},
    )  # fmt: skip
    versions.add(material.versions, by=by, words=fields["words"], why=why, at=at, number=1)
    return material


def add_material(
    network_id: int, *, by: Person, at: datetime, fields: Mapping[str, str]
) -> Material:
    """Add a piece: title, sort, theme, language, authors, words. Sent twice, it is one."""
    count_against(SAVING, what="material", who=str(by.pk), at=at)
    with transaction.atomic():
        network, standing = held_body(network_id, by=by, at=at)
        found = Material.objects.filter(body=network)
        refuse_if(why_not_add(standing, found.filter(gone_at=None).count()))
        same = found.filter(title=fields["title"], newest=1, gone_at=None, versions__by=by)
        if sent := same.filter(versions__words=fields["words"]).first():
            sent.body = network
            return sent
        return add_piece(network, fields, by=by, at=at)


def take_ready(network_id: int, outline: Outline, *, by: Person, at: datetime) -> Material:
    """Make one of our ready outlines a piece of this programme; met twice, it is one."""
    count_against(SAVING, what="material", who=str(by.pk), at=at)
    with transaction.atomic():
        network, standing = held_body(network_id, by=by, at=at)
        found = Material.objects.filter(body=network)
        if taken := found.filter(ready=outline.theme, language=outline.language).first():
            taken.body = network
            return taken
        refuse_if(why_not_add(standing, found.filter(gone_at=None).count()))
        fields = {
            "title": outline.title, "sort": Sort.OUTLINE, "theme": outline.theme,
            "language": outline.language, "authors": "Solidarity", "words": outline.words,
        }  # fmt: skip
        return add_piece(network, fields, by=None, at=at, ready=outline.theme)


def write_anew(
    material_id: int, *, by: Person, at: datetime, fields: Mapping[str, str], seen: str
) -> MaterialVersion:
    """Write a piece anew, under the next number; raises Stale after somebody else's version.

    Where only its title, theme or authors are another, its words stay under the number they have.
    """
    count_against(SAVING, what="material", who=str(by.pk), at=at)
    with transaction.atomic():
        material, standing = _held_material(material_id, by=by, at=at)
        refuse_if(why_not_write_anew(standing, material))
        newest = newest_of(material)
        saved = material_words(material, newest)
        wanted = {name: fields[name] for name in saved}
        versions.begun_anew(saved, wanted, seen=seen)
        for name in WORDING:
            setattr(material, name, fields[name])
        if wanted["words"] != newest.words:
            newest = add_version(material, wanted["words"], by=by, why=fields["why"], at=at)
        material.save(update_fields=[*WORDING, "newest", "at"])
        return newest


def add_version(
    material: Material, words: str, *, by: Person | None, why: str, at: datetime
) -> MaterialVersion:
    """The next version of a piece that is held; the piece itself is saved by whoever asks."""
    material.newest += 1
    material.at = at
    made: MaterialVersion = versions.add(
        material.versions, by=by, words=words, why=why, at=at, number=material.newest
    )
    return made


@transaction.atomic
def put_away(material_id: int, *, by: Person, at: datetime) -> Material:
    """Take a piece out of the programme; its versions stay for those who are in the cohort."""
    return _moved(material_id, by=by, at=at, gone_at=at)


@transaction.atomic
def bring_back(material_id: int, *, by: Person, at: datetime) -> Material:
    """Bring a piece back that was put away."""
    return _moved(material_id, by=by, at=at, gone_at=None)


def _moved(material_id: int, *, by: Person, at: datetime, gone_at: datetime | None) -> Material:
    material, standing = _held_material(material_id, by=by, at=at)
    refuse_if(why_not_put_away(standing))
    if bool(material.gone_at) != bool(gone_at):
        material.gone_at = gone_at
        material.save(update_fields=["gone_at"])
        log(
            material.body, Verb.CHANGED, by=by, at=at, fields=["material"], material=material.number
        )
    return material
