"""Materials of a programme: outlines, exercises, readings, in versions under an open licence."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.models import Network
from solidarity.base.models import TextVersion, numbered
from solidarity.people.models import Person


class Theme(models.TextChoices):
    """What a programme asks about together."""

    VALUES = "values", _("Values")
    GOVERNANCE = "governance", _("Deciding and power")
    NETWORKS = "networks", _("Networks")
    STORIES = "stories", _("Stories")
    INNER = "inner", _("Our inner and outer worlds")
    TECHNOLOGY = "technology", _("Technology")


class Sort(models.TextChoices):
    """What kind of piece it is."""

    OUTLINE = "outline", _("Outline of a session")
    EXERCISE = "exercise", _("Exercise")
    READING = "reading", _("Reading")


class Material(models.Model):
    """One piece of a programme; its words are in versions, under CC BY-SA 4.0."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="materials")
    number = models.PositiveSmallIntegerField(help_text="Counts within the body; its address.")
    sort = models.CharField(max_length=8, choices=Sort, default=Sort.OUTLINE)
    theme = models.CharField(max_length=10, choices=Theme, blank=True)
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=160)
    authors = models.CharField(
        max_length=300, blank=True, help_text="As they wish to be named; goes along with copies."
    )
    ready = models.CharField(max_length=10, blank=True, help_text="Of ours: its ready outline.")
    newest = models.PositiveSmallIntegerField(default=0, help_text="Number of its newest version.")
    at = models.DateTimeField(help_text="Of its newest version.")
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="one_material_a_number"),
            models.UniqueConstraint(
                fields=["body", "ready", "language"], condition=~Q(ready=""),
                name="one_ready_outline_a_theme",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="a_material_has_a_title"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cohorts:material", args=[self.body.slug, self.number])


class MaterialVersion(TextVersion):
    """The words of a piece under one number; the web adds versions and never changes one."""

    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="versions")

    class Meta:
        constraints = numbered("material", one="one_material_version", says="a_material_says_it")

    def __str__(self) -> str:
        return f"{self.material_id} ({self.number})"


class SharedProgramme(models.Model):
    """A cohort lets others begin with its programme; without a row nobody may."""

    body = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="shared_programme")
    summary = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"programme of {self.body_id}"


class Taken(models.Model):
    """What a cohort did with a piece of the one that it grew out of: took it, or left it."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="taken_materials")
    origin = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="taken_by")
    number = models.PositiveSmallIntegerField(help_text="Of the version that was answered last.")
    material = models.OneToOneField(
        Material, on_delete=models.CASCADE, null=True, blank=True, related_name="origin",
        help_text="What it became here; empty: it was left.",
    )  # fmt: skip
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "origin"], name="one_answer_a_piece"),
            models.CheckConstraint(
                condition=Q(material=None) | ~Q(material=F("origin")),
                name="nothing_is_taken_from_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin_id} ({self.number}) in {self.body_id}"
