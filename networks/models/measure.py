"""What stewards did to a member, and her right to answer."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.models.log import LogEntry
from networks.models.network import Network
from solidarity.people.models import Person


class MeasureKind(models.TextChoices):
    """What was done."""

    REMOVAL = "removal", _("Removed")
    PAUSE = "pause", _("Paused")


class MeasureState(models.TextChoices):
    """Where it stands between her and the stewards."""

    OPEN = "open", _("Not answered yet")
    ANSWERED = "answered", _("Waits for the stewards")
    UPHELD = "upheld", _("It stands")
    LIFTED = "lifted", _("Taken back")


class Measure(models.Model):
    """A removal or a pause. Its reason, and what the stewards said in the end, are in the log."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="measures")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="measures")
    kind = models.CharField(max_length=8, choices=MeasureKind)
    state = models.CharField(max_length=8, choices=MeasureState, default=MeasureState.OPEN)
    entry = models.OneToOneField(LogEntry, on_delete=models.CASCADE, related_name="+")
    bars = models.BooleanField(default=False, help_text="She may not return.")
    until = models.DateTimeField(null=True, blank=True, help_text="When it ends by itself.")
    answer = models.TextField(max_length=2000, blank=True, help_text="In her words.")
    answered_at = models.DateTimeField(null=True, blank=True)
    settled = models.OneToOneField(
        LogEntry, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="answered") | models.Q(answered_at__isnull=False),
                name="answered_at_some_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="pause") | models.Q(bars=False, until__isnull=False),
                name="a_pause_has_an_end",
            ),
        ]
        indexes = [models.Index(fields=["network", "-id"], name="measures_of_a_network")]

    def __str__(self) -> str:
        return str(self.network)

    def get_absolute_url(self) -> str:
        """Where she reads it, who may not see the network any more."""
        return reverse("measures:mine", args=[self.pk])
