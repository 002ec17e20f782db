"""What a network holds: whether its circle is published, and who wants it so."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from networks.models.network import CircleSeen, Network
from solidarity.people.models import Person

NOTICE = timedelta(days=7)
OPEN_FOR = timedelta(days=30)


class OpeningState(models.TextChoices):
    """What became of it."""

    OPEN = "open", _("Open")
    CARRIED = "carried", _("Carried")
    WITHDRAWN = "withdrawn", _("Taken back")
    EXPIRED = "expired", _("Ran out")


class Opening(models.Model):
    """That somebody wants the network's circle shown to everyone, or to its members alone."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="openings")
    wants = models.CharField(max_length=8, choices=CircleSeen)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=OpeningState, default=OpeningState.OPEN)
    made_at = models.DateTimeField(help_text="UTC.")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="UTC.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network"], condition=models.Q(state="open"), name="one_opening_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"opening {self.pk}"

    @property
    def decided_from(self) -> datetime:
        """When it can take effect at the earliest: everybody has had a week."""
        return self.made_at + NOTICE

    @property
    def expires_at(self) -> datetime:
        """When it runs out."""
        return self.made_at + OPEN_FOR

    def is_open_at(self, at: datetime) -> bool:
        """Whether words on it still count."""
        return self.state == OpeningState.OPEN and at < self.expires_at


class OpeningWord(models.Model):
    """One member's yes to an opening, or her no, by name."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="said")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    objects_to = models.BooleanField(default=False)
    at = models.DateTimeField(help_text="UTC.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["opening", "person"], name="one_word_on_an_opening")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.opening_id}"
