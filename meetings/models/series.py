"""Meetings that come again: by what clocks show, every few weeks or once a month."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.meeting import Audience
from networks.models import Network
from solidarity.people.models import Person


class Rhythm(models.TextChoices):
    """How they come again."""

    WEEKS = "weeks", _("Every few weeks, on the same weekday")
    MONTH = "month", _("Every month, on the same weekday of the month")
    MONTH_END = "month_end", _("Every month, on the last such weekday")


class Series(models.Model):
    """A meeting that comes again; each time is a meeting of its own."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="meeting_series")
    title = models.CharField(max_length=160)
    about_text = models.TextField(max_length=10_000, blank=True)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.MEMBERS)
    place = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=500, blank=True)
    check_out = models.CharField(max_length=200, blank=True, default="", db_default="")
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.WEEKS)
    every = models.PositiveSmallIntegerField(default=1, help_text="Weeks between them.")
    first_on = models.DateField(help_text="The day of the first one, where its clocks are.")
    time = models.TimeField(help_text="What clocks show there, winter and summer.")
    minutes = models.PositiveIntegerField()
    zone = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    key = models.CharField(max_length=64, help_text="Of the form that made it.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(every__gte=1, every__lte=12), name="a_few_weeks"),
            models.CheckConstraint(condition=~Q(title=""), name="a_series_has_a_title"),
            models.UniqueConstraint(fields=["body", "key"], name="one_series_a_form"),
        ]
        indexes = [
            models.Index(fields=["body"], condition=Q(ended_at=None), name="series_that_go_on"),
        ]

    def __str__(self) -> str:
        return self.title
