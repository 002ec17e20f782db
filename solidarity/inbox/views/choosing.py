"""How mails reach me: everywhere, and from one network."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from solidarity.inbox.actions import choose_for, choose_rhythm
from solidarity.inbox.bodies import Body, known
from solidarity.inbox.forms import ChoicesForm, ChoicesForOne, shown_in_choices
from solidarity.inbox.kinds import Group, Often
from solidarity.inbox.models import Wish
from solidarity.inbox.queries import rhythms_of, wishes_of
from solidarity.people.models import Person, PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def choices_page(request: PersonRequest) -> HttpResponse:
    """When mails come, and how often; what holds everywhere."""
    if slug := request.GET.get("network", ""):
        body = known().find(request.user, slug)
        if body is not None:
            return redirect("inbox:choices_for", body.slug)
    wishes = list(wishes_of(request.user))
    everywhere = {wish.group: wish.often for wish in wishes if wish.source is None}
    rhythm = rhythms_of([request.user])[request.user.pk]
    data = request.POST if request.method == "POST" else None
    form = ChoicesForm(data, initial=shown_in_choices(rhythm, everywhere))
    if form.is_valid():
        choose_rhythm(request.user, wishes=form.wishes, at=now(), **form.rhythm)
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("inbox:choices")
    context = {
        "form": form,
        "zone": str(request.user.zone).replace("_", " "),
        "exceptions": _exceptions(request.user, wishes),
        "bodies": known().of(request.user),
    }
    return render(request, "inbox/choices.html", context, status=422 if form.errors else 200)


def _exceptions(person: Person, wishes: list[Wish]) -> list[tuple[Body, str]]:
    """The bodies for which she chose something else, by name, and what in words."""
    chosen: dict[int, list[str]] = {}
    for wish in wishes:
        if wish.source is not None:
            words = {"group": Group(wish.group).label, "often": Often(wish.often).label}
            chosen.setdefault(wish.source, []).append(_("%(group)s: %(often)s") % words)
    seen = known().seen((person.pk, source) for source in chosen)
    found = [(body, _(", ").join(chosen[pk])) for (_who, pk), body in seen.items()]
    return sorted(found, key=lambda pair: pair[0].name.casefold())


@require_http_methods(["GET", "HEAD", "POST"])
def choices_for_page(request: PersonRequest, slug: str) -> HttpResponse:
    """How often mails come from one network."""
    body = known().find(request.user, slug)
    if body is None:
        raise Http404
    wishes = list(wishes_of(request.user))
    everywhere = {wish.group: wish.often for wish in wishes if wish.source is None}
    here = {wish.group: wish.often for wish in wishes if wish.source == body.pk}
    data = request.POST if request.method == "POST" else None
    form = ChoicesForOne(data, initial=here, everywhere=everywhere)
    if form.is_valid():
        choose_for(request.user, body.pk, wishes=form.wishes, at=now())
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("inbox:choices")
    context = {"form": form, "body": body}
    return render(request, "inbox/choices_for.html", context, status=422 if form.errors else 200)
