"""Reports: somebody says that something is wrong, about anything."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.models.membership import Membership, Role, State
from networks.models.network import Network
from solidarity.base.models import Reference
from solidarity.people.models import Person


class Harm(models.TextChoices):
    """What kind of wrong it is."""

    DANGER = "danger", _("Somebody is in danger")
    HARASSMENT = "harassment", _("Somebody is being harassed")
    HATE = "hate", _("Hate against people for who they are")
    OUTING = "outing", _("It tells something private about somebody")
    SPAM = "spam", _("Advertising, or a trick")
    OTHER = "other", _("Something else")


class ReportState(models.TextChoices):
    """Where a report stands."""

    NEW = "new", _("New")
    TAKEN = "taken", _("Taken up")
    CLOSED = "closed", _("Closed")


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports, by who handles them."""

    def handled_by_stewards(self, network: Network) -> "ReportQuerySet":
        """Those about something in `network` that do not touch whoever looks after it."""
        return self.filter(~_of_a_steward(), network=network, for_admins=False)

    def handled_by_admins(self) -> "ReportQuerySet":
        """Those about stewards, about a network as such, and about people outside of networks."""
        return self.filter(Q(for_admins=True) | _of_a_steward())


def _of_a_steward() -> Exists:
    """Whom it is about looks after the network where it happened, now."""
    held = Membership.objects.filter(role=Role.STEWARD, state=State.ACTIVE)
    return Exists(held.filter(network=OuterRef("network"), person=OuterRef("whom")))


class Report(Reference):
    """What somebody saw, about what, and what was done."""

    network = models.ForeignKey(
        Network, on_delete=models.CASCADE, null=True, blank=True, related_name="reports",
        help_text="Where it happened.",
    )  # fmt: skip
    whom = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+",
        help_text="Whose doing it is: she never sees the report.",
    )  # fmt: skip
    reporter = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="reports"
    )
    is_named = models.BooleanField(default=False, help_text="Those who handle it see by whom.")
    for_admins = models.BooleanField(default=False)
    harm = models.CharField(max_length=12, choices=Harm)
    words = models.TextField(max_length=2000)
    touches = models.CharField(max_length=300, blank=True, help_text="Of the ways of working.")
    quoted = models.TextField(blank=True, help_text="What it said; forgotten when it is closed.")
    made_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=ReportState, default=ReportState.NEW)
    taken_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    done = models.TextField(max_length=1000, blank=True, help_text="What was done; she is told.")

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reporter", "about_type", "about_id"],
                condition=~models.Q(state="closed"),
                name="one_open_report_each",
            ),
            models.CheckConstraint(
                condition=models.Q(for_admins=True) | models.Q(network__isnull=False),
                name="somebody_handles_it",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="closed") | models.Q(quoted="", closed_at__isnull=False),
                name="closed_reports_quote_nothing",
            ),
        ]
        indexes = [
            models.Index(fields=["network", "-id"], name="reports_of_a_network"),
            models.Index(fields=["-id"], condition=models.Q(for_admins=True), name="admin_reports"),
        ]

    def __str__(self) -> str:
        return self.about_words

    def get_absolute_url(self) -> str:
        """Where whoever reported reads how it goes."""
        return reverse("reports:mine")
