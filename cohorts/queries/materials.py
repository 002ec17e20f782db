"""The pieces of a programme, as far as a viewer reads them."""

from django.db.models import QuerySet

from cohorts.models import Material, MaterialVersion, SharedProgramme, Theme
from networks.models import Network

WORDING = ("title", "sort", "theme", "language", "authors")


def is_shared(network: Network) -> bool:
    """Whether others may read this programme and begin with it. One query."""
    return SharedProgramme.objects.filter(body=network).exists()


def materials_of(network: Network) -> QuerySet[Material]:
    """The pieces that are there, by theme and then by kind."""
    found = Material.objects.filter(body=network, gone_at=None)
    return found.order_by("theme", "sort", "title", "pk")


def away_from(network: Network) -> QuerySet[Material]:
    """Those that were put away."""
    return Material.objects.filter(body=network, gone_at__isnull=False).order_by("title", "pk")


def material_called(network: Network, number: int, *, also_gone: bool) -> Material | None:
    """The piece of this number; one that was put away for those in the cohort alone. One query."""
    found = Material.objects.filter(body=network, number=number)
    found = found.select_related("origin__origin__body")
    material = (found if also_gone else found.filter(gone_at=None)).first()
    if material is not None:
        material.body = network
    return material


def versions_of(material: Material) -> QuerySet[MaterialVersion]:
    """All versions of a piece, the newest first, with who wrote them."""
    return material.versions.select_related("by").order_by("-number")


def newest_of(material: Material) -> MaterialVersion:
    """The version that stands now."""
    return versions_of(material).get(number=material.newest)


def material_words(material: Material, version: MaterialVersion) -> dict[str, str]:
    """What a form about a piece begins with, as it stands."""
    return {name: str(getattr(material, name)) for name in WORDING} | {"words": version.words}


def ready_taken(network: Network) -> dict[tuple[str, str], int]:
    """Which ready outlines are here already, by theme and language: the piece's number."""
    found = Material.objects.filter(body=network).exclude(ready="")
    rows = found.values_list("ready", "language", "number")
    return {(ready, language): number for ready, language, number in rows}


def by_theme(pieces: list[Material]) -> list[tuple[str, str, list[Material]]]:
    """Pieces under their themes, in the order of the themes; those of none come last."""
    groups = [(each.value, str(each.label)) for each in Theme] + [("", "")]
    found = [(code, name, [one for one in pieces if one.theme == code]) for code, name in groups]
    return [group for group in found if group[2]]
