"""How long a million sheets of the thirty take to score.

python -m tests.bench.scoring [PEOPLE]
"""

import sys
import time

import numpy as np

from values.science.instruments import instrument
from values.science.scoring import score


def main(people: int) -> None:
    of = instrument("circle30")
    random = np.random.default_rng(1)
    answers = random.integers(of.low, of.high + 1, (people, len(of.items))).astype(np.float64)
    answers[random.random(answers.shape) < 0.02] = np.nan
    began = time.perf_counter()
    found = score(of, answers)
    took = time.perf_counter() - began
    left = sum(map(bool, found.excluded))
    print(
        f"{people:,} sheets of {len(of.items)} scored in {took:.2f} s "
        f"({people / took:,.0f} a second), {left:,} left out"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
