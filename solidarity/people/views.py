"""A person's page, her account, and the language she reads in."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from solidarity.base.refused import Refused
from solidarity.people import actions, rules
from solidarity.people.causes import labels_of
from solidarity.people.forms.profile import ProfileForm, SettingsForm
from solidarity.people.languages import names_of
from solidarity.people.models import Person, PersonRequest, ViewerRequest
from solidarity.people.queries import draft_of

UNKEPT = {"csrfmiddlewaretoken"}


@require_safe
@login_not_required
def person_page(request: ViewerRequest, handle: str) -> HttpResponse:
    """Whoever may not see it finds what they would find if nobody had this handle."""
    person = get_object_or_404(Person, handle=handle)
    seen = rules.seen_fields(request.user, person)
    if seen is None:
        raise Http404
    context = {
        "person": person,
        "is_me": request.user == person,
        "moves_me_html": person.moves_me_html if "moves_me" in seen else "",
        "place": person.place if "place" in seen else "",
        "languages": names_of(person.languages) if "languages" in seen else [],
        "causes": labels_of(person.causes) if "causes" in seen else [],
    }
    return render(request, "people/person.html", context)


@require_safe
def account_page(request: PersonRequest) -> HttpResponse:
    """Everything about one's own account, a link each."""
    return render(request, "people/account.html", {"person": request.user})


@require_http_methods(["GET", "POST"])
def profile_page(request: PersonRequest) -> HttpResponse:
    """What I say of myself."""
    form = ProfileForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(request.user, name) for name in ProfileForm.Meta.fields},
    )
    if form.is_valid():
        try:
            actions.change_profile(request.user, form.cleaned_data)
        except Refused as refusal:
            form.add_error("handle", str(refusal))
        else:
            messages.success(request, _("Saved. This is how others see you."))
            return redirect(request.user)
    return render(
        request,
        "people/profile.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def settings_page(request: PersonRequest) -> HttpResponse:
    """My language and my time."""
    initial = {
        "interface_language": request.user.interface_language,
        "time_zone": request.user.time_zone,
    }
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        actions.change_settings(request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        response = redirect("people:account")
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return response
    return render(
        request,
        "people/settings.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


@require_POST
@login_not_required
def choose_language(request: HttpRequest) -> HttpResponse:
    """Read on in another language, on the same page."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None) or not back.startswith("/"):
        back = "/"
    response = redirect(back)
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES) or not check_for_language(language):
        return response
    if isinstance(request.user, Person):
        actions.choose_language(request.user, language)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@require_POST
def keep_draft(request: PersonRequest, purpose: str) -> HttpResponse:
    """What a form sends while somebody types in it: kept, and nothing to show for it."""
    typed = {name: values for name, values in request.POST.lists() if name not in UNKEPT}
    kept = draft_of(request.user, purpose)
    actions.keep_draft(request.user, purpose, kept | typed, at=now())
    return HttpResponse(status=204)
