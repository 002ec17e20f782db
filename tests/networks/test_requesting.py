"""The conversation on a request, members who admit, and texts for answers."""

from datetime import timedelta

import pytest

from networks.actions.joining import admit, decline, withdraw
from networks.actions.requesting import add_text, change_text, delete_text, say, text_fields
from networks.models import Admission, Network, State
from networks.queries import answerers_of, conversation_of, texts_of
from networks.rules import MOST_TEXTS, is_shown, voice_on
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from solidarity.threads.actions import comment
from solidarity.threads.models import Post, Thread
from tests.fixtures.people import NOON
from tests.networks.needing import needs
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
LATER = NOON + timedelta(days=1)


def write(request, by, words="When do you meet?", key="a", at=LATER):
    return say(request.pk, by=by, words=words, key=key, at=at)


@pytest.fixture
def among_members(garden):
    """The garden, where every member answers requests."""
    Network.objects.filter(pk=garden.pk).update(admission=Admission.MEMBERS)
    garden.refresh_from_db()
    return garden


def test_the_applicant_asks_and_the_stewards_are_told(asked, ana, cleo, told):
    write(asked, ana)

    assert told(cleo) == ["networks.applicant_wrote"]
    assert told(ana) == []
    assert cleo.notices.get().about_url == f"/networks/garden/requests/{asked.pk}/"


def test_a_steward_answers_and_the_applicant_is_told(asked, ana, cleo, told):
    write(asked, ana)
    write(asked, cleo, "On Sundays.")

    assert told(ana) == ["networks.wrote_to_applicant"]
    assert [post.words for post in Post.objects.order_by("pk")] == [
        "When do you meet?", "On Sundays.",
    ]  # fmt: skip
    assert conversation_of(asked).comments == 1


def test_a_steward_may_begin(asked, ana, cleo, told):
    write(asked, cleo, "Have you gardened before?")

    assert told(ana) == ["networks.wrote_to_applicant"]


def test_the_same_form_sent_twice_is_said_and_told_once(asked, ana, cleo, told):
    first, second = write(asked, ana), write(asked, ana)

    assert first == second
    assert told(cleo) == ["networks.applicant_wrote"]


@pytest.mark.parametrize("who", ["member", "stranger"])
def test_nobody_else_writes_or_reads(garden, asked, ana, ben, make_member, who):
    write(asked, ana)
    if who == "member":
        make_member(garden, ben)

    with pytest.raises(Refused, match="Only those who belong here"):
        write(asked, ben)

    thread = conversation_of(asked)
    assert not voice_on(asked, ben).reads
    with pytest.raises(Refused):
        comment(thread.pk, by=ben, words="Hello?", key="b", at=LATER)


def test_calling_somebody_who_may_not_read_it_tells_her_nothing(garden, asked, ana, ben, told):
    write(asked, ana, "Ask @ben and @cleo about me.")

    assert told(ben) == []


def test_once_answered_it_is_read_and_nothing_is_added(asked, ana, cleo):
    write(asked, ana)
    decline(asked.pk, by=cleo, reason="We are full.", at=LATER)
    asked.refresh_from_db()

    assert voice_on(asked, ana).reads
    assert voice_on(asked, cleo).reads
    with pytest.raises(Refused, match="not write"):
        write(asked, ana, "Why?", key="b")


def test_it_is_there_for_sixty_days_after_the_answer(asked, cleo):
    decline(asked.pk, by=cleo, reason="We are full.", at=LATER)
    asked.refresh_from_db()

    assert is_shown(asked, at=LATER + timedelta(days=59))
    assert not is_shown(asked, at=LATER + timedelta(days=61))


@pytest.mark.parametrize("state", [State.LEFT, State.BANNED])
def test_who_left_or_was_sent_away_has_no_request_any_more(garden, ben, make_member, state):
    assert not is_shown(make_member(garden, ben, state=state), at=LATER)


def test_who_came_in_by_an_open_door_has_none_either(garden, ben, make_member):
    assert not is_shown(make_member(garden, ben), at=LATER)


def test_taking_the_request_back_deletes_the_conversation(garden, asked, ana, cleo):
    write(asked, ana)

    withdraw(garden.pk, by=ana, at=LATER)

    assert not Thread.objects.exists()
    assert not Post.objects.exists()
    asked.refresh_from_db()
    assert not voice_on(asked, cleo).reads


