"""Who speaks for a network in a body that it belongs to."""

from django.db import models
from django.db.models import Q

from networks.models.affiliation import Affiliation
from solidarity.people.models import Person


class Spoke(models.Model):
    """A person who carries her network's position into a body, or stands in for who does."""

    affiliation = models.ForeignKey(Affiliation, on_delete=models.CASCADE, related_name="spokes")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="spoken_for")
    is_alternate = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="Roles have terms.")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["affiliation"],
                condition=Q(ended_at=None, is_alternate=False),
                name="one_spoke_an_affiliation",
            ),
            models.UniqueConstraint(
                fields=["affiliation", "person"],
                condition=Q(ended_at=None),
                name="speaks_once_for_it",
            ),
        ]

    def __str__(self) -> str:
        return f"spoke {self.pk}"
