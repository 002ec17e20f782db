"""The directory: networks that one may know of."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from networks.facets import Sort, labels_in
from networks.finding import (
    NEAR,
    WORDS,
    Asked,
    Tally,
    loosenings,
    page_of,
    placed,
    shared_page,
    tally,
)
from networks.forms.finding import KILOMETRES, SaveSearchForm, SearchForm
from networks.queries import MOST_COUNTED, cards_of
from networks.queries.circle import circles_of
from networks.queries.placing import Spot
from networks.queries.typos import meant
from solidarity.people.countries import countries_now
from solidarity.people.models import Person, Viewer, ViewerRequest
from solidarity.ui.rendering import render_part, wanted_part
from values.queries.comparing import comparable_of, norm_in_words, shared_in_words

PER_PAGE = 20
FURTHEST = KILOMETRES[-1]


@dataclass(frozen=True)
class Link:
    """A way to search otherwise: what it is called, where it leads, how many it would find."""

    label: str
    url: str
    count: int = 0
    more: bool = False


@require_safe
@login_not_required
def directory_page(request: ViewerRequest) -> HttpResponse:
    """What is looked for stands in the address; htmx swaps facets and results alone."""
    form = SearchForm(request.GET)
    person = request.user if isinstance(request.user, Person) else None
    typed, towns = placed(replace(form.asked(), by_person=person is not None))
    asked, counted = _looked_for(request.user, typed)
    after = request.GET.get("after", "")
    form.offer(asked, counted)
    by_shared = {}
    if person is not None and asked.order == Sort.SHARED:
        by_shared = _by_shared(person, asked, after)
    page = by_shared.get("page") or page_of(
        request.user, asked, counted, after=after, size=PER_PAGE
    )
    context = {
        "form": form,
        "page": page,
        "cards": by_shared.get("cards") or cards_of(page.rows),
        "count": counted.count if asked.is_anything else None,
        "is_capped": counted.is_capped,
        "most": MOST_COUNTED,
        "chosen": _chosen(asked),
        "loosened": _loosened(asked, counted) if not counted.count else [],
        "corrected": asked.words if asked.words != typed.words else "",
        "unknown": typed.near if not towns else "",
        "towns": _other_towns(typed, towns),
        "further": _address(replace(asked, km=FURTHEST)) if towns and asked.km < FURTHEST else "",
        "exactly": Link(typed.words, _address(replace(typed, exact=True))),
        "query": asked.address(),
        "save": SaveSearchForm(initial={"name": _name(asked), "query": asked.address()}),
    } | by_shared
    response = render_part(request, "networks/directory.html#results", context)
    if wanted_part(request) and not after:
        response["HX-Push-Url"] = _address(typed)
    return response


def _by_shared(person: Person, asked: Asked, after: str) -> dict[str, Any]:
    """Those that show a circle, by what they share with hers; where she has none, that she has."""
    own = comparable_of(person)
    if own is None:
        return {"has_no_circle": True}
    page, showing = shared_page(person, asked, own, after=after, size=PER_PAGE)
    circles = circles_of(page.rows)
    cards = [
        replace(card, shared=shared_in_words(own.profile, circles[card.network.pk][0], own.norm))
        if card.network.pk in circles
        else card
        for card in cards_of(page.rows)
    ]
    return {"page": page, "cards": cards, "showing": showing, "norm": norm_in_words(own.norm),
            "is_shared": True}  # fmt: skip


def _looked_for(viewer: Viewer, typed: Asked) -> tuple[Asked, Tally]:
    """What was typed or, where that finds nothing and a typo may be why, what was meant."""
    counted = tally(viewer, typed)
    if counted.count or not typed.words or typed.exact or not (words := meant(typed.words)):
        return typed, counted
    asked = replace(typed, words=words)
    put_right = tally(viewer, asked)
    return (asked, put_right) if put_right.count else (typed, counted)


def _address(asked: Asked) -> str:
    query = asked.address()
    return f"{reverse('networks:directory')}?{query}" if query else reverse("networks:directory")


def _other_towns(asked: Asked, towns: list[Spot]) -> list[Link]:
    """Towns of that name in other countries."""
    others = {town.country: town for town in reversed(towns[1:])}
    return [
        Link(_town(town), _address(replace(asked, near=f"{town.name}, {town.country}")))
        for country, town in others.items()
        if country != towns[0].country
    ]


def _town(town: Spot) -> str:
    country = countries_now().get(town.country, "")
    return _(", ").join(filter(None, [town.name, country]))


def _label(asked: Asked, name: str) -> str:
    """What one thing that is asked for is called."""
    if name == NEAR and asked.spot:
        return _("%(km)s km around %(town)s") % {"km": asked.km, "town": _town(asked.spot)}
    if name == WORDS:
        return _("“%(words)s”") % {"words": asked.words}
    return labels_in(name)[asked.chosen[name]]


def _chosen(asked: Asked) -> list[Link]:
    """What is asked for, each with a link to the same search without it."""
    return [Link(_label(asked, name), _address(asked.without(name))) for name in asked.names]


def _loosened(asked: Asked, counted: Tally) -> list[Link]:
    """What would find something, each a link that loosens one thing."""
    return [
        Link(_label(asked, name), _address(wider), count, more)
        for name, wider, count, more in loosenings(asked, counted)
    ]


def _name(asked: Asked) -> str:
    """What a search may be called when it is kept."""
    plain: dict[str, Any] = {WORDS: asked.words}
    return _(", ").join(plain.get(name) or _label(asked, name) for name in asked.names)[:80]
