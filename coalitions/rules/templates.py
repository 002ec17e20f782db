"""Who shares an agreement with everybody."""

from django.utils.translation import gettext as _

from coalitions.models import AgreementTemplate, AgreementVersion
from networks.models import Network, Visibility
from networks.rules import Standing


def may_name(body: Network) -> bool:
    """Whether a template of `body` can say whose it was: a hidden one names itself nowhere."""
    return body.visibility == Visibility.PUBLIC


def why_not_share(standing: Standing, version: AgreementVersion) -> str:
    """Why the viewer may not share this version with everybody; "" when she may."""
    if not standing.is_steward or standing.is_paused:
        return _("The stewards of this coalition share its agreement.")
    if AgreementTemplate.objects.filter(version=version).exists():
        return _("This version is shared already.")
    return ""


def why_not_unshare(standing: Standing) -> str:
    """Why the viewer may not take it off the list again; "" when she may."""
    if not standing.is_steward or standing.is_paused:
        return _("The stewards of this coalition share its agreement.")
    return ""
