"""People who put their circles together; whose pool it is, is not its business."""

from django.db import models


class Pool(models.Model):
    """Where circles are put together, so that they can be shown as one."""

    began_at = models.DateTimeField(help_text="UTC.")
    refreshed_at = models.DateTimeField(
        null=True, blank=True, help_text="When something was sealed or dropped last, UTC."
    )

    def __str__(self) -> str:
        return f"pool {self.pk}"
