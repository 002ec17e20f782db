"""Our English is plain: short sentences of short words, for readers of twelve.

A measure of our own, nothing but a hint: syllables are groups of vowels, and the grade grows with
the words in a sentence and with the share of words that have three syllables or more.
"""

import re

from tests.words.catalogues import PLACEHOLDER, TAG, catalogue, said, source_texts

LONGEST_SENTENCE = 34  # words
HIGHEST_GRADE = 8
# Words of the domain that no shorter one can stand for, and names.
OURS = {
    "affiliate", "affiliated", "affiliation", "affiliations", "coalition", "coalitions",
    "facilitator", "solidarity", "settings", "invitation", "perceptions", "foundation", "united",
    "kingdom", "antarctica", "australia", "africa", "america",
}  # fmt: skip
# Django's sentences: locale/en says them in ours.
DJANGOS = re.compile(r"^(Ensure|Enter a valid|Select a valid|Null characters|This field is)")


def sentences(text):
    """The sentences of a text, each a list of words."""
    text = PLACEHOLDER.sub("it", TAG.sub("", text)).replace("/", " ")
    found = (re.findall(r"[A-Za-z’'-]+", part) for part in re.split(r"[.:;?!]+(?:\s|$)", text))
    return [words for words in found if words]


def syllables(word):
    """About how many syllables a word has."""
    word = re.sub(r"(?:[^laeiouy]e|es|ed)$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def is_long(word):
    return word.lower() not in OURS and syllables(word) > 2


def grade(parts):
    """A grade of school: 0.4 for each word of a sentence and for each long word in a hundred."""
    words = [word for part in parts for word in part]
    long_ones = sum(is_long(word) for word in words)
    return 0.4 * (len(words) / len(parts) + 100 * long_ones / len(words))


def ours():
    """All that we say in English."""
    instead = [text for entry in catalogue("en") for _form, _source, text in said(entry)]
    return [text for text in source_texts() if not DJANGOS.match(text)] + instead


def test_the_measure_tells_plain_from_not():
    plain = sentences("Write your mail address. We send you a code.")
    other = sentences("Authentication necessitates the immediate verification of credentials.")

    assert grade(plain) < 4
    assert grade(other) > 20


def test_all_texts_together_are_for_readers_of_twelve():
    """Labels of one or two words are no sentences; they are left out."""
    parts = [part for text in ours() for part in sentences(text) if len(part) > 3]

    assert len(parts) > 200
    assert grade(parts) <= HIGHEST_GRADE


def test_no_text_is_hard_to_read():
    hard = [
        (round(grade(parts), 1), text)
        for text in ours()
        if (parts := sentences(text)) and sum(map(len, parts)) > 12 and grade(parts) > 12
    ]

    assert hard == []


def test_no_sentence_is_too_long():
    long_ones = [
        " ".join(part)
        for text in ours()
        for part in sentences(text)
        if len(part) > LONGEST_SENTENCE
    ]

    assert long_ones == []


def test_nobody_is_told_that_they_are_invalid():
    blunt = re.compile(r"\b(invalid|illegal|forbidden|failure|incorrect|must not)\b", re.IGNORECASE)

    assert [text for text in ours() if blunt.search(text)] == []
