"""Values as a network names them: in versions, with who wrote them, and where on the map."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.models.network import Network, Visibility, belongs_to, is_seen_by
from solidarity.people.models import Person, Viewer
from values.models import CODES, NamedValue


class ReadBy(models.TextChoices):
    """Who reads a value that a network named."""

    MEMBERS = "members", _("Those who belong to the network")
    ALL = "all", _("Everyone who can find the network")


class OurValueQuerySet(models.QuerySet["OurValue"]):
    """Values of networks, by who may read them."""

    def visible_to(self, viewer: Viewer) -> models.QuerySet["OurValue"]:
        """Those that the viewer may read, of networks that she may know of."""
        seen = is_seen_by(viewer, "network") & Q(read_by=ReadBy.ALL)
        if viewer.is_authenticated:
            seen |= belongs_to(viewer, "network")
        return self.filter(seen)

    def listed(self) -> models.QuerySet["OurValue"]:
        """Those of networks that anybody finds, for anybody to read."""
        return self.filter(
            read_by=ReadBy.ALL, network__visibility=Visibility.PUBLIC, network__unlisted_at=None
        )


class OurValue(NamedValue):
    """A value that a network named for itself, in the words that hold now."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="own_words")
    number = models.PositiveSmallIntegerField(help_text="Of the wording that holds.")
    language = models.CharField(max_length=8, blank=True, default="", db_default="")
    read_by = models.CharField(max_length=8, choices=ReadBy, default=ReadBy.ALL)
    by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Who proposed it first, and may say where it stands on the map.",
    )  # fmt: skip
    at = models.DateTimeField(help_text="When it was first kept, UTC.")
    stems = ArrayField(
        models.CharField(max_length=40), default=list, editable=False,
        help_text="What is looked for: networks.wording.",
    )  # fmt: skip

    objects = OurValueQuerySet.as_manager()

    class Meta(NamedValue.Meta):
        abstract = False
        constraints = [
            *NamedValue.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="a_value_has_a_name"),
        ]
        indexes = [
            models.Index(fields=["network", "id"], name="values_of_a_network"),
            models.Index(fields=["-id"], condition=Q(is_off_map=True), name="values_off_the_map"),
            GinIndex(fields=["stems"], name="values_by_their_words"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("networks:named_value", args=[self.network.slug, self.pk])


class Wording(models.Model):
    """One wording of a value: proposed, and with a number when it is kept."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="wordings")
    value = models.ForeignKey(
        OurValue, on_delete=models.CASCADE, null=True, blank=True, related_name="wordings",
        help_text="Empty while a new value is proposed.",
    )  # fmt: skip
    number = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty: it waits.")
    name = models.CharField(max_length=80)
    meaning = models.TextField(max_length=600, blank=True)
    story = models.TextField(max_length=4000, blank=True)
    language = models.CharField(max_length=8, blank=True, default="")
    why = models.TextField(max_length=500, blank=True, help_text="What changes, and why.")
    by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="wordings"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["value", "number"], name="one_wording_a_number"),
            models.CheckConstraint(
                condition=Q(number=None) | Q(number__gte=1, value__isnull=False),
                name="a_wording_that_is_kept_is_of_a_value",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="a_wording_has_a_name"),
        ]
        indexes = [
            models.Index(
                fields=["network", "id"], condition=Q(number=None), name="wordings_that_wait"
            )
        ]

    def __str__(self) -> str:
        """Where it is: notices keep these words."""
        return str(self.network)

    def get_absolute_url(self) -> str:
        return reverse("networks:wording", args=[self.network.slug, self.pk])


class PlaceIdea(models.Model):
    """Where on the map a member would see a value: an idea, until the network says so."""

    value = models.ForeignKey(OurValue, on_delete=models.CASCADE, related_name="ideas")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="place_ideas")
    places = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    is_off_map = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["value", "person"], name="one_idea_a_person"),
            models.CheckConstraint(
                condition=Q(is_off_map=True, places=[]) | Q(is_off_map=False) & ~Q(places=[]),
                name="an_idea_says_where",
            ),
            models.CheckConstraint(
                condition=Q(places__contained_by=list(CODES)), name="an_idea_is_of_the_map"
            ),
        ]

    def __str__(self) -> str:
        return f"idea {self.pk}"
