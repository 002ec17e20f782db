"""What comes before and after a count: whom it touches, challenges, and tasks."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from decisions.models.decision import Decision
from decisions.models.raised import Raised
from networks.models import Network
from solidarity.people.models import Person


class TouchedState(models.TextChoices):
    """Where it stands with somebody whom a question touches."""

    NAMED = "named", _("Named by whoever proposes it")
    ASKED = "asked", _("Asked to be in")
    TAKEN_IN = "taken_in", _("Taken in")
    LEFT_OUT = "left_out", _("Left out")


class Touched(models.Model):
    """One of those whom a question touches most, where these decide it."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="touched")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=TouchedState, default=TouchedState.NAMED)
    why = models.TextField(max_length=500, blank=True)
    answer = models.TextField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "person"], name="touched_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} touched by {self.decision_id}"


class ChallengeState(models.TextChoices):
    """What became of a challenge."""

    OPEN = "open", _("Open")
    UPHELD = "upheld", _("Upheld: it is done again")
    DISMISSED = "dismissed", _("Not upheld")


class Challenge(Raised):
    """That somebody says it was not decided rightly: who was asked, or how it was recorded."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="challenges")
    state = models.CharField(max_length=10, choices=ChallengeState, default=ChallengeState.OPEN)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "by"], condition=Q(state="open"), name="one_open_challenge"
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="a_challenge_is_answered_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"challenge {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for its answer."""
        return self.state == ChallengeState.OPEN


class Task(models.Model):
    """Something that somebody takes on, because of a decision, a meeting, an agreement …"""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="tasks")
    owner_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    owner_id = models.BigIntegerField()
    owner = GenericForeignKey("owner_type", "owner_id")
    words = models.CharField(max_length=300)
    holder = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="tasks"
    )
    due_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_task_says_what"),
        ]
        indexes = [
            models.Index(fields=["owner_type", "owner_id"], name="tasks_of_an_owner"),
            models.Index(
                fields=["holder", "due_on"], condition=Q(done_at=None), name="tasks_of_a_person"
            ),
        ]

    def __str__(self) -> str:
        return self.words
