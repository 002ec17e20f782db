"""What is kept of a meeting: its minutes, what leaves the body, decisions, how it was."""

from django.db import models
from django.db.models import Q

from decisions.models import Decision
from meetings.models.meeting import Meeting
from solidarity.base.models import TextVersion, numbered
from solidarity.people.models import Person


class MinutesVersion(TextVersion):
    """One version of the minutes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="minutes")

    class Meta:
        constraints = numbered("meeting", one="one_minutes_a_number", says="minutes_say_something")

    def __str__(self) -> str:
        return f"minutes {self.number}"

    @property
    def url(self) -> str:
        """Its page."""
        return f"{self.meeting.get_absolute_url()}minutes/{self.number}/"


class Redaction(models.Model):
    """What of the minutes those outside may read: words of its own, let out by an act."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="redaction")
    words = models.TextField(max_length=20_000)
    words_html = models.TextField(editable=False)
    of_number = models.PositiveSmallIntegerField(help_text="The version that it was made of.")
    out_at = models.DateTimeField(null=True, blank=True, help_text="Since when everyone reads it.")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_redaction_says_something"),
        ]

    def __str__(self) -> str:
        return f"redaction of {self.meeting_id}"


class NamedDecision(models.Model):
    """A decision that the minutes name."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decided")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "decision"], name="named_once_a_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} in {self.meeting_id}"


class CheckOut(models.Model):
    """What somebody says when she leaves the room; the group reads it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="check_outs")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="one_check_out"),
            models.CheckConstraint(condition=~Q(words=""), name="a_check_out_says_something"),
        ]

    def __str__(self) -> str:
        return f"check-out of {self.meeting_id}"
