"""Controls drawn by hand are those that Django's templates draw."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from solidarity.ui.forms import Renderer

CHOICES = [("", "All"), ("a<b", "Bread & roses"), ("Farms", [("x", gettext_lazy("Cause"))])]
WIDGETS = [
    forms.TextInput(),
    forms.TextInput(attrs={"autocomplete": "off", "required": True, "maxlength": False}),
    forms.EmailInput(),
    forms.URLInput(),
    forms.PasswordInput(),
    forms.HiddenInput(),
    forms.CheckboxInput(),
    forms.Textarea(attrs={"rows": 5}),
    forms.Select(choices=CHOICES),
]


def without_space(html: str) -> str:
    """HTML without the space that nobody sees: around tags, outside areas."""
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", html)


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
@given(value=st.none() | st.text() | st.sampled_from(["a", "x", "a<b", '"><script>', "0"]))
def test_a_control_is_the_one_that_django_draws(widget, value):
    ours = widget.render("na<me", value, attrs={"id": "id_it"}, renderer=Renderer())
    djangos = widget.render("na<me", value, attrs={"id": "id_it"}, renderer=DjangoTemplates())

    if isinstance(widget, forms.Textarea):
        assert ours.strip() == djangos.strip()
    else:
        assert without_space(ours) == without_space(djangos)


def test_boxes_stand_before_their_labels_which_hold_html_as_words_or_as_it_is():
    boxes = forms.CheckboxSelectMultiple(
        choices=[("a&b", "<b>One</b>"), ("c", SafeString("<b>Two</b>"))],
        attrs={"class": "-columns"},
    )

    assert boxes.render("it", ["c"], attrs={"id": "it"}, renderer=Renderer()) == (
        '<div class="choices -columns" id="it">'
        '<div class="choice"><input type="checkbox" name="it" value="a&amp;b" class="-columns"'
        ' id="it_0"><label for="it_0"><bdi>&lt;b&gt;One&lt;/b&gt;</bdi></label></div>'
        '<div class="choice"><input type="checkbox" name="it" value="c" class="-columns" id="it_1"'
        ' checked><label for="it_1"><b>Two</b></label></div></div>'
    )


def test_choices_in_groups_have_the_name_of_the_group_above_them():
    buttons = forms.RadioSelect(choices=CHOICES).render("it", "x", renderer=Renderer())

    assert '<p class="choice-group">Farms</p><div class="choice"><input type="radio"' in buttons
    assert 'value="x" checked>' in buttons.replace(" required", "")


def test_a_number_is_typed_as_text_and_parts_of_one_with_a_point():
    def drawn(step):
        return forms.NumberInput(attrs={"step": step}).render("it", 3, renderer=Renderer())

    assert drawn(1) == '<input type="text" name="it" value="3" inputmode="numeric">'
    assert drawn("any") == '<input type="text" name="it" value="3" inputmode="decimal">'


def test_a_control_that_we_do_not_draw_is_left_to_django():
    drawn = forms.FileInput().render("it", None, renderer=Renderer())

    assert drawn == '<input type="file" name="it">'
