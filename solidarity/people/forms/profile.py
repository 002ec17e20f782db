"""What a person says of herself, and how pages speak to her."""

import zoneinfo
from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from solidarity.people.causes import Cause
from solidarity.people.forms.fields import LanguagesField, NameField, WordsField
from solidarity.people.models import Keeping, SeenBy, WrittenBy
from solidarity.people.zones import by_continent
from solidarity.ui.forms import KeepsBoth


class SeenByField(forms.ChoiceField):
    """Who sees what stands above it."""

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, choices=SeenBy.choices)


class HandleField(forms.SlugField):
    """The part of an address that names a person."""

    default_error_messages = {
        "invalid": _("Use the letters a to z, digits, hyphens and underscores only.")
    }

    def to_python(self, value: Any) -> str:
        return str(super().to_python(str(value or "").strip().removeprefix("@")) or "").lower()


class ProfileForm(KeepsBoth):
    """What a person says of herself, and who sees each thing."""

    display_name = NameField(
        label=_("Name"),
        help_text=_("Others see this. A made-up name is fine."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        error_messages={"required": _("Write the name that others will see.")},
    )
    handle = HandleField(
        label=_("Address of your page"),
        max_length=40,
        min_length=3,
        help_text=_(
            "The last part of it: letters a to z, digits and hyphens. Links to the old address"
            " stop working when you change it, and nobody else ever gets it."
        ),
        error_messages={"required": _("Write a short name for the address of your page.")},
    )
    page_seen_by = SeenByField(_("Who may open your page?"))
    moves_me = WordsField(
        label=_("What moves me"),
        max_length=2000,
        required=False,
        help_text=_("In your own words: what you care about, and what you hope for."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    moves_me_seen_by = SeenByField(_("Who sees what moves you?"))
    place = NameField(
        label=_("Place"),
        max_length=120,
        required=False,
        help_text=_("As exact as you like: a street, a town, or just a country."),
    )
    place_seen_by = SeenByField(_("Who sees your place?"))
    languages = LanguagesField(
        label=_("Languages I speak"),
        required=False,
        help_text=_("To add more than the lists hold, save and come back."),
    )
    languages_seen_by = SeenByField(_("Who sees your languages?"))
    causes = forms.MultipleChoiceField(
        label=_("Causes close to my heart"),
        choices=Cause.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "-columns"}),
    )
    causes_seen_by = SeenByField(_("Who sees your causes?"))

    def pairs(self) -> Iterable[tuple[forms.BoundField, forms.BoundField]]:
        """Each thing she can say, with who sees it."""
        for name in ("moves_me", "place", "languages", "causes"):
            yield self[name], self[f"{name}_seen_by"]


class SettingsForm(forms.Form):
    """How pages and mails speak to a person."""

    interface_language = forms.ChoiceField(
        label=_("Language of pages and mails"), choices=settings.LANGUAGES
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_(
            "Choose a large town near you whose clocks show what yours do. Times on pages and in"
            " mails are shown in it."
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        now = str(self.initial.get("time_zone", ""))
        known = now if now in zoneinfo.available_timezones() else ""
        self.fields["time_zone"].choices = by_continent(known)  # type: ignore[attr-defined]


class ReachForm(forms.Form):
    """Who may write to a person."""

    written_by = forms.ChoiceField(
        label=_("Who may write to you?"), choices=WrittenBy.choices, widget=forms.RadioSelect
    )


class WhoForm(forms.Form):
    """Whom one would like to keep away."""

    handle = HandleField(
        label=_("Who is it?"),
        max_length=41,
        help_text=_("The word with @ that stands beside the name."),
        error_messages={"required": _("Write the word with @ that stands beside the name.")},
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )


class DistanceForm(forms.Form):
    """How one keeps somebody away."""

    kind = forms.ChoiceField(
        label=_("How do you want it to be?"),
        choices=[
            ("", _("As with everybody else")),
            (Keeping.MUTE, _("Mute: I do not read what this person writes")),
            (Keeping.BLOCK, _("Block: this person also cannot write to me or open my page")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
