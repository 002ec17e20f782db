"""A meeting of a body: what it is about, when and where."""

from datetime import datetime, timedelta
from functools import lru_cache

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.titles import title_in_words
from networks.models import Network
from solidarity.people.models import Person

LONGEST = timedelta(days=8)  # a form takes a week, and clocks may be put back in it


@lru_cache(maxsize=1024)
def _home(slug: str) -> str:
    return reverse("meetings:meetings", args=[slug])


def meeting_page(slug: str, number: int) -> str:
    """The page of the meeting of this number, of the body with this slug."""
    return f"{_home(slug)}{number}/"


class Audience(models.TextChoices):
    """Who is asked to come, and who may know of it."""

    MEMBERS = "members", _("Members")
    GUESTS = "guests", _("Members, and guests by invitation")
    PUBLIC = "public", _("Everybody")


class Meeting(models.Model):
    """A gathering of a body. Without a beginning its date is still being looked for."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="meetings")
    number = models.PositiveIntegerField(help_text="Counts within the body; part of its address.")
    title = models.CharField(max_length=160)
    about_text = models.TextField(max_length=10_000, blank=True)
    about_html = models.TextField(blank=True, editable=False)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.MEMBERS)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=64, help_text="Of those who called it, as in IANA’s list.")
    place = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=500, blank=True, help_text="Shown to those who come.")
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_why = models.CharField(max_length=500, blank=True)
    convened_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(help_text="When it was called.")
    changed_at = models.DateTimeField()
    sequence = models.PositiveIntegerField(
        default=0, help_text="Grows with each change that calendars must hear of (RFC 5545)."
    )

    key = models.CharField(
        max_length=64, blank=True, default="", db_default="", help_text="Of the form that made it."
    )

    series = models.ForeignKey(
        "meetings.Series", on_delete=models.SET_NULL, null=True, blank=True, related_name="meetings"
    )
    series_day = models.DateField(
        null=True, blank=True, help_text="Its day by the rhythm, wherever it was moved."
    )
    apart = ArrayField(
        models.CharField(max_length=10), default=list, db_default=[], blank=True,
        help_text="What of it was changed alone: its series leaves that as it is.",
    )  # fmt: skip
    latitude = models.FloatField(null=True, blank=True, help_text="Of the town it is in.")
    longitude = models.FloatField(null=True, blank=True)
    check_out = models.CharField(
        max_length=200, blank=True, default="", db_default="",
        help_text="What is asked at the end; empty: the usual question.",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="meeting_number_once_a_body"),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="a_meeting_ends_after_it_began",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="a_meeting_has_a_title"),
            models.CheckConstraint(
                condition=Q(ends_at__lte=F("starts_at") + LONGEST), name="a_meeting_has_an_end"
            ),
            models.UniqueConstraint(fields=["series", "series_day"], name="one_a_day_of_a_series"),
        ]
        indexes = [
            models.Index(fields=["body", "starts_at"], name="meetings_of_a_body"),
            models.Index(
                fields=["starts_at"], condition=Q(audience="public"), name="meetings_for_everybody"
            ),
            models.Index(fields=["starts_at"], name="meetings_by_their_date"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return meeting_page(self.body.slug, self.number)

    @property
    def title_words(self) -> str:
        """What it is called, as the reader reads it."""
        return title_in_words(self.title)

    @property
    def is_off(self) -> bool:
        """Whether it was called off."""
        return self.called_off_at is not None

    def is_over(self, at: datetime) -> bool:
        """Whether it has ended by this moment."""
        return self.ends_at is not None and self.ends_at <= at
