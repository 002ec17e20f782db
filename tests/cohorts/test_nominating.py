"""Thinking of somebody who is not here: one mail, a no without an account, and peace."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from cohorts.actions import applying, nominating
from cohorts.models import Application, Cohort, Nominated, Nomination, NoNominations, Stage
from networks.actions.inviting import hidden_address
from networks.models import Network, Refusal, Visibility
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from solidarity.outbox.models import Letter
from solidarity.people.models import Person
from tests.fixtures.cohorts import MakeApplication, MakeCohort
from tests.fixtures.people import NOON, MakePerson
from tests.racing import at_once, raised

LATER = NOON + timedelta(days=36_500)
LINK = re.compile(r"/cohorts/nomination/[\w-]+/")
HERS = "noor@elsewhere.example"
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def call(make_cohort: MakeCohort, ben: Person) -> Cohort:
    """A cohort that ben facilitates, open for applications in any year of these tests."""
    return make_cohort(
        name="Bridges", stage=Stage.OPEN, facilitators=[ben], programme={"apply_by": LATER}
    )


def think_of(whom: str, *, by: Person, slug: str = "bridges", language: str = "en") -> None:
    nominating.nominate(slug, whom=whom, language=language, words="You listen.", by=by, at=NOON)


def mailed() -> str:
    """The address in the one mail."""
    found = LINK.search(Letter.objects.get().body)
    assert found
    return found[0]


def test_somebody_who_is_not_here_gets_one_mail_and_her_address_is_not_kept(
    client: Client, ana: Person, call: Cohort
) -> None:
    client.force_login(ana)
    said = {"whom": "Noor@Elsewhere.example", "words": "You listen.", "language": "es"}
    for _time in range(2):
        client.post("/networks/bridges/programme/nominate/", said)

    letter, nomination = Letter.objects.get(), Nomination.objects.get()
    assert letter.address == HERS
    assert "Ana" in letter.body
    assert "You listen." not in letter.body
    assert "Hello" not in letter.body
    kept = " ".join(str(value) for value in vars(nomination).values())
    assert "elsewhere" not in kept
    assert mailed().strip("/").rpartition("/")[2] not in kept


def test_her_link_shows_who_thought_of_her_and_keeps_no_token_in_the_address(
    client: Client, ana: Person, call: Cohort
) -> None:
    think_of(HERS, by=ana)

    opened = client.get(mailed())

    assert (opened.status_code, opened["Location"]) == (302, "/cohorts/nomination/")
    assert opened["Referrer-Policy"] == "no-referrer"
    shown = client.get("/cohorts/nomination/").content.decode()
    assert "Ana" in shown
    assert "You listen." in shown


def test_she_says_no_without_an_account_and_the_link_is_dead(
    client: Client, ana: Person, call: Cohort
) -> None:
    think_of(HERS, by=ana)
    client.get(mailed())

    client.post("/cohorts/nomination/", {"answer": "no"})

    nomination = Nomination.objects.get()
    assert (nomination.state, nomination.words, nomination.by) == (Nominated.NO, "", None)
    assert client.get(mailed()).status_code == 410
    think_of(HERS, by=ana)
    assert Letter.objects.count() == 1
    assert not Notice.objects.exists()


def test_never_again_without_an_account_holds_for_every_cohort(
    client: Client, ana: Person, call: Cohort, make_cohort: MakeCohort
) -> None:
    think_of(HERS, by=ana)
    client.get(mailed())
    client.post("/cohorts/nomination/", {"answer": "never"})
    make_cohort(name="Other", stage=Stage.OPEN, programme={"apply_by": LATER})

    think_of(HERS, by=ana, slug="other")

    assert Letter.objects.count() == 1
    assert NoNominations.objects.get().address_digest == hidden_address(HERS)


def test_who_wants_no_invitation_at_all_gets_no_such_mail(ana: Person, call: Cohort) -> None:
    Refusal.objects.create(address_digest=hidden_address(HERS), at=NOON)

    think_of(HERS, by=ana)

    assert not Letter.objects.exists()
    assert not Nomination.objects.exists()


def test_one_address_is_written_to_three_times_a_month_at_most(
    ana: Person, make_cohort: MakeCohort
) -> None:
    for number in range(5):
        make_cohort(name=f"C{number}", stage=Stage.OPEN, programme={"apply_by": LATER})
        think_of(HERS, by=ana, slug=f"c{number}")

    assert Letter.objects.count() == nominating.MOST_LETTERS


def test_a_yes_leads_over_signing_up_to_the_application(
    client: Client, ana: Person, call: Cohort, make_person: MakePerson
) -> None:
    think_of(HERS, by=ana)
    client.get(mailed())
    led = client.post("/cohorts/nomination/", {"answer": "yes"})
    assert led["Location"].endswith("?next=%2Fcohorts%2Fnomination%2F")
    noor = make_person("noor")
    client.force_login(noor)

    answer = client.post("/cohorts/nomination/", {"answer": "yes"})

    assert answer["Location"] == "/networks/bridges/programme/apply/"
    nomination = Nomination.objects.get()
    assert (nomination.whom, nomination.state) == (noor, Nominated.YES)
    assert (nomination.token_digest, nomination.address_digest) == (None, "")
    assert applying.apply("bridges", by=noor, said={}, answers={}, at=NOON).was_nominated


def test_thought_of_by_mail_and_here_it_is_one_nomination(
    ana: Person, ben: Person, call: Cohort, make_person: MakePerson
) -> None:
    think_of(HERS, by=ana)
    noor = make_person("noor")
    think_of("@noor", by=ben)
    held = Nomination.objects.get(whom=None).token_digest or ""

    nominating.answer_held(held, by=noor, yes=True, never=False, at=NOON)

    assert Nomination.objects.get().state == Nominated.YES


def test_an_address_with_an_account_is_asked_here_and_nobody_can_tell(
    client: Client, ana: Person, call: Cohort, make_person: MakePerson
) -> None:
    make_person("dora")
    client.force_login(ana)
    pages = []
    for whom in ("dora@example.org", HERS):
        client.post("/networks/bridges/programme/nominate/", {"whom": whom, "language": "en"})
        pages.append(client.get("/networks/bridges/programme/").content.decode())

    assert Notice.objects.get().person.handle == "dora"
    assert Letter.objects.get().address == HERS
    said = [re.findall(r'role="status"[^>]*>.*?</', page, re.S) for page in pages]
    assert said[0] == said[1]


def test_an_account_that_rests_gets_nothing(
    ana: Person, call: Cohort, make_person: MakePerson
) -> None:
    make_person("dora", resting_since=NOON)

    think_of("dora@example.org", by=ana)

    assert not Letter.objects.exists()
    assert not Notice.objects.exists()


def test_whoever_may_not_apply_is_not_asked(
    ana: Person, ben: Person, call: Cohort, make_person: MakePerson
) -> None:
    make_person("dora")
    Cohort.objects.update(open_to="networks")

    think_of("dora", by=ana)
    with pytest.raises(Refused, match="name somebody who is here"):
        think_of(HERS, by=ana)

    assert not Nomination.objects.exists()


def test_for_a_hidden_cohort_nobody_is_nominated(ben: Person, call: Cohort) -> None:
    Network.objects.update(visibility=Visibility.HIDDEN)

    with pytest.raises(Refused, match="hidden"):
        think_of(HERS, by=ben)


def test_what_is_no_address_says_so(client: Client, ana: Person, call: Cohort) -> None:
    client.force_login(ana)

    answer = client.post(
        "/networks/bridges/programme/nominate/", {"whom": "noor@", "language": "en"}
    )

    assert answer.status_code == 422
    assert "no address of mail" in answer.content.decode()


def test_when_the_call_is_over_the_mark_of_an_address_is_forgotten(
    client: Client, ana: Person, call: Cohort
) -> None:
    think_of(HERS, by=ana)
    assert nominating.forget_nominations(at=NOON) == 0

    Cohort.objects.update(stage=Stage.CHOOSING)
    assert client.get(mailed()).status_code == 410
    assert nominating.forget_nominations(at=NOON) == 1


@pytest.mark.parametrize("path", ["nope/", ""])
def test_a_token_that_never_was_is_over(client: Client, path: str, db: None) -> None:
    assert client.get(f"/cohorts/nomination/{path}").status_code == 410
    assert client.post("/cohorts/nomination/", {"answer": "no"}).status_code == 410


def test_somebody_changes_her_mind_about_nominations_both_ways(
    client: Client, ana: Person, ben: Person, call: Cohort
) -> None:
    NoNominations.objects.create(address_digest=hidden_address(ana.email), at=NOON)
    client.force_login(ana)
    assert "Let others nominate me again" in client.get("/cohorts/applied/").content.decode()
    think_of("ana", by=ben)
    assert not Nomination.objects.exists()

    client.post("/cohorts/nominations/", {"wants": "some"})
    assert not NoNominations.objects.exists()
    think_of("ana", by=ben)
    assert "Somebody thought of you" in client.get("/cohorts/applied/").content.decode()

    client.post("/cohorts/nominations/", {"wants": "none"})
    assert NoNominations.objects.get().person == ana
    assert "/cohorts/applied/" in client.get("/account/").content.decode()


@pytest.mark.parametrize("stage", list(Stage))
def test_who_applied_reads_and_takes_back_whatever_became_of_the_cohort(
    client: Client, ana: Person, call: Cohort, make_application: MakeApplication, stage: Stage
) -> None:
    mine = make_application(call, ana, state="declined", answered_at=NOON, letter="Not this time.")
    Cohort.objects.update(stage=stage)
    Network.objects.update(visibility=Visibility.HIDDEN, ended_at=NOON)
    client.force_login(ana)

    shown = client.get(mine.get_absolute_url()).content.decode()
    assert "Not this time." in shown
    assert "Take back my application" in shown
    assert "/networks/bridges/members/" not in shown
    assert client.get("/networks/bridges/programme/").status_code == 404
    assert mine.get_absolute_url() in client.get("/cohorts/applied/").content.decode()
    away = client.post("/networks/bridges/programme/apply/withdraw/")

    assert away["Location"] == "/cohorts/applied/"
    assert not Application.objects.exists()


def test_who_was_in_it_and_left_can_take_back_her_application(
    client: Client, ana: Person, call: Cohort, make_application: MakeApplication
) -> None:
    mine = make_application(call, ana, state="accepted", answered_at=NOON)
    client.force_login(ana)

    assert "Take back my application" in client.get(mine.get_absolute_url()).content.decode()
    client.post("/networks/bridges/programme/apply/withdraw/")

    assert not Application.objects.exists()


def test_of_a_hidden_cohort_others_learn_nothing(
    client: Client, ana: Person, ben: Person, call: Cohort, make_application: MakeApplication,
    make_person: MakePerson,
) -> None:  # fmt: skip
    hers = make_application(call, make_person("dora"))
    make_application(call, ana)
    Network.objects.update(visibility=Visibility.HIDDEN)
    client.force_login(ana)

    assert client.get(hers.get_absolute_url()).status_code == 404
    assert client.get("/networks/bridges/programme/nominated/").status_code == 404


@races
def test_two_who_think_of_one_address_send_one_mail(
    ana: Person, ben: Person, make_cohort: MakeCohort
) -> None:
    make_cohort(name="Bridges", stage=Stage.OPEN, programme={"apply_by": LATER})

    results = at_once(lambda: think_of(HERS, by=ana), lambda: think_of(HERS, by=ben))

    assert raised(results, Refused) == []
    assert Letter.objects.count() == Nomination.objects.count() == 1


@races
def test_of_a_yes_and_a_no_by_one_mail_the_first_counts(
    ana: Person, ben: Person, make_cohort: MakeCohort
) -> None:
    make_cohort(name="Bridges", stage=Stage.OPEN, programme={"apply_by": LATER})
    think_of(HERS, by=ana)
    held = Nomination.objects.get().token_digest or ""

    results = at_once(
        lambda: nominating.answer_held(held, by=ben, yes=True, never=False, at=NOON),
        lambda: nominating.answer_held(held, by=None, yes=False, never=True, at=NOON),
    )

    assert len(raised(results, Refused)) == 1
    nomination = Nomination.objects.get()
    assert (nomination.state == Nominated.YES) is (nomination.whom == ben)
    assert NoNominations.objects.exists() is (nomination.state == Nominated.NO)
