"""A meeting that comes again."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.forms.meetings import AtTheEndField, DayField, HourField, MeetingForm
from meetings.models import Meeting, Rhythm, Series
from meetings.queries.words import series_words
from solidarity.ui.forms import KeepsBoth
from solidarity.ui.moments import deadline_in_words

USUAL = 1


class SeriesForm(MeetingForm):
    """A meeting, and how it comes again."""

    rhythm = forms.ChoiceField(
        label=_("How does it come again?"),
        choices=Rhythm.choices,
        initial=Rhythm.WEEKS,
        widget=forms.RadioSelect,
    )
    every = forms.IntegerField(
        label=_("Every how many weeks?"),
        min_value=1,
        max_value=12,
        initial=USUAL,
        required=False,
        help_text=_("1 is every week, 2 every other week. Of no matter for months."),
    )
    day = DayField(
        _("On which day is the first one?"),
        help_text=_("Its weekday, and its place in the month, hold for the next ones."),
    )
    time = HourField(
        _("At what time?"),
        help_text=_("Clocks there always show it, in winter and in summer."),
    )

    check_out = AtTheEndField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["minutes"].required = True
        self.order_fields(
            ["title", "about", "audience", "rhythm", "every", "day", "time", "minutes", "zone"]
        )

    def series(self) -> dict[str, Any]:
        """What the series is to hold."""
        said = self.cleaned_data
        names = (
            "title", "audience", "place", "link", "check_out", "rhythm", "zone", "minutes",
        )  # fmt: skip
        return {name: said[name] for name in names} | {
            "about_text": said["about"],
            "every": said["every"] or USUAL,
            "first_on": date.fromisoformat(said["day"]),
            "time": time.fromisoformat(said["time"]),
        }


class SeriesChangeForm(SeriesForm, KeepsBoth):
    """A meeting that comes again, from one of them on."""

    def __init__(self, *args: Any, series: Series, since: date, **options: Any) -> None:
        saved = series_words(series, since)
        super().__init__(*args, initial=saved, zone=series.zone, **options)
        del self.fields["key"]
        self.initial.pop("key", None)
        self.fields["day"].label = _("On which day is this one?")


class EndForm(forms.Form):
    """Which one is the last."""

    last = forms.ChoiceField(
        label=_("Which one is the last?"),
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Those after it are called off, and calendars follow."),
    )

    def __init__(self, *args: Any, ahead: Sequence[Meeting], **options: Any) -> None:
        super().__init__(*args, **options)
        days = [
            (each.series_day.isoformat(), deadline_in_words(each.starts_at))
            for each in ahead
            if each.series_day and each.starts_at
        ]
        last = cast(forms.ChoiceField, self.fields["last"])
        last.choices = [("", _("None of those that are to come")), *days]

    def after(self) -> date | None:
        """The day of the last one; None where none takes place any more."""
        chosen = self.cleaned_data["last"]
        return date.fromisoformat(chosen) if chosen else None
