"""The programme of a cohort: founding it, writing it, moving on, naming who facilitates."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cohorts.actions import founding, gathering
from cohorts.models import Cohort, RoleOffer, Stage
from cohorts.queries.gathering import gathering_of, programme_words
from networks.actions.joining import join
from networks.models import JoinPolicy, Kind, Membership, Network, Role
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from solidarity.inbox.models import Notice
from solidarity.people.models import Person
from tests.fixtures.cohorts import MakeApplication, MakeCohort
from tests.fixtures.people import NOON

DAY = timedelta(days=1)
TYPED = {
    "name": "Bridges", "summary": "People of many causes.", "causes": ["food"],
    "purpose_text": "We learn together.", "starts_on": "2030-05-01", "ends_on": "2030-11-01",
    "rhythm": "Two evenings a month", "days_a_month": "1", "seats": "12", "languages": ["en"],
    "zone": "Europe/Lisbon", "open_to": "everybody", "apply_by": "2030-04-01",
    "questions": "What do you hope for?\nWhat do you bring?", "positions": "At the edge\nInside",
    "keeps_months": "6", "by_lottery": "on",
}  # fmt: skip


@pytest.fixture
def signed_in(client: Client, ana: Person) -> Client:
    client.force_login(ana)
    return client


def page(cohort: Cohort, more: str = "") -> str:
    return f"/networks/{cohort.network.slug}/programme/{more}"


def test_a_cohort_is_founded_with_its_programme(signed_in: Client, ana: Person) -> None:
    answer = signed_in.post("/cohorts/new/", TYPED)

    network = Network.objects.get(slug="bridges")
    assert answer.status_code == 302
    assert answer["Location"] == "/networks/bridges/programme/"
    assert network.kind == Kind.COHORT
    assert network.cohort.stage == Stage.PREPARING
    assert [each.words for each in network.cohort.questions.order_by("position")] == [
        "What do you hope for?", "What do you bring?",
    ]  # fmt: skip
    assert network.memberships.get().role == Role.STEWARD


def test_the_digest_of_the_seed_is_promised_when_the_programme_is_written(
    signed_in: Client,
) -> None:
    signed_in.post("/cohorts/new/", TYPED)

    how = Cohort.objects.get().gathering
    assert how.seed_sealed
    assert how.seed_digest in signed_in.get("/networks/bridges/programme/").content.decode()


def test_a_cohort_takes_two_days_a_month_at_most(signed_in: Client) -> None:
    answer = signed_in.post("/cohorts/new/", TYPED | {"days_a_month": "3"})

    assert answer.status_code == 422
    assert "Two days a month at most." in answer.content.decode()
    assert "We learn together." in answer.content.decode()


def test_whoever_applies_reads_by_when_everybody_has_a_letter(
    signed_in: Client, ana: Person, ben: Person, make_cohort: MakeCohort,
    make_application: MakeApplication,
) -> None:  # fmt: skip
    promised = {"answers_by": (NOON + 20 * DAY).date()}
    cohort = make_cohort(stage=Stage.OPEN, facilitators=[ben], programme=promised)
    hers = make_application(cohort, ana)

    for address in (page(cohort), hers.get_absolute_url()):
        assert "Everybody has a letter by" in signed_in.get(address).content.decode()
    signed_in.force_login(ben)
    waiting = signed_in.get(page(cohort, "applications/")).content.decode()
    assert "1 waits for a letter. Everybody has one by" in waiting


@pytest.mark.parametrize("day", ["2030-03-01", TYPED["apply_by"]])
def test_nobody_is_answered_before_the_call_is_over(signed_in: Client, day: str) -> None:
    answer = signed_in.post("/cohorts/new/", TYPED | {"answers_by": day})

    assert answer.status_code == 422
    assert "Choose a day after the last one to apply." in answer.content.decode()


def test_everybody_reads_the_programme_of_a_public_cohort(
    client: Client, make_cohort: MakeCohort
) -> None:
    cohort = make_cohort(stage=Stage.PREPARING)

    assert client.get(page(cohort)).status_code == 200


def test_the_programme_of_a_hidden_cohort_is_there_for_nobody_else(
    client: Client, ana: Person, make_cohort: MakeCohort
) -> None:
    cohort = make_cohort(visibility="hidden")
    client.force_login(ana)

    assert client.get(page(cohort)).status_code == 404


def test_nobody_joins_a_cohort_by_the_ordinary_door(ana: Person, make_cohort: MakeCohort) -> None:
    cohort = make_cohort(join_policy=JoinPolicy.OPEN)

    with pytest.raises(Refused, match="by applying"):
        join(cohort.network.pk, by=ana, answers={}, at=NOON)


def test_the_first_page_of_a_cohort_leads_to_its_programme(
    client: Client, make_cohort: MakeCohort
) -> None:
    cohort = make_cohort(stage=Stage.OPEN)

    shown = client.get(cohort.network.get_absolute_url()).content.decode()

    assert "by applying" in shown
    assert page(cohort) in shown


def test_facilitators_write_the_programme(
    client: Client, ana: Person, make_cohort: MakeCohort
) -> None:
    cohort = make_cohort(stage=Stage.PREPARING, facilitators=[ana])
    client.force_login(ana)
    form = client.get(page(cohort, "edit/")).context["form"]

    typed = {name: TYPED[name] for name in form.fields if name in TYPED}
    answer = client.post(page(cohort, "edit/"), typed | {"seen": form.initial["seen"]})

    assert answer.status_code == 302
    cohort.refresh_from_db()
    assert cohort.seats == 12
    assert cohort.network.log.get().facts == {"programme": "changed"}


def test_participants_do_not_write_the_programme(
    client: Client, ana: Person, make_cohort: MakeCohort
) -> None:
    cohort = make_cohort(participants=[ana])
    client.force_login(ana)

    assert client.get(page(cohort, "edit/")).status_code == 404
    assert client.get(page(cohort, "stage/")).status_code == 404


def test_of_two_who_write_at_once_the_second_sees_both(
    ana: Person, make_cohort: MakeCohort
) -> None:
    cohort = make_cohort(stage=Stage.PREPARING, facilitators=[ana])
    said = programme_words(cohort, gathering_of(cohort))
    seen = fingerprint(said)
    founding.write(cohort.network.slug, by=ana, fields=said | {"seats": 9}, seen=seen, at=NOON)

    with pytest.raises(Stale):
        founding.write(cohort.network.slug, by=ana, fields=said | {"seats": 8}, seen=seen, at=NOON)


def test_once_the_call_is_open_its_promises_stay(ana: Person, make_cohort: MakeCohort) -> None:
    cohort = make_cohort(stage=Stage.OPEN, facilitators=[ana])
    said = programme_words(cohort, gathering_of(cohort))
    seen = fingerprint(said)

    for changed in ({"by_lottery": True}, {"questions": "Who pays you?"}, {"keeps_months": 24}):
        with pytest.raises(Refused, match="stays as it"):
            founding.write(cohort.network.slug, by=ana, fields=said | changed, seen=seen, at=NOON)


def test_the_last_day_moves_back_and_never_forward(ana: Person, make_cohort: MakeCohort) -> None:
    cohort = make_cohort(stage=Stage.OPEN, facilitators=[ana])
    said = programme_words(cohort, gathering_of(cohort))
    seen = fingerprint(said)

    sooner = said | {"apply_by": said["apply_by"] - 3 * DAY}
    with pytest.raises(Refused, match="back, not forward"):
        founding.write(cohort.network.slug, by=ana, fields=sooner, seen=seen, at=NOON)
    later = said | {"apply_by": said["apply_by"] + 3 * DAY}
    founding.write(cohort.network.slug, by=ana, fields=later, seen=seen, at=NOON)


def test_a_cohort_goes_from_stage_to_stage_and_its_log_says_so(
    ana: Person, ben: Person, make_cohort: MakeCohort
) -> None:
    cohort = make_cohort(stage=Stage.PREPARING, facilitators=[ana], participants=[ben])
    slug = cohort.network.slug

    gathering.move(slug, to=Stage.OPEN, by=ana, at=NOON)
    gathering.move(slug, to=Stage.CHOOSING, by=ana, at=NOON + 8 * DAY)
    gathering.move(slug, to=Stage.RUNNING, by=ana, at=NOON + 20 * DAY)
    gathering.move(slug, to=Stage.ENDED, by=ana, at=NOON + 220 * DAY)

    reached = [entry.facts["to"] for entry in cohort.network.log.order_by("pk")]
    assert reached == ["open", "choosing", "running", "ended"]
    assert gathering_of(cohort).chosen_at == NOON + 20 * DAY


def test_nobody_is_shut_out_before_the_day_that_was_promised(
    ana: Person, make_cohort: MakeCohort
) -> None:
    cohort = make_cohort(stage=Stage.OPEN, facilitators=[ana])

    with pytest.raises(Refused, match="can apply until"):
        gathering.move(cohort.network.slug, to=Stage.CHOOSING, by=ana, at=NOON)


def test_pressed_twice_a_cohort_moves_one_stage(ana: Person, make_cohort: MakeCohort) -> None:
    cohort = make_cohort(stage=Stage.PREPARING, facilitators=[ana])

    for _time in range(2):
        gathering.move(cohort.network.slug, to=Stage.OPEN, by=ana, at=NOON)

    cohort.refresh_from_db()
    assert cohort.stage == Stage.OPEN
    assert cohort.network.log.count() == 1


def test_the_page_of_a_stage_says_why_it_cannot_be(
    client: Client, ana: Person, make_cohort: MakeCohort
) -> None:
    cohort = make_cohort(stage=Stage.PREPARING, facilitators=[ana], programme={"apply_by": None})
    client.force_login(ana)

    assert "by when people can apply" in client.get(page(cohort, "stage/")).content.decode()
    assert client.post(page(cohort, "stage/"), {"to": "open"}).status_code == 422


@pytest.mark.parametrize(
    ("stage", "programme", "words", "there"),
    [
        (Stage.PREPARING, {"apply_by": None}, "Write the programme", "edit/"),
        (Stage.CHOOSING, {}, "Look at the applications", "applications/"),
    ],
)
def test_a_cohort_that_cannot_go_on_yet_leads_to_what_is_missing(
    client: Client, ana: Person, make_cohort: MakeCohort, stage: Stage,
    programme: dict[str, Any], words: str, there: str,
) -> None:  # fmt: skip
    cohort = make_cohort(stage=stage, facilitators=[ana], programme=programme)
    client.force_login(ana)

    shown = client.get(page(cohort, "stage/")).content.decode()

    assert f'<a class="button" href="{page(cohort, there)}">{words}</a>' in shown
    back = shown.partition('<section id="ask">')[0].rpartition(
        f'<a class="back" href="{page(cohort)}">'
    )[2]
    assert re.sub("<[^>]*>", "", back).strip() == "Programme"


def test_where_a_cohort_can_go_on_nothing_else_is_offered(
    client: Client, ana: Person, make_cohort: MakeCohort
) -> None:
    ahead = {"apply_by": timezone.now() + 7 * DAY}
    cohort = make_cohort(stage=Stage.PREPARING, facilitators=[ana], programme=ahead)
    client.force_login(ana)

    shown = client.get(page(cohort, "stage/")).content.decode()

    assert page(cohort, "edit/") not in shown


def test_stewards_ask_somebody_to_facilitate_and_she_says_yes(
    client: Client, ana: Person, cleo: Person, make_cohort: MakeCohort
) -> None:
    cohort = make_cohort(stage=Stage.PREPARING)
    client.force_login(cleo)
    client.post(page(cohort, "facilitators/"), {"handle": "@ana"})
    assert Notice.objects.get(person=ana).kind == "cohorts.facilitate"
    assert not Membership.objects.filter(person=ana).exists()

    client.force_login(ana)
    assert "Yes, I will" in client.get(page(cohort, "facilitators/")).content.decode()
    client.post(page(cohort, "facilitators/answer/"), {"answer": "yes"})

    assert Membership.objects.get(person=ana).role == Role.FACILITATOR
    assert [entry.facts["programme"] for entry in cohort.network.log.order_by("pk")] == [
        "asked", "yes",
    ]  # fmt: skip


def test_who_does_not_want_to_facilitate_says_no(
    ana: Person, cleo: Person, make_cohort: MakeCohort
) -> None:
    cohort = make_cohort(stage=Stage.PREPARING)
    gathering.ask_to_facilitate(cohort.network.slug, handle="ana", by=cleo, at=NOON)

    gathering.answer_offer(cohort.network.slug, by=ana, yes=False, at=NOON)

    assert not Membership.objects.filter(person=ana).exists()
    assert RoleOffer.objects.get().is_accepted is False


def test_facilitators_name_no_others(ana: Person, ben: Person, make_cohort: MakeCohort) -> None:
    cohort = make_cohort(facilitators=[ana])

    with pytest.raises(Refused, match="Only the stewards"):
        gathering.ask_to_facilitate(cohort.network.slug, handle="ben", by=ana, at=NOON)


def test_whoever_was_not_asked_cannot_say_yes(
    client: Client, ana: Person, make_cohort: MakeCohort
) -> None:
    cohort = make_cohort()
    client.force_login(ana)

    assert client.post(page(cohort, "facilitators/answer/"), {"answer": "yes"}).status_code == 404


def test_a_facilitator_lays_it_down(ana: Person, make_cohort: MakeCohort) -> None:
    cohort = make_cohort(facilitators=[ana])

    gathering.lay_down(cohort.network.slug, by=ana, at=NOON)

    assert Membership.objects.get(person=ana).role == Role.MEMBER
