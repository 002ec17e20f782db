"""A person's page, her account, and the language she reads in."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from solidarity.base.refused import Refused
from solidarity.base.stale import Stale
from solidarity.people import actions, rules
from solidarity.people.actions import PROFILE_DRAFT
from solidarity.people.causes import labels_of
from solidarity.people.forms.profile import (
    DistanceForm,
    ProfileForm,
    ReachForm,
    SettingsForm,
    WhoForm,
)
from solidarity.people.languages import names_of
from solidarity.people.models import (
    Draft,
    Keeping,
    Person,
    PersonRequest,
    SeenBy,
    Viewer,
    ViewerRequest,
)
from solidarity.people.queries import (
    distance_between,
    distances_of,
    draft_of,
    has_second_step,
    profile_of,
)
from solidarity.people.sayings import sayings_of

UNKEPT = {"csrfmiddlewaretoken", "seen"}
LONGEST_PURPOSE = Draft._meta.get_field("purpose").max_length or 0
WAIT = 60
MOST_SHOWN = 200


@require_safe
@login_not_required
def person_page(request: ViewerRequest, handle: str) -> HttpResponse:
    """Whoever may not see it finds what they would find if nobody had this handle."""
    person = get_object_or_404(Person, handle=handle)
    seen = rules.seen_fields(request.user, person)
    if seen is None:
        raise Http404
    is_me = request.user == person
    labels = dict(SeenBy.choices)
    context = {
        "person": person,
        "is_me": is_me,
        "can_write": _can_write(request.user, person),
        "distance": _distance(request.user, person),
        "moves_me_html": person.moves_me_html if "moves_me" in seen else "",
        "place": person.place if "place" in seen else "",
        "languages": names_of(person.languages) if "languages" in seen else [],
        "causes": labels_of(person.causes) if "causes" in seen else [],
        "page_seen_by": labels[SeenBy(person.page_seen_by)],
        "seen_by": {name: labels[SeenBy(getattr(person, f"{name}_seen_by"))] for name in seen}
        if is_me
        else {},
        "sayings": sayings_of(person),
    }
    return render(request, "people/person.html", context)


def _can_write(viewer: Viewer, person: Person) -> bool:
    return isinstance(viewer, Person) and rules.is_open_to(person, viewer)


def _distance(viewer: Viewer, person: Person) -> str:
    """How the viewer keeps her away, in words."""
    kept = distance_between(viewer, person) if isinstance(viewer, Person) else None
    return str(Keeping(kept.kind).label) if kept else ""


@require_safe
def account_page(request: PersonRequest) -> HttpResponse:
    """Everything about one's own account, a link each."""
    person = request.user
    context = {
        "person": person,
        "language": dict(settings.LANGUAGES).get(person.interface_language, ""),
        "zone": str(person.zone).replace("_", " "),
        "has_password": person.has_usable_password(),
        "has_second_step": has_second_step(person),
    }
    return render(request, "people/account.html", context)


@require_http_methods(["GET", "POST"])
def profile_page(request: PersonRequest) -> HttpResponse:
    """What I say of myself."""
    if "discard" in request.POST:
        actions.drop_draft(request.user, PROFILE_DRAFT)
        return redirect("people:profile")
    saved = profile_of(request.user)
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=saved)
    unsaved = "" if form.is_bound else _unsaved_words(request.user, saved)
    if unsaved:
        form.initial["moves_me"] = unsaved
    if form.is_valid():
        fields = dict(form.cleaned_data)
        seen = fields.pop("seen")
        try:
            person = actions.change_profile(request.user.pk, fields, seen=seen)
        except Stale as stale:
            form.show_stale(stale)
        except Refused as refusal:
            form.add_error("handle", str(refusal))
        else:
            messages.success(request, _("Saved. This is how you see your page."))
            return redirect(person)
    context = {"form": form, "unsaved": unsaved, "draft_purpose": PROFILE_DRAFT}
    return render(request, "people/profile.html", context, status=422 if form.errors else 200)


