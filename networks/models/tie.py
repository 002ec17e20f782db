"""Ties: what two networks are to each other without one belonging to the other."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from networks.models.network import Network
from solidarity.people.models import Person


class TieKind(models.TextChoices):
    """What the two are to each other; LEARNS alone has a direction: `one` learns from `other`."""

    ALLY = "ally", _("Allies")
    SISTER = "sister", _("Sisters")
    LEARNS = "learns", _("Learns from")
    PARTED = "parted", _("Parted as friends")


class TieState(models.TextChoices):
    """Where a tie stands."""

    PROPOSED = "proposed", _("Proposed")
    ACTIVE = "active", _("Confirmed by both")
    ENDED = "ended", _("Ended")


class Tie(models.Model):
    """A relation that one network declared and the other confirmed.

    Those without a direction are stored once, the older network first.
    """

    one = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="ties_out")
    other = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="ties_in")
    kind = models.CharField(max_length=6, choices=TieKind)
    state = models.CharField(max_length=8, choices=TieState, default=TieState.PROPOSED)
    by_one = models.BooleanField(help_text="Whether `one` proposed it.")
    note = models.CharField(max_length=300, blank=True, help_text="In the networks' own words.")
    proposed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    since = models.DateTimeField(help_text="Of its present state, UTC.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other", "kind"],
                condition=~models.Q(state="ended"),
                name="one_tie_of_a_kind_a_pair",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="learns") & ~models.Q(one=models.F("other"))
                | models.Q(one__lt=models.F("other")),
                name="symmetric_ties_stand_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["other"], condition=~models.Q(state="ended"), name="ties_of_the_other"
            )
        ]

    def __str__(self) -> str:
        return f"{self.one} – {self.other}"

    def is_of(self, network: Network) -> bool:
        """Whether `network` is one of the two."""
        return network.pk in {self.one_id, self.other_id}

    def proposed_from(self, network: Network) -> bool:
        """Whether `network` is the one that proposed it."""
        return network.pk == (self.one_id if self.by_one else self.other_id)

    def far_from(self, network: Network) -> Network:
        """The network at its other end."""
        return self.other if network.pk == self.one_id else self.one
