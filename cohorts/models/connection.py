"""Connections: how strong somebody's ties are, as she says, sealed."""

from typing import Self

from django.db import models
from django.db.models import Q

from cohorts.models.reflection import Round
from solidarity.people.models import Person, Viewer


class ConnectionsQuerySet(models.QuerySet["Connections"]):
    """What people said of their ties."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Hers alone: to everybody else there are none."""
        return self.filter(person=viewer.pk)


class Connections(models.Model):
    """How strong a participant's ties were at the start or the end: nowhere but in `sealed`."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="connections")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="connections")
    sealed = models.TextField(help_text="Her ties, by the vault.")
    may_name = models.BooleanField(
        default=False, help_text="Her point in the picture may carry her name."
    )
    said_at = models.DateTimeField()

    objects = ConnectionsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="one_picture_a_round"),
            models.CheckConstraint(condition=~Q(sealed=""), name="connections_are_sealed"),
        ]

    def __str__(self) -> str:
        return f"connections {self.pk}"
