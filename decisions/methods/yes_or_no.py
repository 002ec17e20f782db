"""What the methods with stances share: counting them."""

from collections.abc import Iterable

from decisions.methods.tally import NOBODY, Cast, Tally, merged


def counted(casts: Iterable[Cast[str]], names: tuple[str, ...]) -> dict[str, Tally]:
    """What stands behind each of these stances, in their order.

    Raises ValueError for a stance that the method does not know: a bug in the caller.
    """
    found = {choice: behind for behind, choice in merged(casts)}
    if strange := found.keys() - set(names):
        raise ValueError(f"stances {sorted(strange)} are none of {names}")
    return {name: found.get(name, NOBODY) for name in names}
