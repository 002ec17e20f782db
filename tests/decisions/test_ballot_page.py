"""The page of a secret ballot: what it says, what it keeps, and what it never shows."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from decisions.actions.balloting import cast
from decisions.actions.closing import close_if_due
from decisions.codes import new_code
from decisions.models import Ballot
from solidarity.people.models import Draft, Session
from tests.decisions.secret import open_secretly, question

CODE = re.compile(r"(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}")
DRAWN = re.compile(r'name="code" value="([^"]+)"')
OPTIONS = [
    {"id": "a", "title": "Ana's bread"},
    {"id": "b", "title": "Soup"},
    {"id": "c", "title": "Cake"},
]


@pytest.fixture
def nine(make_person):
    return [make_person(f"elector-{number}") for number in range(9)]


def running(network, by, people, **fields):
    decision = question(network, by, is_secret=True, **fields)
    day = timedelta(days=1)
    return open_secretly(decision, people, opens_at=now() - day, closes_at=now() + day)


def page_of(round, name="ballot"):
    decision = round.decision
    return reverse(f"decisions:{name}", args=[decision.network.slug, decision.number])


@pytest.fixture
def round(garden, cleo, nine):
    return running(garden, cleo, nine)


def text(response):
    return response.content.decode()


def test_she_casts_it_and_is_shown_its_code_once(client, round, nine):
    client.force_login(nine[0])
    drawn = DRAWN.search(text(client.get(page_of(round))))[1]

    answer = client.post(page_of(round), {"stance": "yes", "code": drawn})

    assert answer.status_code == 200
    assert CODE.search(text(answer))[0] == drawn
    assert "no-store" in answer["Cache-Control"]
    assert drawn not in text(client.get(page_of(round)))
    assert round.ballots.get().choice == "yes"


def test_nothing_beside_her_keeps_the_code(client, round, nine):
    client.force_login(nine[0])

    answer = client.post(page_of(round), {"stance": "yes"})

    code = CODE.search(text(answer))[0]
    kept = [*client.session.values(), *(cookie.value for cookie in client.cookies.values())]
    assert not any(code in str(each) or code[:9] in str(each) for each in kept)
    assert not Session.objects.filter(session_data__contains=code).exists()
    assert not Draft.objects.exists()


def test_sent_again_it_shows_the_same_code(client, round, nine):
    client.force_login(nine[0])
    form = {"stance": "yes", "code": DRAWN.search(text(client.get(page_of(round))))[1]}

    first, second = (client.post(page_of(round), form) for _ in range(2))

    assert CODE.search(text(first))[0] == CODE.search(text(second))[0]
    assert round.ballots.count() == 1


def test_afterwards_the_page_asks_for_the_code_and_shows_no_choice(client, round, nine):
    code = cast(round.pk, by=nine[0], choice="yes", at=now())
    client.force_login(nine[0])

    page = text(client.get(page_of(round)))
    refused = client.post(page_of(round), {"stance": "no", "code": new_code()})
    done = client.post(page_of(round), {"stance": "no", "code": code})

    assert "Change your secret ballot" in page
    assert "checked" not in page
    assert refused.status_code == 422
    assert "letter by letter" in text(refused)
    assert done.status_code == 200
    assert round.ballots.get().choice == "no"


def test_the_page_says_what_it_protects_against_and_what_not(client, round, nine):
    client.force_login(nine[0])

    page = text(client.get(page_of(round)))

    assert "Whoever runs this server" in page
    assert "Show it to nobody" in page


def test_until_it_closes_there_are_no_numbers_and_no_list(client, round, nine):
    for person in nine[:6]:
        cast(round.pk, by=person, choice="yes", at=now())
    client.force_login(nine[0])

    assert client.get(page_of(round, "ballots")).status_code == 404
    page = text(client.get(page_of(round)))
    assert not any(person.display_name in page for person in nine[1:])


def test_who_has_no_voice_is_told_and_casts_nothing(client, round, ana, make_member):
    make_member(round.decision.network, ana)
    client.force_login(ana)

    assert "You have no voice" in text(client.get(page_of(round)))
    assert client.post(page_of(round), {"stance": "yes"}).status_code == 422
    assert not Ballot.objects.exists()


def test_who_may_not_know_of_it_finds_nothing(client, round, ben):
    client.force_login(ben)

    assert client.get(page_of(round)).status_code == 404
    assert client.post(page_of(round), {"stance": "yes"}).status_code == 404


def test_a_decision_by_name_has_no_ballot(client, garden, cleo, nine):
    round = open_secretly(question(garden, cleo), nine, is_secret=False)
    client.force_login(cleo)

    assert client.get(page_of(round)).status_code == 404


@pytest.mark.parametrize(
    ("method", "options", "sent", "kept"),
    [
        ({"name": "approval"}, OPTIONS, {"approve": ["a", "c"]}, ["a", "c"]),
        ({"name": "score"}, OPTIONS, {"option_a": "5", "option_b": ""}, {"scores": {"a": 5}}),
        (
            {"name": "schulze"},
            OPTIONS,
            {"option_a": "2", "option_b": "1", "option_c": "2"},
            ["b", ["a", "c"]],
        ),
        ({"name": "runoff"}, OPTIONS, {"option_b": "1"}, ["b"]),
        (
            {"name": "equal_shares", "budget": 300},
            [{**each, "cost": 100} for each in OPTIONS],
            {"approve": ["b"]},
            ["b"],
        ),
        ({"name": "sense_check"}, [], {"stance": "mixed"}, "mixed"),
        (
            {"name": "consensus"},
            [],
            {"stance": "block", "reason": "Too dear.", "rests_on": "Open to all"},
            {"stance": "block", "reason": "Too dear.", "rests_on": "Open to all"},
        ),
        ({"name": "consent"}, [], {"stance": "consent"}, "consent"),
        ({"name": "super_majority", "share": "2/3"}, [], {"stance": "abstain"}, "abstain"),
    ],
)
def test_every_method_has_its_ballot(client, garden, cleo, nine, method, options, sent, kept):
    round = running(garden, cleo, nine, method=method, options=options)
    client.force_login(nine[0])

    assert client.get(page_of(round)).status_code == 200
    answer = client.post(page_of(round), sent)

    assert answer.status_code == 200
    assert round.ballots.get().choice == kept


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Choose your position."),
        ({"stance": "block", "rests_on": "x"}, "Write your reason"),
        ({"stance": "block", "reason": "x"}, "Name the shared purpose"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(client, garden, cleo, nine, sent, says):
    round = running(garden, cleo, nine, method={"name": "consensus"})
    client.force_login(nine[0])

    answer = client.post(page_of(round), sent)

    assert answer.status_code == 422
    assert says in text(answer)
    assert not Ballot.objects.exists()


def count(round):
    close_if_due(round.pk, at=round.closes_at + timedelta(hours=1))


def test_afterwards_everybody_finds_her_ballot_by_its_tag(client, round, nine):
    codes = [cast(round.pk, by=person, choice="no", at=now()) for person in nine]
    count(round)
    client.force_login(nine[0])

    page = text(client.get(page_of(round, "ballots")))

    assert all(code[:9] in page and code not in page for code in codes)
    assert page.count("<td><bdi>No</bdi></td>") == 9


def test_as_counts_alone_no_code_is_published(client, garden, cleo, nine):
    round = running(garden, cleo, nine, published="counts")
    codes = [
        cast(round.pk, by=person, choice="no" if at % 3 else "yes", at=now())
        for at, person in enumerate(nine)
    ]
    count(round)
    client.force_login(nine[0])

    page = text(client.get(page_of(round, "ballots")))

    assert not any(code[:9] in page for code in codes)
    assert "<td>6</td>" in page
    assert "<td>3</td>" in page
