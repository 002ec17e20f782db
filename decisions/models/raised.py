"""What somebody says about a decision, and how it was answered: concerns, challenges."""

from datetime import datetime

from django.db import models

from solidarity.people.models import Person


class Raised(models.Model):
    """Words of somebody that wait for an answer; the words can be emptied, the row stays."""

    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField()
    answer = models.TextField(max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def answer_with(self, answer: str, *, by: Person, at: datetime) -> None:
        """Keep the answer beside whatever else was set on the row."""
        self.answer, self.answered_by, self.answered_at = answer, by, at
        self.save()
