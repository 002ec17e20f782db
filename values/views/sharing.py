"""Where my circle is put together with others', and what that has cost."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from solidarity.people.models import PersonRequest
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part
from values.actions.pooling import leave_pool
from values.models import MOST_POOLS, MOST_SEALINGS, Share, Sort, Spending
from values.owners import PoolName, names_of
from values.queries.pooling import shares_of, spendings_of


@dataclass(frozen=True)
class Place:
    """One of her three places: where, since when, and whether she is there still."""

    share: Share
    named: PoolName | None


@dataclass(frozen=True)
class Cost:
    """One of her three sealings: where and when, and what was sealed."""

    number: int
    at: datetime
    named: PoolName | None
    is_gap: bool


@require_safe
def sharing_page(request: PersonRequest) -> HttpResponse:
    """My three places and my three sealings."""
    shares, spendings = shares_of(request.user), spendings_of(request.user)
    pools = {each.pool_id for each in shares} | {each.pool_id for each in spendings}
    names = names_of(request.user, pools)
    context = {
        "places": [Place(each, names.get(each.pool_id)) for each in shares],
        "costs": [_cost(each, names) for each in spendings],
        "free_places": MOST_POOLS - len(shares),
        "free_sealings": MOST_SEALINGS - len(spendings),
    }
    return render_part(request, "values/sharing.html", context)


def _cost(spending: Spending, names: dict[int, PoolName]) -> Cost:
    is_gap = spending.batch.sort == Sort.GAP
    return Cost(spending.number, spending.at, names.get(spending.pool_id), is_gap)


@require_POST
def leave_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Take my circle out of one of them."""
    share = get_object_or_404(
        Share.objects.open().select_related("pool"), pk=pk, person=request.user
    )
    act = partial(leave_pool, request.user, share.pool, at=now())
    done = _("Your circle is out of the next picture.")
    return pressed(request, act, done=done, to=reverse("values:sharing"))
