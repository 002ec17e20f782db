"""A network's yes to a version: put to its own people, or written down where they gave it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coalitions.actions.consenting import ask_own_people, write_down
from coalitions.forms.agreement import YesForm
from coalitions.queries.agreement import in_force
from coalitions.queries.consents import agreed_inside, hers_in, open_question
from coalitions.rules.agreement import why_not_ask_consent
from coalitions.rules.consenting import why_not_write_down
from coalitions.views.body import TAB
from coalitions.views.versions import version_in
from networks.queries.spokes import speaks_for
from networks.rules import standing_of
from solidarity.base.refused import Refused
from solidarity.people.models import PersonRequest
from solidarity.ui.rendering import render_part


@require_http_methods(["GET", "POST"])
def consent_page(request: PersonRequest, slug: str, number: int, member: str) -> HttpResponse:
    """Ask the people of one's own network whether they say yes; for its members."""
    body, version = version_in(request, slug, number)
    network = hers_in(request.user, body.network).filter(slug=member.replace("\0", "")).first()
    if network is None:
        raise Http404
    form = YesForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        words, key = form.cleaned_data["reservations"], form.cleaned_data["key"]
        try:
            if request.POST.get("act") == "write_down":
                write_down(version.pk, network.pk, by=request.user, reservations=words, at=now())
                messages.success(request, _("The yes of your network is written down."))
                return redirect("coalitions:version_consents", slug, number)
            asked = ask_own_people(
                version.pk, network.pk, by=request.user, reservations=words, key=key, at=now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your network is asked. Open the question when you like."))
            return redirect(asked)
    newest = in_force(body.network)
    inner = agreed_inside(network, version)
    standing = standing_of(request.user, network)
    speaks = speaks_for(request.user, network, body.network)
    context = body.context(TAB) | {
        "form": form,
        "version": version,
        "member": network,
        "said": version.consents.filter(network=network).first(),
        "question": open_question(network, version),
        "inner": inner,
        "can_write_down": inner
        and not why_not_write_down(standing, speaks=speaks, has_agreed=True),
        "why_not": why_not_ask_consent(version, newest.number if newest else 0, network),
    }
    return render_part(
        request, "coalitions/consent.html#consent", context, 422 if form.errors else 200
    )
