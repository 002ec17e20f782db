"""A call, an answer to it, and what followed."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from coalitions.models import Reply, Wanted
from networks.models import Network
from solidarity.people.forms.fields import NameField, WordsField
from solidarity.threads.forms import SentOnce
from solidarity.ui.forms import KeepsBoth


class NetworkField(forms.ChoiceField):
    """One of the networks for which she speaks; hidden where there is but one."""

    def __init__(self, label: Any, networks: Sequence[Network]) -> None:
        choices = [(network.slug, network.name) for network in networks]
        is_one = len(choices) == 1
        super().__init__(
            label=label,
            choices=choices,
            initial=choices[0][0] if is_one else None,
            widget=forms.HiddenInput if is_one else forms.RadioSelect,
            error_messages={"required": _("Choose the network.")},
        )


class CallForm(SentOnce):
    """A call: what is wanted, of whom, until when."""

    wanted = forms.ChoiceField(
        label=_("What do you ask for?"),
        choices=Wanted.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you ask for.")},
    )
    title = NameField(
        label=_("In one line"),
        max_length=160,
        error_messages={"required": _("Write in one line what you ask for.")},
    )
    words = WordsField(
        label=_("The whole call"),
        max_length=10_000,
        help_text=_(
            "What happened, what you need, by when, and whom to reach. Of a letter, its text."
            " Markdown works."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": _("Write what it is about.")},
    )
    to = forms.MultipleChoiceField(
        label=_("Whom do you ask?"),
        help_text=_("Choose nobody to ask all. Whom you name finds it on the first page."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    until = forms.DateField(
        label=_("By when do you need answers?"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Write the day as year-month-day, like 2027-03-31.")},
    )
    is_public = forms.BooleanField(
        label=_("Everyone may read this call"),
        help_text=_("Of the answers, everyone reads only those of networks that agree to it."),
        required=False,
    )

    def __init__(
        self, *args: Any, callers: Sequence[Network], others: Sequence[Network], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["network"] = NetworkField(_("Which network calls?"), callers)
        if others:
            names = [(network.slug, network.name) for network in others]
            cast(forms.MultipleChoiceField, self.fields["to"]).choices = names
        else:
            del self.fields["to"]
        self.order_fields(["network", "wanted", "title", "words", "to", "until", "is_public"])

    def clean_until(self) -> date | None:
        day: date | None = self.cleaned_data["until"]
        if day and day < localdate():
            raise forms.ValidationError(_now("That day is over. Choose another."))
        return day


class AnswerForm(KeepsBoth):
    """What a network answers."""

    reply = forms.ChoiceField(
        label=_("What does your network say?"),
        choices=Reply.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )
    words = WordsField(
        label=_("In your words"),
        max_length=2000,
        required=False,
        help_text=_("What you do, when, and who of you can be reached."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_public = forms.BooleanField(
        label=_("Everyone may read our answer"),
        help_text=_("Then your network’s name stands there for all to see."),
        required=False,
    )

    def __init__(self, *args: Any, is_public: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_public:
            self.fields["is_public"].widget = forms.HiddenInput()


class FollowedForm(KeepsBoth):
    """What came of a call."""

    followed = WordsField(
        label=_("What followed?"),
        max_length=4000,
        required=False,
        help_text=_("What came of it, and what you learned. Those who said yes are told."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    is_over = forms.BooleanField(
        label=_("The call is over: no more answers are wanted"), required=False
    )
