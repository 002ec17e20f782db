"""A journal: what somebody writes for herself, sealed, and shares entry by entry if she likes."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from networks.models import Network
from solidarity.people.models import Person


class SharedWith(models.TextChoices):
    """Who else reads something that somebody wrote for herself."""

    NOBODY = "nobody", _("Nobody: only I")
    BUDDIES = "buddies", _("My buddies")
    COHORT = "cohort", _("Everybody in this cohort")


class Entry(models.Model):
    """One entry. Its words stand in `sealed` alone, shared or not: the vault holds the key."""

    said: dict[str, Any]  # its words, where it was opened
    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="journal")
    sealed = models.TextField(help_text="By the vault.")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="The session that it belongs to, if she says so.",
    )  # fmt: skip
    month = models.DateField(null=True, blank=True, help_text="Its first day, if she says so.")
    shared = models.CharField(max_length=8, choices=SharedWith, default=SharedWith.NOBODY)
    at = models.DateTimeField()
    changed_at = models.DateTimeField()
    key = models.CharField(max_length=64, help_text="Of the form that was sent.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(sealed=""), name="an_entry_is_sealed"),
            models.UniqueConstraint(fields=["person", "key"], name="an_entry_is_sent_once"),
            models.CheckConstraint(
                condition=Q(month=None) | Q(month__day=1), name="a_month_is_its_first_day"
            ),
        ]
        indexes = [
            models.Index(fields=["body", "person", "-id"], name="journal_of_a_person"),
            models.Index(
                fields=["body", "-id"], condition=~Q(shared="nobody"), name="journal_shared"
            ),
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("cohorts:entry", args=[self.body.slug, self.pk])


class SealedDraft(models.Model):
    """What somebody has typed of what is hers alone, and not yet saved: sealed as that is."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sealed_drafts")
    purpose = models.CharField(max_length=40, help_text="The form that it belongs to.")
    sealed = models.TextField(help_text="By the vault.")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "person", "purpose"], name="one_sealed_draft_a_purpose"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} of {self.person_id}"
