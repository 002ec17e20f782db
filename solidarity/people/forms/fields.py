"""Fields that every app's forms use."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from solidarity.base.words import one_line, tidy
from solidarity.people.languages import NAMES, SPOKEN
from solidarity.ui.widgets import options_in_html, together

MOST_LANGUAGES = 20
# Their names are the same in every language, so they are drawn once.
OPTIONS = {
    code: options_in_html([{"value": code, "attrs": {"lang": code}, "label": name}])
    for code, name in SPOKEN
}


class NameField(forms.CharField):
    """A name in any script: one line, at least one letter or digit."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"max_length": 60} | options))

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not any(sign.isalnum() for sign in value):
            raise forms.ValidationError(_("Use at least one letter or number."))


class WordsField(forms.CharField):
    """Several lines of somebody's own words."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")


class LanguagesWidget(forms.CheckboxSelectMultiple):
    """Those chosen as boxes to untick, then lists to add more: no script, and little to send."""

    template_name = "people/languages.html"
    lists = 3

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        values = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        return [value for value in dict.fromkeys(values) if value]

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        """Those chosen; the others are drawn already."""
        chosen = [code for code, _name in SPOKEN if code in value]
        options = [
            self.create_option(name, code, NAMES[code], True, index, attrs=attrs)
            for index, code in enumerate(chosen)
        ]
        return [(None, options, 0)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        [(_group, chosen, _index)] = context["widget"]["optgroups"]
        first = len(chosen)
        prefix = context["widget"]["attrs"].get("id", "")
        lists = range(first, first + max(1, self.lists - first))
        codes = {option["value"] for option in chosen}
        context["widget"] |= {
            "chosen": chosen,
            "lists": [f"{prefix}_{index}" for index in lists],
            "rest": together(drawn for code, drawn in OPTIONS.items() if code not in codes),
        }
        return context


class LanguagesField(forms.MultipleChoiceField):
    """Languages that somebody speaks, of all that we know by their own names."""

    widget = LanguagesWidget

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=SPOKEN, **options)

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if len(value) > MOST_LANGUAGES:
            raise forms.ValidationError(
                _("Choose %(most)s languages at most.") % {"most": MOST_LANGUAGES}
            )
