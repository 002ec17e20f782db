"""What changed: the strands that facilitators see in the answers, and editions of the report."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models.reflection import Shared
from networks.models import Network
from solidarity.people.models import Person


class Strand(models.Model):
    """What several answers speak of, in the words of those who facilitate."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="strands")
    name = models.CharField(max_length=80)
    about = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "name"], name="one_strand_a_name"),
            models.CheckConstraint(condition=~Q(name=""), name="a_strand_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Coding(models.Model):
    """That a shared answer speaks of a strand; gone with the answer."""

    strand = models.ForeignKey(Strand, on_delete=models.CASCADE, related_name="codings")
    shared = models.ForeignKey(Shared, on_delete=models.CASCADE, related_name="codings")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["strand", "shared"], name="an_answer_is_coded_once")
        ]

    def __str__(self) -> str:
        return f"coding {self.pk}"


class Edition(models.Model):
    """The report as it was counted once: participants see it first, and decide about it."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    figures = models.JSONField(help_text="Of five and more people, or nothing.")
    counted = models.TextField(help_text="Who was counted in which figure, by the vault.")
    pictures = models.TextField(
        blank=True, help_text="Nameless ties, by the vault; empty when somebody takes hers back."
    )
    spoken = models.JSONField(
        default=dict, blank=True, db_default=models.Value({}, output_field=models.JSONField()),
        help_text="Its strands, and the keys of the answers that speak of each.",
    )  # fmt: skip
    published_at = models.DateTimeField(null=True, blank=True)
    decision = models.PositiveIntegerField(null=True, blank=True, help_text="That published it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="one_edition_a_number"),
            models.CheckConstraint(
                condition=Q(published_at=None, decision=None)
                | Q(published_at__isnull=False, decision__isnull=False),
                name="what_is_published_was_decided",
            ),
        ]

    def __str__(self) -> str:
        return _("Report, edition %(number)s") % {"number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("cohorts:report", args=[self.body.slug, self.number])
