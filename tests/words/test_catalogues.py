"""Every text is translated, whole, into every language."""

from pathlib import Path

import django
import polib
import pytest

from tests.words.catalogues import FORMS, LANGUAGES, LEFT_OUT, catalogue, placeholders, said, tags

SHIPPED = [
    Path(django.__file__).parent / folder / "locale" / "en" / "LC_MESSAGES" / "django.po"
    for folder in ("conf", "contrib/auth")
]
in_each = pytest.mark.parametrize("language", LANGUAGES)


@in_each
def test_every_text_is_translated_and_none_is_a_guess(language):
    entries = catalogue(language)

    assert len(entries) > 500
    assert [entry.msgid for entry in entries if not entry.translated()] == []
    assert [entry.msgid for entry in entries if entry.fuzzy or entry.obsolete] == []


@in_each
def test_every_counted_text_has_all_its_forms(language):
    entries = [entry for entry in catalogue(language) if entry.msgid_plural]
    forms = set(range(FORMS[language][0]))

    assert entries
    assert f"nplurals={len(forms)};" in catalogue(language).metadata["Plural-Forms"]
    assert [entry.msgid for entry in entries if set(entry.msgstr_plural) != forms] == []
    assert [e.msgid for e in entries if not all(text.strip() for _, _, text in said(e))] == []


@in_each
def test_what_is_filled_in_is_filled_in_everywhere(language):
    """A form for one number alone may say it in a word."""
    wrong = []
    for entry in catalogue(language):
        for form, source, text in said(entry):
            wanted, found = placeholders(source), placeholders(text)
            missing = set((wanted - found).elements()) - LEFT_OUT
            spoken = form in FORMS[language][1] and len(missing) == 1
            if found - wanted or (missing and not spoken):
                wrong.append((source, text))

    assert wrong == []


@in_each
def test_html_and_line_breaks_are_the_same(language):
    wrong = [
        (source, text)
        for entry in catalogue(language)
        for _form, source, text in said(entry)
        if tags(source) != tags(text) or source.count("\n") != text.count("\n")
    ]

    assert wrong == []


@in_each
def test_spaces_at_the_ends_are_the_same(language):
    def ends(text):
        return text[:1].isspace(), text[-1:].isspace()

    wrong = [
        (source, text)
        for entry in catalogue(language)
        for _form, source, text in said(entry)
        if ends(source) != ends(text)
    ]

    assert wrong == []


def test_arabic_is_written_with_arabic_signs():
    """Its comma, semicolon and question mark are others; addresses keep theirs."""
    wrong = [
        text
        for entry in catalogue("ar")
        for _form, _source, text in said(entry)
        if any(f"{sign} " in text or text.endswith(sign) for sign in ",;?")
    ]

    assert wrong == []


def test_spanish_opens_its_questions_and_calls():
    wrong = [
        text
        for entry in catalogue("es")
        for _form, _source, text in said(entry)
        if text.count("?") != text.count("¿") or text.count("!") != text.count("¡")
    ]

    assert wrong == []


def test_the_english_catalogue_says_djangos_sentences_in_our_words():
    shipped = {entry.msgid for path in SHIPPED for entry in polib.pofile(str(path))}
    entries = catalogue("en")

    assert entries
    assert [entry.msgid for entry in entries if not entry.translated()] == []
    assert [entry.msgid for entry in entries if entry.msgid not in shipped] == []
