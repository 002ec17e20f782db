"""How every form is drawn: a summary of what is wrong, then label, hint, error and control."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

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

    @property
    def is_tick(self) -> bool:
        """Whether this is one box to tick, whose label stands after it."""
        widget = self.field.widget
        return isinstance(widget, forms.CheckboxInput)

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
    field_template_name = "ui/field.html"
    bound_field_class = BoundField
