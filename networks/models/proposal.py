"""Choosing and recalling stewards and spokes: what was proposed, and who confirmed it."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from networks.models.affiliation import Affiliation
from networks.models.network import Network
from solidarity.people.models import Person


class ProposalKind(models.TextChoices):
    """What would happen."""

    STEWARD = "steward", _("New steward")
    RECALL = "recall", _("Recall")
    HAND_OVER = "hand_over", _("Hand-over")
    SPOKE = "spoke", _("New spoke")
    ALTERNATE = "alternate", _("New alternate")
    SPOKE_END = "spoke_end", _("Recall of a spoke")
    SPOKE_OVER = "spoke_over", _("Hand-over of a spoke")

    @property
    def is_recall(self) -> bool:
        """Whether it takes a role away: always the members' affair, and no yes of hers is asked."""
        return self in {ProposalKind.RECALL, ProposalKind.SPOKE_END}

    @property
    def is_hand_over(self) -> bool:
        """Whether it is between two people, and nobody confirms it."""
        return self in {ProposalKind.HAND_OVER, ProposalKind.SPOKE_OVER}


RECALLS = (ProposalKind.RECALL, ProposalKind.SPOKE_END)
HAND_OVERS = (ProposalKind.HAND_OVER, ProposalKind.SPOKE_OVER)


class ProposalState(models.TextChoices):
    """What became of it."""

    OPEN = "open", _("Open")
    CARRIED = "carried", _("Carried")
    WITHDRAWN = "withdrawn", _("Taken back")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Ran out")


class Proposal(models.Model):
    """That somebody becomes a steward or a spoke, is one no more, or takes over from one."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=10, choices=ProposalKind)
    affiliation = models.ForeignKey(
        Affiliation, on_delete=models.CASCADE, null=True, blank=True, related_name="proposals",
        help_text="Of a spoke: where she speaks.",
    )  # fmt: skip
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="proposals")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    agreed_at = models.DateTimeField(
        null=True, blank=True, help_text="When whom it is about said yes; a recall asks nobody."
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "person", "kind", "affiliation"],
                condition=models.Q(state="open"),
                name="one_open_proposal_each_place",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(affiliation=None)
                ^ models.Q(kind__in=["spoke", "alternate", "spoke_end", "spoke_over"]),
                name="a_spoke_speaks_somewhere",
            ),
        ]
        indexes = [models.Index(fields=["network", "-id"], name="proposals_of_a_network")]

    def __str__(self) -> str:
        return f"proposal {self.pk}"

    def shown_state(self, at: datetime) -> ProposalState:
        """Its state at this moment, whether or not it has been written down yet."""
        if self.state == ProposalState.OPEN and self.expires_at <= at:
            return ProposalState.EXPIRED
        return ProposalState(self.state)


class Confirmation(models.Model):
    """One person's yes to a proposal, by name; where stewards are sought, her no as well."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="confirmations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    objects_to = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "person"], name="one_word_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.proposal_id}"
