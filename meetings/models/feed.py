"""A private calendar for programs that people use."""

from django.db import models

from networks.models import Network
from solidarity.people.models import Person


class CalendarFeed(models.Model):
    """A person's meetings as a calendar: of all bodies, or of one. Its address is a secret."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    body = models.ForeignKey(
        Network, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    digest = models.CharField(max_length=64, unique=True, help_text="Of the token in its address.")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "body"], name="one_calendar_a_body", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"calendar {self.pk}"
