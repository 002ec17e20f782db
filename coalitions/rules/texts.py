"""The common text: which version can still come in force."""

from django.utils.translation import gettext as _

from coalitions.models import Coalition, CommonText
from coalitions.rules.ground import why_closed


def why_not_adopt(coalition: Coalition, text: CommonText | None) -> str:
    """Why a version cannot come in force (any more); "" when it can."""
    if text is None:
        return _("There is no such version.")
    if text.number <= coalition.common_number:
        return _("This version, or a later one, is in force already.")
    return why_closed(coalition.network)
