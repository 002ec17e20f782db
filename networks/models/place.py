"""Names of towns, and where they are: the gazetteer that the directory looks near a place with."""

from django.db import models


class PlaceName(models.Model):
    """One of the names of a town, in any language: a row for each name."""

    town = models.BigIntegerField(help_text="The same for all names of a town.")
    words = models.CharField(max_length=120, help_text="The name as it is looked for: plain().")
    name = models.CharField(max_length=120, help_text="What the town is mostly called.")
    country = models.CharField(max_length=2)
    latitude = models.FloatField()
    longitude = models.FloatField()
    people = models.PositiveIntegerField(help_text="Who live there: of two, the larger is meant.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["words", "town"], name="a_name_of_a_town_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.country}"
