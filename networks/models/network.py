"""The one body that has members, a page, a log, decisions and values."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.facets import Capacity, Size, labels_in
from solidarity.people.causes import Cause
from values.models import Pool

if TYPE_CHECKING:
    from solidarity.people.models import Viewer


class Kind(models.TextChoices):
    """What sort of body it is."""

    GROUP = "group", _("Group")
    COALITION = "coalition", _("Coalition")
    COHORT = "cohort", _("Cohort")


class NetworkState(models.TextChoices):
    """Whether somebody looks after it."""

    UNCLAIMED = "unclaimed", _("Unclaimed")
    SEEKING = "seeking", _("Seeking stewards")
    ACTIVE = "active", _("Active")
    REMOVED = "removed", _("Taken away")
    MERGED = "merged", _("Merged into another")


class Visibility(models.TextChoices):
    """Who may know that it exists."""

    PUBLIC = "public", _("Everyone can find it")
    HIDDEN = "hidden", _("Only members know of it")


class JoinPolicy(models.TextChoices):
    """How one comes in."""

    OPEN = "open", _("Anyone can join at once")
    ASK = "ask", _("People ask, and a steward answers")
    INVITATION = "invitation", _("By invitation only")


class Admission(models.TextChoices):
    """Who answers those who ask to join."""

    STEWARDS = "stewards", _("The stewards")
    MEMBERS = "members", _("Every member")


class Choosing(models.TextChoices):
    """How stewards are chosen and recalled."""

    STEWARDS = "stewards", _("The stewards choose; members can recall")
    HALF = "half", _("Members choose: more than half of them")
    TWO_THIRDS = "two_thirds", _("Members choose: two thirds of them")
    NUMBER = "number", _("Members choose: a number of them")
    DECISION = "decision", _("Members choose: by a decision of the network")


class CircleSeen(models.TextChoices):
    """Who sees the circle that its members put together."""

    MEMBERS = "members", _("Its members")
    EVERYONE = "everyone", _("Everyone")


SEARCH = models.Func(
    models.F("name"), models.F("summary"), models.F("place"), models.F("story"),
    function="networks_search_words",
    output_field=SearchVectorField(),
)  # fmt: skip


FACETS = models.Func(
    models.F("kind"), models.F("state"), models.F("causes"), models.F("country"),
    models.F("languages"), models.F("size"), models.F("capacity"), models.F("join_policy"),
    function="networks_facets",
    output_field=ArrayField(models.TextField()),
)  # fmt: skip


READ_BY_THE_DATABASE = ("search", "facets")


class OneOf(models.Func):
    """Whether a key is in an array.

    An array PostgreSQL reads once and first, and goes to its rows by their keys; with a subquery
    it may rather read the whole table.
    """

    template = "%(expressions)s"
    arg_joiner = " = ANY"
    output_field = models.BooleanField()


def belongs_to(viewer: Viewer, end: str = "") -> models.Q:
    """That the viewer, or a network of hers, belongs to the network at `end`; "": to the row."""
    hers = RawSQL("(SELECT networks_belonging(%s))::bigint[]", [viewer.pk])
    return models.Q(OneOf(models.F(end or "pk"), hers))


def is_seen_by(viewer: Viewer, end: str = "") -> models.Q:
    """That the viewer may know of the network at `end` of a row; "": of the row itself."""
    field = f"{end}__visibility" if end else "visibility"
    public = models.Q(**{field: Visibility.PUBLIC})
    return public | belongs_to(viewer, end) if viewer.is_authenticated else public


class NetworkQuerySet(models.QuerySet["Network"]):
    """Networks, by who may know of them."""

    def of(self, viewer: Viewer) -> Self:
        """Networks that the viewer belongs to, herself or by a network that is in them."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(belongs_to(viewer))

    def locked(self) -> Self:
        """Held until the transaction ends: one act at a time changes a network and who is in it.

        Other acts may still point at its row, as their log entries do.
        """
        return self.select_for_update(of=("self",), no_key=True)

    def visible_to(self, viewer: Viewer) -> Self:
        """Networks the viewer may know exist; any other is a 404.

        They come without what only the database reads of them: that would be much to send.
        """
        return self.filter(is_seen_by(viewer)).defer(*READ_BY_THE_DATABASE)

    def known_to(self, viewer: Viewer) -> Self:
        """Those visible to the viewer, and those she waits for: hidden meanwhile or not.

        The page of a hidden one is not hers to see, her request is hers to take back.
        """
        awaited = Network.objects.filter(
            memberships__person=viewer.pk, memberships__state__in=["asked", "waitlisted"]
        )
        seen = Network.objects.visible_to(viewer)
        return self.filter(
            models.Q(pk__in=awaited.values("pk")) | models.Q(pk__in=seen.values("pk"))
        )


@lru_cache(maxsize=4096)
def _address(slug: str) -> str:
    return reverse("networks:about", args=[slug])


