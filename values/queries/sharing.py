"""Where /values/ leads to what somebody shares."""

from django.urls import reverse
from django.utils.translation import gettext as _

from solidarity.people.models import Person
from values.leads import Lead


def sharing_lead(person: Person, has_consented: bool) -> Lead | None:
    """A link to her places and her sums, once she has agreed to be asked at all."""
    if not has_consented:
        return None
    return Lead(
        reverse("values:sharing"),
        _("Where I share my circle"),
        _("In networks it can be put together with others’, so that nobody sees yours."),
    )
