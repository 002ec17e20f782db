"""How one network comes to belong to another: it asks, or is asked, and both talk about it."""

from datetime import datetime

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.models.network import Network
from solidarity.people.models import Person


class Side(models.TextChoices):
    """The two that an affiliation joins."""

    MEMBER = "member", _("The network that would belong")
    BODY = "body", _("The network that it would belong to")


class ApproachState(models.TextChoices):
    """Where an approach stands."""

    OPEN = "open", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back")
    EXPIRED = "expired", _("Ran out")


class Approach(models.Model):
    """One network asks to belong to another, or is invited to; its opening words are a thread's."""

    member = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="approaches")
    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="approached")
    side = models.CharField(max_length=6, choices=Side, help_text="Which of the two began.")
    state = models.CharField(max_length=9, choices=ApproachState, default=ApproachState.OPEN)
    begun_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField(help_text="When it was made or sent last, UTC.")
    expires_at = models.DateTimeField(null=True, blank=True, help_text="Of an invitation.")
    answered_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(max_length=1000, blank=True, help_text="Why it was not to be.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "body"],
                condition=models.Q(state="open"),
                name="one_open_approach_a_pair",
            ),
            models.CheckConstraint(
                condition=~models.Q(member=models.F("body")), name="nobody_approaches_itself"
            ),
            models.CheckConstraint(
                condition=models.Q(side="body") ^ models.Q(expires_at=None),
                name="only_invitations_run_out",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "-id"], name="approaches_to_a_body"),
            models.Index(fields=["member", "-id"], name="approaches_of_a_member"),
        ]

    def __str__(self) -> str:
        return f"{self.member} – {self.body}"

    def get_absolute_url(self) -> str:
        return reverse("approaches:approach", args=[self.pk])

    def shown_state(self, at: datetime) -> ApproachState:
        """Its state at this moment, whether or not it has been written down yet."""
        state = ApproachState(self.state)
        if state == ApproachState.OPEN and self.expires_at and self.expires_at <= at:
            return ApproachState.EXPIRED
        return state

    @property
    def answering_side(self) -> Side:
        """Whose answer it waits for."""
        return Side.BODY if self.side == Side.MEMBER else Side.MEMBER

    def network_of(self, side: str) -> Network:
        """The network on this side."""
        return self.member if side == Side.MEMBER else self.body


class AffiliationQuestion(models.Model):
    """What a body would like to know of networks that want to belong to it."""

    body = models.ForeignKey(
        Network, on_delete=models.CASCADE, related_name="affiliation_questions"
    )
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    required = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "position"], name="affiliation_questions_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.words


class ApproachAnswer(models.Model):
    """One answer of a network to a body's question, as it was put; read by both sides' stewards."""

    approach = models.ForeignKey(Approach, on_delete=models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=200)
    words = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["approach", "position"], name="approach_answers")
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class Prerequisite(models.Model):
    """A network that one must belong to already before one can belong to a body."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="prerequisites")
    needed = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "needed"], name="needed_once"),
            models.CheckConstraint(
                condition=~models.Q(body=models.F("needed")), name="nobody_needs_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} needs {self.needed_id}"