def _unsaved_words(person: Person, saved: dict[str, Any]) -> str:
    """What she typed of what moves her and has not saved; "" when it is what is saved."""
    typed = draft_of(person, PROFILE_DRAFT).get("moves_me", [""])[0]
    return "" if typed == saved["moves_me"] else str(typed)


@require_http_methods(["GET", "POST"])
def settings_page(request: PersonRequest) -> HttpResponse:
    """My language and my time."""
    initial = {
        "interface_language": request.user.interface_language,
        "time_zone": str(request.user.zone),
    }
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        actions.change_settings(request.user, **form.cleaned_data)
        with override(request.user.interface_language):
            messages.success(request, _("Saved."))
        response = redirect("people:account")
        _remember(response, request.user.interface_language)
        return response
    return render(
        request, "people/settings.html", {"form": form}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
def reach_page(request: PersonRequest) -> HttpResponse:
    """Who may write to me, and whom I keep away."""
    is_who = "handle" in request.POST
    data = request.POST if request.method == "POST" else None
    form = ReachForm(None if is_who else data, initial={"written_by": request.user.written_by})
    who = WhoForm(data if is_who else None)
    if form.is_valid():
        actions.change_reach(request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("people:reach")
    if who.is_valid():
        found = Person.objects.filter(handle=who.cleaned_data["handle"]).first()
        if found and rules.may_keep_away(request.user, found):
            return redirect("people:distance", found.handle)
        who.add_error("handle", _("We find nobody of that name whom you could meet here."))
    context = {
        "form": who if is_who else form,
        "reach": form,
        "who": who,
        "kept_away": distances_of(request.user)[:MOST_SHOWN],
    }
    status = 422 if form.errors or who.errors else 200
    return render(request, "people/reach.html", context, status=status)


@require_http_methods(["GET", "POST"])
def distance_page(request: PersonRequest, handle: str) -> HttpResponse:
    """Mute or block somebody, or neither any more."""
    other = get_object_or_404(Person, handle=handle)
    if not rules.may_keep_away(request.user, other):
        raise Http404
    return keep_away(request, other)


def keep_away(request: PersonRequest, other: Person) -> HttpResponse:
    """The page on which somebody whom one has met is muted or blocked."""
    kept = distance_between(request.user, other)
    form = DistanceForm(
        request.POST if request.method == "POST" else None,
        initial={"kind": kept.kind if kept else ""},
    )
    if form.is_valid():
        actions.keep_away(request.user, other, form.cleaned_data["kind"], at=now())
        messages.success(request, _("Saved. Nobody but you knows of it."))
        return redirect("people:reach")
    context = {"form": form, "other": other}
    status = 422 if form.errors else 200
    return render(request, "people/distance.html", context, status=status)


@require_POST
@login_not_required
def choose_language(request: HttpRequest) -> HttpResponse:
    """Read on in another language, on the same page."""
    back = request.POST.get("next", "/")
    if not back.startswith("/") or not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = redirect(back)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        if isinstance(request.user, Person):
            actions.choose_language(request.user, language)
        _remember(response, language)
    return response


def _remember(response: HttpResponse, language: str) -> None:
    """Let this browser read in `language` while nobody is signed in."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


@require_POST
def keep_draft(request: PersonRequest, purpose: str) -> HttpResponse:
    """What a form sends while somebody types in it: kept, and nothing to show for it."""
    if len(purpose) > LONGEST_PURPOSE:
        raise Http404
    typed = {name: values for name, values in request.POST.lists() if name not in UNKEPT}
    kept = draft_of(request.user, purpose)
    actions.keep_draft(request.user, purpose, kept | typed, at=now())
    return HttpResponse(status=204)


@login_not_required
def too_often(request: HttpRequest) -> HttpResponse:
    """What allauth answers when one of its limits is reached."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(WAIT)
    return response
