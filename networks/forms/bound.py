"""Forms of settings, some of which a clause of the agreement may hold."""

from collections.abc import Mapping

from django import forms

from networks.models import Binding
from networks.rules.bound import held_by


def show_bound(form: forms.Form, bound: Mapping[str, Binding]) -> None:
    """Let fields that a clause holds be read only, and say which clause it is."""
    for name, binding in bound.items():
        if name in form.fields:
            form.fields[name].disabled = True
            form.fields[name].help_text = held_by(binding)
