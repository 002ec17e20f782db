"""Who is asked to come though she does not belong."""

from django.db import models
from django.db.models import Q

from meetings.models.meeting import Meeting
from solidarity.people.models import Person


class Guest(models.Model):
    """A guest of one meeting: somebody here, or whoever holds the token of a mail."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="guests")
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    token_digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    address_digest = models.CharField(max_length=64, blank=True, help_text="So it is sent once.")
    invited_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="a_guest_once_a_meeting"),
            models.UniqueConstraint(
                fields=["meeting", "address_digest"], condition=~Q(address_digest=""),
                name="an_address_once_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(token_digest__isnull=False),
                name="a_guest_is_somebody",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["person", "meeting"], name="where_somebody_is_a_guest")]

    def __str__(self) -> str:
        return f"guest of {self.meeting_id}"
