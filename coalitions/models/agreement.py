"""The living agreement: clauses that are drafted together, versions in force, and consents."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.models import Network
from solidarity.people.models import Person


class Group(models.TextChoices):
    """The six groups of key questions, and what stands free."""

    WHAT = "what", _("What we are")
    HARD = "hard", _("What makes it hard")
    ORGANISING = "organising", _("How we organise")
    DECIDING = "deciding", _("How we decide")
    SHARING = "sharing", _("How we share what we know")
    RULES = "rules", _("Rules we live by")
    FREE = "free", _("In our own way")


class Clause(models.Model):
    """One clause of a body's agreement: what is in force of it, versions say; this is the draft.

    `settings` is what it governs, by the names of `coalitions/governing.py`; empty: words alone.
    """

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="clauses")
    number = models.PositiveSmallIntegerField(help_text="Part of its address; never used again.")
    group = models.CharField(max_length=10, choices=Group)
    title = models.CharField(max_length=160)
    position = models.PositiveSmallIntegerField(help_text="Within its group.")
    settings = models.JSONField(default=dict, blank=True, help_text="As the draft has them.")
    is_ready = models.BooleanField(default=False)
    dropped_at = models.DateTimeField(null=True, blank=True, help_text="Left out of the next one.")
    review_on = models.DateField(null=True, blank=True, help_text="On this day it opens a review.")
    made_at = models.DateTimeField()
    key = models.CharField(
        max_length=64, blank=True, default="", db_default="",
        help_text="Of the form that began it: sent twice, it is one clause.",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="one_clause_a_number"),
            models.CheckConstraint(condition=~Q(title=""), name="a_clause_has_a_title"),
        ]
        indexes = [
            models.Index(fields=["body", "group", "position"], name="clauses_in_order"),
            models.Index(fields=["review_on"], condition=~Q(review_on=None),
                         name="clauses_to_review"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("coalitions:clause", args=[self.body.slug, self.number])


class ClauseText(models.Model):
    """The words of a clause under one number; the web adds them and never changes one."""

    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=20_000)
    words_html = models.TextField(editable=False)
    why = models.TextField(max_length=1000, blank=True, help_text="What it changes, and why.")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clause", "number"], name="one_clause_text_a_number"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(words=""), name="a_clause_says_it"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clause_id} ({self.number})"


class Suggestion(models.Model):
    """Words that somebody would rather have in a clause; taken in, or answered."""

    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="suggestions")
    base = models.ForeignKey(ClauseText, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(max_length=20_000)
    why = models.TextField(max_length=1000, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    network = models.ForeignKey(
        Network, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="For which network she speaks.",
    )  # fmt: skip
    at = models.DateTimeField()
    taken = models.ForeignKey(
        ClauseText, on_delete=models.SET_NULL, null=True, blank=True, related_name="suggestions"
    )
    answer = models.TextField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False) | Q(answer="", taken=None),
                name="an_answered_suggestion_has_its_time",
            ),
        ]
        indexes = [models.Index(fields=["clause", "-id"], name="suggestions_of_a_clause")]

    def __str__(self) -> str:
        return f"suggestion {self.pk}"


class AgreementVersion(models.Model):
    """The agreement as a decision adopted it; the web adds versions and never changes one."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="agreement_versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    why = models.TextField(max_length=1000, blank=True, help_text="What it changes, and why.")
    decision = models.PositiveIntegerField(help_text="The number of the decision that adopted it.")
    in_force_at = models.DateTimeField()
    review_on = models.DateField(null=True, blank=True, help_text="Of the whole.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="one_agreement_a_number"),
            models.UniqueConstraint(fields=["body", "decision"], name="one_agreement_a_decision"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("coalitions:version", args=[self.body.slug, self.number])


class VersionClause(models.Model):
    """One clause as it stands in one version."""

    version = models.ForeignKey(AgreementVersion, on_delete=models.CASCADE, related_name="clauses")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="in_versions")
    text = models.ForeignKey(ClauseText, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(help_text="In the whole.")
    title = models.CharField(max_length=160)
    group = models.CharField(max_length=10, choices=Group)
    settings = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "clause"], name="once_in_a_version"),
            models.UniqueConstraint(fields=["version", "position"], name="clauses_have_places"),
        ]

    def __str__(self) -> str:
        return f"{self.title} in {self.version_id}"


class Consent(models.Model):
    """A network's yes to a version, by its own decision; rows are added, never changed."""

    version = models.ForeignKey(AgreementVersion, on_delete=models.CASCADE, related_name="consents")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="consents")
    at = models.DateTimeField()
    inner = models.PositiveIntegerField(
        null=True, blank=True, help_text="The number of the network's own decision."
    )
    reservations = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Who said it for the network, where its stewards may.",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "network"], name="consents_once"),
        ]
        indexes = [models.Index(fields=["network", "-id"], name="consents_of_a_network")]

    def __str__(self) -> str:
        return f"{self.network_id} to {self.version_id}"


class AgreementTemplate(models.Model):
    """An agreement that others may begin with, under an open licence, with where it came from."""

    name = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, blank=True)
    version = models.OneToOneField(
        AgreementVersion, on_delete=models.CASCADE, related_name="template"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="adapted"
    )
    names_body = models.BooleanField(default=False, help_text="Whether it says whose it was.")
    shared_at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return self.name
