"""Counters of acts (rate limits), and the shape of a reference to anything."""

from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class Counter(models.Model):
    """How often something was done in a stretch of time; the key tells nobody by whom."""

    key = models.CharField(max_length=64, help_text="Keyed hash of who and what.")
    starts_at = models.DateTimeField(help_text="Start of the stretch, UTC.")
    ends_at = models.DateTimeField(db_index=True, help_text="From when it may be forgotten, UTC.")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "starts_at"], name="one_counter_a_stretch")
        ]

    def __str__(self) -> str:
        return f"{self.count} since {self.starts_at}"


class Reference(models.Model):
    """A row that points at anything: what it is, where it is found, and how it was called then."""

    about_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    about_id = models.BigIntegerField()
    about_url = models.CharField(max_length=300, help_text="Path on this site.")
    about_words = models.CharField(max_length=200, blank=True, help_text="Its name at the time.")
    about = GenericForeignKey("about_type", "about_id")

    class Meta:
        abstract = True


def reference_to(thing: models.Model) -> dict[str, Any]:
    """The fields of a `Reference` to `thing`, which has get_absolute_url and a name as str()."""
    return {
        "about_type": ContentType.objects.get_for_model(thing),
        "about_id": thing.pk,
        "about_url": thing.get_absolute_url(),  # type: ignore[attr-defined]
        "about_words": str(thing)[:200],
    }
