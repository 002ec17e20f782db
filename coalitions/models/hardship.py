"""What makes it hard: what each network says, and what keeps those away who never come."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.models import Network
from solidarity.people.models import Person


class Hard(models.TextChoices):
    """The three kinds of what makes a coalition hard."""

    TRUST = "trust", _("Trust: getting to know and rely on each other")
    DIFFERENCE = "difference", _("Difference: who has more, and who is heard less")
    ACCESS = "access", _("Access: what keeps people from taking part")


class Hardship(models.Model):
    """What is hard for one network. What is done about it are tasks that belong to it."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="hardships")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Hard)
    words = models.TextField(max_length=2000)
    wants_support = models.BooleanField(default=False)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    eased_at = models.DateTimeField(null=True, blank=True, help_text="When it was no longer so.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_hardship_says_it"),
        ]
        indexes = [models.Index(fields=["body", "kind", "id"], name="hardships_of_a_body")]

    def __str__(self) -> str:
        return self.words[:80]

    def get_absolute_url(self) -> str:
        return reverse("coalitions:hardship", args=[self.body.slug, self.pk])


class KeptAway(models.TextChoices):
    """What may keep somebody away."""

    TIME = "time", _("No time")
    MONEY = "money", _("It costs too much")
    PLACE = "place", _("Too far, or hard to get to")
    LANGUAGE = "language", _("The language, or the words used")
    CARE = "care", _("Children or others whom I look after")
    BODY = "body", _("My health, or what my body needs")
    SAFETY = "safety", _("It does not feel safe")
    HEARD = "heard", _("It makes no difference what I say")
    UNKNOWN = "unknown", _("I did not know that I could")
    OTHER = "other", _("Something else")


class Asking(models.Model):
    """A short question to those who never come: what keeps you away?"""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="askings")
    words = models.CharField(max_length=300)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    closes_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=models.F("at")), name="asked_a_while"),
        ]
        indexes = [models.Index(fields=["body", "-id"], name="askings_of_a_body")]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return reverse("coalitions:asking", args=[self.body.slug, self.pk])


class AskedPerson(models.Model):
    """Somebody who was asked; that she answered is kept, never what."""

    asking = models.ForeignKey(Asking, on_delete=models.CASCADE, related_name="asked")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    answered = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asking", "person"], name="asked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} asked {self.asking_id}"


class Away(models.Model):
    """One answer, without name, time or order; shown from five on."""

    id = models.BigIntegerField(primary_key=True, editable=False, help_text="By chance.")
    asking = models.ForeignKey(Asking, on_delete=models.CASCADE, related_name="answers")
    reasons = ArrayField(models.CharField(max_length=10, choices=KeptAway), default=list)
    words = models.TextField(max_length=1000, blank=True)

    def __str__(self) -> str:
        return f"answer to {self.asking_id}"
