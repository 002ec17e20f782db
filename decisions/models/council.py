"""Networks that decide together through spokes: mandates, and what becomes of each concern."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from decisions.models.decision import Decision
from decisions.models.raised import Raised
from decisions.models.round import Elector, Position, Round
from solidarity.people.models import Person


class Freedom(models.TextChoices):
    """How free a spoke is."""

    BOUND = "bound", _("Bound: she says what we said")
    GUIDED = "guided", _("Guided: she may depart from it, and tells us why")
    FREE = "free", _("Free: she decides with the others")


class Mandate(models.Model):
    """What a network told its spoke to carry into a round of the council.

    `inner` is the network's own decision, held on its own page; it closes before the council's.
    """

    elector = models.OneToOneField(Elector, on_delete=models.CASCADE, related_name="mandate")
    inner = models.OneToOneField(
        Decision, on_delete=models.SET_NULL, null=True, blank=True, related_name="mandate"
    )
    freedom = models.CharField(max_length=8, choices=Freedom, default=Freedom.GUIDED)
    choice = models.JSONField(null=True, blank=True, help_text="As in docs/recount.md.")
    reasons = models.TextField(max_length=2000, blank=True)
    conditions = models.TextField(max_length=2000, blank=True)
    amendments = models.TextField(max_length=4000, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"mandate of elector {self.elector_id}"


class Backing(models.Model):
    """One member's yes to her spoke's departure from a bound mandate."""

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="backings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["position", "person"], name="backed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} behind position {self.position_id}"


class Became(models.TextChoices):
    """What became of a concern."""

    OPEN = "open", _("Not answered yet")
    WORKED_IN = "worked_in", _("Worked into the proposal")
    HEARD = "heard", _("Heard; the proposal stays")
    WITHDRAWN = "withdrawn", _("Taken back")


class Concern(Raised):
    """What somebody holds against a proposal, and what became of it: the synthesis of a round."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="concerns")
    round = models.ForeignKey(
        Round, on_delete=models.CASCADE, null=True, blank=True, related_name="concerns"
    )
    elector = models.ForeignKey(
        Elector, on_delete=models.SET_NULL, null=True, blank=True, related_name="concerns"
    )
    stance = models.CharField(max_length=20, blank=True, help_text="With which it came.")
    became = models.CharField(max_length=10, choices=Became, default=Became.OPEN)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "elector"],
                condition=Q(elector__isnull=False),
                name="one_concern_an_elector",
            ),
            models.CheckConstraint(
                condition=Q(became="open") | Q(answered_at__isnull=False),
                name="an_answered_concern_has_its_time",
            ),
        ]
        indexes = [models.Index(fields=["decision", "id"], name="concerns_of_a_decision")]

    def __str__(self) -> str:
        return f"concern {self.pk}"
