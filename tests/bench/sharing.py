"""What we share, at 10⁵ networks that show a circle: python -m tests.bench.sharing [NETWORKS]

The first page of a process reads all circles; the others only what is newer.
"""

import sys
import time

from tests.servers import lend

MANY = 100_000
ROUNDS = 15
FILL = """
INSERT INTO networks_network (kind, state, slug, name, summary, story, story_html, place, website,
    causes, languages, visibility, join_policy, shows_members, shows_affiliations, founded_at)
SELECT 'group', 'seeking', 'n' || n, 'Network ' || n, 'We meet.', '', '', '', '',
    ARRAY[(ARRAY['food', 'water', 'peace', 'housing'])[n %% 4 + 1]], ARRAY['en'], 'public', 'ask',
    false, false, now() FROM generate_series(1, %s) n
"""

# Chance will do: how long it takes does not hang on what stands out in whom.
CIRCLES = """
INSERT INTO networks_publishedcircle
    (network_id, instrument, norm, n_band, version, at, vector, beyond)
SELECT id, 'circle30', 'circle30_provisional', 25, row_number() OVER (ORDER BY id), now(),
    drawn::real[]::vector, l2_normalize(drawn::real[]::vector)
FROM networks_network network, LATERAL (
    SELECT ARRAY(SELECT random() - 0.5 + 0 * network.id + 0 * n FROM generate_series(1, 10) n)
        AS drawn) chance
"""
INDEX = """
CREATE INDEX circles_near ON networks_publishedcircle
USING hnsw (beyond vector_ip_ops) WITH (m = 16, ef_construction = 64)
"""


def main() -> None:
    """Fill a database, and say how long each part takes."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    lend()
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", database="owner", verbosity=0)
    _measure(many)


def _fill(many: int) -> None:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP INDEX circles_near")
        cursor.execute(FILL, [many])
        cursor.execute(CIRCLES)
        cursor.execute(INDEX)
        cursor.execute("ANALYZE")


def _measure(many: int) -> None:
    import numpy as np
    from django.contrib.auth.models import AnonymousUser

    from networks.finding import Asked, shared_page
    from networks.models import Network
    from networks.queries.near import common_ground_of
    from values.queries.comparing import Comparable
    from values.science.norms import norm_for

    _fill(many)
    own = Comparable(norm_for("circle30").mean + np.linspace(-1, 1, 10), "circle30")
    anybody, some = AnonymousUser(), {"cause": "food"}
    network = Network.objects.order_by("pk")[many // 2]
    for name, act in {
        "the first page of a process": lambda: _page(shared_page, anybody, Asked, own, {}),
        "a page": lambda: _page(shared_page, anybody, Asked, own, {}),
        "a page of one cause": lambda: _page(shared_page, anybody, Asked, own, some),
        "networks near to one": lambda: common_ground_of(anybody, network),
    }.items():
        times = sorted(_seconds(act) for _round in range(1 if "first" in name else ROUNDS))
        print(f"{many} networks, {name}: {1000 * times[len(times) // 2]:.0f} ms")


def _page(shared_page, anybody, asked, own, chosen):
    return shared_page(
        anybody, asked(sort="shared", by_person=True, chosen=chosen), own, after="", size=20
    )


def _seconds(act) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
