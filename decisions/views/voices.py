"""Taking a position: one form for each voice that somebody holds, and where they are sent."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from decisions.actions.taking import take_back_block, take_position
from decisions.forms.taking import PositionForm, position_form, position_from
from decisions.models import Elector, Mandate, Position, Round
from decisions.queries.counting import method_of
from decisions.queries.page import choice_in_words, loyalties, name_of, newest_round, titles_of
from decisions.queries.voices import current_position, own_voice, voices_spoken
from decisions.records.kept import is_withdrawn, stance_of
from decisions.rules.taking import NEEDS_REASON, is_open, why_not_take
from decisions.views.parts import TAB, Look, question_for
from networks.views.body import Body
from solidarity.base.refused import Refused
from solidarity.people.actions import drop_draft
from solidarity.people.models import Person, PersonRequest
from solidarity.people.queries import draft_of
from solidarity.ui.pressing import pressed
from solidarity.ui.rendering import render_part

TYPED = ("reason", "rests_on")


@dataclass(frozen=True)
class Held:
    """A voice that the viewer holds: what she chose with it, and the form to choose anew."""

    elector: Elector
    position: Position | None
    words: str  # what was chosen so far
    form: PositionForm
    draft_purpose: str
    why_not: str = ""
    mandate: Mandate | None = None
    carried: str = ""  # what her network told her, in words

    @property
    def name(self) -> str:
        """The network that she speaks for; "" for her own voice."""
        return name_of(self.elector) if self.elector.is_network else ""

    @property
    def key(self) -> str:
        """What its form says to be told from the others."""
        return str(self.elector.network_id or "")

    @property
    def blocks(self) -> bool:
        """Whether something of hers stops it, which she can take back."""
        if self.position is None or is_withdrawn(self.position.choice):
            return False
        return stance_of(self.position.choice) in NEEDS_REASON


def voice_forms(look: Look, *, refused: Held | None = None) -> list[Held]:
    """The voices that the viewer holds in the open round, hers first."""
    if look.person is None or look.round is None or look.round.is_secret:
        return []
    own = list(own_voice(look.round, look.person))
    spoken = list(voices_spoken(look.round, look.person).select_related("network"))
    return [held_by(look, look.person, elector) for elector in (*own, *spoken)]


def held_by(look: Look, person: Person, elector: Elector, data: Any = None) -> Held:
    """A voice with its form; what was chosen, or typed and not sent, stands in it."""
    assert look.round is not None  # noqa: S101 there is a voice in it
    position = current_position(elector)
    purpose = f"position-{elector.pk}"
    initial: dict[str, Any] = {"before": str(position.pk) if position else ""}
    method = method_of(look.round)
    if position is not None:
        initial |= position_from(method.name, position.choice)
        if written := getattr(position, "written", None):
            initial |= {"reason": written.reason, "rests_on": written.rests_on}
    if data is None:
        typed = draft_of(person, purpose)
        initial |= {name: typed[name][0] for name in TYPED if typed.get(name)}
    asked = dict(look.round.method) if method.name == look.round.method["name"] else {}
    form = position_form(
        {**asked, "name": method.name}, look.round.options, method.names, data, initial=initial,
        auto_id=f"id_{elector.number}_%s", loyalties=_loyalties(look, person, elector),
    )  # fmt: skip
    words = ""
    if position is not None:
        words = choice_in_words(position.choice, method.name, titles_of(look.round))
    why_not = why_not_take(look.round, elector, at=now())
    mandate, carried = _carried(look.round, elector)
    return Held(elector, position, words, form, purpose, why_not, mandate, carried)


def _carried(round: Round, elector: Elector) -> tuple[Mandate | None, str]:
    """What she carries for her network, where it was asked."""
    if not elector.is_network:
        return None, ""
    found = Mandate.objects.filter(elector=elector).select_related("inner__network").first()
    if found is None or found.choice is None:
        return found, ""
    return found, choice_in_words(found.choice, method_of(round).name, titles_of(round))


def _loyalties(look: Look, person: Person, elector: Elector) -> list[tuple[str, str]]:
    """For whom she may say that she speaks, where there are several."""
    if elector.is_network:
        return []
    found = loyalties(person, look.decision)
    return [(str(each.pk), each.name) for each in found] if len(found) > 1 else []


@require_http_methods(["GET", "POST"])
def position_page(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Take a position, or change it; the page of the decision sends its form here."""
    look = _look(request, slug, number)
    held = _chosen(look, request)
    form = held.form
    if not held.why_not and form.is_valid():
        try:
            taken = _take(request, look, held)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drop_draft(request.user, held.draft_purpose)
            _say(request, held, taken)
            return redirect(f"{look.decision.get_absolute_url()}#voice")
    context = _context(look) | {"held": held, "decision": look.decision, "round": look.round}
    is_wrong = request.method == "POST"
    return render_part(
        request, "decisions/position.html#position", context, 422 if is_wrong else 200
    )


