"""How long a fair lottery takes: 40 seats from 2,000 applicants in 8 categories, and smaller ones.

python -m tests.bench.lottery [SEED]
"""

import random
import resource
import sys
import time

from cohorts.lottery import Applicant, Pool, Quota, draw, leximin

# applicants, seats, categories; in the last pool the bound of the quotas cannot be reached
SIZES = ((150, 20, 5), (2_000, 40, 8), (500, 30, 6))


def main(seed: int) -> None:
    for many, seats, categories in SIZES:
        pool = made(many, seats, categories, seed)
        began, cpu = time.perf_counter(), time.process_time()
        lottery = leximin(pool, seats)
        draw(lottery, "bench")
        took, cpu = time.perf_counter() - began, time.process_time() - cpu
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        gap = float(lottery.proof.bound - lottery.smallest)
        print(
            f"{seats} of {many}, {categories} categories, {len(pool.kinds)} kinds:"
            f" {took:.1f} s ({cpu:.1f} s of one core), {most} MB at most; {len(lottery.groups)}"
            f" groups, smallest chance {float(lottery.smallest):.9%}, {gap:.1e} below the bound"
        )


def made(many: int, seats: int, categories: int, seed: int) -> Pool:
    """A pool in which some kinds of people apply far more often than they are in the population."""
    chance = random.Random(seed)
    answers: list[dict[str, str]] = [{} for _each in range(many)]
    quotas = list[Quota]()
    for number in range(categories):
        shares = [chance.random() + 0.3 for _value in range(chance.randint(2, 6))]
        applying = [share * chance.random() + 0.02 for share in shares]
        category, values = f"category {number}", [f"answer {at}" for at in range(len(shares))]
        for each in answers:
            each[category] = chance.choices(values, applying)[0]
        for value, share in zip(values, shares, strict=True):
            there = sum(each[category] == value for each in answers)
            wanted = seats * share / sum(shares)
            least = min(there, max(0, int(wanted) - 1))
            quotas.append(Quota(category, value, least, int(wanted) + 2))
    return Pool([Applicant(f"a{at}", each) for at, each in enumerate(answers)], quotas)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
