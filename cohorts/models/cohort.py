"""A cohort: what it is for, when it meets, and where it stands."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from networks.models import Network


class Stage(models.TextChoices):
    """Where a cohort stands: each begins when the facilitators say so, and none comes again."""

    PREPARING = "preparing", _("Being prepared")
    OPEN = "open", _("Open for applications")
    CHOOSING = "choosing", _("Coming together")
    RUNNING = "running", _("Under way")
    ENDED = "ended", _("Ended")


class OpenTo(models.TextChoices):
    """Who may apply."""

    EVERYBODY = "everybody", _("Everybody")
    NETWORKS = "networks", _("Members of chosen networks")


class Cohort(models.Model):
    """What a cohort has beside what every body has: its programme."""

    network = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="cohort")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.PREPARING)
    stage_since = models.DateTimeField()
    purpose_text = models.TextField(max_length=5000)
    purpose_html = models.TextField(editable=False)
    starts_on = models.DateField()
    ends_on = models.DateField()
    rhythm = models.CharField(max_length=200, help_text="When it meets, in words.")
    days_a_month = models.DecimalField(
        max_digits=2, decimal_places=1, help_text="What it asks of each: half a day to two days."
    )
    seats = models.PositiveSmallIntegerField()
    languages = ArrayField(models.CharField(max_length=10), default=list)
    zone = models.CharField(max_length=64, help_text="In which its hours are named.")
    zones_words = models.CharField(
        max_length=200, blank=True, help_text="From where its hours suit, in words."
    )
    pays = models.CharField(max_length=500, blank=True, help_text="What each gets.")
    costs = models.CharField(max_length=500, blank=True, help_text="What each pays.")
    access_support = models.TextField(max_length=2000, blank=True)
    open_to = models.CharField(max_length=10, choices=OpenTo, default=OpenTo.EVERYBODY)
    apply_by = models.DateTimeField(null=True, blank=True)
    answers_by = models.DateField(
        null=True, blank=True, help_text="By when everybody who applied has a letter."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="a_cohort_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(days_a_month__gte=0.5, days_a_month__lte=2),
                name="a_cohort_asks_for_two_days_at_most",
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=3, seats__lte=60), name="a_cohort_is_intimate"
            ),
            models.CheckConstraint(
                condition=~Q(stage="open") | Q(apply_by__isnull=False),
                name="who_applies_knows_by_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network_id}: {self.stage}"

    @property
    def is_gathered(self) -> bool:
        """Whether all who applied were answered: it is under way, or over."""
        return self.stage in {Stage.RUNNING, Stage.ENDED}