def _look(request: PersonRequest, slug: str, number: int) -> Look:
    """The open or newest round of a decision; Http404 where there is none that is by name."""
    question = question_for(request, slug, number)
    round = newest_round(question.decision)
    if round is None or round.is_secret:
        raise Http404
    at = now()
    return Look(request, question.decision, question.body.standing, round, is_open(round, at=at))


def _context(look: Look) -> dict[str, Any]:
    return Body(look.decision.network, look.standing).context(TAB)


def _chosen(look: Look, request: PersonRequest) -> Held:
    """The voice that the form names; Http404 for one that is not hers to use."""
    assert look.round is not None  # noqa: S101 see _look
    asked = (request.POST if request.method == "POST" else request.GET).get("for", "")
    if asked.isdecimal() and len(asked) < 19:
        found = voices_spoken(look.round, request.user).filter(network=int(asked))
    else:
        found = own_voice(look.round, request.user)
    elector = found.select_related("network").first()
    if elector is None:
        raise Http404
    return held_by(look, request.user, elector, request.POST if request.method == "POST" else None)


def _take(request: PersonRequest, look: Look, held: Held) -> Position:
    said = held.form.cleaned_data
    assert look.round is not None  # noqa: S101 see _look
    hers = {each.pk: each for each in loyalties(request.user, look.decision)}
    spoken_for = held.form.speaks_for()
    return take_position(
        look.round.pk, by=request.user, choice=held.form.chosen(), reason=said["reason"],
        rests_on=said.get("rests_on", ""), key=said["key"], at=now(),
        speaks_for=hers.get(spoken_for) if spoken_for else None, for_network=held.elector.network,
    )  # fmt: skip


def _say(request: PersonRequest, held: Held, taken: Position) -> None:
    """That it counts; and what it took the place of, if that came from another tab meanwhile.

    Whoever stops the proposal is asked to look for a way through with the others.
    """
    before = held.form.cleaned_data["before"]
    if held.position and held.position.pk != taken.pk and str(held.position.pk) != before:
        words = _("Your position counts. It took the place of “%(before)s” from another tab.")
        messages.warning(request, words % {"before": held.words})
    elif stance_of(taken.choice) in NEEDS_REASON and not is_withdrawn(taken.choice):
        words = _(
            "It counts, and stops the proposal for now. Help to look for a way through: write in"
            " the talk below what would have to change. You can take it back until it closes."
        )
        messages.success(request, words)
    else:
        messages.success(request, _("Your position counts. You can change it until it closes."))


@require_POST
def take_back(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Let a block or an objection stand no longer."""
    look = _look(request, slug, number)
    held = _chosen(look, request)
    assert look.round is not None  # noqa: S101 see _look
    key = request.POST.get("key", "")[:64] or f"back-{held.position.pk if held.position else 0}"
    pk = look.round.pk

    def act() -> Position:
        return take_back_block(
            pk, by=request.user, for_network=held.elector.network, key=key, at=now()
        )

    done = _("Taken back: it stops the proposal no more. Say where you stand now, if you like.")
    return pressed(request, act, done=done, to=f"{look.decision.get_absolute_url()}#voice")
