"""The settings with the linter of migrations among the apps: `make lint` alone uses them."""

from solidarity.settings import *  # noqa: F403
from solidarity.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]
OURS = ("coalitions", "cohorts", "decisions", "meetings", "networks", "values", "solidarity.")
OUR_APPS = [name for name in INSTALLED_APPS if name.startswith(OURS)]
MIGRATION_LINTER_OPTIONS = {
    "include_apps": [name.split(".")[-1] for name in OUR_APPS],
    # It makes a new table in SQL, which the linter takes for a change of one in use.
    # 0041 puts a wider constraint in the place of one: no row can break it that kept the old one.
    # 0012 takes the counter off a table of the same release, to which nobody has written yet.
    # 0014 takes its column off on the way back alone; forth it has a default for whoever writes.
    # 0005 of meetings wants what no meeting has yet to be there once: no row can break it.
    # 0013 of cohorts wants of a new column that it says nothing twice: no row says anything yet.
    # 0015 of cohorts takes a counter off a table of the same release, as 0012 did elsewhere.
    "ignore_name": [
        "0002_cache",
        "0041_choosing_spokes",
        "0012_answers_by_chance",
        "0014_versions_know_their_transaction",
        "0005_series_places_check_out",
        "0013_nominations_by_mail",
        "0015_keys_by_chance",
    ],
    "quiet": ["ok", "ignore"],
    "no_cache": True,
}
