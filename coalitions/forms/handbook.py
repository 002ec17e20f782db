"""A page of the handbook, an account: never its secrets."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from coalitions.models import About, ReadBy
from coalitions.secrecy import looks_secret, names_secret
from networks.forms.choosing import HandleField
from solidarity.base.words import one_line
from solidarity.people.forms.fields import NameField, WordsField
from solidarity.ui.forms import KeepsBoth

ONLY_STEWARDS = ("read_by", "outside")


class _Outside(forms.Form):
    """What is checked of the words of a page."""

    def clean(self) -> dict[str, Any]:
        """No page holds a secret; what is redacted says something outside."""
        said = super().clean() or self.cleaned_data
        for name in ("words", "outside"):
            if names_secret(said.get(name, "")):
                self.add_error(name, refusal())
        if said.get("read_by") == ReadBy.REDACTED and not said.get("outside"):
            self.add_error("outside", _now("Write what everyone reads of this page."))
        return said


def refusal() -> str:
    """What is said to somebody who writes a secret down where many read it."""
    return _now(
        "This looks like a password, a code or a key. Many read this page, now and later, so no"
        " secret belongs here. Say who holds it, and give it from hand to hand."
    )


class PageForm(_Outside, KeepsBoth):
    """A page, or a new version of it; who reads it is for stewards."""

    title = NameField(
        label=_("What is the page called?"),
        max_length=120,
        error_messages={"required": _("Give the page a name that others find it by.")},
    )
    about = forms.ChoiceField(
        label=_("What is it about?"),
        choices=About,
        initial=About.OTHER,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is about.")},
    )
    words = WordsField(
        label=_("What does it say?"),
        max_length=20_000,
        help_text=_("Markdown works. Never write down a password: say who holds it."),
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": _("Write something first.")},
    )
    read_by = forms.ChoiceField(
        label=_("Who reads it?"), choices=ReadBy, initial=ReadBy.MEMBERS, widget=forms.RadioSelect
    )
    outside = WordsField(
        label=_("What does everyone read of it?"),
        max_length=20_000,
        required=False,
        help_text=_("Where it is redacted: the same without what names people."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    why = WordsField(
        label=_("What changes, and why?"),
        max_length=1000,
        required=False,
        help_text=_("It stays beside the version."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, is_steward: bool, is_new: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        dropped = [*([] if is_steward else ONLY_STEWARDS), *(["why"] if is_new else [])]
        for name in dropped:
            del self.fields[name]
        self.order_fields(["title", "about", "words", "read_by", "outside", "why"])

    def fields_said(self) -> dict[str, str]:
        """What is written, without what the form keeps for itself."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class FindForm(forms.Form):
    """Words, and what a page is about; whatever cannot be read is left aside."""

    q = forms.CharField(
        label=_("Search the handbook"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    about = forms.ChoiceField(
        label=_("About"), required=False, choices=[("", _("Anything")), *About.choices]
    )

    def asked(self) -> dict[str, str]:
        """What can be read of it."""
        self.is_valid()
        return {
            "words": one_line(self.cleaned_data.get("q", "")),
            "about": self.cleaned_data.get("about", ""),
        }


class AccountForm(KeepsBoth):
    """An account, and who holds it."""

    name = NameField(
        label=_("Which account?"),
        max_length=120,
        help_text=_("Such as “Our page at …” or “Bank account”."),
        error_messages={"required": _("Write which account it is.")},
    )
    what_for = NameField(
        label=_("What do we use it for?"),
        max_length=300,
        required=False,
        help_text=_("Never its password or a code: whoever needs it asks those who hold it."),
    )
    holder = HandleField(_("Who holds it?"))
    second = HandleField(_("Who else can get in?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        belongs = _("The word with @ of somebody who belongs here.")
        for name in ("holder", "second"):
            self.fields[name].required = False
        self.fields["holder"].help_text = belongs
        self.fields["second"].help_text = _(
            "So that nothing is lost with one person. The word with @ of somebody who belongs here."
        )

    def clean_name(self) -> str:
        return self._without_secret("name")

    def clean_what_for(self) -> str:
        return self._without_secret("what_for")

    def _without_secret(self, name: str) -> str:
        words: str = self.cleaned_data[name]
        if looks_secret(words):
            raise forms.ValidationError(refusal())
        return words
