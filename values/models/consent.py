"""That a person agreed to be asked about her values, and to have her answers kept."""

from django.db import models

from solidarity.people.models import Person


class Consent(models.Model):
    """Her yes to one wording: to being asked, and to keeping her answers; to nothing else.

    It holds until she takes it back. What she said yes to stays noted after that, without answers.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="values_consents")
    wording = models.PositiveSmallIntegerField(help_text="The number of the text she agreed to.")
    given_at = models.DateTimeField(help_text="UTC.")
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="UTC.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(withdrawn_at=None),
                name="one_consent_holds_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None)
                | models.Q(withdrawn_at__gte=models.F("given_at")),
                name="a_consent_is_given_before_it_is_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"wording {self.wording}"
