"""Who is asked to come in, by mail or by a link, and who has said no."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from networks.models.network import Network
from solidarity.base.secrets import digest
from solidarity.people.models import Person


class Way(models.TextChoices):
    """How an invitation reaches somebody."""

    MAIL = "mail", _("By mail")
    LINK = "link", _("By link")


class InvitationState(models.TextChoices):
    """Where an invitation stands."""

    SENT = "sent", _("Open")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Ran out")
    REVOKED = "revoked", _("Taken back")


class Invitation(models.Model):
    """A way in for whoever holds its token, which is stored as a digest alone.

    A mailed token is drawn by lot. That of a link is made of `seed` and a key that is not in the
    database, so that the link can be shown again to those who spread it.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="invitations")
    invited_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="invitations"
    )
    way = models.CharField(max_length=4, choices=Way)
    state = models.CharField(max_length=8, choices=InvitationState, default=InvitationState.SENT)
    token_digest = models.CharField(max_length=64, unique=True)
    seed = models.CharField(max_length=64, blank=True, help_text="Of a link; no secret alone.")
    address = models.EmailField(blank=True, help_text="Kept only while it may be written to.")
    address_digest = models.CharField(max_length=64, blank=True, help_text="As long as that.")
    language = models.CharField(max_length=8, default="en")
    message = models.TextField(max_length=500, blank=True, help_text="In the inviter's words.")
    made_at = models.DateTimeField(help_text="When it was made or sent last, UTC.")
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    most_uses = models.PositiveSmallIntegerField(default=1)
    uses = models.PositiveSmallIntegerField(default=0)
    answered_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "address_digest"],
                condition=models.Q(way="mail", state="sent"),
                name="one_open_mail_an_address",
            ),
            models.CheckConstraint(
                condition=models.Q(uses__lte=models.F("most_uses")), name="no_use_too_many"
            ),
            models.CheckConstraint(
                condition=models.Q(address="", address_digest="")
                | models.Q(way="mail", state__in=["sent", "expired"]),
                name="an_address_is_forgotten",
            ),
        ]
        indexes = [models.Index(fields=["network", "-id"], name="invitations_of_a_network")]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    def shown_state(self, at: datetime) -> InvitationState:
        """Its state at this moment, whether or not it has been written down yet."""
        state = InvitationState(self.state)
        if state == InvitationState.SENT and self.expires_at <= at:
            return InvitationState.EXPIRED
        return state

    @property
    def link_token(self) -> str:
        """The token of a link, made anew each time it is shown."""
        return digest(self.seed, purpose="invitation-link")


class Refusal(models.Model):
    """An address that wants no invitation: to one network, or (network empty) to any."""

    address_digest = models.CharField(max_length=64, db_index=True)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["address_digest", "network"],
                name="one_refusal_each",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"refusal {self.pk}"
