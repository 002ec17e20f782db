"""Pages for development only: the mailbox and signing in by a click."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from solidarity.dev.mailbox import mails
from solidarity.people.models import Person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DEMO = ("amina", "felipe", "stella", "admin", "wanda", "tomas")


@require_safe
@login_not_required
def mailbox_page(request: HttpRequest) -> HttpResponse:
    """The mails that left, the newest first."""
    to = request.GET.get("to", "")
    return render(request, "dev/mailbox.html", {"mails": mails(to), "to": to})


@require_http_methods(["GET", "POST"])
@login_not_required
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's people, with one click."""
    people = Person.objects.filter(handle__in=DEMO).order_by("pk")
    if request.method == "POST":
        asked = request.POST.get("handle", "")
        person = get_object_or_404(people, handle=asked if asked in DEMO else "")
        login(request, person, backend=BACKEND)
        return redirect("home")
    return render(request, "dev/sign_in.html", {"people": people})
