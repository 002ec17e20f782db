from hypothesis import given
from hypothesis import strategies as st

from solidarity.base.diff import (
    ADDED,
    KEPT,
    REMOVED,
    SKIPPED,
    Line,
    change_between,
    folded,
    lines_between,
)

texts = st.lists(st.sampled_from(["", "a", "b", "we ask", "we listen"]), max_size=14).map("\n".join)


@given(texts, texts)
def test_the_lines_of_a_diff_make_both_versions_again(old, new):
    lines = lines_between(old, new)

    assert "\n".join(line.words for line in lines if line.kind != ADDED) == old
    assert "\n".join(line.words for line in lines if line.kind != REMOVED) == new


@given(texts)
def test_a_text_does_not_differ_from_itself(text):
    assert {line.kind for line in lines_between(text, text)} == {KEPT}
    assert (change_between(text, text).added, change_between(text, text).removed) == (0, 0)


@given(texts, texts, st.integers(0, 4))
def test_folding_leaves_out_nothing_but_what_was_kept_and_says_how_much(old, new, around):
    lines = lines_between(old, new)
    short = folded(lines, around)

    assert sum(line.count for line in short) == len(lines)
    changed = [line for line in lines if line.kind != KEPT]
    assert [line for line in short if line.kind not in {KEPT, SKIPPED}] == changed


def test_what_stands_near_a_change_is_shown_beside_it():
    old = "\n".join("abcdefgh")

    assert change_between(old, old.replace("h", "x")).lines == [
        Line(SKIPPED, count=5), Line(KEPT, "f"), Line(KEPT, "g"),
        Line(REMOVED, "h"), Line(ADDED, "x"),
    ]  # fmt: skip


def test_empty_lines_are_shown_and_not_counted():
    change = change_between("a", "a\n\nb")

    assert (change.added, change.removed) == (1, 0)
