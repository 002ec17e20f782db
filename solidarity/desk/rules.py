"""Who may sit at the admins' desk."""

from solidarity.people.models import Person, Viewer


def is_admin(viewer: Viewer) -> bool:
    """Whether the viewer keeps this instance running."""
    return isinstance(viewer, Person) and viewer.is_active and viewer.is_admin
