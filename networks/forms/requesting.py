"""The queue of requests, words on a request, and texts that stewards keep."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from networks.queries import Sought
from networks.queries.requesting import ANSWERED, WAITLISTED
from solidarity.base.words import one_line
from solidarity.people.forms.fields import NameField, WordsField
from solidarity.ui.forms import KeepsBoth

STATES = [
    ("", _("Waiting for an answer")),
    (WAITLISTED, _("On the waiting list")),
    (ANSWERED, _("Answered lately")),
]
ORDERS = [("", _("Longest waiting first")), ("newest", _("Newest first"))]


class QueueForm(forms.Form):
    """What somebody looks for in the queue; whatever cannot be read is left aside."""

    q = forms.CharField(
        label=_("Search by name"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    state = forms.ChoiceField(label=_("Which requests"), required=False, choices=STATES)
    sort = forms.ChoiceField(label=_("What comes first"), required=False, choices=ORDERS)
    asks = forms.BooleanField(label=_("Only those that ask you something"), required=False)

    def sought(self) -> Sought:
        """What is looked for, as far as it can be read."""
        self.is_valid()
        read = self.cleaned_data
        state = read.get("state", "")
        return Sought(
            state=state,
            newest_first=read.get("sort") == "newest",
            only_questions=bool(read.get("asks")),
            name=one_line(read.get("q", "")),
        )


class TextFields(forms.Form):
    """A text that answers can begin with."""

    title = NameField(
        label=_("What should the text be called?"),
        max_length=80,
        help_text=_("Only those who answer requests see this name."),
        error_messages={"required": _("Give it a name, so that you know it again.")},
    )
    words = WordsField(
        label=_("The text"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write the text.")},
    )


class TextForm(TextFields):
    """A new text."""


class ChangeTextForm(TextFields, KeepsBoth):
    """A text that is changed."""


def picked_in(data: QueryDict, *, most: int) -> list[int]:
    """The keys of the requests that were chosen, each once, so many at most."""
    keys = [int(key) for key in data.getlist("pick") if key.isdecimal() and len(key) < 19]
    return list(dict.fromkeys(keys))[:most]
