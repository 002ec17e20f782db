"""Finding each other: networks that say what one says oneself, each with the words shared."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from networks.forms.naming import OwnWordsForm
from networks.queries import (
    counted_on_the_map,
    her_words,
    kindred_by_words,
    values_of,
    words_in_values,
)
from networks.queries.near import common_ground_of
from networks.queries.together import together_of
from networks.rules import sees_together, sees_values
from networks.views.body import Body, body_for
from networks.wording import words_by_stem
from solidarity.people.models import Person, ViewerRequest

MOST_NEAR = 12


def values_tab(body: Body) -> str:
    """The tab on which the viewer comes to a network's values."""
    seen = sees_values(body.standing, body.network)
    return "networks:values" if seen else "networks:own_words"


@require_safe
@login_not_required
def own_words_page(request: ViewerRequest) -> HttpResponse:
    """By words that are typed, or else by what she says on her profile. Nobody is in an order."""
    form = OwnWordsForm(request.GET)
    typed = form.words()
    person = request.user if isinstance(request.user, Person) else None
    sought = words_by_stem(typed) if typed else her_words(person) if person else {}
    context = {
        "form": form,
        "typed": typed,
        "sought": list(sought.values())[:12],
        "kindred": [each.as_card for each in kindred_by_words(request.user, sought)],
        "counted": counted_on_the_map(),
    }
    return render(request, "networks/kindred.html", context)


@require_safe
@login_not_required
def near_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """Networks with common ground with this one, each with the reason."""
    body = body_for(request, slug)
    words = words_in_values(values_of(body.network, body.standing))
    kindred = kindred_by_words(request.user, words, but=body.network, most=MOST_NEAR)
    ground = common_ground_of(request.user, body.network)
    context = body.context(values_tab(body)) | {
        "ground": ground,
        "near": [each.as_card for each in ground.near] if ground else [],
        "has_words": bool(words),
        "kindred": [each.as_card for each in kindred],
    }
    return render(request, "networks/near.html", context)


@require_safe
@login_not_required
def together_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """What the networks in a coalition hold together; for whoever sees its affiliations."""
    body = body_for(request, slug)
    if not sees_together(body.standing, body.network):
        raise Http404
    context = body.context(values_tab(body)) | {"together": together_of(body.network)}
    return render(request, "networks/together.html", context)
