"""The one place where HiGHS is called: small programs, always solved in the same way."""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from cohorts.lottery.pool import Floats

Numbers = NDArray[np.float64] | NDArray[np.int64]
NO_END = highspy.kHighsInf
Status = highspy.HighsModelStatus
NOTHING = (Status.kInfeasible, Status.kUnboundedOrInfeasible)
ENOUGH = (Status.kSolutionLimit, Status.kObjectiveTarget)  # stopped as it was asked to


class Unsolved(RuntimeError):
    """HiGHS came back without an answer where there must be one."""


@dataclass(frozen=True)
class Solution:
    """An optimum: its value, a bound on it, the columns, and what rows and columns are worth."""

    value: float
    bound: float
    columns: Floats
    row_duals: Floats
    column_duals: Floats


class Program:
    """A linear program, on one thread and with a fixed seed, so that each run is alike.

    rows: shape (rows, columns); `low` ≤ rows · columns ≤ `high`; `under` ≤ columns ≤ `over`.
    """

    def __init__(
        self, costs: Floats, *, under: Numbers, over: Numbers,
        rows: NDArray[np.generic], low: Floats, high: Floats, most: bool, whole: bool = False,
    ) -> None:  # fmt: skip
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self.options(output_flag=False, threads=1, random_seed=0, mip_rel_gap=0.0)
        self.options(primal_feasibility_tolerance=1e-10, dual_feasibility_tolerance=1e-10)
        self._whole = whole
        sense = highspy.ObjSense.kMaximize if most else highspy.ObjSense.kMinimize
        self._highs.changeObjectiveSense(sense)
        size, none = len(costs), np.array([], dtype=np.int32)
        self._all = np.arange(size, dtype=np.int32)
        starts = np.zeros(size, dtype=np.int32)
        self._highs.addCols(
            size, _floats(costs), _floats(under), _floats(over), 0, starts, none, _floats(none)
        )
        for least, highest, row in zip(_floats(low), _floats(high), rows, strict=True):
            self.add_row(least, highest, row)
        if whole:
            kinds = np.array([highspy.HighsVarType.kInteger] * size)
            self._highs.changeColsIntegrality(size, self._all, kinds)

    def options(self, **options: bool | float) -> None:
        """Set options of HiGHS by their names there."""
        for name, value in options.items():
            self._highs.setOptionValue(name, value)

    def add_row(self, low: float, high: float, row: NDArray[np.generic]) -> None:
        """A row over all columns; only what is not 0 is handed over."""
        where = np.flatnonzero(row).astype(np.int32)
        self._highs.addRow(low, high, len(where), where, _floats(row[where]))

    def add_column(self, cost: float, column: NDArray[np.generic]) -> None:
        """A column from 0 upwards, with its part in each row."""
        where = np.flatnonzero(column).astype(np.int32)
        self._highs.addCol(cost, 0.0, NO_END, len(where), where, _floats(column[where]))

    def costs(self, costs: Floats) -> None:
        """Other costs for all columns."""
        self._highs.changeColsCost(len(self._all), self._all, _floats(costs))

    def between(self, under: Numbers, over: Numbers) -> None:
        """Other bounds for all columns."""
        self._highs.changeColsBounds(len(self._all), self._all, _floats(under), _floats(over))

    def rows_between(self, low: Sequence[float], high: Sequence[float]) -> None:
        """Other bounds for the first rows."""
        for at, (least, highest) in enumerate(zip(low, high, strict=True)):
            self._highs.changeRowBounds(at, float(least), float(highest))

    def solve(self) -> Solution | None:
        """The optimum; None where nothing meets all rows. Raises Unsolved otherwise."""
        if self._whole:
            self._highs.clearSolver()  # what was found before must not sway what is found now
        status = self._run()
        if status in NOTHING:
            return None
        info = self._highs.getInfo()
        found = self._highs.getSolution()
        usable = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        if status != Status.kOptimal and not (status in ENOUGH and usable):
            raise Unsolved(self._highs.modelStatusToString(status))
        value = info.objective_function_value
        return Solution(
            value, info.mip_dual_bound if self._whole else value, np.array(found.col_value),
            np.array(found.row_dual), np.array(found.col_dual),
        )  # fmt: skip

    def steps(self) -> int:
        """Steps of the simplex method in the last run, the same on every machine."""
        return max(0, int(self._highs.getInfo().simplex_iteration_count))

    def _run(self) -> highspy.HighsModelStatus:
        """How it ended; where sums went astray, from the start and with more and more patience."""
        self._highs.run()
        for tolerance in (1e-10, 1e-9, 1e-8):
            if self._whole or self._highs.getModelStatus() != Status.kUnknown:
                break
            self.options(
                primal_feasibility_tolerance=tolerance, dual_feasibility_tolerance=tolerance
            )
            self._highs.clearSolver()
            self._highs.run()
        return self._highs.getModelStatus()


def _floats(numbers: NDArray[np.generic]) -> Floats:
    return np.ascontiguousarray(numbers, dtype=np.float64)
