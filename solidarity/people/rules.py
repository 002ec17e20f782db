"""Who may see what a person says of herself."""

from django.utils.translation import gettext as _

from solidarity.people.companions import are_companions
from solidarity.people.models import Person, SeenBy, UsedHandle, Viewer

FIELDS = ("moves_me", "place", "languages", "causes")


def seen_fields(viewer: Viewer, person: Person) -> set[str] | None:
    """Which of FIELDS `viewer` sees of `person`; None when the page is not theirs to see."""
    if viewer == person:
        return set(FIELDS)
    open_to = {SeenBy.EVERYONE}
    if are_companions(viewer, person):
        open_to.add(SeenBy.NETWORKS)
    if not person.is_active or person.page_seen_by not in open_to:
        return None
    return {field for field in FIELDS if getattr(person, f"{field}_seen_by") in open_to}


def why_not_take_handle(person: Person, handle: str) -> str:
    """Why `person` may not be called `handle` in addresses; "" when she may."""
    if handle == person.handle:
        return ""
    if UsedHandle.objects.filter(pk=handle).exists():
        return _("Somebody has or had this one. Please choose another.")
    return ""
