"""How long a million positions take to be counted again from their file, and how much memory.

python -m tests.bench.recount [PEOPLE]
"""

import json
import random
import resource
import sys
import time
from collections.abc import Mapping

from decisions.methods.deciding import decide
from decisions.records import read

OPTIONS = list("abcdefgh")


def main(people: int) -> None:
    chance = random.Random(1)
    ids = [f"elector-{at}" for at in range(people)]
    stances = {id: chance.choice(("yes", "yes", "no", "abstain")) for id in ids}
    _measure("a majority", {"method": {"name": "majority"}, "positions": stances}, ids)
    orders = {id: chance.sample(OPTIONS, chance.randint(1, 8)) for id in ids}
    ranked = {"method": {"name": "schulze"}, "options": OPTIONS, "positions": orders}
    _measure("rankings of eight", ranked, ids)


def _measure(what: str, said: Mapping[str, object], ids: list[str]) -> None:
    source = json.dumps({"format": "solidarity-decision/1", "electors": ids, **said})
    began = time.perf_counter()
    outcome = decide(read(source).question)
    took = time.perf_counter() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{what}: {outcome.taken.electors:,} positions counted in {took:.1f} s,"
        f" the whole program at most {most} MB so far: {outcome.result}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
