"""How every form is drawn: a summary of what is wrong, then label, hint, error and control."""

from typing import Any, cast

from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from solidarity.base.stale import Stale, fingerprint
from solidarity.ui import fields, widgets

# What is typed in these is written left to right in every language.
LEFT_TO_RIGHT = (
    forms.EmailInput,
    forms.URLInput,
    forms.NumberInput,
    forms.PasswordInput,
)


class BoundField(forms.BoundField):
    """A field with its data, and what the templates need to know to draw it."""

    @property
    def anchor(self) -> str:
        """The id that the error summary links to: the control, or the first one of a group."""
        if not self.auto_id:
            return ""
        return self.id_for_label or f"{self.auto_id}_0"

    def as_field_group(self) -> SafeString:
        """The whole field, drawn without a template."""
        return fields.drawn(self)

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Add the direction of what is typed, and take away what cuts it off.

        A browser that obeys `maxlength` drops the end of a pasted text without a word; the form
        says instead that it is too long and keeps all of it.
        """
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if isinstance(widget, LEFT_TO_RIGHT):
            attrs.setdefault("dir", "ltr")
        elif isinstance(widget, forms.TextInput | forms.Textarea):
            attrs.setdefault("dir", "auto")
        if "maxlength" in widget.attrs:
            attrs.setdefault("maxlength", False)
        return attrs


class Renderer(TemplatesSetting):
    """Draws forms from `templates/ui/`, in the shape of the GOV.UK patterns."""

    form_template_name = "ui/form.html"
    bound_field_class = BoundField

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        """As Django does; but controls, of which there may be hundreds, need no template."""
        control = widgets.drawn(template_name, context)
        return super().render(template_name, context, request) if control is None else control


class KeepsBoth(forms.Form):
    """A form over something that others, or other tabs, may save meanwhile: nothing is lost.

    Give it what is saved as `initial`; hand `seen` from its cleaned data to the action; when that
    raises Stale, `show_stale` puts both versions side by side.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {**self.initial, "seen": fingerprint(self.initial)}

    def show_stale(self, stale: Stale) -> None:
        """Put what was saved meanwhile beside what was typed; saving once more overrides it."""
        self.add_error(None, str(stale))
        typed = dict(self.cleaned_data)
        for name, value in stale.saved.items():
            if name in self.fields and typed.get(name) != value:
                words = _("Saved meanwhile: “%(saved)s”") % {"saved": self._in_words(name, value)}
                self.add_error(name, words)
        self.data = cast(QueryDict, self.data).copy()
        self.data[self.add_prefix("seen")] = fingerprint(stale.saved)

    def _in_words(self, name: str, value: Any) -> str:
        choices = getattr(self.fields[name], "choices", None)
        labels = dict(choices) if choices else {}
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        parts = value if isinstance(value, list) else [value]
        words = ("" if part is None else str(labels.get(part, part)) for part in parts)
        return _(", ").join(words) or _("nothing")
