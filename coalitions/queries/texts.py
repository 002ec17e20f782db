"""The common text and its versions."""

from django.db.models import QuerySet

from coalitions.models import CommonText
from networks.models import Network


def texts_of(body: Network) -> QuerySet[CommonText]:
    """All versions, the newest first, who wrote them beside them."""
    return CommonText.objects.filter(body=body).select_related("by").order_by("-number")


def newest_text(body: Network) -> CommonText | None:
    """The newest version, in force or not. One query."""
    return CommonText.objects.filter(body=body).order_by("-number").first()


def text_in_force(body: Network) -> CommonText | None:
    """The version that a decision adopted last. One query."""
    return (
        CommonText.objects.filter(body=body, adopted_at__isnull=False).order_by("-number").first()
    )
