"""Finding a date, and what those who come say."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.clocks import zone_called
from meetings.forms.meetings import (
    USUAL_MINUTES,
    DayField,
    HourField,
    MinutesField,
    ZoneField,
    placed,
)
from meetings.models import Says, Slot
from meetings.queries.finding import ShownSlot
from solidarity.people.forms.fields import NameField
from solidarity.ui.moments import deadline_in_words


class TimeForm(forms.Form):
    """A time that is proposed."""

    day = DayField(_("Which day?"))
    time = HourField(_("At what time?"))
    minutes = MinutesField(initial=USUAL_MINUTES)

    def __init__(self, *args: Any, zone: str, like: Slot | None = None, **options: Any) -> None:
        """like: the time that she proposed last, at which the form begins."""
        super().__init__(*args, **options)
        self.fields["zone"] = ZoneField(zone)
        self.initial.setdefault("zone", zone)
        if like is not None:
            here = like.starts_at.astimezone(zone_called(zone))
            lasts = int((like.ends_at - like.starts_at).total_seconds() // 60)
            self.initial.update(day=here.date(), time=here.time(), minutes=lasts)

    def clean(self) -> dict[str, Any]:
        """With `starts_at` and `ends_at`."""
        said = super().clean() or self.cleaned_data
        if self.errors:
            return said
        begins = placed(self, said["day"], said["time"], said["zone"], field="time")
        if begins:
            said["starts_at"] = begins
            said["ends_at"] = begins + timedelta(minutes=said["minutes"])
        return said


class TimesForm(forms.Form):
    """What somebody says to each time."""

    def __init__(self, *args: Any, slots: Sequence[ShownSlot], **options: Any) -> None:
        super().__init__(*args, **options)
        for shown in slots:
            self.fields[f"time-{shown.slot.pk}"] = forms.ChoiceField(
                label=deadline_in_words(shown.slot.starts_at),
                choices=Says.choices,
                required=False,
                widget=forms.RadioSelect,
                initial=shown.mine,
            )

    def says(self) -> dict[int, str]:
        """What was said, by key of the time."""
        return {int(name.partition("-")[2]): word for name, word in self.cleaned_data.items()}


class NeedForm(forms.Form):
    """What somebody needs."""

    words = NameField(
        label=_("What do you need to take part well?"),
        max_length=500,
        help_text=_(
            "A ramp, sign language, someone to mind children, a slow pace. It is passed on without"
            " your name, word for word: leave out what only you would say. Nobody can take it back"
            " or ask you about it."
        ),
        error_messages={"required": _("Write what you need.")},
    )
