"""Challenging those who facilitate: whom participants trust, and what is said to those alone."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from networks.models import Network
from solidarity.people.models import Person


class Trusted(models.Model):
    """Somebody whom participants trust with challenges, once she said yes and they confirmed."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="trusted")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    since = models.DateTimeField(null=True, blank=True, help_text="From when challenges reach her.")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "person"], condition=Q(ended_at=None), name="one_trust_a_person"
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(agreed_at__isnull=False),
                name="whoever_is_trusted_said_yes",
            ),
        ]

    def __str__(self) -> str:
        return f"trusted in {self.body_id}"

    def get_absolute_url(self) -> str:
        return reverse("cohorts:trust_answer", args=[self.pk])


class TrustVoice(models.Model):
    """A participant confirms that challenges may go to this person."""

    trusted = models.ForeignKey(Trusted, on_delete=models.CASCADE, related_name="voices")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trusted", "person"], name="one_voice_of_trust"),
        ]

    def __str__(self) -> str:
        return f"for {self.trusted_id}"


class Challenge(models.Model):
    """What a participant says to the trusted ones about how the cohort is facilitated."""

    body = models.ForeignKey(
        Network, on_delete=models.CASCADE, related_name="facilitation_challenges"
    )
    key = models.CharField(max_length=22, unique=True, help_text="Its address, drawn by chance.")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    is_named = models.BooleanField(help_text="Whether the trusted ones see who says it.")
    about = models.CharField(max_length=160)
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    changed = models.TextField(max_length=5000, blank=True, help_text="What was changed.")
    changed_html = models.TextField(blank=True, editable=False)
    told_at = models.DateTimeField(
        null=True, blank=True, help_text="From when all in the cohort read what was changed."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None) | ~Q(changed=""), name="a_closed_challenge_says_what"
            ),
            models.CheckConstraint(
                condition=Q(told_at=None) | Q(closed_at__isnull=False),
                name="only_what_is_closed_is_told",
            ),
        ]
        indexes = [models.Index(fields=["body", "-id"], name="challenges_of_a_cohort")]

    def __str__(self) -> str:
        return self.about

    def get_absolute_url(self) -> str:
        return reverse("cohorts:challenge", args=[self.key])


class ChallengeWord(models.Model):
    """One saying in a challenge: by the challenger, or by somebody trusted."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="words")
    by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+",
        help_text="Empty for the challenger: whether she is named is the challenge’s.",
    )  # fmt: skip
    is_challenger = models.BooleanField()
    words = models.TextField(max_length=5000)
    words_html = models.TextField(editable=False)
    at = models.DateTimeField()
    key = models.UUIDField(unique=True, help_text="Of the form: sent twice, it is one.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_challenge_says_it"),
        ]

    def __str__(self) -> str:
        return f"in {self.challenge_id}"
