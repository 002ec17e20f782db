"""The report: strands in what was shared, editions counted, published by a decision."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.actions.holding import held_inside
from cohorts.answers import counted_anew, pictures_anew, sealed_count
from cohorts.models import Coding, Edition, Shared, Strand
from cohorts.notices import reflecting as notices
from cohorts.queries.counting import counted_now
from cohorts.queries.reflecting import rounds_of
from cohorts.queries.reporting import spoken_now
from cohorts.rules.people import facilitates
from cohorts.rules.reflecting import why_not_report
from cohorts.rules.reporting import why_not_publish
from networks.actions.log import log
from networks.models import Network, Verb
from networks.rules import Standing
from solidarity.base.limits import Limit, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.resealing import Sealed
from solidarity.base.versions import next_number
from solidarity.people.models import Person

MAKING = Limit(10, timedelta(days=1))
MOST_STRANDS = 30


@transaction.atomic
def make_edition(slug: str, *, by: Person, at: datetime) -> Edition:
    """Count what is closed and make an edition of it; participants are told. Raises Refused."""
    network, standing = held_inside(slug, by)
    refuse_if(why_not_report(standing, rounds_of(network)))
    count_against(MAKING, what="edition", who=str(network.pk), at=at)
    count = counted_now(network)
    made = Edition.objects.create(
        body=network, number=next_number(network.editions), made_at=at, by=by,
        figures=count.figures, counted=sealed_count(network.pk, count.counted),
        pictures=sealed_count(network.pk, count.pictures) if count.pictures else "",
        spoken=spoken_now(network),
    )  # fmt: skip
    log(network, Verb.CHANGED, by=by, at=at, edition=made.number)
    notices.reported(made, at=at)
    return made


def forget_pictures(network: Network) -> None:
    """Somebody took her ties back: no picture that they may be in is kept."""
    Edition.objects.filter(body=network).update(pictures="")


def _facilitated(slug: str, by: Person) -> tuple[Network, Standing]:
    network, standing = held_inside(slug, by)
    if not facilitates(standing):
        raise Refused(_("Those who facilitate find what answers have in common."))
    return network, standing


@transaction.atomic
def add_strand(slug: str, *, by: Person, name: str, about: str, at: datetime) -> Strand:
    """Name something that several answers speak of; raises Refused."""
    network, _standing = _facilitated(slug, by)
    if Strand.objects.filter(body=network, name__iexact=name).exists():
        raise Refused(_("There is a strand of this name already."))
    if network.strands.count() >= MOST_STRANDS:
        raise Refused(_("More than thirty strands are hard to follow. Take one away first."))
    return Strand.objects.create(body=network, name=name, about=about, made_at=at)


@transaction.atomic
def drop_strand(slug: str, key: int, *, by: Person) -> None:
    """Take a strand away; the answers stay."""
    network, _standing = _facilitated(slug, by)
    Strand.objects.filter(body=network, pk=key).delete()


@transaction.atomic
def code(slug: str, key: int, strands: Collection[int], *, by: Person, at: datetime) -> Shared:
    """Say of which strands a shared answer speaks; raises Refused, Shared.DoesNotExist."""
    network, _standing = _facilitated(slug, by)
    shared = Shared.objects.select_for_update(of=("self",)).get(
        pk=key, reflection__round__body=network, reflection__finished_at__isnull=False
    )
    there = set(Strand.objects.filter(body=network, pk__in=strands).values_list("pk", flat=True))
    shared.codings.exclude(strand__in=there).delete()
    has = set(shared.codings.values_list("strand", flat=True))
    Coding.objects.bulk_create(
        Coding(strand_id=each, shared=shared, by=by, at=at) for each in there - has
    )
    return shared


def publish(network_id: int, *, number: int, decision: int, at: datetime) -> bool:
    """Publish an edition by a decision; met twice, it is done once. Raises Refused."""
    network = Network.objects.locked().get(pk=network_id)
    found = Edition.objects.filter(body=network, number=number).first()
    if found is not None and found.decision == decision:
        return False
    refuse_if(why_not_publish(found))
    Edition.objects.filter(body=network, number=number).update(published_at=at, decision=decision)
    log(network, Verb.CHANGED, at=at, edition=number, published_by=decision)
    return True


COUNTED = Sealed(Edition.objects.all, "counted", counted_anew)
PICTURES = Sealed(lambda: Edition.objects.exclude(pictures=""), "pictures", pictures_anew)
