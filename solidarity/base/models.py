"""Counters of acts (rate limits); the shapes of a reference to anything and of a version."""

from typing import Any

from django.conf import settings
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


class TextVersion(models.Model):
    """One version of a text, under its number: added, and never changed (base/versions.py).

    Whoever has versions adds a foreign key to what the text belongs to, and the constraints of
    `numbered`.
    """

    number = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=20_000)
    words_html = models.TextField(editable=False)
    why = models.TextField(max_length=1000, blank=True, help_text="What it changes, and why.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        abstract = True


def numbered(owner: str, *, one: str, says: str) -> list[models.BaseConstraint]:
    """What holds of the versions of an `owner` (a field): names of the two constraints."""
    return [
        models.UniqueConstraint(fields=[owner, "number"], name=one),
        models.CheckConstraint(condition=models.Q(number__gte=1) & ~models.Q(words=""), name=says),
    ]
