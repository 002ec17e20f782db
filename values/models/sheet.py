"""One questionnaire that a person fills in or has filled in; her answers are sealed."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from solidarity.people.models import Person, Viewer
from values.models.pool import Pool


class About(models.TextChoices):
    """Of whom the statements are answered."""

    SELF = "self", _("Yourself")
    MEMBER = "member", _("A typical member")
    COUNTRY = "country", _("A typical person in your country")


class SheetQuerySet(models.QuerySet["Sheet"]):
    """Sheets."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Hers alone: to everybody else there are none."""
        return self.filter(person=viewer.pk)


class Sheet(models.Model):
    """A questionnaire: which, about whom, in what order, and how far she is.

    Her answers stand nowhere but in `sealed`, which the database cannot read.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sheets")
    instrument = models.CharField(max_length=32)
    about = models.CharField(max_length=8, choices=About, default=About.SELF)
    pool = models.ForeignKey(
        Pool, on_delete=models.CASCADE, null=True, blank=True, related_name="sheets",
        help_text="Whose typical member it is about.",
    )  # fmt: skip
    sealed = models.TextField(blank=True, default="", help_text="Her answers, by the vault.")
    order = models.PositiveIntegerField(help_text="What the order of the statements is made of.")
    screen = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="How many screens are behind her."
    )
    began_at = models.DateTimeField(help_text="UTC.")
    finished_at = models.DateTimeField(null=True, blank=True, help_text="UTC.")

    objects = SheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "instrument", "about", "pool"],
                condition=Q(finished_at=None),
                nulls_distinct=False,
                name="one_sheet_of_a_kind_is_open",
            ),
            models.CheckConstraint(
                condition=Q(about="member", pool__isnull=False) | ~Q(about="member") & Q(pool=None),
                name="a_typical_member_is_one_of_a_pool",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | ~Q(sealed=""),
                name="a_finished_sheet_holds_answers",
            ),
        ]

    def __str__(self) -> str:
        return f"sheet {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("values:sheet", args=[self.pk])

    @property
    def is_finished(self) -> bool:
        """Whether she is done with it."""
        return self.finished_at is not None
