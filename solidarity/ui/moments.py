"""Moments in words: in the viewer's language and zone, and with the zone named where it counts."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from django.utils.formats import date_format, time_format
from django.utils.timesince import timesince
from django.utils.timezone import get_current_timezone, localtime, now
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def day_in_words(moment: date) -> str:
    """The day, as the viewer's zone has it: "27 November 2026"."""
    local = _local(moment)
    day = local.date() if isinstance(local, datetime) else local
    return _day(day, get_language())


def moment_in_words(moment: datetime) -> str:
    """Day and time in the viewer's zone."""
    here = localtime(moment)
    return _minute(here.replace(second=0, microsecond=0, tzinfo=None), get_language())


# A list of fifty moments says the same few days again and again; wording one takes long.
@lru_cache(maxsize=4096)
def _day(day: date, language: str | None) -> str:
    return date_format(day, "DATE_FORMAT")


@lru_cache(maxsize=4096)
def _minute(here: datetime, language: str | None) -> str:
    return _("%(day)s, %(time)s") % {
        "day": date_format(here, "DATE_FORMAT"),
        "time": time_format(here.time(), "TIME_FORMAT"),
    }


@lru_cache(maxsize=4096)
def _ago(moment: date, at: datetime, language: str | None) -> str:
    until = at + timedelta(minutes=1) if isinstance(moment, datetime) else None
    return _("%(time)s ago") % {"time": timesince(moment, until, depth=1)}


def deadline_in_words(moment: datetime) -> str:
    """Week day, day and time with the zone named, and the same moment in UTC.

    For what one can be late for; pages, mails and calendars all say it with these words.
    """
    here, utc = (
        each.replace(second=0, microsecond=0, tzinfo=None, fold=0)
        for each in (localtime(moment), moment.astimezone(UTC))
    )
    return _deadline(here, utc, zone_in_words(), get_language())


@lru_cache(maxsize=4096)
def _deadline(here: datetime, utc: datetime, zone: str, language: str | None) -> str:
    """What both clocks show, without zones."""
    words = {
        "weekday": date_format(here, "l"),
        "day": date_format(here, "DATE_FORMAT"),
        "time": time_format(here.time(), "TIME_FORMAT"),
        "zone": zone,
        "utc": time_format(utc.time(), "H:i"),
    }
    if here == utc:
        return _("%(weekday)s, %(day)s, %(time)s UTC") % (words | {"time": words["utc"]})
    if here.date() != utc.date():
        words["utc"] = date_format(utc, "SHORT_DATE_FORMAT") + " " + words["utc"]
    return _("%(weekday)s, %(day)s, %(time)s %(zone)s time (%(utc)s UTC)") % words


def since_in_words(moment: date) -> str:
    """How long ago, in its largest unit and to the minute: "3 days ago"."""
    at = now()
    if isinstance(moment, datetime) and at - moment < timedelta(minutes=1):
        return _("just now")
    return _ago(moment, at.replace(second=0, microsecond=0), get_language())


def zone_in_words() -> str:
    """The city that names the viewer's zone: "Mexico City"."""
    return city_of(str(get_current_timezone()))


def city_of(zone: str) -> str:
    """The city that names a zone of the tz database: "Mexico City" of America/Mexico_City."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def _local(moment: date) -> date:
    return localtime(moment) if isinstance(moment, datetime) else moment
