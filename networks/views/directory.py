"""The directory: networks that one may know of."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from networks.forms import SearchForm
from networks.models import Network
from networks.queries import (
    MOST_COUNTED,
    asked_words,
    best_first,
    cards_of,
    count_up_to,
    find_networks,
)
from solidarity.base.pages import Page, keyset_page
from solidarity.people.models import ViewerRequest
from solidarity.ui.rendering import render_part

PER_PAGE = 20


@require_safe
@login_not_required
def directory_page(request: ViewerRequest) -> HttpResponse:
    """Search words and a cause stand in the address; htmx swaps the results alone."""
    form = SearchForm(request.GET)
    form.is_valid()
    words, cause = form.cleaned_data.get("q", ""), form.cleaned_data.get("cause", "")
    query = asked_words(words)
    found = find_networks(request.user, query=query, cause=cause)
    count = count_up_to(found) if words or cause else None
    # Words that more than a thousand networks have say little about any: the newest come first.
    is_ranked = query is not None and count is not None and count <= MOST_COUNTED
    page: Page[Network] = keyset_page(
        best_first(found, query) if is_ranked and query else found,
        after=request.GET.get("after", ""),
        size=PER_PAGE,
        ranked=is_ranked,
    )
    context = {
        "form": form,
        "page": page,
        "cards": cards_of(page.rows),
        "count": count,
        "most": MOST_COUNTED,
        "words": words,
        "cause": cause,
    }
    return render_part(request, "networks/directory.html#results", context)
