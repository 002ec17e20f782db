"""Looking for a date: times that are proposed, and what each says to them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.models.meeting import Meeting
from solidarity.people.models import Person


class Says(models.TextChoices):
    """What somebody says to a time."""

    YES = "yes", _("Yes")
    NEED_BE = "need_be", _("If need be")
    NO = "no", _("No")


class Slot(models.Model):
    """A time that is proposed for a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "starts_at"], name="a_time_once_a_meeting"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_time_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class SlotAnswer(models.Model):
    """Whether somebody can come then."""

    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    says = models.CharField(max_length=8, choices=Says)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slot", "person"], name="one_answer_to_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.says} to {self.slot_id}"
