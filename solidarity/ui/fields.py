"""A field of a form as HTML: label, help, what is wrong with it, and its control.

A page of settings has twenty; drawn by a template they would be a third of what it costs.
"""

from django import forms
from django.utils.safestring import SafeString, mark_safe  # noqa: TID251 ui makes HTML
from django.utils.translation import gettext as _

from solidarity.ui.widgets import as_attributes, escaped, named


def drawn(field: forms.BoundField) -> SafeString:
    """The field in the shape of the GOV.UK patterns; a group of choices has a legend."""
    draw = _group if field.use_fieldset else _tick if _is_tick(field) else _line
    kind = "field -wrong" if field.errors else "field"
    return mark_safe(f'<div class="{kind}">{draw(field)}</div>')  # noqa: S308 escaped below


def _group(field: forms.BoundField) -> str:
    described = as_attributes({"aria-describedby": field.aria_describedby or False})
    legend = f"<legend>{named(field.label)}{_optional(field)}</legend>"
    return f"<fieldset{described}>{legend}{_notes(field)}{field}</fieldset>"


def _tick(field: forms.BoundField) -> str:
    label = f'<label for="{escaped(field.id_for_label)}">{named(field.label)}</label>'
    return f'<div class="choice">{field}{label}{_notes(field)}</div>'


def _line(field: forms.BoundField) -> str:
    words = named(field.label) + _optional(field)
    label = f'<label class="label" for="{escaped(field.id_for_label)}">{words}</label>'
    return f"{label}{_notes(field)}{field}"


def _is_tick(field: forms.BoundField) -> bool:
    """Whether this is one box to tick, whose label stands after it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


def _optional(field: forms.BoundField) -> str:
    if field.field.required or isinstance(field.field.widget, forms.RadioSelect):
        return ""
    words = _("(optional)")  # what stands in braces is not collected for translation
    return f' <span class="optional">{escaped(words)}</span>'


def _notes(field: forms.BoundField) -> str:
    """What helps, and what is wrong: named by the control, where the form gives ids."""
    notes = ""
    if field.help_text:
        notes += f'<div class="hint"{_id(field, "helptext")}>{escaped(field.help_text)}</div>'
    if field.errors:
        words = _("Error:")
        mark = f'<span class="visually-hidden">{escaped(words)}</span>'
        wrong = "".join(f"<p>{mark} {escaped(error)}</p>" for error in field.errors)
        notes += f'<div class="error"{_id(field, "error")}>{wrong}</div>'
    return notes


def _id(field: forms.BoundField, what: str) -> str:
    return as_attributes({"id": f"{field.auto_id}_{what}" if field.auto_id else False})
