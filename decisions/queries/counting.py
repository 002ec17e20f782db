"""A round as the methods count it, and as a file that anybody can count again.

The file (docs/recount.md) calls electors by their numbers and holds no words but the titles of
options: what is in it stays when names and reasons go, and so does its digest.
"""

import hashlib
import json
from functools import lru_cache
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from decisions.methods.deciding import Method, Question, applied, decide
from decisions.methods.outcome import Outcome
from decisions.methods.tally import Cast, Tally, together
from decisions.models import Ballot, Decision, Elector, ElectorState, Position, Published, Round
from decisions.models import Outcome as Kept
from decisions.queries.electorate import exact_of
from decisions.reasons import reason_in_words
from decisions.records import FORMAT
from decisions.records.fields import exact, parsed
from decisions.records.methods import Option, read_method, read_options
from decisions.records.positions import reader_for
from decisions.reports import outcome_of_told

RANKED = ("schulze", "runoff")
RESULT = ("result", "reason", "chosen", "tied", "counts")  # what the file says of its outcome


def ordinal(round: Round) -> int:
    """Which round it is for its method: those that were called off, or begun anew, count not."""
    if round.number == 1:
        return 1
    before = Round.objects.filter(decision=round.decision_id, number__lt=round.number)
    return before.filter(voided_at=None).count() + 1


def electors_of(round: Round) -> QuerySet[Elector]:
    """Those who have a voice in it still; of a secret round all who had one when it opened.

    A ballot that was cast stays, since nobody knows whose it is. Would others who left be taken
    out, the number of electors told of each who leaves whether she had cast one.
    """
    electors = Elector.objects.filter(round=round)
    return electors if round.is_secret else electors.filter(state=ElectorState.ENTITLED)


def positions_that_count(round: Round) -> QuerySet[Position]:
    """The latest of each elector; one that departs from what bound it only when it is confirmed."""
    stands = Q(departs=False) | Q(confirmed_at__isnull=False)
    found = Position.objects.filter(round=round, is_current=True)
    return found.filter(stands, elector__state=ElectorState.ENTITLED)


def options_of(round: Round) -> tuple[Option, ...]:
    """What one chooses among; none where one does not."""
    return _read(json.dumps([round.method, round.options]))[1]


def whole_method(decision: Decision) -> Any:
    """The method of a question that no round has settled yet, with what it falls back on."""
    return _read(json.dumps([decision.method, decision.options]))[0]


def method_of(round: Round, *, number: int | None = None) -> Method:
    """The method that counts this round. number: which it is, where that is known."""
    whole = _read(json.dumps([round.method, round.options]))[0]
    return applied(whole, number or ordinal(round))[0]


@lru_cache(maxsize=256)
def _read(said: str) -> tuple[Any, tuple[Option, ...]]:
    """The whole method, with what it falls back on, and the options; exact, from JSON."""
    method, options = parsed(said)
    found = read_options(options, "options") if options else ()
    return read_method(method, "method", found), found


def question_of(round: Round) -> Question:
    """All that its outcome depends on, as of now. Three queries, however many took a position."""
    number = ordinal(round)
    method, _options = _read(json.dumps([round.method, round.options]))
    casts = _casts(round, applied(method, number)[0])
    share = exact(round.quorum, "quorum", least=0, most=1)
    return Question(method, _electorate(round), casts, share, number)


def outcome_of(round: Round) -> Outcome:
    """What comes out of it as it stands now."""
    return decide(question_of(round))


def _electorate(round: Round) -> Tally:
    rows = electors_of(round).values_list("voices", "is_network")
    alike = rows.annotate(number=Count("pk"), behind=Sum("people")).order_by()
    return together(_tally(*each) for each in alike)


def _tally(voices: str, is_network: bool, number: int, people: int) -> Tally:
    return Tally(number, exact_of(voices) * number, number * is_network, people)


def _casts(round: Round, method: Method) -> list[Cast[Any]]:
    read_one = reader_for(method)
    if round.is_secret or round.in_room:
        ballots = Ballot.objects.filter(round=round).values_list("choice")
        found = ballots.annotate(number=Count("pk")).order_by()
        return [
            Cast(_people(number * _times(choice)), read_one(choice, "").choice)
            for choice, number in found
        ]
    rows = positions_that_count(round).values_list(
        "choice", "elector__voices", "elector__is_network"
    )
    alike = rows.annotate(number=Count("pk"), behind=Sum("elector__people")).order_by()
    return [
        Cast(_tally(voices, is_network, number, people), read_one(choice, "").choice)
        for choice, voices, is_network, number, people in alike
    ]


