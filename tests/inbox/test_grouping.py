"""What a digest says: by body and by item, the newest first, nothing twice."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from solidarity.inbox.grouping import AROUND_A_SECTION, MOST_WORDS_OF_AN_ITEM, Entry, grouped, size

START = datetime(2026, 3, 1, tzinfo=UTC)
ENTRIES = st.lists(
    st.builds(
        Entry,
        source=st.none() | st.integers(1, 4),
        url=st.sampled_from([f"/{n}/" for n in range(8)]),
        words=st.sampled_from(["Ana asks", "Ben writes", "Cleo writes", "مرحبا", "x" * 200]),
        told_at=st.integers(0, 10_000).map(lambda n: START + timedelta(minutes=n)),
    ),
    max_size=60,
)
KNOWN = st.sets(st.integers(1, 4))
ROOM = st.integers(1, 8000)


def items_of(digest):
    return [item for section in digest.sections for item in section.items]


@given(ENTRIES, KNOWN, ROOM)
def test_nothing_is_there_twice_and_nothing_is_lost(entries, known, room):
    digest = grouped(entries, known=known, room=room)

    items = items_of(digest)
    assert len({item.url for item in items}) == len(items)
    assert len({section.source for section in digest.sections}) == len(digest.sections)
    assert len(items) + digest.left_out == len({entry.url for entry in entries})
    for item in items:
        said = {entry.words for entry in entries if entry.url == item.url}
        assert len(set(item.words)) == len(item.words) <= MOST_WORDS_OF_AN_ITEM
        assert set(item.words) <= said


@given(ENTRIES, KNOWN)
def test_the_newest_comes_first(entries, known):
    digest = grouped(entries, known=known, room=10**9)
    newest = {}
    for entry in entries:
        newest[entry.url] = max(newest.get(entry.url, START), entry.told_at)

    firsts = []
    for section in digest.sections:
        times = [newest[item.url] for item in section.items]
        assert times == sorted(times, reverse=True)
        firsts.append(times[0])
    assert firsts == sorted(firsts, reverse=True)


@given(ENTRIES, KNOWN, ROOM)
def test_no_section_is_empty_and_none_names_an_unknown_body(entries, known, room):
    digest = grouped(entries, known=known, room=room)

    assert all(section.items for section in digest.sections)
    assert {section.source for section in digest.sections} <= known | {None}
    assert bool(digest.sections) == bool(entries)


@given(ENTRIES, KNOWN, ROOM)
def test_it_keeps_within_its_room_but_for_a_first_item(entries, known, room):
    digest = grouped(entries, known=known, room=room)

    taken = AROUND_A_SECTION * len(digest.sections) + sum(map(size, items_of(digest)))
    assert taken <= room or len(items_of(digest)) <= 1
