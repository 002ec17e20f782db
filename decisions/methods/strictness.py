"""Whether one method asks for at least as much agreement as another: so that nobody goes round
the method that a body uses for its weighty questions by choosing an easier one.

Methods that cannot be compared are not as strict as each other.
"""

from fractions import Fraction

from decisions.methods.approval import Approval
from decisions.methods.consensus import Consensus, ConsensusMinus, OneIn
from decisions.methods.consent import Consent
from decisions.methods.deciding import Fallback, Method
from decisions.methods.majority import HALF, Base, Majority, SuperMajority
from decisions.methods.sense import SenseCheck
from decisions.methods.tally import Exact

BASES = (Base.DECIDED, Base.TAKEN, Base.ELECTORS)


def is_as_strict(
    method: Method | Fallback, usual: Method | Fallback, *, quorum: Exact = 0, wanted: Exact = 0
) -> bool:
    """Whether `method` with `quorum` asks for as much as `usual` with the quorum `wanted`.

    A sense check decides nothing, so it goes round nothing. A fallback is as strict as the easiest
    of its methods; whoever does without the fallback of `usual` is stricter.
    """
    if isinstance(method, SenseCheck):
        return True
    if quorum < wanted:
        return False
    if method == usual:
        return True
    first = usual
    while isinstance(first, Fallback):
        first = first.first
    return all(_is_as_strict(each, first, quorum) for each in _links(method))


def _links(method: Method | Fallback) -> list[Method]:
    found: list[Method] = []
    while isinstance(method, Fallback):
        found.append(method.first)
        method = method.then
    return [*found, method]


def _is_as_strict(method: Method, usual: Method, quorum: Exact) -> bool:
    if isinstance(usual, SenseCheck):
        return True
    if _family(method) == 0 or _family(usual) == 0:  # among options
        return _is_same_choice(method, usual)
    if isinstance(usual, Majority):
        return _is_above_majority(method, usual, quorum)
    if not _asides_within(method, usual):
        return False
    if _family(method) != _family(usual):
        return _family(method) > _family(usual)
    return _passes_over_no_more(method, usual)


def _family(method: Method) -> int:
    """From easy to strict; 0 for methods among options."""
    if isinstance(method, Majority):
        return 1
    if isinstance(method, ConsensusMinus | OneIn):
        return 2
    if isinstance(method, Consent):
        return 3
    return 4 if isinstance(method, Consensus) else 0


def _is_same_choice(method: Method, usual: Method) -> bool:
    if isinstance(method, Approval) and isinstance(usual, Approval):
        return method.at_least >= usual.at_least
    return method.name == usual.name or (_family(usual) == 0 and _family(method) > 1)


def _is_above_majority(method: Method, usual: Majority, quorum: Exact) -> bool:
    """A share of all who may decide cannot be had with fewer taking part."""
    if isinstance(method, Majority):
        higher = BASES.index(method.base) >= BASES.index(usual.base)
        return higher and _share(method) >= _share(usual)
    return usual.base != Base.ELECTORS or quorum >= (_share(usual) or HALF)


def _share(method: Majority) -> Fraction:
    """0 stands for more than a half."""
    return Fraction(method.share) if isinstance(method, SuperMajority) else Fraction(0)


def _asides_within(method: Method, usual: Method) -> bool:
    """Whether no more may stand aside than in `usual`."""
    if not isinstance(usual, Consensus):
        return True
    limits = (usual.stand_asides, usual.stand_aside_share)
    if limits == (None, None):
        return True
    if not isinstance(method, Consensus):
        return False
    for own, limit in zip((method.stand_asides, method.stand_aside_share), limits, strict=True):
        if limit is not None:
            return own is not None and own <= limit
    return False


def _passes_over_no_more(method: Method, usual: Method) -> bool:
    if isinstance(method, ConsensusMinus) and isinstance(usual, ConsensusMinus):
        return method.blocks <= usual.blocks
    if isinstance(method, OneIn) and isinstance(usual, OneIn):
        return method.of >= usual.of
    return type(method) is type(usual)
