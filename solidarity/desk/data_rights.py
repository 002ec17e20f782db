"""Tables of packages and of the ground, none of which holds what one could be given."""

from allauth.account.models import EmailConfirmation
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType

from solidarity.base.models import Counter
from solidarity.outbox.models import Job, Letter
from solidarity.people.data_rights import spare


def register() -> None:
    """Called when the app starts."""
    spare({
        ContentType: "Names of tables.",
        Counter: "Keyed hashes and counts, deleted when their stretch is over.",
        EmailConfirmation: "Unused: addresses are confirmed by codes.",
        Group: "Unused.",
        Job: "Keys of rows, deleted 30 days after it was done; never words or addresses.",
        Letter: "On its way to her, and deleted when it has left.",
        Permission: "Unused.",
    })  # fmt: skip
