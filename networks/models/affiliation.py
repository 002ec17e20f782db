"""Which network belongs to which: a graph without circles, and its closure."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from networks.models.network import Network


class AffiliationState(models.TextChoices):
    """Where an affiliation stands."""

    ASKED = "asked", _("Asked")
    ACTIVE = "active", _("Affiliated")
    ENDED = "ended", _("Ended")


class Affiliation(models.Model):
    """One network's belonging to another."""

    member = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="affiliations")
    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="affiliates")
    state = models.CharField(max_length=8, choices=AffiliationState, default=AffiliationState.ASKED)
    since = models.DateTimeField(help_text="Of its present state, UTC.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "body"], name="one_affiliation_a_pair"),
            models.CheckConstraint(
                condition=~models.Q(member=models.F("body")), name="nobody_in_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.body_id}: {self.state}"


class AffiliationPath(models.Model):
    """The closure of the active affiliations: who is in whom, over any number of steps."""

    ancestor = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="paths_down")
    descendant = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="paths_up")
    steps = models.PositiveSmallIntegerField(help_text="Along the shortest way, from 1.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ancestor", "descendant"], name="one_path_a_pair"),
            # A circle would make some network its own ancestor: the database refuses it.
            models.CheckConstraint(
                condition=~models.Q(ancestor=models.F("descendant")), name="no_circles"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.descendant_id} in {self.ancestor_id}"
