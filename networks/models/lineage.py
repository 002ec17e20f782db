"""Where a body comes from: another that it grew out of."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from networks.models.network import Network


class Descent(models.TextChoices):
    """How the later grew out of the earlier."""

    MERGED = "merged", _("Came together in")
    SPLIT = "split", _("Divided into")
    FOLLOWED = "followed", _("Is followed by")
    FORKED = "forked", _("Was begun elsewhere as")


class Lineage(models.Model):
    """The later body grew out of the earlier one."""

    earlier = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="descendants")
    later = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="origins")
    how = models.CharField(max_length=8, choices=Descent)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="one_descent_a_pair"),
            models.CheckConstraint(
                condition=~Q(earlier=F("later")), name="nothing_grows_out_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.later_id} out of {self.earlier_id}"
