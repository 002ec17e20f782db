"""Better groups near a known one: one person for another, or two for two, while all quotas hold."""

import numpy as np

from cohorts.lottery.pool import Counts, Floats, Pool

STEPS = 30  # exchanges, one after the other
LOOKED_AT = 20_000  # exchanges of one for one whose pairs are looked at
TRIED = 5  # pairs
GAIN = 1e-12  # less is none


class Swaps:
    """Exchanges in groups of one pool. The same group and worth always give the same."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self._has = pool.matters.astype(np.float32)
        # kinds with the same answers have the same sign; so have exchanges of the same answers
        signs = np.random.default_rng(0).integers(1, 2**40, size=len(self._has))
        self._signs = pool.matters.T @ signs

    def better(self, group: Counts, worth: Floats) -> Counts:
        """A group that meets all quotas, as this one does, and is worth as much or more.

        worth: of one person of each kind, shape (kinds,).
        """
        for _step in range(STEPS):
            found = self._step(group, worth)
            if found is None:
                break
            group = found
        return group

    def _step(self, group: Counts, worth: Floats) -> Counts | None:
        """The exchange that gains most; None where none gains."""
        goes, comes = np.flatnonzero(group > 0), np.flatnonzero(group < self.pool.sizes)
        gain = worth[comes][None, :] - worth[goes][:, None]
        single = np.where(self._is_allowed(group, goes, comes), gain, -np.inf)
        best = int(single.argmax()) if single.size else 0
        most = max(GAIN, float(single.flat[best])) if single.size else GAIN
        for at, other, gained in self._pairs(gain, goes, comes):
            found = self._exchanged(group, goes, comes, (at, other)) if gained > most else None
            if found is not None:
                return found
        return self._exchanged(group, goes, comes, (best,)) if most > GAIN else None

    def _is_allowed(self, group: Counts, goes: Counts, comes: Counts) -> "np.ndarray":
        """Whether one may come for one who goes. Shape (goes, comes)."""
        inside = self.pool.matters @ group
        full, scarce = inside >= self.pool.most, inside <= self.pool.least
        leaving, coming = self._has[:, goes], self._has[:, comes]
        broken = (full[:, None] * (1 - leaving)).T @ coming
        broken += (scarce[:, None] * leaving).T @ (1 - coming)
        return np.asarray(broken < 0.5)

    def _pairs(
        self, gain: Floats, goes: Counts, comes: Counts
    ) -> list[tuple[int, int, float]]:  # fmt: skip
        """Two exchanges of which one takes away the answers that the other brings; best first."""
        flat = gain.ravel()
        if not flat.size:
            return []
        many = min(LOOKED_AT, flat.size)
        at = np.sort(np.argpartition(-flat, many - 1)[:many])
        at = at[np.argsort(-flat[at], kind="stable")]
        change = (self._signs[comes][None, :] - self._signs[goes][:, None]).ravel()[at]
        changes, first = np.unique(change, return_index=True)
        gains = flat[at[first]]
        other = np.minimum(np.searchsorted(changes, -changes), len(changes) - 1)
        both = np.where(changes[other] == -changes, gains + gains[other], -np.inf)
        order = np.argsort(-both, kind="stable")[:TRIED]
        return [(int(at[first[pair]]), int(at[first[other[pair]]]), float(both[pair]))
                for pair in order]  # fmt: skip

    def _exchanged(
        self, group: Counts, goes: Counts, comes: Counts, exchanges: tuple[int, ...]
    ) -> Counts | None:
        found = group.copy()
        for each in exchanges:
            out, into = divmod(each, len(comes))
            found[goes[out]] -= 1
            found[comes[into]] += 1
        is_there = (found >= 0).all() and (found <= self.pool.sizes).all()
        return found if is_there else None
