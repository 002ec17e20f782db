"""Buddies: two or three from different places who stay with each other through a cohort."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.models import Network
from solidarity.people.causes import Cause
from solidarity.people.models import Person


class Place(models.TextChoices):
    """Where in a system somebody works for change."""

    STREET = "street", _("In a movement or a group, unpaid")
    COMMUNITY = "community", _("In my own community, for my own people")
    PAID = "paid", _("Paid, in an organisation or a union")
    INSIDE = "inside", _("Inside an institution: school, hospital, office, parliament")
    LEARNING = "learning", _("In research, teaching or learning")
    MAKING = "making", _("In art, media or making things")
    MONEY = "money", _("Where money is given or raised")
    ALONE = "alone", _("On my own")


class BuddyWish(models.Model):
    """What somebody says of herself for the matching; all of it as she likes."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="buddy_wishes")
    wants = models.BooleanField(default=True, help_text="Would like buddies.")
    causes = ArrayField(models.CharField(max_length=16, choices=Cause), default=list, blank=True)
    place = models.CharField(max_length=10, choices=Place, blank=True)
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    says_zone = models.BooleanField(default=True, help_text="Her time zone may be looked at.")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "person"], name="says_it_once_for_buddies"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.body_id}"


class BuddyGroup(models.Model):
    """Two or three; proposed until the facilitators make it known. It owns their conversation."""

    now: list["Buddy"]  # those who are in it, where they were fetched
    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="buddy_groups")
    proposed_at = models.DateTimeField()
    known_at = models.DateTimeField(null=True, blank=True, help_text="When they were told.")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(known_at__isnull=False, ended_at__gte=F("known_at")),
                name="buddies_part_after_they_met",
            ),
        ]
        indexes = [models.Index(fields=["body", "ended_at"], name="buddy_groups_of_a_body")]

    def __str__(self) -> str:
        return f"buddies {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("cohorts:buddy_group", args=[self.body.slug, self.pk])


class Buddy(models.Model):
    """Somebody in a group of buddies: in one that is proposed, and in one that is known."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(BuddyGroup, on_delete=models.CASCADE, related_name="buddies")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="buddies")
    is_known = models.BooleanField(default=False, help_text="As its group is.")
    left_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(
        null=True, blank=True, help_text="When she asked for other buddies; no reason is kept."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "person", "is_known"],
                condition=Q(left_at=None),
                name="in_one_group_of_buddies",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.group_id}"
