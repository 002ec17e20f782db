"""What the agreement brings with it: reviews on their day, and where clauses were taken from."""

from django.db import models
from django.db.models import Q

from coalitions.models.agreement import AgreementTemplate, AgreementVersion, Clause, VersionClause
from networks.models import Network


class Review(models.Model):
    """A clause, or the whole, was brought back to be talked about, on the day set for it."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="agreement_reviews")
    version = models.ForeignKey(AgreementVersion, on_delete=models.CASCADE, related_name="reviews")
    clause = models.ForeignKey(
        Clause, on_delete=models.CASCADE, null=True, blank=True, related_name="reviews",
        help_text="Empty: the whole.",
    )  # fmt: skip
    due_on = models.DateField()
    decision = models.PositiveIntegerField(help_text="The number of the question that it became.")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clause", "due_on"], condition=~Q(clause=None), name="reviewed_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["version", "due_on"], condition=Q(clause=None),
                name="the_whole_is_reviewed_once_a_day",
            ),
            models.UniqueConstraint(fields=["body", "decision"], name="one_review_a_decision"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"review {self.decision} of {self.body_id}"


class ClauseOrigin(models.Model):
    """A clause was begun with the words of another agreement."""

    clause = models.OneToOneField(Clause, on_delete=models.CASCADE, related_name="origin")
    template = models.ForeignKey(
        AgreementTemplate, on_delete=models.SET_NULL, null=True, related_name="taken",
        help_text="Empty: it is not shared any more.",
    )  # fmt: skip
    source = models.ForeignKey(
        VersionClause, on_delete=models.SET_NULL, null=True, related_name="taken"
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"origin of {self.clause_id}"
