"""Who may be signed in: nobody whose account is closed or frozen, from the next request on."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import AbstractBaseUser

from solidarity.people.models import Person


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's, which asks with every request; and a frozen account is nobody's."""

    def get_user(self, user_id: int) -> Person | None:
        person: Person | None = super().get_user(user_id)
        return None if person is None or person.is_frozen else person

    def user_can_authenticate(self, user: AbstractBaseUser) -> bool:
        """Whether the password may count; a frozen account is told so later, after the proof."""
        return bool(super().user_can_authenticate(user))
