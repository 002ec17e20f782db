"""The shape of a meeting: what it is about, when and where."""

from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from meetings.clocks import found, zone_called
from meetings.models import Audience, Meeting
from meetings.queries.words import meeting_words
from solidarity.people.forms.fields import NameField, WordsField
from solidarity.people.zones import by_continent
from solidarity.threads.forms import SentOnce
from solidarity.ui.forms import KeepsBoth

USUAL_MINUTES = 90
Clock = time  # in forms that have a field of this name
# Clocks of all zones show such days, and calendars go so far.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)


class DayField(forms.DateField):
    """A day, in the time that calendars cover."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(
            label=label,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={
                "invalid": _("Write the day as year-month-day, like 2027-03-31."),
                "required": _("Choose the day."),
            },
            **options,
        )

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not FIRST_DAY <= value <= LAST_DAY:
            raise ValidationError(_now("Choose a day from 2000 on, and before 2200."))


class HourField(forms.TimeField):
    """What a clock shows."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(
            label=label,
            widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            input_formats=["%H:%M", "%H:%M:%S"],
            error_messages={
                "invalid": _("Write the time as hours and minutes, like 18:30."),
                "required": _("Write at what time."),
            },
            **options,
        )


class MinutesField(forms.IntegerField):
    """How long it takes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("How many minutes?"),
            min_value=5,
            max_value=60 * 24 * 7,
            error_messages={
                "required": _("Write how many minutes it takes."),
                "min_value": _("Five minutes at least."),
                "max_value": _("A week at most."),
            },
            **options,
        )


class ZoneField(forms.ChoiceField):
    """Whose clocks are meant."""

    def __init__(self, also: str = "") -> None:
        super().__init__(
            label=_("By the clocks of"),
            help_text=_("Everybody sees the time by her own clocks."),
            choices=by_continent(also),
        )


def placed(form: forms.Form, day: date, at: time, zone: str, *, field: str) -> datetime | None:
    """When clocks show this, in UTC; what they never show becomes the error of `field`."""
    met = found(day, at, zone_called(zone))
    if met.is_skipped:
        form.add_error(
            field,
            _now(
                "Clocks there never show %(time)s on this day: they are put forward then. Choose"
                " an earlier or a later time."
            )
            % {"time": at.strftime("%H:%M")},
        )
        return None
    return met.moment


class AtTheEndField(NameField):
    """What is asked when it is over."""

    def __init__(self) -> None:
        super().__init__(
            label=_("What do you ask everybody at the end?"),
            max_length=200,
            required=False,
            help_text=_("Each answers in a line. Leave it empty for “What do you take with you?”"),
        )


class MeetingForm(SentOnce):
    """A meeting that is called."""

    title = NameField(
        label=_("What is it called?"),
        max_length=160,
        error_messages={"required": _("Give the meeting a name.")},
    )
    about = WordsField(
        label=_("What is it about?"),
        max_length=10_000,
        required=False,
        help_text=_("Markdown works."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    audience = forms.ChoiceField(
        label=_("Who is asked to come?"),
        choices=Audience.choices,
        widget=forms.RadioSelect,
        initial=Audience.MEMBERS,
    )
    day = DayField(
        _("Which day?"),
        required=False,
        help_text=_("Leave it empty to look for a date together."),
    )
    time = HourField(_("At what time?"), required=False)
    minutes = MinutesField(required=False, initial=USUAL_MINUTES)
    place = NameField(
        label=_("Where?"),
        max_length=300,
        required=False,
        help_text=_("A room and a street, or nothing where you meet online."),
    )
    link = forms.URLField(
        label=_("Link to take part online"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Only those who belong here, and guests, see it."),
        error_messages={"invalid": _("Write a whole address, beginning with https://")},
    )

    def __init__(
        self, *args: Any, zone: str = "UTC", audiences: tuple[str, ...] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["zone"] = ZoneField(zone)
        self.initial.setdefault("zone", zone)
        if len(audiences) == 1:
            self.fields["audience"].widget = forms.HiddenInput()
        audience = cast(forms.ChoiceField, self.fields["audience"])
        audience.choices = [each for each in Audience.choices if each[0] in audiences]
        self.order_fields(
            ["title", "about", "audience", "day", "time", "minutes", "zone", "place", "link"]
        )

    def clean(self) -> dict[str, Any]:
        """Adds `starts_at` and `ends_at`; what the clock shows stays as words, as it is saved."""
        said = super().clean() or self.cleaned_data
        day, at, minutes = (said.get(name) for name in ("day", "time", "minutes"))
        said["starts_at"] = said["ends_at"] = None
        said["day"] = day.isoformat() if day else ""
        said["time"] = at.strftime("%H:%M") if at else ""
        if self.errors or (day is None and at is None):
            said["minutes"] = None
            return said
        if day is None or at is None or minutes is None:
            for name, value in (("day", day), ("time", at), ("minutes", minutes)):
                if value is None:
                    self.add_error(name, self.fields[name].error_messages["required"])
        elif begins := self.begins(day, at, said["zone"]):
            said["starts_at"] = begins
            said["ends_at"] = begins + timedelta(minutes=minutes)
        return said

    def begins(self, day: date, at: Clock, zone: str) -> datetime | None:
        """When clocks show this; None where they never do, which is an error of the form then."""
        return placed(self, day, at, zone, field="time")

    def chosen(self) -> dict[str, Any]:
        """What a meeting is to hold."""
        names = ("title", "about", "audience", "starts_at", "ends_at", "zone", "place", "link")
        return {name: self.cleaned_data[name] for name in names}


class ChangeForm(MeetingForm, KeepsBoth):
    """A meeting that is changed."""

    check_out = AtTheEndField()

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        self.meeting, self.saved = meeting, meeting_words(meeting)
        super().__init__(*args, initial=self.saved, zone=meeting.zone, **options)
        del self.fields["key"]
        self.initial.pop("key", None)

    def begins(self, day: date, at: Clock, zone: str) -> datetime | None:
        """The same; left as it is it stays the same moment, also where clocks show it twice."""
        said = {"day": day.isoformat(), "time": at.strftime("%H:%M"), "zone": zone}
        if said.items() <= self.saved.items():
            return self.meeting.starts_at
        return super().begins(day, at, zone)

    def chosen(self) -> dict[str, Any]:
        """With the question at the end."""
        return super().chosen() | {"check_out": self.cleaned_data["check_out"]}


class CallOffForm(forms.Form):
    """Why a meeting is called off."""

    why = NameField(
        label=_("Why?"),
        max_length=500,
        required=False,
        help_text=_("Those who come read it."),
    )
