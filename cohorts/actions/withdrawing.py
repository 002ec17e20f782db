"""Taking back what a cohort holds of somebody, wherever she stands to it now."""

from django.db import transaction

from cohorts.actions.reporting import forget_pictures
from cohorts.models import Connections, Reflection
from cohorts.queries.kept import OWN, REFLECTION, TIES, kept_one
from networks.models import Network
from solidarity.people.models import Person


@transaction.atomic
def withdraw_kept(kind: str, pk: int, *, by: Person) -> bool:
    """Delete one thing of hers, at once, with all that she shared of it; whether it was there.

    Whoever was removed, or sees the cohort no more, does it as whoever is in it: it is hers.
    """
    found = kept_one(by, kind, pk)
    if found is None:
        return False
    body = Network.objects.locked().get(pk=found.body.pk)
    models = {REFLECTION: Reflection, TIES: Connections} | {
        name: model for name, (model, _title) in OWN.items()
    }
    models[kind]._default_manager.filter(pk=pk, person=by).delete()
    if kind == TIES:
        forget_pictures(body)
    return True
