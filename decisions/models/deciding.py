"""How a body decides: its usual methods, its circles, and what it keeps ready."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from decisions.models.decision import Subject, Who
from networks.models import Network
from solidarity.people.models import Person


class RegisterSeen(models.TextChoices):
    """Who reads what a body has decided."""

    MEMBERS = "members", _("Those who belong")
    REDACTED = "redacted", _("Everyone, without names and reasons")
    EVERYONE = "everyone", _("Everyone")


class Proposers(models.TextChoices):
    """Who may bring in a question."""

    MEMBERS = "members", _("Every member")
    STEWARDS = "stewards", _("The stewards")


class Customs(models.Model):
    """How a body decides. A body without a row has the defaults."""

    network = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="customs")
    proposers = models.CharField(max_length=8, choices=Proposers, default=Proposers.MEMBERS)
    register_seen = models.CharField(
        max_length=8, choices=RegisterSeen, default=RegisterSeen.MEMBERS
    )
    waiting_days = models.PositiveSmallIntegerField(
        default=0, help_text="How long one is a member before one decides."
    )
    digest_days = models.PositiveSmallIntegerField(
        default=7, help_text="In how many days news reach everybody; a round lasts two of these."
    )

    def __str__(self) -> str:
        return f"customs of {self.network_id}"


class UsualMethod(models.Model):
    """The method that a body uses for a kind of question, and the share that must take part."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="usual_methods")
    subject = models.CharField(max_length=10, choices=Subject)
    method = models.JSONField()
    quorum = models.CharField(max_length=20, default="0")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "subject"], name="one_method_a_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} in {self.network_id}"


class OwnVoices(models.Model):
    """How many voices a network has in a body where each has its own; one where it has no row."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="own_voices")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    voices = models.CharField(max_length=40, help_text="Exact: “2”, “5/2”.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "network"], name="own_voices_once"),
        ]

    def __str__(self) -> str:
        return f"{self.voices} of {self.network_id} in {self.body_id}"


class Circle(models.Model):
    """Some people of a body who decide what falls to them."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="circles")
    name = models.CharField(max_length=80)
    purpose = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "name"], condition=Q(ended_at=None), name="one_circle_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CircleMember(models.Model):
    """A person in a circle."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="circles")
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "person"], name="once_in_a_circle"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.circle_id}"


class Template(models.Model):
    """A question that a body asks again and again, ready to be filled in."""

    network = models.ForeignKey(
        Network, on_delete=models.CASCADE, related_name="decision_templates"
    )
    name = models.CharField(max_length=80)
    subject = models.CharField(max_length=10, choices=Subject, default=Subject.OTHER)
    who = models.CharField(max_length=10, choices=Who, default=Who.PEOPLE)
    words = models.TextField(max_length=20_000, blank=True)
    method = models.JSONField()
    options = models.JSONField(default=list, blank=True)
    quorum = models.CharField(max_length=20, default="0")
    days_open = models.PositiveSmallIntegerField(default=14)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "name"], name="one_template_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
