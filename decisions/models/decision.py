"""One question that a body decides, from draft to outcome."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.models import Network
from solidarity.base.models import TextVersion, numbered
from solidarity.people.models import Person


def words_in(field: str) -> models.Func:
    """The words in this field, as they are looked for: without accents and capitals."""
    return models.Func(
        models.F(field), function="decisions_words", output_field=SearchVectorField()
    )


class Subject(models.TextChoices):
    """What kind of question it is: a body has a usual method for each."""

    DAILY = "daily", _("Day to day")
    MONEY = "money", _("Money")
    STATEMENT = "statement", _("A public statement")
    PEOPLE = "people", _("Who is in, and who holds a role")
    NAME = "name", _("Our name")
    RULES = "rules", _("How we work and decide")
    OTHER = "other", _("Something else")


class Stage(models.TextChoices):
    """Where it stands, as far as somebody did something; whether a round is open, its times say."""

    DRAFT = "draft", _("Draft")
    DISCUSSION = "discussion", _("Talked about")
    ROUND = "round", _("Positions are taken")
    CLOSED = "closed", _("Decided")
    CANCELLED = "cancelled", _("Called off")


class Who(models.TextChoices):
    """Who takes a position: frozen at opening."""

    PEOPLE = "people", _("The people of this network")
    NETWORKS = "networks", _("The networks in it, one voice each through their spokes")
    BOTH = "both", _("The networks in it, and the people of this network itself")
    CIRCLE = "circle", _("A circle of people")
    AFFECTED = "affected", _("Those whom it touches most")


class Seen(models.TextChoices):
    """Who reads it."""

    MEMBERS = "members", _("Those who belong")
    EVERYONE = "everyone", _("Everyone")


class Published(models.TextChoices):
    """What is shown of a secret ballot afterwards."""

    CODES = "codes", _("A list of codes with choices")
    COUNTS = "counts", _("The counts alone")


class Decision(models.Model):
    """One question. Its text is in versions, what was chosen in rounds."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveIntegerField(help_text="In its network, from 1: part of its address.")
    title = models.CharField(max_length=160)
    subject = models.CharField(max_length=10, choices=Subject, default=Subject.OTHER)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFT)
    staged_at = models.DateTimeField(help_text="Since when it is at this stage, UTC.")
    who = models.CharField(max_length=10, choices=Who, default=Who.PEOPLE)
    circle = models.ForeignKey(
        "decisions.Circle",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
    )
    seen = models.CharField(max_length=8, choices=Seen, default=Seen.MEMBERS)
    method = models.JSONField(help_text="As in docs/recount.md, with its settings.")
    options = models.JSONField(default=list, blank=True, help_text="As in docs/recount.md.")
    voices = models.JSONField(help_text="As in docs/recount.md.")
    quorum = models.CharField(max_length=20, default="0", help_text="A share of electors, exact.")
    is_secret = models.BooleanField(default=False)
    published = models.CharField(max_length=8, choices=Published, default=Published.CODES)
    allows_delegation = models.BooleanField(default=False)
    days_open = models.PositiveSmallIntegerField(default=14, help_text="Of the next round.")
    urgent_reason = models.TextField(
        max_length=500, blank=True, default="", help_text="Why it is open for less than usual."
    )
    in_room = models.BooleanField(default=False, help_text="Taken in a room, and recorded here.")
    review_on = models.DateField(null=True, blank=True, help_text="On this day it opens a review.")
    reviews = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="reviewed_by",
        help_text="The decision that this one looks at again.",
    )  # fmt: skip
    effect = models.CharField(
        max_length=40, blank=True, default="", help_text="What adopting it sets in motion."
    )
    effect_about = models.JSONField(default=dict, blank=True, help_text="Keys and codes for that.")
    cancel_reason = models.TextField(max_length=1000, blank=True, default="")
    key = models.CharField(
        max_length=64, blank=True, default="", db_default="",
        help_text="Of the form that began it: sent twice, it is one question.",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "number"], name="one_decision_a_number"),
            models.CheckConstraint(condition=~models.Q(title=""), name="a_decision_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(is_secret=False) | models.Q(allows_delegation=False),
                name="nobody_votes_secretly_for_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="cancelled") | ~models.Q(cancel_reason=""),
                name="calling_off_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(who="circle") | models.Q(circle=None), name="a_circle_decides"
            ),
        ]
        indexes = [
            models.Index(fields=["network", "-id"], name="decisions_of_a_network"),
            models.Index(fields=["review_on"], condition=~models.Q(review_on=None),
                         name="decisions_to_review"),
            GinIndex(words_in("title"), name="decisions_by_title"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("decisions:decision", args=[self.network.slug, self.number])


class Version(TextVersion):
    """The text of a proposal under one number; the web adds versions and never changes one."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="versions")

    class Meta:
        constraints = numbered("decision", one="one_text_a_number", says="a_text_says_it")
        indexes = [GinIndex(words_in("words"), name="decisions_by_text")]

    def __str__(self) -> str:
        return f"{self.decision} ({self.number})"
