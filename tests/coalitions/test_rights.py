"""Which rights remain, and which settings apply, whatever a network has consented to."""

from hypothesis import given
from hypothesis import strategies as st

from coalitions.rights import Right, bond, rights_of

numbers = st.integers(min_value=0, max_value=40)
settings = st.dictionaries(st.sampled_from("abcdef"), numbers)


@given(numbers, numbers)
def test_nobody_loses_a_right_for_not_consenting(consented, in_force):
    has = set(rights_of(consented, in_force))

    assert set(rights_of(in_force, in_force)) <= has
    assert {Right.DECIDES, Right.TALKS, Right.LEAVES, Right.PROPOSES} <= has


@given(numbers, numbers)
def test_who_has_not_said_yes_can_do_so_later(consented, in_force):
    can = Right.CONSENTS in rights_of(consented, in_force)

    assert can == (consented < in_force)


@given(st.sets(st.integers(1, 9)), st.integers(0, 9), settings, settings)
def test_each_setting_applies_once_as_it_is_or_as_it_was_kept(consented, last, held, kept):
    versions = range(1, last + 1)
    found = bond(consented=consented, versions=versions, settings=held, kept=kept)

    assert [each.name for each in found.applies] == list(held)
    for each in found.applies:
        assert each.value == (kept[each.name] if each.name in kept else held[each.name])
        assert each.is_kept == (each.value != held[each.name])


@given(st.sets(st.integers(1, 9)), st.integers(0, 9))
def test_what_is_missing_came_after_what_was_consented_to(consented, last):
    found = bond(consented=consented, versions=range(1, last + 1), settings={}, kept={})

    assert all(number > found.consented for number in found.missing)
    assert found.is_behind == (last > max(consented, default=0))
