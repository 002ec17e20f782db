"""Circles put together: who shares where, what was sealed, what it cost whom, what is published."""

from typing import Self

import numpy as np
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from solidarity.people.models import Person
from values.models.pool import Pool
from values.science.gap import ShareBelow, share_se
from values.science.sealing import Apart, Published, Sealed

MOST_POOLS = 3
MOST_SEALINGS = 3
# What is said of how many a publication is made of: never how many they are.
BANDS = (10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000)


class Sort(models.TextChoices):
    """What is sealed."""

    CIRCLE = "circle", _("Circle")
    GAP = "gap", _("Gap")


class ShareQuerySet(models.QuerySet["Share"]):
    """Who shares where."""

    def open(self) -> Self:
        """Those that hold now."""
        return self.filter(left_at=None)


class Share(models.Model):
    """That a person puts her circle into a pool, or did: it takes one of her three places.

    Where she was never sealed it is deleted when she leaves, and the place is free again.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="shares")
    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="shares")
    slot = models.PositiveSmallIntegerField(help_text="Which of her three places, from 1.")
    sealings = models.PositiveSmallIntegerField(
        help_text="How often she may be counted here at most, whatever becomes of the sums."
    )
    gives_gap = models.BooleanField(
        default=False, db_default=False, help_text="Her gap as well, as one number for each."
    )
    shared_at = models.DateTimeField(help_text="UTC.")
    left_at = models.DateTimeField(null=True, blank=True, help_text="UTC.")

    objects = ShareQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "pool"], name="one_share_a_pool"),
            models.UniqueConstraint(fields=["person", "slot"], name="a_place_holds_one_pool"),
            models.CheckConstraint(
                condition=Q(slot__gte=1, slot__lte=MOST_POOLS), name="three_pools_in_a_life"
            ),
            models.CheckConstraint(
                condition=Q(sealings__gte=1, sealings__lte=MOST_SEALINGS),
                name="a_share_allows_one_sealing_to_three",
            ),
        ]
        indexes = [
            models.Index(fields=["pool", "person"], condition=Q(left_at=None), name="open_shares")
        ]

    def __str__(self) -> str:
        return f"share {self.pk}"


class BatchQuerySet(models.QuerySet["Batch"]):
    """Sealed sums."""

    def live(self) -> Self:
        """Those that count."""
        return self.filter(dropped_at=None)


class Batch(models.Model):
    """The sealed sum of some people's circles, or gaps. Its noise was drawn once.

    The web's role may drop it, which empties its sums, and change nothing else.
    """

    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="batches")
    sort = models.CharField(max_length=6, choices=Sort)
    n = models.PositiveIntegerField(help_text="How many people it was sealed of.")
    rho = models.FloatField(help_text="What it may tell.")
    sums = ArrayField(models.BigIntegerField(), help_text="Thousandths of a point, with noise.")
    sealed_at = models.DateTimeField(help_text="UTC.")
    dropped_at = models.DateTimeField(null=True, blank=True, help_text="UTC.")

    objects = BatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(n__gte=5), name="nobody_is_sealed_alone"),
            models.CheckConstraint(
                condition=Q(dropped_at=None) | Q(sums=[]), name="a_dropped_batch_is_empty"
            ),
        ]
        indexes = [
            models.Index(fields=["pool", "sort"], condition=Q(dropped_at=None), name="live_batches")
        ]

    def __str__(self) -> str:
        return f"batch {self.pk}"

    @property
    def sealed(self) -> Sealed:
        """As the sums know it."""
        return Sealed(self.n, tuple(self.sums), self.rho)


class Part(models.Model):
    """That a person is in a batch that counts: in one of a pool."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="parts")
    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="+")
    sort = models.CharField(max_length=6, choices=Sort)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pool", "sort", "person"], name="one_live_batch_of_a_pool"
            )
        ]

    def __str__(self) -> str:
        return f"part of {self.batch_id}"


class Spending(models.Model):
    """That one of a person's three sealings is used: it stays when she leaves the pool."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="spendings")
    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(help_text="Of her sealings, from 1.")
    rho = models.FloatField(help_text="What it may tell of her.")
    at = models.DateTimeField(help_text="UTC.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="a_sealing_is_spent_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_SEALINGS),
                name="three_sealings_in_a_life",
            ),
        ]

    def __str__(self) -> str:
        return f"sealing {self.number}"


class Publication(models.Model):
    """What a pool's sealed sums said on a day; n=0: nothing any more. Never changed."""

    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="publications")
    sort = models.CharField(max_length=6, choices=Sort)
    number = models.PositiveIntegerField(help_text="From 1, in each pool and sort.")
    n = models.PositiveIntegerField(help_text="People in sealed batches; said as a band alone.")
    means = ArrayField(models.FloatField(), help_text="Points.")
    noise_sd = models.FloatField(help_text="Points.")
    sampling_se = models.FloatField(help_text="Points.")
    apart = models.FloatField(
        null=True, blank=True,
        help_text="Of circles: how far people lie apart, in square points; empty: not known.",
    )  # fmt: skip
    apart_se = models.FloatField(null=True, blank=True, help_text="Square points.")
    below = ArrayField(
        models.FloatField(), default=list, db_default=[], blank=True,
        help_text="Of gaps: the share of people who believe less of the others than of themselves.",
    )  # fmt: skip
    at = models.DateTimeField(help_text="UTC.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pool", "sort", "number"], name="publications_in_order")
        ]

    def __str__(self) -> str:
        return f"publication {self.number}"

    @property
    def at_least(self) -> int:
        """How many it is made of, as far as that is said; 0: of nobody."""
        return max((band for band in BANDS if band <= self.n), default=0)

    @property
    def profile(self) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        """The means as an array: of a circle ten, in the order of the circle."""
        return np.array(self.means, dtype=np.float64)

    @property
    def se(self) -> float:
        """How far off each mean may be: noise and sampling together."""
        return float(np.hypot(self.noise_sd, self.sampling_se))

    @property
    def how_apart(self) -> Apart | None:
        """How far people lie apart; None where it is not known."""
        if self.apart is None or self.apart_se is None:
            return None
        return Apart(self.apart, self.apart_se)

    def share_below(self, column: int) -> ShareBelow | None:
        """The share of people who believe less of some others, as far as it is known."""
        if column >= len(self.below):
            return None
        return ShareBelow(self.below[column], share_se(self.n, self.noise_sd))

    def take(self, said: Published) -> None:
        """Say what sealed sums say."""
        self.n, self.means = said.n, [float(mean) for mean in said.mean]
        self.noise_sd, self.sampling_se = said.noise_sd, said.sampling_se
        self.below = list(said.below)
        if said.apart is not None:
            self.apart, self.apart_se = said.apart.square, said.apart.se
