"""Asking to look after an unclaimed network, or that its page be taken away."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from networks.models.network import Network
from solidarity.people.models import Person


class Wish(models.TextChoices):
    """What is asked for."""

    CLAIM = "claim", _("To look after it")
    REMOVAL = "removal", _("To take it away")


class PetitionState(models.TextChoices):
    """Where it stands."""

    SENT = "sent", _("A mail is on its way")
    WAITING = "waiting", _("An admin decides")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    OVER = "over", _("Ran out")


OPEN = (PetitionState.SENT, PetitionState.WAITING)


class Petition(models.Model):
    """What somebody asks for an unclaimed network, proven by mail at its domain or in words."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="petitions")
    wish = models.CharField(max_length=8, choices=Wish)
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="petitions"
    )
    state = models.CharField(max_length=8, choices=PetitionState)
    words = models.TextField(max_length=2000, blank=True, help_text="What proves it, or why.")
    token_digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    domain = models.CharField(max_length=200, blank=True, help_text="Where the mail went.")
    proven_at = models.DateTimeField(null=True, blank=True, help_text="When the mail was answered.")
    is_rival = models.BooleanField(default=False, help_text="Somebody else asks for the same.")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wish="removal") | models.Q(person__isnull=False),
                name="somebody_claims",
            ),
            models.UniqueConstraint(
                fields=["network", "person"],
                condition=models.Q(wish="claim", state__in=["sent", "waiting"]),
                name="one_open_claim_each",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-id"], condition=models.Q(state="waiting"), name="petitions_to_decide"
            )
        ]

    def __str__(self) -> str:
        return f"{self.wish} {self.pk}"
