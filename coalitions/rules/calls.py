"""Who calls, who answers a call and how, and who says what followed."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from coalitions.models import Call, CallAnswer, Coalition, Phase, Reply, Wanted
from decisions.models import Subject
from decisions.rules.customs import usual_of
from networks.models import Kind, Network, Visibility
from networks.rules import Standing


def is_there(standing: Standing, network: Network) -> bool:
    """Whether a body has calls: a coalition does; whoever knows of it reads the public ones."""
    return network.kind == Kind.COALITION


def is_everyones(network: Network) -> bool:
    """Whether everyone may know that it exists."""
    return network.visibility == Visibility.PUBLIC


def why_not_call(standing: Standing, coalition: Coalition, callers: Collection[Network]) -> str:
    """Why the viewer may not call the others; "" when she may. callers: for whom she speaks."""
    if not standing.belongs:
        return _("Only networks that belong here call the others.")
    if standing.is_paused:
        return _("You can read here, but not write.")
    if coalition.phase == Phase.ENDED:
        return _("This coalition has ended. What it did stays here to read.")
    if not callers:
        return _(
            "A network calls by its stewards, or by whoever speaks for it here. Ask one of them."
        )
    return ""


def why_not_public(body: Network, caller: Network) -> str:
    """Why a call of `caller` cannot be public; "" when it can."""
    if is_everyones(body) and is_everyones(caller):
        return ""
    return _(
        "A hidden network, or one in a hidden coalition, calls those who belong, not everyone."
    )


def why_not_answer(call: Call, network: Network) -> str:
    """Why `network`, which belongs to the body, may not answer; "" when it may."""
    if call.network_id == network.pk:
        return _("This is your own network’s call.")
    return _("This call is over.") if call.ended_at else ""


def subject_of(call: Call) -> Subject:
    """What kind of question an answer is: a name under a letter is a public statement."""
    return Subject.STATEMENT if call.wanted == Wanted.LETTER else Subject.DAILY


def why_not_alone(call: Call, network: Network, reply: str, held: CallAnswer | None) -> str:
    """Why those who speak for `network` may not say this by themselves; "" when they may.

    A network that has a usual way to decide such questions uses it. One that has none leaves what
    is day to day to its stewards; but its name stands under no letter without a decision. held:
    what it answered so far; how it does what it decided, they write.
    """
    if held is not None and held.inner:
        if held.reply == reply:
            return ""
        return _("Your network decided this. Only another decision of it says something else.")
    if usual_of(network, subject_of(call)) is not None:
        return _(
            "Your network decides such questions together. Bring it to a decision: the text is"
            " there already."
        )
    if call.wanted == Wanted.LETTER and reply != Reply.NO:
        return _(
            "A network’s name stands under a letter only by a decision of its people. Bring it to"
            " one: the text is there already."
        )
    return ""


def why_not_follow(
    standing: Standing, call: Call, spoken: Collection[Network], *, is_there: bool
) -> str:
    """Why the viewer may not write what followed, or end it; "" when she may.

    spoken: for whom she speaks here; is_there: the network that calls belongs here still.
    """
    if call.network_id in {network.pk for network in spoken}:
        return ""
    if standing.is_steward and not standing.is_paused and not is_there:
        return ""
    return _("Whoever speaks for the network that called writes what followed.")
