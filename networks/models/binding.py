"""Settings that a clause of an agreement holds: the form is read-only and says which."""

from django.db import models

from networks.models.network import Network


class Binding(models.Model):
    """One setting of a network that is changed by its agreement alone.

    The setting lives where it is obeyed; this says who holds it. Without a row stewards set it.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="bindings")
    setting = models.CharField(max_length=40, help_text="As `networks/bound.py` calls it.")
    words = models.CharField(max_length=160, help_text="The title of the clause.")
    address = models.CharField(max_length=300)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "setting"], name="one_binding_a_setting"),
        ]

    def __str__(self) -> str:
        return f"{self.setting} of {self.network_id}"
