"""Calls for solidarity: what one network asks of the others, and what each answers."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.models import Network
from solidarity.people.models import Person


class Wanted(models.TextChoices):
    """What a call asks for."""

    ACTION = "action", _("Support an action")
    LETTER = "letter", _("Sign a letter with us")
    LENDING = "lending", _("Lend what is needed")
    OTHER = "other", _("Something else")


class Call(models.Model):
    """A network in a coalition asks the others for something."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="calls")
    number = models.PositiveIntegerField(help_text="In its body, from 1: part of its address.")
    network = models.ForeignKey(
        Network, on_delete=models.CASCADE, related_name="calls_made", help_text="Which calls."
    )
    wanted = models.CharField(max_length=8, choices=Wanted)
    title = models.CharField(max_length=160)
    words = models.TextField(max_length=10_000)
    words_html = models.TextField(editable=False)
    until = models.DateField(null=True, blank=True, help_text="Answers are wanted by this day.")
    is_public = models.BooleanField(default=False)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    followed = models.TextField(max_length=4000, blank=True, help_text="What followed.")
    followed_html = models.TextField(editable=False, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    key = models.CharField(max_length=64, blank=True, default="", help_text="Of its form.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="one_call_a_number"),
            models.UniqueConstraint(
                fields=["body", "key"], condition=~Q(key=""), name="one_call_a_form"
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(words=""), name="a_call_says_it"),
        ]
        indexes = [models.Index(fields=["body", "-id"], name="calls_of_a_body")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("coalitions:call", args=[self.body.slug, self.number])


class CallTo(models.Model):
    """A network that a call names; a call that names none goes to all."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="to")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "call"], name="called_by_name_once"),
        ]

    def __str__(self) -> str:
        return f"call {self.call_id} to {self.network_id}"


class Reply(models.TextChoices):
    """What a network answers."""

    YES = "yes", _("Yes, we do")
    PARTLY = "partly", _("In part, or in another way")
    NO = "no", _("Not this time")


class CallAnswer(models.Model):
    """One network's answer; it may be answered anew by a later decision."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="answers")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    reply = models.CharField(max_length=6, choices=Reply)
    words = models.TextField(max_length=2000, blank=True)
    inner = models.PositiveIntegerField(
        null=True, blank=True, help_text="The number of the network's own decision."
    )
    by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    is_public = models.BooleanField(
        default=False, db_default=False, help_text="Everyone reads it, where the call is public."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "network"], name="answers_a_call_once"),
        ]

    def __str__(self) -> str:
        return f"{self.network_id} to call {self.call_id}"
