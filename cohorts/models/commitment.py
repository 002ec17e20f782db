"""A commitment: what somebody will try in her own network, by when, and what happened."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from cohorts.models.journal import SharedWith
from networks.models import Network
from solidarity.people.models import Person


class Commitment(models.Model):
    """What she will try. All its words are sealed; others read them where she shares them."""

    said: dict[str, Any]  # its words, where it was opened
    network: Network | None  # that it names, as far as the viewer may know of it
    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="commitments")
    sealed = models.TextField(help_text="What, with whom, what happened: by the vault.")
    due_on = models.DateField(null=True, blank=True)
    is_over = models.BooleanField(default=False, help_text="She said what happened, or let it go.")
    shared = models.CharField(max_length=8, choices=SharedWith, default=SharedWith.NOBODY)
    at = models.DateTimeField()
    changed_at = models.DateTimeField()
    key = models.CharField(max_length=64, help_text="Of the form that was sent.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(sealed=""), name="a_commitment_is_sealed"),
            models.UniqueConstraint(fields=["person", "key"], name="a_commitment_is_sent_once"),
        ]
        indexes = [
            models.Index(fields=["body", "person", "-id"], name="commitments_of_a_person"),
            models.Index(fields=["due_on"], condition=Q(is_over=False), name="commitments_due"),
        ]

    def __str__(self) -> str:
        return f"commitment {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("cohorts:commitment", args=[self.body.slug, self.pk])
