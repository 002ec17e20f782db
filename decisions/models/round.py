"""One pass over a question: who may take a position, frozen at opening, and what they said."""

from django.db import models
from django.db.models import F, Q

from decisions.models.decision import Decision, Version
from networks.models import Network
from solidarity.people.models import Person


class Round(models.Model):
    """Open from `opens_at` until `closes_at`, whatever any job does; counted once after that.

    method, options, voices and quorum are those of the question when it was opened: what changes
    there later changes nothing here.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="rounds")
    method = models.JSONField()
    options = models.JSONField(default=list, blank=True)
    voices = models.JSONField()
    quorum = models.CharField(max_length=20, default="0")
    is_secret = models.BooleanField(default=False)
    opened_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    counted_at = models.DateTimeField(null=True, blank=True)
    voided_at = models.DateTimeField(
        null=True, blank=True, help_text="Called off, or begun anew after a challenge."
    )
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="one_round_a_number"),
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(counted_at=None, voided_at=None),
                name="one_open_round",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="a_round_closes_later"
            ),
        ]
        indexes = [
            models.Index(
                fields=["closes_at"],
                condition=Q(counted_at=None, voided_at=None),
                name="rounds_to_count",
            ),
        ]

    def __str__(self) -> str:
        return f"round {self.number} of {self.decision_id}"


class ElectorState(models.TextChoices):
    """Whether she still has her voice."""

    ENTITLED = "entitled"
    WITHDRAWN = "withdrawn"  # left, or deleted her account


class Elector(models.Model):
    """Who holds a voice in a round: a person, or a network through its spoke.

    After her account is deleted the row stays, with its number, and without her: the count holds.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="electors")
    number = models.PositiveIntegerField(help_text="In the round, from 1; her name in exports.")
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="electorates"
    )
    network = models.ForeignKey(
        Network, on_delete=models.SET_NULL, null=True, blank=True, related_name="electorates"
    )
    is_network = models.BooleanField(default=False)
    people = models.PositiveIntegerField(default=1, help_text="Behind this voice, at opening.")
    voices = models.CharField(max_length=40, default="1", help_text="Exact: “2”, “5/2”.")
    state = models.CharField(max_length=10, choices=ElectorState, default=ElectorState.ENTITLED)
    speaks_for = models.ForeignKey(
        Network, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Of a person with several loyalties: for whom she speaks here.",
    )  # fmt: skip
    has_balloted = models.BooleanField(default=False, help_text="In a secret round; never when.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="one_voice_a_person"),
            models.UniqueConstraint(fields=["round", "network"], name="one_voice_a_network"),
            models.UniqueConstraint(fields=["round", "number"], name="one_elector_a_number"),
            models.CheckConstraint(
                condition=Q(is_network=True, person=None) | Q(is_network=False, network=None),
                name="a_person_or_a_network",
            ),
        ]
        indexes = [
            models.Index(
                fields=["round", "number"],
                condition=Q(is_network=True),
                name="networks_of_a_round",
            )
        ]

    def __str__(self) -> str:
        return f"elector {self.number} of {self.round_id}"


class Position(models.Model):
    """What an elector chose; the latest counts, those before it stay as its history."""

    elector = models.ForeignKey(Elector, on_delete=models.CASCADE, related_name="positions")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="positions")
    choice = models.JSONField(help_text="As in docs/recount.md, without words.")
    at = models.DateTimeField()
    by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+",
        help_text="Who took it: herself, her network's spoke, or whoever she gave her voice to.",
    )  # fmt: skip
    is_current = models.BooleanField(default=True)
    departs = models.BooleanField(default=False, help_text="From a mandate that bound the spoke.")
    confirmed_at = models.DateTimeField(
        null=True, blank=True, help_text="Of one that departs: when its network stood behind it."
    )
    key = models.CharField(max_length=64, help_text="The same form sent twice is one position.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["elector"], condition=Q(is_current=True), name="one_position_counts"
            ),
            models.UniqueConstraint(fields=["elector", "key"], name="one_position_a_form"),
        ]
        indexes = [
            models.Index(
                fields=["round", "-id"], condition=Q(is_current=True), name="positions_of_a_round"
            ),
            # Few of many, and named on the page of the result.
            models.Index(
                fields=["round", "id"],
                condition=Q(is_current=True, choice="stand_aside"),
                name="who_stands_aside",
            ),
        ]

    def __str__(self) -> str:
        return f"position {self.pk}"


class PositionWords(models.Model):
    """What was written with a position; it stands apart, so that it can be taken out."""

    position = models.OneToOneField(Position, on_delete=models.CASCADE, related_name="written")
    reason = models.TextField(max_length=2000, blank=True)
    rests_on = models.TextField(
        max_length=500, blank=True, help_text="The purpose or clause that a block names."
    )

    def __str__(self) -> str:
        return f"words of position {self.position_id}"


class Delegation(models.Model):
    """One step: `giver` lets `taker` speak for her in this decision until she takes it back."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="delegations")
    giver = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    taker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "giver"], name="one_delegation_a_person"),
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="nobody_for_herself"),
        ]

    def __str__(self) -> str:
        return f"delegation {self.pk}"


class Ballot(models.Model):
    """One secret choice: without elector, time or order."""

    id = models.UUIDField(primary_key=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="ballots")
    tag = models.CharField(max_length=12, help_text="First part of the code: stands in the list.")
    digest = models.BinaryField(max_length=32, help_text="Keyed, of the whole code.")
    choice = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "tag"], name="one_ballot_a_tag"),
        ]

    def __str__(self) -> str:
        return "a ballot"


class Outcome(models.Model):
    """What came out of a round; written once, in the transaction that closes it."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="outcome")
    result = models.CharField(max_length=16)
    told = models.JSONField(help_text="As `told` of decisions/reports.py, with electorate.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the exported decision, hex.")
    at = models.DateTimeField()
    effect_done = models.JSONField(default=dict, help_text="What it set in motion: codes, keys.")

    def __str__(self) -> str:
        return f"outcome of round {self.round_id}"
