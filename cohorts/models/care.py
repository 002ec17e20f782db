"""Care: how much somebody carries, what helps her, and that she rests."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from networks.models import Network
from solidarity.people.models import Person


class Carried(models.IntegerChoices):
    """How much one carries, in plain steps."""

    LITTLE = 1, _("Little: there is room")
    SOME = 2, _("Some: it goes well")
    MUCH = 3, _("Quite a lot: it goes")
    HARD = 4, _("A lot: it is hard")
    TOO_MUCH = 5, _("Too much: I need relief")


class LoadShared(models.TextChoices):
    """Who else may know how much she carries."""

    NOBODY = "nobody", _("Nobody: only I")
    BUDDIES = "buddies", _("My buddies")
    FACILITATORS = "facilitators", _("Those who facilitate")
    BOTH = "both", _("My buddies and those who facilitate")


class Load(models.Model):
    """How much she carried at a moment: step and words are sealed."""

    said: dict[str, Any]  # where it was opened
    step: Carried
    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="loads")
    sealed = models.TextField(help_text="By the vault.")
    shared = models.CharField(max_length=12, choices=LoadShared, default=LoadShared.NOBODY)
    at = models.DateTimeField()
    key = models.CharField(max_length=64, help_text="Of the form that was sent.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(sealed=""), name="a_load_is_sealed"),
            models.UniqueConstraint(fields=["person", "key"], name="a_load_is_sent_once"),
        ]
        indexes = [models.Index(fields=["body", "person", "-id"], name="loads_of_a_person")]

    def __str__(self) -> str:
        return f"load {self.pk}"


class Helps(models.Model):
    """What helps her, in her own words: sealed, for her alone."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="helps")
    sealed = models.TextField(help_text="By the vault.")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "person"], name="what_helps_once"),
        ]

    def __str__(self) -> str:
        return f"what helps {self.person_id}"


class Rest(models.Model):
    """She rests until a day. No reason; when she is back the row goes, and nothing is counted."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="rests")
    until = models.DateTimeField(help_text="UTC: when the day begins on which she is back.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "person"], name="rests_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} rests"
