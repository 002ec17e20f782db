"""Who is told of a report: those who handle it, and whoever made it. Never whom it is about."""

from datetime import datetime

from django.urls import reverse

from networks.models import Network, Report
from networks.notices.joining import MOST_TOLD
from networks.queries import stewards_of
from solidarity.inbox.notices import tell, tell_each
from solidarity.people.models import Person


def reported(report: Report, *, at: datetime) -> None:
    """Tell those who handle it."""
    network, key = report.network, str(report.pk)
    if report.for_admins or network is None:
        admins = Person.objects.here().filter(is_admin=True)
        admins = admins.exclude(pk__in=[report.whom_id or 0, report.reporter_id])
        tell_each(
            admins.order_by("pk")[:MOST_TOLD], kind="networks.reported_to_desk", about=report,
            key=key, at=at, asks=True, url=reverse("desk_reports:report", args=[report.pk]),
        )  # fmt: skip
        return
    others = stewards_of(network).exclude(pk__in=[report.whom_id or 0, report.reporter_id])
    tell_each(
        others[:MOST_TOLD], kind="networks.reported", about=network, key=key, at=at, asks=True,
        url=reverse("networks:report", args=[network.slug, report.pk]),
    )  # fmt: skip


def report_taken(report: Report, *, at: datetime) -> None:
    """Tell whoever reported that somebody is on it."""
    if report.reporter:
        tell(report.reporter, kind="networks.report_taken", about=report, key=str(report.pk), at=at)


def report_closed(report: Report, *, at: datetime) -> None:
    """Tell whoever reported what was done."""
    if report.reporter:
        tell(
            report.reporter, kind="networks.report_closed", about=report, key=str(report.pk),
            at=at, words=report.done,
        )  # fmt: skip


def admins_ask(report: Report, words: str, *, at: datetime) -> None:
    """Tell the stewards what an admin would like to know; not the one that it is about."""
    if report.network is None:
        return
    told = stewards_of(report.network).exclude(pk=report.whom_id or 0)
    tell_each(
        told[:MOST_TOLD], kind="networks.admins_ask", about=report.network, asks=True,
        key=f"{report.pk}-{at.timestamp():.0f}", at=at, words=words,
    )  # fmt: skip


def listing_changed(network: Network, kind: str, words: str, *, at: datetime) -> None:
    """Tell the stewards that admins took the network out of the directory, or put it back."""
    tell_each(
        stewards_of(network)[:MOST_TOLD], kind=kind, about=network,
        key=f"{network.pk}-{at.timestamp():.0f}", at=at, words=words,
    )  # fmt: skip
