"""Values in people's own words: their names, what they mean, where on the map, if at all."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from solidarity.people.models import Person
from values.names import NAMES, listed

CODES = tuple(NAMES)
OFF_MAP = "off"  # in forms, beside the codes of the ten


def placed(ticked: list[str]) -> dict[str, Any]:
    """What was ticked, codes or OFF_MAP, as a value keeps it."""
    places = [code for code in CODES if code in ticked and OFF_MAP not in ticked]
    return {"places": places, "is_off_map": OFF_MAP in ticked}


class NamedValue(models.Model):
    """A value as somebody names it. It may straddle places on the map, or have none there."""

    name = models.CharField(max_length=80)
    meaning = models.TextField(max_length=600, blank=True, help_text="What it means here.")
    story = models.TextField(max_length=4000, blank=True)
    places = ArrayField(models.CharField(max_length=2), default=list, blank=True, db_default=[])
    is_off_map = models.BooleanField(default=False, db_default=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_off_map=False) | models.Q(places=[]),
                name="%(class)s_is_on_the_map_or_off",
            ),
            models.CheckConstraint(
                condition=models.Q(places__contained_by=list(CODES)),
                name="%(class)s_stands_in_places_of_the_map",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_placed(self) -> bool:
        """Whether somebody said where it stands, or that it has no place there."""
        return self.is_off_map or bool(self.places)

    @property
    def ticked(self) -> list[str]:
        """Where it stands, as a form shows it."""
        return [OFF_MAP] if self.is_off_map else list(self.places)

    @property
    def places_in_words(self) -> str:
        """What the places are called, in the order of the circle; "" where there are none."""
        return listed([str(NAMES[code]) for code in CODES if code in self.places])


class OwnValue(NamedValue):
    """A value that a person names for herself.

    What she keeps to herself stands in `sealed` alone, which the database cannot read; what she
    says on her profile stands in the open, and nothing is sealed.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="own_values")
    is_said = models.BooleanField(default=False, help_text="On her profile.")
    sealed = models.TextField(blank=True, default="", help_text="By the vault.")
    written_at = models.DateTimeField(help_text="UTC.")

    class Meta(NamedValue.Meta):
        abstract = False
        constraints = [
            *NamedValue.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(is_said=True, sealed="") & ~models.Q(name="")
                | models.Q(is_said=False, name="", meaning="", story="", places=[])
                & models.Q(is_off_map=False)
                & ~models.Q(sealed=""),
                name="what_is_not_said_is_sealed",
            ),
        ]
        indexes = [models.Index(fields=["person", "-id"], name="own_values_of_a_person")]

    def get_absolute_url(self) -> str:
        return reverse("values:own_value", args=[self.pk])
