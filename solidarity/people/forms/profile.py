"""What a person says of herself, and how pages speak to her."""

import zoneinfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from solidarity.people.causes import Cause
from solidarity.people.forms.fields import NameField, WordsField
from solidarity.people.languages import SPOKEN
from solidarity.people.models import Person, SeenBy

ZONES = sorted(
    zone
    for zone in zoneinfo.available_timezones()
    if zone == "UTC" or "/" in zone and not zone.startswith(("Etc/", "posix/", "right/", "SystemV"))
)


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a person says of herself, and who sees each thing."""

    display_name = NameField(
        label=_("Name"), help_text=_("Others see this. A made-up name is fine.")
    )
    handle = forms.SlugField(
        label=_("Handle"),
        max_length=40,
        min_length=3,
        help_text=_("It is part of your page's address: small letters, digits and hyphens."),
    )
    moves_me = WordsField(
        label=_("What moves me"),
        max_length=2000,
        required=False,
        help_text=_("In your own words: what you care about, and what you hope for."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    place = NameField(
        label=_("Place"),
        max_length=120,
        required=False,
        help_text=_("As exact as you like: a street, a town, or just a country."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages I speak"), choices=SPOKEN, required=False
    )
    causes = forms.MultipleChoiceField(
        label=_("Causes close to my heart"),
        choices=Cause.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    page_seen_by = forms.ChoiceField(label=_("Who may open my page?"), choices=SeenBy.choices)
    moves_me_seen_by = forms.ChoiceField(label=_("Who sees what moves me?"), choices=SeenBy.choices)
    place_seen_by = forms.ChoiceField(label=_("Who sees my place?"), choices=SeenBy.choices)
    languages_seen_by = forms.ChoiceField(label=_("Who sees my languages?"), choices=SeenBy.choices)
    causes_seen_by = forms.ChoiceField(label=_("Who sees my causes?"), choices=SeenBy.choices)

    class Meta:
        model = Person
        fields = [
            "display_name", "handle", "page_seen_by", "moves_me", "moves_me_seen_by", "place",
            "place_seen_by", "languages", "languages_seen_by", "causes", "causes_seen_by",
        ]  # fmt: skip

    def clean_handle(self) -> str:
        return str(self.cleaned_data["handle"]).lower()

    def _post_clean(self) -> None:
        """Leave the person as she is: the action writes, when its rules allow."""


class SettingsForm(forms.Form):
    """How pages and mails speak to a person."""

    interface_language = forms.ChoiceField(
        label=_("Language of pages and mails"), choices=settings.LANGUAGES
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=[(zone, zone.replace("_", " ")) for zone in ZONES],
        help_text=_("Times on pages and in mails are shown in it."),
    )
