"""One time that a person put the cards of the map into piles; what she did is sealed."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from solidarity.people.models import Person, Viewer


class CardSortQuerySet(models.QuerySet["CardSort"]):
    """Times that cards were sorted."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Hers alone: to everybody else there are none."""
        return self.filter(person=viewer.pk)


class CardSort(models.Model):
    """Which cards, in what order, and how far she is. What she did stands in `sealed` alone."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="card_sorts")
    instrument = models.CharField(max_length=32)
    sealed = models.TextField(blank=True, default="", help_text="What she did, by the vault.")
    order = models.PositiveIntegerField(help_text="What the order of the cards is made of.")
    step = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="How many steps are behind her."
    )
    began_at = models.DateTimeField(help_text="UTC.")
    finished_at = models.DateTimeField(null=True, blank=True, help_text="UTC.")

    objects = CardSortQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "instrument"],
                condition=Q(finished_at=None),
                name="one_card_sort_is_open",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | ~Q(sealed=""),
                name="a_finished_card_sort_holds_cards",
            ),
        ]

    def __str__(self) -> str:
        return f"card sort {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("values:card_sort", args=[self.pk])

    @property
    def is_finished(self) -> bool:
        """Whether she has been through all steps."""
        return self.finished_at is not None
