"""Directories that networks were taken from, and what each says of which."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from networks.models.network import Network
from solidarity.people.models import Person


class Source(models.Model):
    """A directory that is brought in, and how its files are read."""

    name = models.CharField(max_length=80, unique=True)
    licence = models.CharField(max_length=120, blank=True)
    home = models.URLField(max_length=200, blank=True)
    mapping = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name


class EditionState(models.TextChoices):
    """How far an edition has come."""

    LOADED = "loaded", _("To be checked")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked")
    RUNNING = "running", _("Being brought in")
    DONE = "done", _("Brought in")
    FAILED = "failed", _("Failed")


class Edition(models.Model):
    """One file of a directory, and what became of its rows."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, null=True, related_name="editions")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField(null=True, help_text="The file; deleted when it is brought in.")
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=EditionState, default=EditionState.LOADED)
    counts = models.JSONField(default=dict, help_text="How many rows were new, refused …")
    report = models.BinaryField(null=True, help_text="Rows with what was done; JSON, zlib.")
    problem = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="done") | models.Q(content=None),
                name="a_file_is_forgotten",
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class Progress(models.Model):
    """How many rows of an edition are through; written beside its transaction, to be watched."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="progress")
    done = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.done)


class Listing(models.Model):
    """One row of a directory: what its newest edition says of a network, public facts alone."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="listings")
    key = models.CharField(max_length=200, help_text="The directory's own id of it.")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="listings")
    fields = models.JSONField()
    is_main = models.BooleanField(default=True, help_text="The network takes its words from it.")
    seen_at = models.DateTimeField(help_text="Of the newest edition that has it, UTC.")
    gone_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="one_listing_an_id"),
            models.UniqueConstraint(
                fields=["network"], condition=models.Q(is_main=True), name="one_main_listing"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Unlisted(models.Model):
    """A network that asked not to be listed: no directory brings it in again."""

    network = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="unlisted")
    domain = models.CharField(max_length=200, blank=True, db_index=True)
    name_key = models.CharField(max_length=200)
    country = models.CharField(max_length=2, blank=True)

    def __str__(self) -> str:
        return self.name_key


class LikenessState(models.TextChoices):
    """What an admin said of two that look alike."""

    OPEN = "open", _("To be compared")
    MERGED = "merged", _("Merged")
    DIFFERENT = "different", _("Two different ones")


class Likeness(models.Model):
    """Two networks that may be one; the same pair is asked about once."""

    first = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=8, help_text="name or domain")
    state = models.CharField(max_length=9, choices=LikenessState, default=LikenessState.OPEN)
    decided_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_likeness_a_pair"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="likeness_in_order"
            ),
        ]
        indexes = [
            models.Index(
                fields=["-id"], condition=models.Q(state="open"), name="likenesses_to_compare"
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"