class Network(models.Model):
    """A body of people or networks."""

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.GROUP)
    state = models.CharField(max_length=10, choices=NetworkState, default=NetworkState.ACTIVE)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, blank=True)
    story = models.TextField(max_length=6000, blank=True)
    story_html = models.TextField(blank=True, editable=False)
    place = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, blank=True, default="", db_default="")
    latitude = models.FloatField(null=True, blank=True, help_text="Of the town that `place` names.")
    longitude = models.FloatField(null=True, blank=True)
    located = models.CharField(
        max_length=130, blank=True, default="", db_default="",
        help_text="The place and country that the position was found by.",
    )  # fmt: skip
    website = models.URLField(max_length=200, blank=True)
    aims_short = models.TextField(max_length=1000, blank=True, default="", db_default="")
    aims_long = models.TextField(max_length=1000, blank=True, default="", db_default="")
    organising = models.TextField(max_length=2000, blank=True, default="", db_default="")
    founded_year = models.PositiveSmallIntegerField(null=True, blank=True)
    capacity = models.CharField(
        max_length=8, choices=Capacity, blank=True, default="", db_default=""
    )
    causes = ArrayField(models.CharField(max_length=16, choices=Cause), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    visibility = models.CharField(max_length=8, choices=Visibility, default=Visibility.PUBLIC)
    join_policy = models.CharField(max_length=12, choices=JoinPolicy, default=JoinPolicy.ASK)
    admission = models.CharField(
        max_length=8, choices=Admission, default=Admission.STEWARDS, db_default="stewards"
    )
    ways_number = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="Of the ways of working in force; 0: there are none."
    )
    members_invite = models.BooleanField(
        default=False, db_default=False, help_text="Members as well as stewards."
    )
    shows_members = models.BooleanField(default=False, help_text="To outsiders as well.")
    shows_affiliations = models.BooleanField(default=False, help_text="To outsiders as well.")
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged",
        help_text="Whoever comes to its address is sent on there.",
    )  # fmt: skip
    founded_at = models.DateTimeField(help_text="When it was entered here, UTC.")
    choosing = models.CharField(
        max_length=10, choices=Choosing, default=Choosing.STEWARDS, db_default="stewards",
        help_text="How stewards are chosen and recalled.",
    )  # fmt: skip
    choosing_number = models.PositiveSmallIntegerField(
        default=5, db_default=5, help_text="How many members it takes, where a number does."
    )
    term_months = models.PositiveSmallIntegerField(
        default=12, db_default=12, help_text="How long a steward's term is."
    )
    ways_decided = models.BooleanField(
        default=False, db_default=False,
        help_text="New ways of working come in force by a decision, not by a steward's pen.",
    )  # fmt: skip
    threads_kept_months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="After so many months a silent thread goes; empty: never."
    )
    threads_go_from = models.DateTimeField(
        null=True, blank=True, help_text="When that begins to hold: members hear of it before."
    )
    pool = models.OneToOneField(
        Pool, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Where its members put their circles together; made when the first one does.",
    )  # fmt: skip
    circle_seen = models.CharField(
        max_length=8, choices=CircleSeen, default=CircleSeen.MEMBERS, db_default="members",
        help_text="Who sees the circle made of that.",
    )  # fmt: skip
    map_off = models.BooleanField(
        default=False, db_default=False, help_text="It does without the circle of values."
    )
    unlisted_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when admins keep it out of the directory."
    )
    ended_at = models.DateTimeField(
        null=True, blank=True,
        help_text="When it ended: its pages stay, its doors are closed.",
    )  # fmt: skip
    size = models.CharField(
        max_length=4, choices=Size, blank=True, default="", db_default="",
        help_text="A band, counted again and again by a task.",
    )  # fmt: skip
    active_on = models.DateField(
        db_default=Now(),
        help_text="The last day on which something was done in it, found out by a task.",
    )  # fmt: skip
    facets = models.GeneratedField(
        expression=FACETS,
        output_field=ArrayField(models.TextField()),
        db_persist=True,
        editable=False,
    )
    search = models.GeneratedField(
        expression=SEARCH,
        output_field=SearchVectorField(),
        db_persist=True,
        editable=False,
    )

    objects = NetworkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="network_has_a_name"),
            models.CheckConstraint(
                condition=~models.Q(state="unclaimed", visibility="hidden"),
                name="unclaimed_is_public_facts",
            ),
            models.CheckConstraint(
                condition=models.Q(threads_kept_months=None, threads_go_from=None)
                | models.Q(threads_kept_months__isnull=False, threads_go_from__isnull=False),
                name="threads_go_from_some_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-id"],
                condition=models.Q(visibility="public"),
                name="directory_newest",
            ),
            models.Index(fields=["-active_on", "-id"], name="directory_active"),
            GinIndex(fields=["search", "facets"], name="networks_by_words_and_facets"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return _address(self.slug)

    def get_kind_display(self) -> str:  # type: ignore[no-redef]
        """What sort of body it is; Django's own takes long, and a list asks it of each."""
        return labels_in("kind").get(self.kind, self.kind)
