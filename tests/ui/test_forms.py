"""Forms in the shape of the GOV.UK patterns: summary, label, hint, error, control."""

import re

from django import forms


class JoinForm(forms.Form):
    why = forms.CharField(
        label="What brings you here?",
        help_text="A few words will do.",
        max_length=10,
        error_messages={"required": "Write a few words."},
    )
    email = forms.EmailField(label="Address", required=False)
    people = forms.IntegerField(label="How many are you?", required=False, min_value=1)
    often = forms.ChoiceField(
        label="How often?",
        help_text="You can change it.",
        choices=[("day", "Once a day"), ("never", "Never")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how often."},
    )
    agreed = forms.BooleanField(label="I have read it", error_messages={"required": "Tick it."})
    news = forms.BooleanField(label="Send me news", required=False)

    def clean(self) -> None:
        self.add_error(None, "The doors are closed.")


def drawn(**data: str) -> str:
    return re.sub(r"\s+", " ", str(JoinForm(data if data else None)))


def filled(**data: str) -> str:
    return re.sub(r"\s+", " ", str(JoinForm(data)))


def test_a_form_that_nobody_sent_has_no_summary():
    assert "There is a problem" not in drawn()


def test_the_summary_links_to_each_field_in_its_own_words():
    html = filled()

    assert '<div class="error-summary" role="alert" tabindex="-1" autofocus>' in html
    assert "There is a problem" in html
    assert "<li>The doors are closed.</li>" in html
    assert '<a href="#id_why">Write a few words.</a>' in html
    assert '<a href="#id_often_0">Choose how often.</a>' in html
    assert '<a href="#id_agreed">Tick it.</a>' in html


def test_every_link_of_the_summary_leads_somewhere():
    html = filled()
    ids = set(re.findall(r'\sid="([^"]+)"', html))

    assert set(re.findall(r'href="#([^"]+)"', html)) <= ids


def test_hint_and_error_are_tied_to_the_control():
    html = filled()
    control = re.search(r'<input type="text" name="why"[^>]*>', html)

    assert control
    assert 'aria-describedby="id_why_helptext id_why_error"' in control[0]
    assert 'aria-invalid="true"' in control[0]
    assert '<div class="hint" id="id_why_helptext">A few words will do.</div>' in html
    assert 'id="id_why_error"' in html


def test_a_group_of_choices_has_a_legend_that_its_hint_is_tied_to():
    html = filled()

    assert '<fieldset aria-describedby="id_often_helptext id_often_error">' in html
    assert "<legend><bdi>How often?</bdi></legend>" in html
    assert '<label for="id_often_1"><bdi>Never</bdi></label>' in html


def test_what_may_be_left_empty_says_so_but_a_lone_tick_does_not():
    html = drawn()

    assert re.search(r'Address</bdi> <span class="optional">\(optional\)</span>', html)
    assert '<label for="id_news"><bdi>Send me news</bdi></label>' in html


def test_text_takes_its_own_direction_and_an_address_runs_left_to_right():
    html = drawn()

    assert re.search(r'name="why"[^>]* dir="auto"', html)
    assert re.search(r'name="email"[^>]* dir="ltr"', html)


def test_nothing_typed_is_lost():
    html = filled(why="far too many words for this", people="many", email="ana at home")

    assert "maxlength" not in html
    assert 'value="far too many words for this"' in html
    assert 'value="many"' in html
    assert 'value="ana at home"' in html


def test_numbers_are_typed_into_plain_fields():
    assert re.search(r'<input type="text" name="people"[^>]* inputmode="numeric"', drawn())


def test_words_are_escaped():
    html = filled(why="<script>alert(1)</script>")

    assert "<script" not in html
