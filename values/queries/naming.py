"""Values that people name for themselves: their own, and what they say of them."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from solidarity.people.models import Person, Viewer
from solidarity.people.sayings import Saying
from values.leads import Lead
from values.models import OwnValue
from values.naming import opened_words


def own_values_of(person: Person) -> list[OwnValue]:
    """All that she named, the newest first, in words that she can read. One query."""
    return [opened(each) for each in OwnValue.objects.filter(person=person).order_by("-pk")]


def own_value(viewer: Viewer, pk: int) -> OwnValue | None:
    """One of hers; None for any other."""
    found = OwnValue.objects.filter(person=viewer.pk, pk=pk).first()
    return opened(found) if found else None


def said_by(person: Person) -> QuerySet[OwnValue]:
    """What she says on her profile, in the order in which she named it. One query."""
    return OwnValue.objects.filter(person=person, is_said=True).order_by("pk")


def opened(value: OwnValue) -> OwnValue:
    """The same, in words; what is in the open already stays as it is. It is not to be saved."""
    if value.sealed:
        for name, words in opened_words(value.person_id, value.sealed).items():
            setattr(value, name, words)
    return value


def what_she_says(person: Person) -> Saying | None:
    """Her own values on her page; None where she says none. One query."""
    said = list(said_by(person))
    return Saying("values/said.html", said) if said else None


def own_words_lead(_person: Person, _has_consented: bool) -> Lead:
    """The way from `/values/` to values of one's own."""
    return Lead(
        reverse("values:own"),
        _("In my own words"),
        _("Values as you name them, on the map or not."),
    )
