"""Common ground: each network's side, what people mark between two sides, and the common text."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coalitions.models.life import Closeness
from networks.models import Network
from solidarity.people.models import Person


class Topic(models.TextChoices):
    """What a side speaks of."""

    AIMS_SHORT = "aims_short", _("Our aims for the next months")
    AIMS_LONG = "aims_long", _("Our aims for the long run")
    VALUES = "values", _("Our values, and what each means here")
    EXPERIENCES = "experiences", _("What we have been through")
    HOPES = "hopes", _("What we hope for")
    FEARS = "fears", _("What we are afraid of")
    RED_LINES = "red_lines", _("What we will not do")
    CAPACITY = "capacity", _("What we have time and strength for")
    ACCESS = "access", _("What we need so that we can take part")
    LANGUAGES = "languages", _("Our languages")


class Point(models.Model):
    """One thing that a network says on its side."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="points")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="points_made")
    topic = models.CharField(max_length=12, choices=Topic)
    words = models.CharField(max_length=300)
    meaning = models.TextField(max_length=1000, blank=True, help_text="What it means here.")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_point_says_it"),
        ]
        indexes = [models.Index(fields=["body", "topic", "network"], name="points_of_a_body")]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return reverse("coalitions:point", args=[self.body.slug, self.pk])


class Relation(models.TextChoices):
    """How two points stand to each other."""

    OVERLAP = "overlap", _("The same")
    BESIDE = "beside", _("They can live side by side")
    CLASH = "clash", _("They clash")
    WORD = "word", _("One word, two meanings")


class Mark(models.Model):
    """What somebody sees between two points of two networks; both networks confirm it.

    `one` is the point with the smaller key.
    """

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="marks")
    one = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="marks_first")
    other = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="marks_second")
    relation = models.CharField(max_length=8, choices=Relation)
    words = models.TextField(max_length=1000, blank=True, help_text="Why it looks so.")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    one_confirmed_at = models.DateTimeField(null=True, blank=True)
    other_confirmed_at = models.DateTimeField(null=True, blank=True)
    dismissed_at = models.DateTimeField(
        null=True, blank=True, help_text="When one of the two networks said that it is not so."
    )
    fell_back_at = models.DateTimeField(
        null=True, blank=True,
        help_text="When a point of it was written anew, after somebody had confirmed it.",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"], condition=Q(dismissed_at=None), name="one_mark_a_pair"
            ),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="marks_stand_once"),
        ]
        indexes = [models.Index(fields=["body", "-id"], name="marks_of_a_body")]

    def __str__(self) -> str:
        """Where it is: notices about its conversation keep these words."""
        return str(self.body)

    def get_absolute_url(self) -> str:
        return reverse("coalitions:mark", args=[self.body.slug, self.pk])

    @property
    def is_confirmed(self) -> bool:
        """Whether both networks have said that it is so."""
        return bool(self.one_confirmed_at and self.other_confirmed_at)


class CommonText(models.Model):
    """What a coalition is, and how closely it works together; versions that nobody changes."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="common_texts")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=6000)
    words_html = models.TextField(editable=False)
    closeness = models.PositiveSmallIntegerField(choices=Closeness)
    why = models.TextField(max_length=1000, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    decision = models.PositiveIntegerField(
        null=True, blank=True, help_text="The number of the decision that adopted it."
    )
    adopted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="one_common_text_a_number"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(words=""), name="a_common_text_says_it"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} ({self.number})"

    def get_absolute_url(self) -> str:
        return reverse("coalitions:text", args=[self.body.slug, self.number])
