"""Who reads which edition of the report, and what can be published."""

from django.utils.translation import gettext as _

from cohorts.models import Edition


def reads_edition(edition: Edition, *, is_inside: bool) -> bool:
    """Those inside read every edition; everybody else one that the cohort published."""
    return is_inside or edition.published_at is not None


def why_not_publish(edition: Edition | None) -> str:
    """Why an edition cannot be published; "" when it can."""
    if edition is None:
        return _("There is no such edition.")
    if edition.published_at is not None:
        return _("This edition is published already.")
    return ""
