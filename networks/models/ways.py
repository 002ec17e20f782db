"""How people work together in a network: a text in versions, and what is objected to one."""

from django.db import models
from django.urls import reverse

from networks.models.network import Network
from solidarity.base.models import TextVersion, numbered
from solidarity.people.models import Person
from solidarity.threads.models import Thread


class WaysVersion(TextVersion):
    """One version of a network's ways of working; the web adds them and never changes one."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="ways")
    decision = models.PositiveIntegerField(
        null=True, blank=True, help_text="The number of the decision that brought it in force."
    )

    class Meta:
        constraints = numbered("network", one="one_version_a_number", says="a_version_says_it")

    def __str__(self) -> str:
        """Where it is: notices keep these words."""
        return str(self.network)

    def get_absolute_url(self) -> str:
        return reverse("networks:ways", args=[self.network.slug])


class Objection(models.Model):
    """What a member holds against a version; it is heard in a conversation of the network's."""

    version = models.ForeignKey(WaysVersion, on_delete=models.CASCADE, related_name="objections")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="objections")
    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    answer = models.TextField(max_length=2000, blank=True, help_text="How it was met.")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "person"], name="one_objection_a_person"),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, answer="")
                | models.Q(answered_at__isnull=False) & ~models.Q(answer=""),
                name="an_objection_is_met_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"objection {self.pk}"
