"""Pages for development only: the mailbox and signing in by a click."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from solidarity.base.vault import unseal
from solidarity.dev.mailbox import mails
from solidarity.people.codes import code_at, step_at
from solidarity.people.models import Person
from solidarity.people.queries import second_steps_of
from solidarity.people.sessions import begin

BACKEND = "solidarity.people.backend.Backend"
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
        begin(request.session, request.headers.get("User-Agent", ""), at=now())
        login(request, person, backend=BACKEND)
        return redirect("home")
    return render(request, "dev/sign_in.html", {"people": people, "code": _code_of_admin()})


def _code_of_admin() -> str:
    """What the app of the demo's admin shows now: on this page her phone lies open."""
    admin = Person.objects.filter(handle="admin").first()
    app = second_steps_of(admin).app if admin else None
    return code_at(unseal(app.data["secret"], purpose="app"), step_at(now())) if app else ""
