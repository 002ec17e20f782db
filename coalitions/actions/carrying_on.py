"""What a network goes on with by itself, after it left."""

from datetime import datetime

from coalitions.models import Carries
from networks.models import Network
from solidarity.people.models import Person


def keep_doing(body: Network, network: Network, *, words: str, by: Person, at: datetime) -> Carries:
    """Write down what `network` goes on with; written again, the last words stand.

    Called inside the act that asked who may.
    """
    said = {"words": words, "by": by, "at": at}
    carried, _is_new = Carries.objects.update_or_create(body=body, network=network, defaults=said)
    return carried
