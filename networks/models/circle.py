"""What a network shows of what its members hold together: a public fact that is compared."""

from django.db import models
from pgvector.django import HnswIndex, VectorField

from networks.models.network import Network


class PublishedCircle(models.Model):
    """The circle that a network shows to everyone; empty where it shows it no more.

    `version` grows with each change to any circle, in the order in which they come to be: a
    process that knows all up to one needs only those above it.
    """

    network = models.OneToOneField(
        Network, on_delete=models.CASCADE, primary_key=True, related_name="circle"
    )
    instrument = models.CharField(max_length=32)
    norm = models.CharField(max_length=32, help_text="What `beyond` is counted from.")
    vector = VectorField(dimensions=10, null=True, help_text="Ten centred means, zero-sum.")
    beyond = VectorField(
        dimensions=10, null=True,
        help_text="What is left beyond the norm, of length 1: their products are likeness.",
    )  # fmt: skip
    n_band = models.PositiveIntegerField(help_text="Of at least so many people, in steps.")
    version = models.BigIntegerField(unique=True)
    at = models.DateTimeField(help_text="UTC.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(vector=None, beyond=None)
                | models.Q(vector__isnull=False, beyond__isnull=False),
                name="a_circle_is_shown_or_not",
            )
        ]
        indexes = [
            HnswIndex(
                name="circles_near", fields=["beyond"], m=16, ef_construction=64,
                opclasses=["vector_ip_ops"],
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"circle of {self.network_id}"
