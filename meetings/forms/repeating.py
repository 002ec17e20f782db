"""A meeting that comes again."""

from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.forms.meetings import DayField, HourField, MeetingForm
from meetings.models import Rhythm

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

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["minutes"].required = True
        self.order_fields(
            ["title", "about", "audience", "rhythm", "every", "day", "time", "minutes", "zone"]
        )

    def series(self) -> dict[str, Any]:
        """What the series is to hold."""
        said = self.cleaned_data
        names = ("title", "audience", "place", "link", "rhythm", "zone", "minutes")
        return {name: said[name] for name in names} | {
            "about_text": said["about"],
            "every": said["every"] or USUAL,
            "first_on": date.fromisoformat(said["day"]),
            "time": time.fromisoformat(said["time"]),
        }
