"""Buddies: mine, what I say for the matching, our conversation; and for facilitators the groups."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.actions import buddies as actions
from cohorts.forms.own import SizeForm, SwapForm, WishForm
from cohorts.matching import Matched
from cohorts.models import BuddyGroup
from cohorts.queries import buddies as queries
from cohorts.queries.people import resting_in
from cohorts.rules.own import why_not_match
from cohorts.rules.people import facilitates, takes_part
from cohorts.views.own import TAB, own_body
from decisions.views.writing import saved_or_refused, sent
from networks.views.body import Body
from networks.views.talking import kept_words
from solidarity.people.actions import drop_draft
from solidarity.people.models import PersonRequest
from solidarity.threads.forms import CommentForm
from solidarity.threads.queries import POSTS, talk_in, threads_of
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part

SAID = ("wants", "causes", "place", "languages", "says_zone")


def _wish_form(request: PersonRequest, body: Body) -> WishForm:
    """What she said; nothing is wished for whoever facilitates until she wishes it."""
    wish, leads = queries.wish_of(request.user, body.network), facilitates(body.standing)
    said = {name: getattr(wish, name) for name in SAID}
    if leads and wish.pk is None:
        said["wants"] = False
    return WishForm(sent(request), initial=said, facilitates=leads)


@require_http_methods(["GET", "POST"])
def buddies_page(request: PersonRequest, slug: str) -> HttpResponse:
    """Who her buddies are, and what she says of herself for it."""
    body = own_body(request, slug)
    viewer, network = request.user, body.network
    form = _wish_form(request, body)
    if form.is_valid():
        fields = {name: form.cleaned_data[name] for name in SAID}
        act = partial(actions.say_for_buddies, slug, by=viewer, fields=fields, at=now())
        if saved_or_refused(form, act):
            messages.success(request, _("It is saved, and looked at when buddies are proposed."))
            return redirect("cohorts:buddies", slug)
    buddies = queries.buddies_of(viewer, network)
    context = body.context(TAB) | {
        "form": form,
        "seat": queries.place_of(viewer, network),
        "buddies": buddies,
        "resting": resting_in(network.pk, [each.pk for each in buddies], now()),
        "facilitates": facilitates(body.standing),
        "takes_part": takes_part(body.standing),
    }
    return render_part(request, "cohorts/buddies.html", context, 422 if form.errors else 200)


def _purpose(group: BuddyGroup) -> str:
    return f"buddies-talk-{group.pk}"


@require_http_methods(["GET", "POST"])
def group_page(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """What buddies say to each other."""
    body = own_body(request, slug)
    group = queries.group_for(request.user, body.network, pk)
    if group is None:
        raise Http404
    form = CommentForm(request.POST or None, auto_id="id_talk_%s")
    if request.method == "POST" and form.is_valid():
        act = partial(actions.say, group, by=request.user, at=now(), **form.cleaned_data)
        if post := saved_or_refused(form, act):
            drop_draft(request.user, _purpose(group))
            return redirect(f"{group.get_absolute_url()}#post-{post.pk}")
    people = [seat.person for seat in group.now if seat.person_id != request.user.pk]
    context = body.context(TAB) | {
        "group": group,
        "buddies": people,
        "resting": resting_in(body.network.pk, [each.pk for each in people], now()),
        **_talk(request, group, form),
    }
    status = 422 if form.errors else 200
    return render_part(request, "cohorts/buddy_group.html", context, status)


def _talk(request: PersonRequest, group: BuddyGroup, form: CommentForm) -> dict[str, Any]:
    """What is said, and room for more."""
    voice = actions.MANNERS.voice(group, request.user)
    found: dict[str, Any] = {"thread_url": POSTS, "draft_purpose": _purpose(group)}
    thread = threads_of(group).first()
    if thread is not None:
        thread.owner = group
        found["talk"] = talk_in(thread, request.user, voice, after=request.GET.get("after", ""))
    if voice.writes:
        kept = kept_words(request, _purpose(group), ("words",))
        form.initial.update(kept)
        found |= {"talk_form": form, "say_url": group.get_absolute_url()}
    return found


@require_POST
def change(request: PersonRequest, slug: str) -> HttpResponse:
    """She would like other buddies, or stays after all."""
    own_body(request, slug)
    wants = request.POST.get("stay") is None
    done = _("Those who facilitate hear that new buddies are wanted, and not by whom.")
    stays = _("You stay together.")
    act = partial(actions.ask_for_others, slug, by=request.user, wants=wants, at=now())
    return pressed(request, act, done=done if wants else stays, to=_to(slug, "buddies"))


def _to(slug: str, page: str) -> str:
    return reverse(f"cohorts:{page}", args=[slug])


def _matching_body(request: PersonRequest, slug: str) -> Body:
    body = own_body(request, slug)
    if not facilitates(body.standing):
        raise Http404
    return body


@require_http_methods(["GET", "POST"])
def matching_page(request: PersonRequest, slug: str) -> HttpResponse:
    """The groups there are and those that are proposed, for those who facilitate."""
    body = _matching_body(request, slug)
    form = SizeForm(sent(request))
    if form.is_valid():
        size = form.cleaned_data["size"]
        act = partial(actions.propose, slug, by=request.user, size=size, at=now())
        if found := saved_or_refused(form, act):
            messages.success(request, _proposed_words(found))
            return redirect("cohorts:matching", slug)
    return _matching(request, body, form)


def _proposed_words(found: Matched) -> str:
    words = ngettext(
        "%(count)s group is proposed.", "%(count)s groups are proposed.", len(found.groups)
    ) % {"count": len(found.groups)}
    if found.left:
        words += " " + _("Not everybody could be placed: somebody waits still.")
    return words


def _matching(
    request: PersonRequest, body: Body, form: SizeForm, swap_form: SwapForm | None = None
) -> HttpResponse:
    network = body.network
    proposed = queries.proposed_groups(network)
    people = [seat.person for group in proposed for seat in group.now]
    context = body.context(TAB) | {
        "form": form,
        "groups": queries.known_groups(network),
        "proposed": proposed,
        "swap_form": swap_form or SwapForm(people=people, auto_id="id_swap_%s"),
        "is_wanted": queries.wants_change(network),
        "why_not": why_not_match(body.standing, network),
    }
    is_refused = form.errors or (swap_form and swap_form.errors)
    return render_part(request, "cohorts/matching.html", context, 422 if is_refused else 200)


@require_POST
def swap(request: PersonRequest, slug: str) -> HttpResponse:
    """Two of two proposed groups change places."""
    body = _matching_body(request, slug)
    proposed = queries.proposed_groups(body.network)
    people = [seat.person for group in proposed for seat in group.now]
    form = SwapForm(request.POST, people=people, auto_id="id_swap_%s")
    if form.is_valid():
        said = form.cleaned_data
        act = partial(actions.swap, slug, said["one"], said["other"], by=request.user, at=now())
        saved_or_refused(form, act)
        if not form.errors:
            messages.success(request, _("They have changed places."))
            return redirect("cohorts:matching", slug)
    return _matching(request, body, SizeForm(), form)


@require_POST
def make_known(request: PersonRequest, slug: str) -> HttpResponse:
    """Each is told of her buddies."""
    _matching_body(request, slug)
    act = partial(actions.make_known, slug, by=request.user, at=now())
    done = _("Everybody is told of their buddies.")
    return pressed(request, act, done=done, to=_to(slug, "matching"))
