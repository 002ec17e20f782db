"""Who reads, writes and opens pages of the handbook, and who says who holds which account."""

from django.utils.translation import gettext as _

from coalitions.models import Account, Page, ReadBy
from networks.models import Kind, Network, NetworkState, Visibility
from networks.rules import Standing
from solidarity.people.models import Person

MOST_PAGES = 300
MOST_ACCOUNTS = 100


def is_there(standing: Standing, network: Network) -> bool:
    """Whether a body has a handbook that somebody standing so may look for."""
    return network.kind == Kind.COALITION and network.state != NetworkState.UNCLAIMED


def reads_outside(network: Network, read_by: str) -> bool:
    """Whether those outside read something of a page that is read by these."""
    return network.visibility == Visibility.PUBLIC and read_by != ReadBy.MEMBERS


def why_not_write_here(standing: Standing) -> str:
    """Why the viewer may write nothing into the handbook; "" when she may."""
    if not standing.belongs:
        return _("Only those who belong here write its handbook.")
    return _("You can read here, but not write.") if standing.is_paused else ""


def why_not_add_page(standing: Standing, held: int) -> str:
    """Why the viewer may not add a page to the `held` ones; "" when she may."""
    if held >= MOST_PAGES:
        return _("There are %(most)s pages already. Put some of them away first.") % {
            "most": MOST_PAGES
        }
    return why_not_write_here(standing)


def why_not_write_page(standing: Standing, page: Page) -> str:
    """Why the viewer may not write `page` anew; "" when she may."""
    if page.gone_at:
        return _("This page was put away. A steward can bring it back.")
    if page.read_by == ReadBy.EVERYONE and not standing.is_steward:
        return _("Everyone reads this page, so the stewards write it. Tell them what to change.")
    return why_not_write_here(standing)


def why_not_open_page(standing: Standing) -> str:
    """Why the viewer may not say who reads a page; "" when she may."""
    if standing.is_steward:
        return ""
    return _("What is read outside is said by the stewards, and stands in the log.")


def why_not_put_away(standing: Standing) -> str:
    """Why the viewer may not put a page away or bring it back; "" when she may."""
    return "" if standing.is_steward else _("The stewards put pages away.")


def why_not_add_account(standing: Standing, held: int) -> str:
    """Why the viewer may not add an account to the `held` ones; "" when she may."""
    if held >= MOST_ACCOUNTS:
        return _("There are %(most)s accounts already. End some of them first.") % {
            "most": MOST_ACCOUNTS
        }
    return why_not_write_here(standing)


def why_not_change_account(standing: Standing, account: Account, viewer: Person) -> str:
    """Why the viewer may not change `account`; "" when she may: who holds it, and stewards."""
    if account.ended_at:
        return _("This account is not ours any more.")
    if viewer.pk not in {account.holder_id, account.second_id} and not standing.is_steward:
        return _("Those who hold it change this, or a steward.")
    return why_not_write_here(standing)


def why_not_lay_down(account: Account, viewer: Person) -> str:
    """Why the viewer may not say that she does not hold `account`; "" when she may."""
    if account.ended_at or viewer.pk not in {account.holder_id, account.second_id}:
        return _("You do not hold this account.")
    return ""
