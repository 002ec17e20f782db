"""What directories say, and what looks alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from networks.bringing.domains import own_domain
from networks.bringing.likeness import Known
from networks.models import (
    Edition,
    Likeness,
    LikenessState,
    Listing,
    Network,
    Source,
    Unlisted,
    Visibility,
)
from networks.rules.bringing import AT_WORK
from solidarity.outbox.models import Job


@dataclass(frozen=True)
class Unwanted:
    """What may not be brought in again: domains, and names with the countries they were in."""

    domains: frozenset[str]
    names: dict[str, set[str]]


def unwanted() -> Unwanted:
    """All that asked not to be listed. One query."""
    names: dict[str, set[str]] = {}
    domains: set[str] = set()
    for domain, name, country in Unlisted.objects.values_list("domain", "name_key", "country"):
        domains |= {domain} if domain else set()
        names.setdefault(name, set()).add(country)
    return Unwanted(frozenset(domains), names)


def listed_of(source: Source) -> dict[str, Listing]:
    """What a source lists so far, by its ids, networks beside them. One query."""
    shown = ("key", "fields", "is_main", "gone_since", "network__state")
    found = Listing.objects.filter(source=source).select_related("network").only(*shown)
    return {listing.key: listing for listing in found}


def taken_slugs(slugs: Iterable[str]) -> set[str]:
    """Which of `slugs` lead somewhere already. One query."""
    found = Network.objects.filter(slug__in=list(slugs))
    return set(found.values_list("slug", flat=True))


def comparable(networks: QuerySet[Network]) -> Iterator[Known]:
    """Public networks as far as likeness goes. One query."""
    public = networks.filter(visibility=Visibility.PUBLIC)
    rows = public.values_list("pk", "name", "country", "place", "website")
    for pk, name, country, place, website in rows:
        yield Known(pk, name, country, place, own_domain(website))


def listings_of(network: Network) -> list[Listing]:
    """What directories say of a network, its main one first. One query."""
    found = Listing.objects.filter(network=network).select_related("source")
    return list(found.order_by("-is_main", "pk"))


def editions() -> QuerySet[Edition]:
    """What was brought in, the newest first, without the files."""
    return Edition.objects.defer("content", "report").select_related("source", "by").order_by("-pk")


def work_on(found: Iterable[Edition]) -> dict[int, Job]:
    """The newest job of each of these files that is at work, by its id. One query, or none."""
    wanted = Q()
    for edition in found:
        if edition.state in AT_WORK:
            wanted |= Q(key__startswith=work_key(edition.pk))
    jobs = Job.objects.filter(wanted).order_by("pk") if wanted else []
    return {job.payload["edition"]: job for job in jobs}


def work_key(edition_id: int) -> str:
    """How the keys of all jobs of a file begin."""
    return f"networks.bring_in:{edition_id}-"


def to_compare() -> QuerySet[Likeness]:
    """Pairs that look alike and that nobody has compared, both public still."""
    open_ones = Likeness.objects.filter(
        state=LikenessState.OPEN,
        first__visibility=Visibility.PUBLIC,
        second__visibility=Visibility.PUBLIC,
    )
    return open_ones.select_related("first", "second").order_by("-pk")