def _people(number: int) -> Tally:
    """So many people, with one voice each."""
    return Tally(number, number, 0, number)


def _times(choice: Any) -> int:
    """How many chose so in a room; a secret ballot is one."""
    times: int = choice.get("times", 1) if isinstance(choice, dict) else 1
    return times


def record_of(round: Round) -> dict[str, Any]:
    """The round as a file for recounting, with its outcome once there is one."""
    found: dict[str, Any] = {
        "format": FORMAT,
        "note": _note(round),
        "method": round.method,
        "quorum": round.quorum,
        "round": ordinal(round),
    }
    if round.options:
        found["options"] = round.options
    if round.in_room:
        found |= _in_room(round)
    else:
        found |= _secret(round) if round.is_secret else _open(round)
    kept = Kept.objects.filter(round=round).first()
    if kept is not None:
        found["outcome"] = {name: kept.told[name] for name in RESULT}
    return found


def _note(round: Round) -> str:
    """Which text was decided on, so that its digest stands in this file's digest, too."""
    text = hashlib.sha256(round.version.words.encode()).hexdigest()
    return f"version {round.version.number} of the proposal, sha256 {text}"


def _open(round: Round) -> dict[str, Any]:
    own = round.voices == "own"
    rows = electors_of(round).order_by("number")
    named = [
        _elector(*row, own=own)
        for row in rows.values_list("number", "is_network", "people", "voices")
    ]
    said = positions_that_count(round).order_by("elector__number")
    positions = {str(number): choice for number, choice in said.values_list(
        "elector__number", "choice"
    )}  # fmt: skip
    return {"voices": round.voices, "electors": named, "positions": positions}


def _elector(
    number: int, is_network: bool, people: int, voices: str, *, own: bool
) -> str | dict[str, Any]:
    found: dict[str, Any] = {"id": str(number)}
    if is_network:
        found |= {"network": True, "people": people}
    if own:
        found["voices"] = voices
    return found if len(found) > 1 else str(number)


def _in_room(round: Round) -> dict[str, Any]:
    """The numbers as they were taken down, and how many were there."""
    ballots = Ballot.objects.filter(round=round).order_by("tag").values_list("choice", flat=True)
    return {"electors": electors_of(round).count(), "ballots": list(ballots)}


def _secret(round: Round) -> dict[str, Any]:
    """Ballots by their tags, or how many are alike; nothing says whose, or when."""
    found = {"electors": electors_of(round).count()}
    ballots, method = Ballot.objects.filter(round=round), method_of(round).name
    listed: list[dict[str, Any]]
    if round.decision.published == Published.CODES:
        tagged = ballots.order_by("tag").values_list("tag", "choice")
        listed = [_ballot(choice, method) | {"code": tag} for tag, choice in tagged]
    else:
        rows = ballots.values_list("choice").annotate(number=Count("pk")).order_by()
        listed = [_ballot(choice, method) | {"times": number} for choice, number in rows]
        listed.sort(key=canonical)
    return found | {"ballots": listed}


def _ballot(choice: Any, method: str) -> dict[str, Any]:
    """A choice as an object, so that it can have a code beside it."""
    if isinstance(choice, dict):
        return choice
    if isinstance(choice, str):
        return {"stance": choice}
    return {"ranking" if method in RANKED else "approve": choice}


def canonical(record: dict[str, Any]) -> bytes:
    """The file, the same bytes whoever writes it and whenever."""
    words = json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return words.encode()


def digest_of(record: dict[str, Any]) -> str:
    """SHA-256 of the file, hex: what the closing mail carries."""
    return hashlib.sha256(canonical(record)).hexdigest()


def told_outcome(kept: Kept) -> Outcome:
    """The outcome as it was written down; nothing is counted."""
    return outcome_of_told(kept.told)


def sentence_of(kept: Kept, round: Round) -> str:
    """Why it came out so, in the reader's language."""
    titles = {option.id: option.title for option in options_of(round)}
    return reason_in_words(told_outcome(kept), titles)
