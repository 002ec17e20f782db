"""Coming into a coalition, being asked to go, and asking of all what is asked of newcomers."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coalitions.models.agreement import AgreementVersion, Clause
from networks.models import AffiliationQuestion, Approach, Network
from solidarity.people.models import Person


class Walk(models.Model):
    """A network reads the agreement clause by clause before it comes in; a host answers it."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="walks")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="walked")
    approach = models.OneToOneField(
        Approach, on_delete=models.SET_NULL, null=True, blank=True, related_name="walk"
    )
    version = models.ForeignKey(AgreementVersion, on_delete=models.CASCADE, related_name="walks")
    host = models.ForeignKey(
        Network, on_delete=models.SET_NULL, null=True, blank=True, related_name="hosted",
        help_text="The network that answers questions.",
    )  # fmt: skip
    begun_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "network"], condition=Q(ended_at=None), name="one_walk_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network_id} walks into {self.body_id}"

    def get_absolute_url(self) -> str:
        return reverse("coalitions:walk", args=[self.body.slug, self.network.slug])


class Step(models.Model):
    """One clause that was read on a walk; a question about it is a thread of the walk."""

    walk = models.ForeignKey(Walk, on_delete=models.CASCADE, related_name="steps")
    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["walk", "clause"], name="read_once_on_a_walk"),
        ]

    def __str__(self) -> str:
        return f"step {self.pk}"


class PresentAnswer(models.Model):
    """What a network that is in already answers to what newcomers are asked."""

    question = models.ForeignKey(
        AffiliationQuestion, on_delete=models.CASCADE, related_name="present_answers"
    )
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(max_length=2000)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "network"], name="answers_once_as_present"),
        ]

    def __str__(self) -> str:
        return f"{self.network_id} on {self.question_id}"


class LeavingPath(models.Model):
    """How a body asks a network to leave; agreed beforehand. Without a row: thirty and fourteen."""

    body = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="leaving_path")
    notice_days = models.PositiveSmallIntegerField(
        default=30, help_text="Between telling the network and any decision."
    )
    answer_days = models.PositiveSmallIntegerField(
        default=14, help_text="How long the network may answer before it is talked about."
    )

    def __str__(self) -> str:
        return f"path of {self.body_id}"


class Requested(models.TextChoices):
    """Where asking a network to leave stands."""

    TOLD = "told", _("The network was told")
    ANSWERED = "answered", _("The network answered")
    DROPPED = "dropped", _("Taken back")
    DECIDED = "decided", _("Decided")


class Fate(models.TextChoices):
    """What came of asking a network to leave."""

    STAYS = "stays", _("It stays")
    LEFT = "left", _("It has left")


class LeaveRequest(models.Model):
    """A body asks a network to leave: told with a reason, answered, then decided."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="leave_requests")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="asked_to_leave")
    clause = models.ForeignKey(
        Clause, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="On which clause it rests.",
    )  # fmt: skip
    reason = models.TextField(max_length=2000)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    told_at = models.DateTimeField()
    answer_until = models.DateTimeField()
    decide_from = models.DateTimeField()
    state = models.CharField(max_length=8, choices=Requested, default=Requested.TOLD)
    answer = models.TextField(max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    decision = models.PositiveIntegerField(null=True, blank=True)
    fate = models.CharField(max_length=5, choices=Fate, blank=True, db_default="")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "network"],
                condition=Q(state__in=["told", "answered"]),
                name="asked_to_leave_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="asking_to_leave_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} asks {self.network_id} to leave"

    def get_absolute_url(self) -> str:
        return reverse("coalitions:asked_to_go", args=[self.body.slug, self.pk])
