"""Who belongs to a network, and what they said when they asked to."""

from datetime import datetime

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.models.network import Network
from networks.models.ways import WaysVersion
from solidarity.people.models import Person


class Role(models.TextChoices):
    """What a person does in a network."""

    MEMBER = "member", _("Member")
    FACILITATOR = "facilitator", _("Facilitator")
    STEWARD = "steward", _("Steward")


class State(models.TextChoices):
    """Where a belonging stands."""

    ASKED = "asked", _("Asked to join")
    WAITLISTED = "waitlisted", _("On the waiting list")
    ACTIVE = "active", _("Member")
    WITHDRAWN = "withdrawn", _("Withdrew")
    DECLINED = "declined", _("Declined")
    LEFT = "left", _("Left")
    BANNED = "banned", _("May not return")


WAITING = (State.ASKED, State.WAITLISTED)  # a request that may still be answered


class Membership(models.Model):
    """A person's belonging to a network, from request to leaving."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role, default=Role.MEMBER)
    role_until = models.DateField(null=True, blank=True, help_text="Roles have terms.")
    role_since = models.DateField(null=True, blank=True, help_text="Empty: as long as a member.")
    state = models.CharField(max_length=12, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(help_text="When they asked or joined last, UTC.")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(
        max_length=1000, blank=True, default="", db_default="",
        help_text="What was written to her with the last answer.",
    )  # fmt: skip
    accepted_ways = models.ForeignKey(
        WaysVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The ways of working that she agreed to last.",
    )  # fmt: skip
    banned_until = models.DateTimeField(
        null=True, blank=True, help_text="Of one who may not return; empty: without an end."
    )
    paused_until = models.DateTimeField(
        null=True, blank=True, help_text="Until then she reads, but does not write."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "person"], name="one_membership_a_person"),
            models.CheckConstraint(
                condition=~models.Q(state="waitlisted") | models.Q(answered_at__isnull=False),
                name="somebody_put_her_on_the_list",
            ),
            models.CheckConstraint(
                condition=models.Q(role="member") | models.Q(state="active"),
                name="only_members_hold_a_role",
            ),
        ]
        indexes = [
            models.Index(
                fields=["network", "asked_at"],
                condition=models.Q(state="asked"),
                name="requests_that_wait",
            ),
            models.Index(
                fields=["network", "asked_at"],
                condition=models.Q(state="waitlisted"),
                name="requests_on_the_list",
            ),
            models.Index(
                fields=["network", "answered_at"],
                condition=models.Q(state__in=["active", "declined"]),
                name="requests_answered",
            ),
            models.Index(
                fields=["network", "id"],
                condition=models.Q(state="active"),
                name="members",
            ),
            models.Index(
                fields=["person", "network"],
                condition=models.Q(state="active"),
                name="belonging",
            ),
            models.Index(
                fields=["network"],
                condition=~models.Q(role="member"),
                name="role_holders",
            ),
        ]

    def __str__(self) -> str:
        """Where it is: notices about a request keep these words."""
        return str(self.network)

    def get_absolute_url(self) -> str:
        """The page of the request: hers is found from there, too."""
        return reverse("networks:request", args=[self.network.slug, self.pk])

    @property
    def is_waiting(self) -> bool:
        """Whether it may still be answered."""
        return self.state in WAITING

    @property
    def was_asked(self) -> bool:
        """Whether it began with a request, not with an open door or an invitation."""
        return self.answered_at is None or self.asked_at < self.answered_at

    def state_at(self, at: datetime) -> str:
        """Its state at this moment: a door that was closed for a time opens by itself."""
        if self.state == State.BANNED and self.banned_until and self.banned_until <= at:
            return State.LEFT
        return self.state

    def is_paused_at(self, at: datetime) -> bool:
        """Whether she reads but does not write at this moment; it ends by itself."""
        return bool(self.paused_until and self.paused_until > at)


class JoinQuestion(models.Model):
    """What the stewards would like to know of those who ask to join."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    required = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "position"], name="questions_in_order")
        ]

    def __str__(self) -> str:
        return self.words


class JoinAnswer(models.Model):
    """One answer to one question, as it was put; seen by its writer and by the stewards."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=200)
    words = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "position"], name="answers_in_order")
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class AnswerText(models.Model):
    """Words that the stewards of a network keep, to begin an answer with."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="answer_texts")
    title = models.CharField(max_length=80)
    words = models.TextField(max_length=1000)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "title"], name="one_text_a_title")
        ]

    def __str__(self) -> str:
        return self.title
