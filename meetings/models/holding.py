"""How a meeting is held: who does what in it, and what is talked about."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from decisions.models import Decision
from meetings.models.meeting import Meeting
from solidarity.people.models import Person


class Duty(models.TextChoices):
    """What somebody does for all in a meeting."""

    FACILITATING = "facilitating", _("Facilitates")
    MINUTES = "minutes", _("Writes the minutes")
    TIME = "time", _("Keeps the time")
    WELCOME = "welcome", _("Welcomes")


class Turn(models.Model):
    """Whose turn a duty is in one meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="turns")
    duty = models.CharField(max_length=12, choices=Duty)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "duty"], name="a_duty_once_a_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.duty} of {self.meeting_id}"


class TurnOffer(models.Model):
    """A duty that somebody is asked to take on: yes makes it her turn, no leaves nothing."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="turn_offers")
    duty = models.CharField(max_length=12, choices=Duty)
    to = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "duty"], name="one_is_asked_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.duty} of {self.meeting_id}, offered"


class Item(models.Model):
    """Something on the agenda."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    holder = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="The question that came of it.",
    )  # fmt: skip
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    key = models.CharField(max_length=64, help_text="Of the form that made it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="one_item_a_place",
                deferrable=(models.Deferrable.DEFERRED),
            ),
            models.UniqueConstraint(fields=["meeting", "key"], name="one_item_a_form"),
            models.CheckConstraint(condition=~Q(title=""), name="an_item_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title
