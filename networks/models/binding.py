"""Settings that a clause of an agreement holds: the form is read-only and says which."""

from django.db import models

from networks.models.network import Network


class Binding(models.Model):
    """One setting of a network that is changed by its agreement alone.

    The setting lives where it is obeyed; this says who holds it. Without a row stewards set it.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="bindings")
    setting = models.CharField(max_length=40, help_text="As `coalitions/governing.py` calls it.")
    words = models.CharField(max_length=160, help_text="The title of the clause.")
    address = models.CharField(max_length=300)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "setting"], name="one_binding_a_setting"),
        ]

    def __str__(self) -> str:
        return f"{self.setting} of {self.network_id}"


class KeptSetting(models.Model):
    """What still holds for one network in a body, which has not consented to what came after."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="kept_settings")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="keeps_settings")
    setting = models.CharField(max_length=40)
    value = models.JSONField(null=True, help_text="As the body had it before; null: none was set.")
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "network", "setting"], name="keeps_a_setting_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.setting} of {self.body_id} for {self.network_id}"
