"""What we share, at 10⁵ networks that show a circle: python -m tests.bench.sharing [NETWORKS]

Timed are whole pages, as somebody with a circle gets them. The first page of a process reads all
circles; the others only what is newer.
"""

import os
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
    os.environ["LOG_LEVEL"] = "WARNING"
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
    from networks.models import Network

    _fill(many)
    reader = _reader()
    network = Network.objects.order_by("pk")[many // 2]
    for name, address in {
        "any other page": "/values/theory/",
        "what we share, the first page of a process": "/networks/?sort=shared",
        "what we share, again": "/networks/?sort=shared",
        "what we share, of one cause": "/networks/?sort=shared&cause=food",
        "what we share, farther down": f"/networks/?sort=shared&after={network.pk}",
        "networks near to one": f"/networks/{network.slug}/values/near/",
    }.items():
        rounds = 1 if "first" in name else ROUNDS
        times = sorted(_seconds(reader, address) for _round in range(rounds))
        print(f"{many} networks, {name}: {1000 * times[len(times) // 2]:.0f} ms")


def _reader():
    """A browser in which somebody with a circle is signed in."""
    from tests.fixtures.people import new_person
    from tests.pages.reading import visit
    from tests.values.pooling import give_circle

    person = new_person("reader")
    give_circle(person)
    return visit(person)


def _seconds(reader, address: str) -> float:
    began = time.perf_counter()
    answer = reader.get(address)
    taken = time.perf_counter() - began
    assert answer.status_code == 200, (address, answer.status_code)
    return taken


if __name__ == "__main__":
    main()