def test_who_waits_for_a_network_that_is_hidden_meanwhile_still_talks(garden, asked, ana):
    Network.objects.filter(pk=garden.pk).update(visibility="hidden")

    assert write(asked, ana).words == "When do you meet?"


def test_where_members_admit_any_member_answers_and_the_log_names_her(
    among_members, asked, ana, ben, make_member, logged
):
    make_member(among_members, ben)

    write(asked, ben, "Welcome, nearly.")
    admit(asked.pk, by=ben, at=LATER)

    assert logged(among_members) == [("admitted", ben, ana)]


def test_where_members_admit_they_are_reminded_and_told_once_they_have_written(
    among_members, asked, ana, ben, cleo, make_member, told
):
    make_member(among_members, ben)

    write(asked, ana)
    before = told(ben)
    write(asked, ben, "On Mondays.", key="ben's")
    write(asked, ana, "I come.", key="hers too")

    assert list(answerers_of(among_members)) == [cleo, ben]
    assert (before, told(ben)) == ([], ["networks.applicant_wrote"])
    assert told(cleo) == ["networks.applicant_wrote"] * 2
    assert needs(ben) == [("requests", among_members, 1)]


def test_where_stewards_admit_members_are_not_reminded(garden, asked, ben, make_member):
    make_member(garden, ben)

    assert needs(ben) == []


@races
def test_two_first_words_at_once_are_one_conversation(asked, ana, cleo):
    results = at_once(
        lambda: write(asked, ana, key="hers"), lambda: write(asked, cleo, "Hello!", key="theirs")
    )

    assert raised(results, Refused) == []
    assert Thread.objects.count() == 1
    assert Post.objects.count() == 2


@races
def test_words_and_taking_back_do_not_cross(garden, asked, ana, cleo):
    results = at_once(
        lambda: write(asked, cleo, "Wait!"), lambda: withdraw(garden.pk, by=ana, at=LATER)
    )

    raised(results, Refused)
    assert not Thread.objects.exists()


def keep(garden, by, title="Full", words="We are full until May."):
    return add_text(garden.slug, by=by, title=title, words=words)


def test_a_steward_keeps_changes_and_deletes_texts(garden, cleo):
    text = keep(garden, cleo)
    seen = fingerprint(text_fields(text))
    fields = {"title": "Full", "words": "We are full until June."}
    change_text(garden.slug, text.pk, by=cleo, fields=fields, seen=seen)

    assert texts_of(garden).get().words == "We are full until June."
    delete_text(garden.slug, text.pk, by=cleo)
    delete_text(garden.slug, text.pk, by=cleo)
    assert not texts_of(garden).exists()


def test_a_member_keeps_none(garden, cleo, ben, make_member):
    make_member(garden, ben)
    text = keep(garden, cleo)

    with pytest.raises(Refused, match="Only the stewards"):
        keep(garden, ben, title="Mine")
    with pytest.raises(Refused, match="Only the stewards"):
        delete_text(garden.slug, text.pk, by=ben)
    with pytest.raises(Refused, match="Only the stewards"):
        change_text(garden.slug, text.pk, by=ben, fields=text_fields(text), seen="")


def test_two_texts_of_one_name_are_refused(garden, cleo):
    keep(garden, cleo)

    with pytest.raises(Refused, match="of this name already"):
        keep(garden, cleo, words="Another")


def test_of_two_stewards_who_change_a_text_the_second_sees_both(garden, cleo):
    text = keep(garden, cleo)
    seen = fingerprint(text_fields(text))
    change_text(garden.slug, text.pk, by=cleo, fields={"title": "A", "words": "A"}, seen=seen)

    with pytest.raises(Stale):
        change_text(garden.slug, text.pk, by=cleo, fields={"title": "B", "words": "B"}, seen=seen)


def test_there_is_room_for_so_many_texts(garden, cleo):
    for number in range(MOST_TEXTS):
        keep(garden, cleo, title=f"Text {number}")

    with pytest.raises(Refused, match="Delete one"):
        keep(garden, cleo, title="One more")
