"""Where a coalition stands in its life, and what remains when it, or a network in it, goes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from networks.models import Network
from solidarity.people.models import Person


class Phase(models.TextChoices):
    """Where it stands in its life."""

    EXPLORING = "exploring", _("Exploring")
    FORMING = "forming", _("Forming")
    ACTIVE = "active", _("Active")
    RESTING = "resting", _("Resting")
    ENDED = "ended", _("Ended")


class Closeness(models.IntegerChoices):
    """How closely the networks in it work together, in five steps."""

    NEWS = 1, _("We share news")
    LEARNING = 2, _("We learn from each other")
    HELPING = 3, _("We help each other when one asks")
    ACTING = 4, _("We plan and act together")
    RESOURCES = 5, _("We share money, people or places")


class Coalition(models.Model):
    """What a coalition has beside what every body has. A body without a row is exploring."""

    network = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="coalition")
    phase = models.CharField(max_length=10, choices=Phase, default=Phase.EXPLORING)
    phase_since = models.DateTimeField()
    closeness = models.PositiveSmallIntegerField(
        choices=Closeness, null=True, blank=True, help_text="As the common text in force says."
    )
    common_number = models.PositiveSmallIntegerField(
        default=0, help_text="Of the common text in force; 0: there is none."
    )
    version_number = models.PositiveSmallIntegerField(
        default=0, help_text="Of the agreement in force; 0: there is none."
    )
    parted_as_friends = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(phase="active") | Q(version_number__gte=1),
                name="an_active_coalition_has_an_agreement",
            ),
            models.CheckConstraint(
                condition=Q(parted_as_friends=False) | Q(phase="ended"),
                name="friends_part_at_the_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network_id}: {self.phase}"


class Carries(models.Model):
    """What a network goes on with by itself, after it left or the coalition ended."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="carried_on")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="carries_on")
    words = models.TextField(max_length=2000)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "network"], name="carries_on_once"),
        ]

    def __str__(self) -> str:
        return f"{self.network_id} after {self.body_id}"
