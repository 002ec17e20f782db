"""The file from which anybody counts a round again: the same bytes as those its digest is of."""

from allauth.core.internal.ratelimit import get_ip
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from decisions.models import Round
from decisions.queries.counting import canonical, record_of
from decisions.views.parts import question_for
from solidarity.base.limits import GIVING_OUT, count_against
from solidarity.people.models import ViewerRequest


@require_safe
@login_not_required
def export_json(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    """The newest round that was counted, or the one of `?round=`; 404 where there is none."""
    question = question_for(request, slug, number)
    rounds = Round.objects.filter(decision=question.decision, counted_at__isnull=False)
    wanted = request.GET.get("round", "")
    if wanted:
        rounds = rounds.filter(number=int(wanted) if wanted.isdecimal() and len(wanted) < 5 else 0)
    found = rounds.select_related("version").order_by("-number").first()
    if found is None:
        raise Http404
    who = str(request.user.pk) if request.user.is_authenticated else str(get_ip(request))
    count_against(GIVING_OUT, what="decision-file", who=who, at=now())
    found.decision = question.decision
    answer = HttpResponse(canonical(record_of(found)), content_type="application/json")
    name = f"{slug}-{number}-{found.number}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
