"""Choosing for difference: the mix that is wanted, the lottery, and what departs from it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohort import Cohort
from solidarity.people.models import Person

SHOWN = 0.0005  # of a chance: the last place that a page shows


class Feature(models.TextChoices):
    """In what people of a cohort are to differ."""

    CAUSE = "cause", _("Cause")
    REGION = "region", _("Part of the world")
    POSITION = "position", _("Position in a system")
    EXPERIENCE = "experience", _("Experience")
    LANGUAGE = "language", _("Language")


class Quota(models.Model):
    """Of one kind of people, at least so many and at most so many."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="quotas")
    feature = models.CharField(max_length=10, choices=Feature)
    value = models.CharField(max_length=80)
    at_least = models.PositiveSmallIntegerField(default=0)
    at_most = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "feature", "value"], name="one_quota_a_value"
            ),
            models.CheckConstraint(
                condition=Q(at_least__lte=F("at_most")), name="a_quota_can_be_met"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.feature} {self.value}: {self.at_least} to {self.at_most}"


class DrawState(models.TextChoices):
    """Where a drawing stands."""

    ASKED = "asked", _("Being drawn")
    DRAWN = "drawn", _("Drawn")
    IMPOSSIBLE = "impossible", _("No group meets the mix")


class Draw(models.Model):
    """One drawing: what went in, and what everybody may check. A cohort is drawn once."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="draws")
    state = models.CharField(max_length=10, choices=DrawState, default=DrawState.ASKED)
    asked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True, blank=True)
    seed = models.CharField(max_length=64, blank=True, help_text="Shown from the drawing on.")
    inputs_digest = models.CharField(max_length=64, blank=True, help_text="Of what went in.")
    applied = models.PositiveIntegerField(default=0, help_text="How many went in.")
    seats = models.PositiveSmallIntegerField()
    least_chance = models.FloatField(null=True, blank=True)
    best_chance = models.FloatField(
        null=True, blank=True, help_text="No lottery that meets the mix has a least one above it."
    )
    why_not = models.TextField(blank=True, help_text="Why no group meets the mix, and what helps.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cohort"], condition=~Q(state="impossible"), name="drawn_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="drawn") | Q(drawn_at__isnull=False) & ~Q(seed=""),
                name="what_is_drawn_shows_its_seed",
            ),
        ]

    def __str__(self) -> str:
        return f"draw {self.pk}"

    @property
    def least_percent(self) -> float | None:
        """The smallest chance that anybody had, of a hundred; None where it is not known."""
        return None if self.least_chance is None else self.least_chance * 100

    @property
    def best_percent(self) -> float | None:
        """What that chance could have been at most, where it is shown not to be that."""
        if not self.least_chance or self.best_chance is None:
            return None
        is_best = self.best_chance - self.least_chance < SHOWN
        return None if is_best else self.best_chance * 100


class Departure(models.Model):
    """The group was changed after the lottery: why is kept for all who take part."""

    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="departures")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(max_length=1000)
    came = models.PositiveSmallIntegerField(help_text="How many came into the group by it.")
    went = models.PositiveSmallIntegerField(help_text="How many left it.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="departing_needs_a_reason"),
        ]

    def __str__(self) -> str:
        return f"departure {self.pk}"
