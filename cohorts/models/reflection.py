"""Reflections: what is asked, when, and what each participant answered, sealed."""

from random import SystemRandom
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.models import Network
from solidarity.base.models import TextVersion, numbered
from solidarity.people.models import Person, Viewer


class Moment(models.TextChoices):
    """When a cohort looks back."""

    START = "start", _("At the start")
    MIDDLE = "middle", _("Half-way")
    END = "end", _("At the end")
    LATER = "later", _("Six months on")


class Dimension(models.TextChoices):
    """What is looked at."""

    PLACE = "place", _("Where I see myself in the movement")
    CONNECTIONS = "connections", _("How I connect with others")
    BARRIERS = "barriers", _("What stands in the way of our values")
    DARING = "daring", _("Acting beyond my usual ways")


class Round(models.Model):
    """One looking back of a cohort: open to answers from one moment to another."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="rounds")
    moment = models.CharField(max_length=6, choices=Moment)
    opens_on = models.DateField(null=True, blank=True, help_text="When it opens by itself.")
    opened_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "moment"], name="one_round_a_moment"),
            models.CheckConstraint(
                condition=Q(closed_at=None)
                | Q(opened_at__isnull=False, closed_at__gte=F("opened_at")),
                name="a_round_closes_after_it_opened",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(Moment(self.moment).label)

    def get_absolute_url(self) -> str:
        return reverse("cohorts:reflection", args=[self.body.slug, self.moment])

    @property
    def is_open(self) -> bool:
        """Whether it takes answers."""
        return self.opened_at is not None and self.closed_at is None

    @property
    def has_connections(self) -> bool:
        """Whether connections are drawn then, too."""
        return self.moment in {Moment.START, Moment.END}


class Question(models.Model):
    """Something that is asked, the same each time: ours (`ready`) until it is worded anew."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="questions_asked")
    dimension = models.CharField(max_length=12, choices=Dimension)
    is_open = models.BooleanField(help_text="Answered in words; others on five steps.")
    ready = models.CharField(max_length=40, blank=True, help_text="Which of ours it began as.")
    place = models.PositiveSmallIntegerField(help_text="Its place among those of the cohort.")
    left_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "place"], name="one_question_a_place"),
            models.UniqueConstraint(
                fields=["body", "ready"], condition=~Q(ready=""), name="one_of_ours_once"
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.place}"


class QuestionVersion(TextVersion):
    """How a question was worded."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="versions")

    class Meta:
        constraints = numbered(
            "question",
            one="one_wording_of_a_question_a_number",
            says="a_wording_of_a_question_says_something",
        )

    def __str__(self) -> str:
        return f"version {self.number}"


class ReflectionQuerySet(models.QuerySet["Reflection"]):
    """Reflections."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Hers alone: to everybody else there are none."""
        return self.filter(person=viewer.pk)


class Reflection(models.Model):
    """What a participant answered at one moment: nowhere but in `sealed`."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reflections")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reflections")
    sealed = models.TextField(help_text="Her answers, by the vault.")
    began_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True, help_text="Empty: a draft.")

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="one_reflection_a_round"),
            models.CheckConstraint(condition=~Q(sealed=""), name="a_reflection_is_sealed"),
        ]

    def __str__(self) -> str:
        return f"reflection {self.pk}"


class Quoting(models.TextChoices):
    """How far an answer in words may go beyond those who facilitate."""

    NO = "no", _("not quoted")
    NAMELESS = "nameless", _("quoted without my name")
    NAMED = "named", _("quoted with my name")


KEY_BITS = 62


def key_by_chance() -> int:
    """A key that tells nothing of when it was made, nor beside which others."""
    return SystemRandom().getrandbits(KEY_BITS)


class Shared(models.Model):
    """That somebody lets those who facilitate read one answer of hers; no words stand here.

    Its key stands in the page of those who facilitate. Counted up, keys would tell which nameless
    answers are by the same person: she shares several at once.
    """

    id = models.BigIntegerField(primary_key=True, default=key_by_chance, help_text="By chance.")
    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="shared")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="shared")
    quoting = models.CharField(max_length=8, choices=Quoting, default=Quoting.NO)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reflection", "question"], name="an_answer_is_shared_once"
            )
        ]

    def __str__(self) -> str:
        return f"shared {self.pk}"
