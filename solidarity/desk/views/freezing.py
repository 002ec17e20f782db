"""Accounts that admins have frozen, with the reasons: all admins read them, and the owner hers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from solidarity.base.pages import keyset_page
from solidarity.base.refused import Refused
from solidarity.desk.forms.freezing import FreezeForm
from solidarity.desk.views import admins_only
from solidarity.people.actions.freezing import freeze, thaw_by_admin
from solidarity.people.models import FrozenBy, Person, PersonRequest
from solidarity.people.queries import frozen_by_admins

PER_PAGE = 30


@require_http_methods(["GET", "POST"])
@admins_only
def frozen_page(request: PersonRequest) -> HttpResponse:
    """Freeze an account at once; below, what admins froze."""
    form = FreezeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        handle, reason = form.cleaned_data["handle"], form.cleaned_data["reason"]
        person = Person.objects.filter(handle=handle).first()
        try:
            if person is None:
                raise Refused(_("Nobody has this address. Look at it again."))
            freeze(person, FrozenBy.ADMIN, by=request.user, reason=reason, at=now())
        except Refused as refusal:
            form.add_error("handle", str(refusal))
        else:
            words = _("The account of %(name)s is frozen. They have a mail with the reason.")
            messages.success(request, words % {"name": person.display_name})
            return redirect("desk:frozen")
    page = keyset_page(frozen_by_admins(), after=request.GET.get("after", ""), size=PER_PAGE)
    context = {"form": form, "page": page}
    return render(request, "desk/frozen.html", context, status=422 if form.errors else 200)


@require_POST
@admins_only
def open_account(request: PersonRequest, pk: int) -> HttpResponse:
    """Open again what an admin froze."""
    freezing = get_object_or_404(frozen_by_admins(), pk=pk)
    try:
        thaw_by_admin(freezing.pk, by=request.user, at=now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The account is open again."))
    return redirect("desk:frozen")
