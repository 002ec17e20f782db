"""Norms: what a named group of people answered. Compare only with one of the same instrument.

They stand in the file of their instrument, so that an operator's own needs no code either.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from values.science.circle import VALUES, Floats
from values.science.instruments import instrument, instruments


@dataclass(frozen=True)
class Norm:
    """Centred means (10,) and sample SDs (10,) over people; NaN where an SD is not known.

    data, country (ISO 3166), year (0: not known), n: whose answers; always named with it.
    apart: how far they lie apart, as sealed circles are measured (values.science.sealing.Apart), in
    square points; NaN where it is not known.
    borrowed_from: id of the instrument with which they were really gathered, "" for its own. Such a
    norm is provisional: other wording, so differences are not all about people.
    """

    id: str
    data: str
    country: str
    year: int
    n: int
    instrument: str
    mean: Floats
    sd: Floats
    apart: float = float("nan")
    borrowed_from: str = ""

    @property
    def is_provisional(self) -> bool:
        """Whether it stands in until there are enough answers to the instrument itself."""
        return bool(self.borrowed_from)


def norm(id: str) -> Norm:
    """The norm with this id; LookupError where there is none."""
    for each in instruments():
        for table in each.norms:
            if table["id"] == id:
                return _norm_of(each.id, table)
    raise LookupError(f"no norm {id}")


def norm_for(instrument_id: str) -> Norm:
    """The norm to compare answers to this instrument with; LookupError where it has none."""
    for table in instrument(instrument_id).norms:
        return _norm_of(instrument_id, table)
    raise LookupError(f"no norm for {instrument_id}")


def _norm_of(instrument_id: str, table: Mapping[str, Any]) -> Norm:
    if "borrowed" in table:
        real = norm(table["borrowed"])
        return replace(
            real, id=table["id"], instrument=instrument_id, borrowed_from=real.instrument
        )
    return Norm(
        id=table["id"], data=table["data"], country=table["country"], year=table["year"],
        n=table["n"], instrument=instrument_id, mean=_ten(table["mean"]), sd=_ten(table.get("sd")),
        apart=float(table.get("apart", "nan")),
    )  # fmt: skip


def _ten(table: Mapping[str, float] | None) -> Floats:
    ten = np.array([(table or {}).get(value, np.nan) for value in VALUES], dtype=np.float64)
    ten.flags.writeable = False
    return ten
