"""One conversation on the boards of several networks."""

from django.db import models

from networks.models.network import Network
from solidarity.people.models import Person
from solidarity.threads.models import Thread


class SharedThread(models.Model):
    """A board that a shared thread stands on; that of the network which owns it is one of them."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="boards")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="shared_threads")
    off_at = models.DateTimeField(null=True, blank=True, help_text="When a steward took it off.")
    off_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "thread"], name="shared_once"),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} in {self.network_id}"
