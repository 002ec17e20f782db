"""What methods, stances and results are called, and what each method is good for."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

METHODS: dict[str, Promise] = {
    "consensus": gettext_lazy("Consensus"),
    "consensus_minus": gettext_lazy("Consensus minus a few"),
    "one_in": gettext_lazy("Consensus, one block in so many"),
    "consent": gettext_lazy("Consent"),
    "majority": gettext_lazy("Simple majority"),
    "super_majority": gettext_lazy("A larger majority"),
    "sense_check": gettext_lazy("Sense check"),
    "approval": gettext_lazy("Approval"),
    "score": gettext_lazy("Points"),
    "schulze": gettext_lazy("Ranking, one against one"),
    "runoff": gettext_lazy("Ranking, instant run-off"),
    "equal_shares": gettext_lazy("Shared budget"),
}
ON_A_PROPOSAL = (
    "consensus", "consensus_minus", "one_in", "consent", "majority", "super_majority",
    "sense_check",
)  # fmt: skip
AMONG_OPTIONS = ("approval", "score", "schulze", "runoff", "equal_shares")
OF_CONSENSUS = ("consensus", "consensus_minus", "one_in")


class About(NamedTuple):
    """A method for somebody who chooses one: what is done, what for, and what it costs."""

    what: Promise
    good: Promise
    costs: Promise


ABOUT: dict[str, About] = {
    "consensus": About(
        gettext_lazy("Agree, agree with reservations, stand aside or block. One block stops it."),
        gettext_lazy("For what everybody must be able to carry: who we are, how we work."),
        gettext_lazy("Takes time. One person can stop it, so a block needs a written reason."),
    ),
    "consensus_minus": About(
        gettext_lazy("As consensus, but a fixed number of blocks is passed over."),
        gettext_lazy("For groups that want to agree without one stopping all."),
        gettext_lazy("Whoever is passed over may leave. Talk with them first."),
    ),
    "one_in": About(
        gettext_lazy("As consensus; one block for so many who may decide is passed over."),
        gettext_lazy("For large bodies: the more there are, the less one alone can stop."),
        gettext_lazy("A small group that is hurt can be passed over."),
    ),
    "consent": About(
        gettext_lazy("Not whether all like it, but whether anybody has a reason against it."),
        gettext_lazy("For trying something: good enough for now, safe enough to try."),
        gettext_lazy("It asks for clear reasons, which not everybody finds easy to write."),
    ),
    "majority": About(
        gettext_lazy("Yes or no. More than half is enough."),
        gettext_lazy("For small things, and where something must be decided soon."),
        gettext_lazy("Nearly half can lose. Where it goes deep, that divides."),
    ),
    "super_majority": About(
        gettext_lazy("Yes or no. A part that you choose is needed, such as two thirds."),
        gettext_lazy("For weighty things in bodies that are too large for consensus."),
        gettext_lazy("A minority can keep everything as it is."),
    ),
    "sense_check": About(
        gettext_lazy("Everybody says how much they support it. Nothing is decided."),
        gettext_lazy("For seeing where we stand before a proposal is worked out."),
        gettext_lazy("It ends with a picture; the decision is still to come."),
    ),
    "approval": About(
        gettext_lazy("Each ticks all the options that are fine. The most ticks win."),
        gettext_lazy("For dates, names, places: quick, and easy to explain."),
        gettext_lazy("It does not show how much one likes an option."),
    ),
    "score": About(
        gettext_lazy("Each gives points to each option. The highest sum wins."),
        gettext_lazy("For finding what is liked most in all."),
        gettext_lazy("Whoever gives only the highest and lowest points counts for more."),
    ),
    "schulze": About(
        gettext_lazy("Each ranks the options. What beats the others one against one wins."),
        gettext_lazy("For choosing one of many where it matters: nobody has to guess and bet."),
        gettext_lazy("How it is counted takes longer to explain."),
    ),
    "runoff": About(
        gettext_lazy("Each ranks the options. The last one leaves until one has more than half."),
        gettext_lazy("For elections where people know this way of counting."),
        gettext_lazy("An option that all could live with may leave early."),
    ),
    "equal_shares": About(
        gettext_lazy("All have an equal part of the money; those who want a thing pay together."),
        gettext_lazy("For sharing out a budget so that small groups get something, too."),
        gettext_lazy("Each option needs a cost. Some money may be left."),
    ),
}  # fmt: skip

STANCES: dict[str, Promise] = {
    "agree": gettext_lazy("Agree"),
    "reservations": gettext_lazy("Agree with reservations"),
    "stand_aside": gettext_lazy("Stand aside"),
    "block": gettext_lazy("Block"),
    "block_withdrawn": gettext_lazy("Block, taken back"),
    "consent": gettext_lazy("Consent"),
    "concern": gettext_lazy("Consent, with a concern"),
    "objection": gettext_lazy("Objection"),
    "objection_withdrawn": gettext_lazy("Objection, taken back"),
    "yes": gettext_lazy("Yes"),
    "no": gettext_lazy("No"),
    "abstain": gettext_lazy("Abstain"),
    "full_support": gettext_lazy("Full support"),
    "support": gettext_lazy("Support"),
    "mixed": gettext_lazy("Mixed feelings"),
    "doubts": gettext_lazy("Doubts"),
    "against": gettext_lazy("Against"),
}
MEANINGS: dict[str, Promise] = {
    "agree": gettext_lazy("I support it."),
    "reservations": gettext_lazy("I can live with it, and say what worries me."),
    "stand_aside": gettext_lazy("I will not carry it, and will not stop it."),
    "block": gettext_lazy(
        "It would go against what we are here for. I help to look for a way through."
    ),
    "consent": gettext_lazy("I see no reason against it."),
    "concern": gettext_lazy("It may go ahead; I want this to be heard."),
    "objection": gettext_lazy("I see a reason why it would harm us. We work it in."),
    "abstain": gettext_lazy("I say neither yes nor no."),
}
NO_POSITION = gettext_lazy("No position yet")
TONES = {
    "agree": "yes", "consent": "yes", "yes": "yes", "full_support": "yes",
    "reservations": "mostly", "concern": "mostly", "support": "mostly",
    "stand_aside": "aside", "abstain": "aside", "mixed": "aside",
    "doubts": "doubt", "block": "no", "objection": "no", "no": "no", "against": "no",
}  # fmt: skip

RESULTS: dict[str, Promise] = {
    "adopted": gettext_lazy("Adopted"),
    "not_adopted": gettext_lazy("Not adopted"),
    "further_round": gettext_lazy("Not agreed yet"),
    "chosen": gettext_lazy("Chosen"),
    "tied": gettext_lazy("A tie"),
    "nothing_chosen": gettext_lazy("Nothing chosen"),
    "no_quorum": gettext_lazy("Too few took part"),
    "sensed": gettext_lazy("Where we stand"),
}
GOOD_RESULTS = ("adopted", "chosen")

BASES: dict[str, Promise] = {
    "decided": gettext_lazy("of yes and no, without abstentions"),
    "taken": gettext_lazy("of all positions, with abstentions"),
    "electors": gettext_lazy("of everybody who may decide"),
}
COMPLETIONS: dict[str, Promise] = {
    "greedy": gettext_lazy("What still fits is added, the most wanted first"),
    "raise": gettext_lazy("All shares grow until the money would be passed"),
    "none": gettext_lazy("It stays unspent"),
}


def stance_name(stance: str) -> str:
    """What a stance is called; the names of own gradients are their own words."""
    return str(STANCES.get(stance, stance))


def method_in_words(method: Mapping[str, Any]) -> str:
    """A method with all of its settings, for whoever is bound by it."""
    words = _one_in_words(method)
    if back := method.get("fallback"):
        rounds = back["after_rounds"]
        many = ngettext(
            "After %(rounds)s round without agreement: %(then)s",
            "After %(rounds)s rounds without agreement: %(then)s",
            rounds,
        )
        words += " " + many % {"rounds": rounds, "then": method_in_words(back["method"])}
    return words


def _one_in_words(method: Mapping[str, Any]) -> str:
    name = method["name"]
    says = [f"{METHODS[name]}.", *_settings_in_words(name, method)]
    return " ".join(words for words in says if words)


def _settings_in_words(name: str, method: Mapping[str, Any]) -> list[str]:
    if name in OF_CONSENSUS:
        return [_blocks_in_words(name, method), _asides_in_words(method.get("stand_asides"))]
    if name in ("majority", "super_majority"):
        return [_bar_in_words(method)]
    if name == "sense_check":
        named = method.get("gradients") or ()
        return [_(", ").join(stance_name(each) for each in named)] if named else []
    if name == "score":
        given = {"low": method.get("low", 0), "high": method.get("high", 5)}
        return [_("From %(low)s to %(high)s points for each.") % given, _seats_in_words(method)]
    if name == "approval":
        return [_seats_in_words(method), _least_in_words(method)]
    if name == "equal_shares":
        left = COMPLETIONS[method.get("completion", "greedy")]
        budget = _("Budget: %(budget)s.") % {"budget": method["budget"]}
        return [budget, _("Of what is left: %(left)s.") % {"left": left}]
    return []


def _blocks_in_words(name: str, method: Mapping[str, Any]) -> str:
    if name == "one_in":
        words = _("One block for every %(of)s who may decide is passed over.")
        return words % {"of": method.get("of", 12)}
    if name == "consensus_minus":
        blocks = method.get("blocks", 1)
        many = ngettext(
            "Up to %(blocks)s block is passed over.",
            "Up to %(blocks)s blocks are passed over.",
            blocks,
        )
        return many % {"blocks": blocks}
    return _("One block stops it.")


def _asides_in_words(asides: int | str | None) -> str:
    if asides is None:
        return ""
    if isinstance(asides, int):
        many = ngettext(
            "At most %(asides)s may stand aside.", "At most %(asides)s may stand aside.", asides
        )
        return many % {"asides": asides}
    return _("At most %(share)s of those who may decide may stand aside.") % {
        "share": share_in_words(asides)
    }


def _bar_in_words(method: Mapping[str, Any]) -> str:
    base = BASES[method.get("base", "decided")]
    if method["name"] == "majority":
        return _("More than half %(base)s.") % {"base": base}
    share = share_in_words(method["share"])
    return _("At least %(share)s %(base)s.") % {"share": share, "base": base}


def _seats_in_words(method: Mapping[str, Any]) -> str:
    seats = method.get("seats", 1)
    many = ngettext("%(seats)s option is chosen.", "%(seats)s options are chosen.", seats)
    return many % {"seats": seats}


def _least_in_words(method: Mapping[str, Any]) -> str:
    if method.get("at_least", 0) in (0, "0"):
        return ""
    share = share_in_words(method["at_least"])
    return _("Each needs at least %(share)s of the voices.") % {"share": share}


def share_in_words(share: int | str) -> str:
    """A part as it is read: a fraction between Latin marks, so that it is not turned round."""
    return f"\N{LEFT-TO-RIGHT ISOLATE}{share}\N{POP DIRECTIONAL ISOLATE}"


def quorum_in_words(quorum: str) -> str:
    """How many must take part; "" where no number is asked for."""
    if quorum in ("", "0"):
        return ""
    words = _("It counts only when at least %(share)s of those who may decide take a position.")
    return words % {"share": share_in_words(quorum)}


def voices_in_words(voices: Any) -> str:
    """How many voices each has."""
    if voices == "one_each":
        return _("One voice each")
    if voices == "own":
        return _("Each network has its own share of voices")
    bands = (
        _("from %(from)s people: %(voices)s")
        % {"from": band["from"], "voices": share_in_words(band["voices"])}
        for band in voices["bands"]
    )
    return _("Voices by size: %(bands)s") % {"bands": "; ".join(bands)}
