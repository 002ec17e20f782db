"""Sessions of a programme: meetings with a theme, an outline, and somebody who holds them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.models.material import MaterialVersion, Theme
from meetings.models import Meeting
from networks.models import Network
from solidarity.people.models import Person


class Session(models.Model):
    """One session of a cohort; when and where is the meeting's."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="session")
    theme = models.CharField(max_length=10, choices=Theme, blank=True)
    outline = models.ForeignKey(
        MaterialVersion, on_delete=models.SET_NULL, null=True, blank=True, related_name="sessions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="one_session_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="sessions_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.body_id}: {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("cohorts:session", args=[self.body.slug, self.number])


class Share(models.TextChoices):
    """What of a session somebody can hold."""

    THEME = "theme", _("The theme")
    FACILITATION = "facilitation", _("The facilitation")


class Holding(models.Model):
    """A share of a session that somebody holds, or is asked to: theirs once they said yes."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="holdings")
    share = models.CharField(max_length=12, choices=Share)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+",
        help_text="Who offered it; the person herself, where she asked for it.",
    )  # fmt: skip
    at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="Declined, taken back or laid down."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "share", "person"], condition=Q(ended_at=None),
                name="one_open_holding_a_person",
            ),
            models.UniqueConstraint(
                fields=["session", "share"], condition=Q(ended_at=None, agreed_at__isnull=False),
                name="one_holds_a_share",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.share} of {self.session_id}"
