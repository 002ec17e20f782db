"""Agreeing to be asked, and taking it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from solidarity.base.refused import Refused
from solidarity.people.models import PersonRequest
from solidarity.ui.rendering import render_part
from values.actions import consent, withdraw
from values.forms import ConsentForm
from values.queries import consent_of, count_sheets, own_card_sorts
from values.wordings import NEWEST


@require_http_methods(["GET", "POST"])
def consent_page(request: PersonRequest) -> HttpResponse:
    """What is asked, why, who can ever see what, how to take it back; and her yes."""
    given = consent_of(request.user)
    form = ConsentForm(
        request.POST if request.method == "POST" else None, initial={"wording": NEWEST}
    )
    if form.is_valid():
        try:
            consent(request.user, wording=form.cleaned_data["wording"] or 0, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you. You can take it back at any time, right here."))
            return redirect("values:values")
    context = {
        "form": form,
        "given": given,
        "is_current": given is not None and given.wording == NEWEST,
        "words": f"values/consent/words_{given.wording if given else NEWEST}.html",
        "newest": f"values/consent/words_{NEWEST}.html",
    }
    status = 422 if form.errors else 200
    return render_part(request, "values/consent.html#consent", context, status)


@require_http_methods(["GET", "POST"])
def withdraw_page(request: PersonRequest) -> HttpResponse:
    """Ask once whether all answers shall go; then they are gone."""
    if request.method == "POST":
        count = withdraw(request.user, at=now())
        messages.success(
            request,
            ngettext(
                "It is taken back. Your answers are deleted: %(count)s sheet.",
                "It is taken back. Your answers are deleted: %(count)s sheets.",
                count,
            )
            % {"count": count}
            if count
            else _("It is taken back. There were no answers to delete."),
        )
        return redirect("values:values")
    given = consent_of(request.user)
    if given is None:
        return redirect("values:values")
    context = {"given": given, "sheets": count_sheets(request.user),
               "cards": own_card_sorts(request.user).exists()}  # fmt: skip
    return render_part(request, "values/withdraw.html", context)
