"""A fair lottery: a group that meets agreed numbers, whose smallest chance is as high as can be.

    pool = Pool([Applicant("ana", {"age": "16–29"}), …], [Quota("age", "16–29", 1, 3), …])
    lottery = leximin(pool, 20)       # NoGroup? why_infeasible(pool, 20) says why
    group = draw(lottery, "words that were published beforehand")
    how_met(group, pool.quotas), lottery.chance_of["ana"], lottery.proof.bound

Plain Python with HiGHS for the sums (docs/lottery.md). Source: Flanigan, Gölz, Gupta, Hennig and
Procaccia (2021), “Fair algorithms for selecting citizens' assemblies”, Nature 596, 548–552.
"""

from cohorts.lottery.chances import QUICK, TICKETS, Effort, Lottery, NoGroup, leximin
from cohorts.lottery.conflict import Bound, Why, why_infeasible
from cohorts.lottery.drawing import Met, draw, how_met, ticket
from cohorts.lottery.pool import Applicant, BadPool, Pool, Quota
from cohorts.lottery.proof import Proof
from cohorts.lottery.solver import Unsolved

__all__ = [
    "QUICK", "TICKETS", "Applicant", "BadPool", "Bound", "Effort", "Lottery", "Met", "NoGroup",
    "Pool", "Proof", "Quota", "Unsolved", "Why", "draw", "how_met", "leximin", "ticket",
    "why_infeasible",
]  # fmt: skip
