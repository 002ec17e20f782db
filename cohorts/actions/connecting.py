"""Saying how strong one's ties are: sealed, as far as one wishes, and taken back at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.actions.holding import held_inside
from cohorts.actions.reporting import forget_pictures
from cohorts.answers import connections_anew, sealed_connections
from cohorts.models import Connections, Round
from cohorts.queries.people import participants_of
from cohorts.rules.reflecting import why_not_answer
from cohorts.ties import MOST_BEYOND, STEPS
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.resealing import Sealed
from solidarity.people.models import Person


@transaction.atomic
def keep_connections(
    slug: str, moment: str, *, by: Person, people: Mapping[int, int],
    beyond: Sequence[tuple[str, int]], may_name: bool, at: datetime,
) -> Connections:  # fmt: skip
    """Keep how strong her ties are; whoever is not named is not said.

    people: steps by the key of a participant. beyond: names of networks, each with a step.
    Raises Refused; ValueError for somebody who does not take part, or no step.
    """
    network, standing = held_inside(slug, by)
    found = Round.objects.get(body=network, moment=moment)
    if not found.has_connections:
        raise Round.DoesNotExist
    refuse_if(why_not_answer(standing, found))
    others = set(participants_of(network).values_list("pk", flat=True)) - {by.pk}
    steps = [*people.values(), *(step for _name, step in beyond)]
    if not set(people) <= others or not set(steps) <= set(STEPS) or len(beyond) > MOST_BEYOND:
        raise ValueError("ties that were not asked for")
    if not steps:
        raise Refused(_("Say something of one tie at least, or come back later."))
    said = {
        "people": {str(key): step for key, step in people.items()},
        "beyond": [*map(list, beyond)],
    }
    kept, _made = Connections.objects.update_or_create(
        round=found, person=by,
        defaults={"sealed": sealed_connections(by.pk, said), "may_name": may_name, "said_at": at},
    )  # fmt: skip
    return kept


@transaction.atomic
def withdraw_connections(slug: str, moment: str, *, by: Person) -> None:
    """Delete what she said of her ties, at once; pictures that they are in go, too."""
    network, _standing = held_inside(slug, by)
    gone, _kinds = Connections.objects.filter(
        person=by, round__body=network, round__moment=moment
    ).delete()
    if gone:
        forget_pictures(network)


CONNECTIONS = Sealed(Connections.objects.all, "sealed", connections_anew)
