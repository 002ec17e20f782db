"""A network answers a call by its own decision."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coalitions.actions.calls import answer_decided
from coalitions.models import Call, Reply, Wanted
from coalitions.rules.calls import is_everyones, subject_of, why_not_answer
from decisions.carrying.common import gone, key_in, refuse_part
from decisions.effects import Effect
from decisions.models import Decision, Subject
from decisions.rules.moves import shown_name
from networks.models import Affiliation, AffiliationState, Network
from solidarity.base.refused import refuse_if

About = Mapping[str, Any]


def _call(about: About) -> Call | None:
    found = Call.objects.select_related("body", "network")
    return found.filter(pk=key_in(about, "call")).first()


def _why_not(network: Network, about: About, *, subject: Subject) -> str:
    call = _call(about)
    if call is None or about.get("reply") not in Reply.values or subject_of(call) != subject:
        return gone()
    inside = Affiliation.objects.filter(
        member=network, body=call.body, state=AffiliationState.ACTIVE
    )
    if not inside.exists():
        return _("Your network does not belong to this coalition any more.")
    return why_not_answer(call, network)


def _carry_out(decision: Decision, at: datetime, *, subject: Subject) -> dict[str, Any]:
    refuse_part(decision, SIGN if subject == Subject.STATEMENT else ANSWER)
    about, network = decision.effect_about, decision.network
    refuse_if(_why_not(network, about, subject=subject))
    done = answer_decided(
        key_in(about, "call"), network=network, reply=about["reply"],
        is_public=bool(about.get("public")), decision=decision.number, at=at,
    )  # fmt: skip
    return {"done": done}


def _in_words(network: Network, about: About) -> str:
    """Decisions may be read by more people than calls: only a public one is named by its title."""
    call = _call(about)
    reply = about.get("reply")
    if call is None or reply not in Reply.values:
        return _("Answer a call that is not there any more")
    if call.is_public and is_everyones(call.body):
        what = _("“%(title)s” of %(name)s") % {
            "title": call.title[:90],
            "name": shown_name(call.network),
        }
    else:
        what = _("call %(number)s in %(body)s") % {
            "number": call.number,
            "body": shown_name(call.body),
        }
    said = {"call": what, "reply": Reply(reply).label}
    if call.wanted == Wanted.LETTER and reply == Reply.YES:
        return _("Sign the letter: %(call)s") % said
    return _("Answer a call: %(call)s. %(reply)s") % said


def words_for(call: Call, reply: str) -> str:
    """What a draft that answers `call` begins with; where the call is not public, only its way."""
    parts = [f"**{Reply(reply).label}**: {call.get_wanted_display()}."]
    if call.until:
        parts.append(
            _("An answer is wanted by %(day)s.") % {"day": date_format(call.until, "DATE_FORMAT")}
        )
    if call.is_public and is_everyones(call.body):
        quoted = "\n".join(f"> {line}" for line in call.words.splitlines())
        parts += [_("The call says:"), quoted]
    link = _("Read the whole call")
    parts.append(f"[{link}]({reverse('coalitions:call', args=[call.body.slug, call.number])})")
    return "\n\n".join(parts)


def effect_for(call: Call) -> Effect:
    """What a decision that answers `call` does."""
    return SIGN if call.wanted == Wanted.LETTER else ANSWER


def _effect(kind: str, label: Any, subject: Subject) -> Effect:
    return Effect(
        kind=kind,
        label=label,
        subject=subject,
        why_not=partial(_why_not, subject=subject),
        carry_out=partial(_carry_out, subject=subject),
        in_words=_in_words,
    )


ANSWER = _effect("coalitions.answer_call", gettext_lazy("Answer a call for solidarity"),
                 Subject.DAILY)  # fmt: skip
SIGN = _effect("coalitions.sign_letter", gettext_lazy("Sign a letter"), Subject.STATEMENT)
