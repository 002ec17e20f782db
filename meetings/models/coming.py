"""Who comes, who was there, and what those who come need."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.meeting import Meeting
from solidarity.people.models import Person


class Comes(models.TextChoices):
    """What somebody says to a date."""

    YES = "yes", _("I come")
    MAYBE = "maybe", _("Maybe")
    NO = "no", _("I cannot")


class Coming(models.Model):
    """What a person says of herself and a meeting: that she comes, that she was there."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="coming")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    says = models.CharField(max_length=6, choices=Comes, blank=True)
    was_there = models.BooleanField(default=False, help_text="By her own word alone.")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="one_word_on_coming"),
            models.CheckConstraint(
                condition=~Q(says="") | Q(was_there=True), name="coming_says_something"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "meeting"], name="where_somebody_comes"),
        ]

    def __str__(self) -> str:
        return f"{self.says} to {self.meeting_id}"


class Need(models.Model):
    """What somebody needs so that she can come. Nothing leads to her: no name, time or order."""

    id = models.BigIntegerField(primary_key=True, help_text="By chance.")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="needs")
    words = models.CharField(max_length=500)
    is_seen_to = models.BooleanField(default=False)
    is_told = models.BooleanField(
        default=False, db_default=True,
        help_text="Read by those who prepare the meeting: not at once, so no moment leads to her.",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_need_says_something"),
        ]

    def __str__(self) -> str:
        return "a need"
