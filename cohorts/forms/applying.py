"""An application, a nomination, and the answer to either."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cohorts.forms.programme import DayField
from cohorts.models import Answered, Application, Experience, ProgrammeQuestion, Region
from meetings.forms.guests import WhomField
from networks.forms.founding import CountryField
from solidarity.people.causes import Cause
from solidarity.people.forms.fields import LanguagesField, WordsField
from solidarity.people.languages import names_of

UNSAID = ("", _("I would rather not say"))


class ApplyForm(forms.Form):
    """What somebody says who would like to take part; all about herself can be left unsaid."""

    causes = forms.MultipleChoiceField(
        label=_("For which causes do you work?"),
        choices=Cause.choices,
        required=False,
        help_text=_("Choose none if you would rather not say."),
        widget=forms.CheckboxSelectMultiple,
    )
    region = forms.ChoiceField(
        label=_("In which part of the world?"), choices=[UNSAID, *Region.choices], required=False
    )
    country = CountryField(
        label=_("In which country?"),
        required=False,
        help_text=_("Leave it as it is if you would rather not say."),
    )
    position = forms.ChoiceField(
        label=_("From which position in a system?"), required=False, widget=forms.RadioSelect
    )
    experience = forms.ChoiceField(
        label=_("For how long have you worked for change?"),
        choices=[UNSAID, *Experience.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    languages = LanguagesField(
        label=_("Which languages do you speak?"),
        required=False,
        help_text=_("Choose none if you would rather not say."),
    )

    def __init__(
        self, questions: Sequence[ProgrammeQuestion], positions: Sequence[str], *args: Any,
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        asked = [f"answer_{question.position}" for question in questions]
        for name, question in zip(asked, questions, strict=True):
            self.fields[name] = WordsField(
                label=question.words,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 4}),
                error_messages={
                    "required": _("Write a few words, so that they know you a little.")
                },
            )
        if positions:
            choices = [UNSAID, *((each, each) for each in positions)]
            cast(forms.ChoiceField, self.fields["position"]).choices = choices
        else:
            del self.fields["position"]
        self.order_fields([*asked, *self.base_fields])

    def said(self) -> dict[str, Any]:
        """What she says of herself."""
        return {name: self.cleaned_data[name] for name in self.base_fields if name in self.fields}

    def answers(self) -> dict[int, str]:
        """Her answers, by the position of the question."""
        return {
            int(name.removeprefix("answer_")): words
            for name, words in self.cleaned_data.items()
            if name.startswith("answer_")
        }


class TalkedForm(forms.Form):
    """The conversation took place."""

    on = DayField(_("On which day did you talk?"))


class LetterForm(forms.Form):
    """An answer with its letter, in words that can be changed."""

    state = forms.CharField(widget=forms.HiddenInput)
    letter = WordsField(
        label=_("Your letter"),
        max_length=4000,
        help_text=_("It goes out once, by mail and here. Say something that is only for her."),
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": _("Write a few kind words.")},
    )

    def clean_state(self) -> str:
        """One of the three answers."""
        state = str(self.cleaned_data["state"])
        if state not in {Answered.ACCEPTED, Answered.WAITING, Answered.DECLINED}:
            raise forms.ValidationError(_("Choose one of the answers."))
        return state


class NoteForm(forms.Form):
    """What the others who facilitate should keep in mind."""

    words = WordsField(
        label=_("A note for those who facilitate"),
        max_length=1000,
        help_text=_("Whoever applied finds it in the file of her data. Write what she may read."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write a few words.")},
    )


class LettersForm(forms.Form):
    """The same answer to many: who gets it, and the letter in each language that they read."""

    def __init__(
        self, people: Sequence[Application], first: Mapping[str, str], *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        names = [(str(each.pk), each.person.display_name) for each in people]
        self.fields["to"] = forms.MultipleChoiceField(
            label=_("Who gets it?"),
            choices=names,
            initial=[key for key, _name in names],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose who gets it.")},
        )
        for language, words in first.items():
            self.fields[f"letter_{language}"] = WordsField(
                label=_("Your letter: %(language)s") % {"language": names_of([language])[0]},
                max_length=4000,
                initial=words,
                help_text=_("The mail greets each of them by name before it."),
                widget=forms.Textarea(attrs={"rows": 10, "lang": language, "dir": "auto"}),
                error_messages={"required": _("Write a few kind words.")},
            )

    def letters(self) -> dict[str, str]:
        """Each letter, by its language."""
        return {
            name.removeprefix("letter_"): words
            for name, words in self.cleaned_data.items()
            if name.startswith("letter_")
        }


class NominateForm(forms.Form):
    """Whom somebody thinks of."""

    whom = WhomField(_("Whom do you think of?"), required=_("Write whom you think of."))
    words = WordsField(
        label=_("Why this person?"),
        max_length=500,
        required=False,
        help_text=_("Only this person reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = forms.ChoiceField(
        label=_("If it is an address: in which language shall we write to it?"),
        choices=settings.LANGUAGES,
    )


class NominatedForm(forms.Form):
    """What she says who was thought of."""

    answer = forms.ChoiceField(
        label=_("What do you say?"),
        choices=[
            ("yes", _("Yes, I would like to apply")),
            ("no", _("Not this time")),
            ("never", _("No, and I do not want to be nominated for any programme")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )
