import pytest

from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint, refuse_if_stale

SAVED = {"name": "Garden", "causes": ["food"]}


def test_who_saw_what_stands_now_may_save():
    refuse_if_stale(SAVED, seen=fingerprint(SAVED))


def test_the_order_of_fields_does_not_matter():
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})


@pytest.mark.parametrize("seen", ["", "0000000000000000", fingerprint(SAVED | {"name": "Farm"})])
def test_who_saw_something_else_is_shown_what_stands_now(seen):
    with pytest.raises(Stale) as refusal:
        refuse_if_stale(SAVED, seen=seen)

    assert refusal.value.saved == SAVED
    assert isinstance(refusal.value, Refused)
    assert "save again" in str(refusal.value)


@pytest.mark.parametrize("changed", [{"name": "garden"}, {"causes": []}, {"causes": ["food", "x"]}])
def test_any_change_changes_the_fingerprint(changed):
    assert fingerprint(SAVED | changed) != fingerprint(SAVED)
