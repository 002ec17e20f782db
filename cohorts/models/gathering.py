"""How a cohort is brought together: how one is chosen, who may apply, who facilitates."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cohorts.models.cohort import Cohort
from networks.models import Network
from solidarity.people.models import Person


class Gathering(models.Model):
    """How the people of a cohort are chosen. Without a row: by the facilitators, no lottery."""

    cohort = models.OneToOneField(Cohort, on_delete=models.CASCADE, related_name="gathering")
    by_lottery = models.BooleanField(default=False, help_text="A lottery proposes the group.")
    positions = ArrayField(
        models.CharField(max_length=80), default=list, blank=True,
        help_text="Places in a system that an applicant can choose from.",
    )  # fmt: skip
    keeps_months = models.PositiveSmallIntegerField(
        default=6, help_text="After the choice, applications are deleted when so many are over."
    )
    seed_sealed = models.TextField(blank=True, help_text="The seed, until it is shown.")
    seed_digest = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of the seed, shown from the first day on."
    )
    chosen_at = models.DateTimeField(
        null=True, blank=True, help_text="When coming together was over."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(keeps_months__gte=1, keeps_months__lte=24),
                name="applications_are_not_kept_for_ever",
            ),
            models.CheckConstraint(
                condition=Q(seed_digest="", seed_sealed="") | ~Q(seed_digest=""),
                name="a_seed_is_promised_before_it_is_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"gathering {self.cohort_id}"


class OpenNetwork(models.Model):
    """A network whose members may apply, where not everybody may."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="open_networks")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "network"], name="open_to_a_network_once"),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} to {self.network_id}"


class ProgrammeQuestion(models.Model):
    """What the facilitators would like to know of those who apply."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "position"], name="programme_questions_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.words


class RoleOffer(models.Model):
    """Stewards ask somebody to facilitate; she says yes or no."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="role_offers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="role_offers")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    is_accepted = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "person"], condition=Q(answered_at=None),
                name="asked_to_facilitate_once",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, is_accepted=None)
                | Q(answered_at__isnull=False, is_accepted__isnull=False),
                name="an_offer_is_answered_or_not",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        """Where it is: notices keep these words."""
        return str(self.network)

    def get_absolute_url(self) -> str:
        return reverse("cohorts:facilitators", args=[self.network.slug])
