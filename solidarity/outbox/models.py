"""Jobs, and the letters that some of them carry."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models


class State(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting"
    DONE = "done"
    DEAD = "dead"


class Job(models.Model):
    """One thing that must follow an act: once, however often workers die over it."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, unique=True, help_text="The same act never twice.")
    payload = models.JSONField(default=dict, help_text="Ids of rows; never words or addresses.")
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    due_at = models.DateTimeField(help_text="Not before this moment, UTC.")
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=80, blank=True, help_text="The kind of the error.")
    asked_at = models.DateTimeField(help_text="When the act was done, UTC.")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="done", ended_at__isnull=False) | ~models.Q(state="done"),
                name="a_done_job_has_an_end",
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(state="waiting"),
                name="jobs_that_wait",
            ),
            models.Index(fields=["-id"], condition=models.Q(state="dead"), name="jobs_that_died"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def message_id(self) -> str:
        """The Message-ID of the mail this job sends: the same at every attempt."""
        return f"<{self.token}@{urlsplit(settings.SITE_URL).hostname}>"


class Letter(models.Model):
    """A mail to an address, kept only until it has left."""

    address = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()

    def __str__(self) -> str:
        return f"letter {self.pk}"
