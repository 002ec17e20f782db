"""Whether what was counted stands in the database as it was announced."""

from collections.abc import Iterator
from dataclasses import dataclass

from decisions.models import Outcome, Round
from decisions.queries.counting import digest_of, record_of
from networks.models import LogEntry, Verb


@dataclass(frozen=True)
class Altered:
    """A counted round that is not what it was. what: “file” or “log”, where it differs."""

    round: Round
    what: str

    @property
    def address(self) -> str:
        """The page of its decision."""
        return self.round.decision.get_absolute_url()


def altered() -> Iterator[Altered]:
    """Rounds whose file has another digest by now than the mails and the log say. Slow: all.

    Triggers keep the web from such changes; whoever owns the database could make them.
    """
    counted = Outcome.objects.select_related("round__decision__network", "round__version")
    for outcome in counted.order_by("round").iterator(100):
        round = outcome.round
        if digest_of(record_of(round)) != outcome.digest:
            yield Altered(round, "file")
        if outcome.digest not in _logged(round):
            yield Altered(round, "log")


def _logged(round: Round) -> set[str]:
    """The digests that the log of the network tells of this round."""
    found = LogEntry.objects.filter(
        network=round.decision.network_id, verb=Verb.COUNTED,
        facts__number=round.decision.number, facts__round=round.number,
    )  # fmt: skip
    return set(found.values_list("facts__digest", flat=True))
