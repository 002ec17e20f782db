"""Why it came out so, in a sentence: the words for the codes that the methods give."""

from collections.abc import Mapping
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from decisions.methods.outcome import Outcome
from values.names import listed

BASES: dict[str, Promise] = {
    "taken": _("all positions, with abstentions"),
    "decided": _("yes and no, without abstentions"),
    "electors": _("everybody who may decide"),
}
REASONS: dict[str, Promise] = {
    "no_electors": _("There was nobody who could decide this."),
    "no_positions": _("Nobody has taken a position, so nothing is decided."),
    "quorum": _(
        "Too few took part. Positions: %(taken)s of %(electors)s; at least %(needed)s are needed."
    ),
    "sense": _(
        "Positions: %(taken)s of %(electors)s. This shows where we stand; it decides nothing."
    ),
    "no_block": _(
        "Adopted: no block stands. Agree: %(agree)s. Agree with reservations: %(reservations)s."
        " Stand aside: %(stand_aside)s."
    ),
    "blocks_passed_over": _(
        "Adopted. Blocks: %(blocks)s; up to %(allowed)s can be passed over here. Agree: %(agree)s."
        " Agree with reservations: %(reservations)s. Stand aside: %(stand_aside)s."
    ),
    "blocked": _("Not agreed yet. Blocks: %(blocks)s. Now we look for a way through together."),
    "too_many_blocks": _(
        "Not agreed yet. Blocks: %(blocks)s; up to %(allowed)s can be passed over here. Now we look"
        " for a way through together."
    ),
    "too_many_stand_aside": _(
        "Not agreed yet: too many stand aside. They are %(stand_aside)s; the limit is %(limit)s."
    ),
    "nobody_agrees": _("Not agreed yet: nobody has agreed."),
    "no_objection": _(
        "Adopted: no objection stands. Consent: %(consent)s. Consent with a concern: %(concern)s."
    ),
    "objected": _(
        "Not agreed yet. Objections: %(objections)s. We work them into the proposal, and it comes"
        " again."
    ),
    "nobody_consents": _("Not agreed yet: nobody has consented."),
    "majority": _("Adopted. Yes: %(yes)s of %(of)s (%(base)s). More than half was needed."),
    "share": _("Adopted. Yes: %(yes)s of %(of)s (%(base)s). At least %(share)s was needed."),
    "tie": _("Not adopted: a tie. Yes: %(yes)s. No: %(no)s."),
    "exactly_half": _(
        "Not adopted. Yes: %(yes)s of %(of)s (%(base)s). That is half; more than half was needed."
    ),
    "no_majority": _("Not adopted. Yes: %(yes)s of %(of)s (%(base)s). More than half was needed."),
    "short_of_share": _(
        "Not adopted. Yes: %(yes)s of %(of)s (%(base)s). At least %(share)s was needed."
    ),
    "nobody_decided": _("Not adopted: nobody said yes or no."),
    "most_approved": _("Chosen: %(chosen)s. The most voices for one option: %(most)s of %(of)s."),
    "highest_score": _("Chosen: %(chosen)s. The highest sum of points: %(most)s."),
    "condorcet": _("Chosen: %(chosen)s. One against one, it wins against each of the others."),
    "schulze": _(
        "Chosen: %(chosen)s. No option beats each of the others, one against one; this one has the"
        " strongest chains of wins."
    ),
    "runoff": _("Chosen: %(chosen)s, with %(most)s of %(of)s in round %(rounds)s of the run-off."),
    "shares": _(
        "Chosen: %(chosen)s. Cost: %(spent)s of %(budget)s. Those who want them pay, each from an"
        " equal share."
    ),
    "shares_completed": _(
        "Chosen: %(chosen)s. Cost: %(spent)s of %(budget)s. Those who want them pay, each from an"
        " equal share; added from what was left: %(added)s."
    ),
    "options_tied": _("A tie between %(tied_names)s. Another round, or a talk, can tell."),
    "nothing_chosen": _("Nothing is chosen: no option had enough behind it."),
    "nothing_affordable": _("Nothing is chosen: nobody could pay for any of it together."),
}
BY_LOT = _("A tie was settled by the order that was drawn by lot beforehand.")


def reason_in_words(outcome: Outcome, titles: Mapping[str, str] | None = None) -> str:
    """One or a few sentences in the reader's language. titles: of options, where they have some."""
    code = outcome.reason.code.removesuffix("_by_lot")
    numbers = {name: shown(number) for name, number in outcome.reason.numbers.items()}
    if base := BASES.get(numbers.get("base", "")):
        numbers["base"] = str(base)
    titles = titles or {}
    numbers["chosen"] = listed([titles.get(option, option) for option in outcome.chosen])
    numbers["tied_names"] = listed([titles.get(option, option) for option in outcome.tied])
    words = str(REASONS[code]) % numbers
    return f"{words} {BY_LOT}" if code != outcome.reason.code else words


def shown(number: int | Fraction | str) -> str:
    """A number as one reads it: whole, or a fraction in its lowest terms."""
    return str(number)
