"""Choosing for difference: the mix, a group, and the lottery."""

import hashlib
from contextlib import nullcontext
from datetime import timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.test import Client

from cohorts.actions import choosing, drawing, founding
from cohorts.lottery import Unsolved
from cohorts.models import (
    Answered,
    Application,
    Cohort,
    Departure,
    Draw,
    DrawState,
    Gathering,
    Quota,
    Region,
    Stage,
)
from cohorts.queries.choosing import how_met, quotas_of
from networks.models import Membership, State
from solidarity.base.refused import Refused
from solidarity.outbox.models import Job
from solidarity.people.models import Person
from tests.fixtures.cohorts import MakeApplication, MakeCohort
from tests.fixtures.people import NOON, MakePerson
from tests.racing import at_once, raised

races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def drawing_lots(make_cohort: MakeCohort, ben: Person) -> Cohort:
    """A cohort of three seats that ben facilitates; a lottery was promised, the call is closed."""
    cohort = make_cohort(
        name="Bridges", stage=Stage.CHOOSING, facilitators=[ben], programme={"seats": 3},
    )  # fmt: skip
    how = Gathering(cohort=cohort, by_lottery=True)
    founding.promise_seed(how)
    how.save()
    return cohort


@pytest.fixture
def applied(
    drawing_lots: Cohort, make_person: MakePerson, make_application: MakeApplication
) -> list[Application]:
    """Six from Africa and two from Europe."""
    regions = [Region.AFRICA] * 6 + [Region.EUROPE] * 2
    return [make_application(drawing_lots, make_person(), region=each) for each in regions]


def page(cohort: Cohort, more: str = "") -> str:
    return f"/networks/{cohort.network.slug}/programme/{more}"


def want(cohort: Cohort, value: str, least: int, most: int, by: Person) -> Quota:
    return choosing.want(
        cohort.network.slug, wanted=value, at_least=least, at_most=most, by=by, at=NOON
    )


def drawn(cohort: Cohort, by: Person) -> Draw:
    asked = choosing.have_drawn(cohort.network.slug, by=by, at=NOON)
    return drawing.draw_now(asked.pk, at=NOON)


def test_facilitators_state_the_mix_and_everybody_reads_it(
    client: Client, ben: Person, drawing_lots: Cohort
) -> None:
    client.force_login(ben)
    wish = {"wanted": "region:europe", "at_least": "1", "at_most": "2"}
    client.post(page(drawing_lots, "choosing/mix/"), wish)
    client.logout()

    assert "1 to 2" in client.get(page(drawing_lots)).content.decode()


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        ({"wanted": "", "at_least": "1", "at_most": "2"}, "Choose what the mix is about"),
        ({"wanted": "region:europe", "at_least": "3", "at_most": "2"}, "is more than"),
        ({"wanted": "region:europe", "at_least": "9", "at_most": "9"}, "more than there are seats"),
        ({"wanted": "region:europe", "at_least": "x", "at_most": "2"}, "from 0 to 60"),
    ],
)
def test_a_wish_that_cannot_be_says_why(
    client: Client, ben: Person, drawing_lots: Cohort, wish: dict[str, str], why: str
) -> None:
    client.force_login(ben)

    answer = client.post(page(drawing_lots, "choosing/mix/"), wish)

    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert not Quota.objects.exists()


def test_a_wish_is_taken_out(client: Client, ben: Person, drawing_lots: Cohort) -> None:
    quota = want(drawing_lots, "region:europe", 1, 2, ben)
    client.force_login(ben)

    client.post(page(drawing_lots, f"choosing/mix/{quota.pk}/drop/"))

    assert not Quota.objects.exists()


def test_facilitators_see_who_is_missing_and_what_would_help(
    client: Client, ben: Person, drawing_lots: Cohort, applied: list[Application]
) -> None:
    for value, least, most in (
        ("region:europe", 1, 3), ("region:latin", 1, 3), ("region:africa", 0, 1),
    ):  # fmt: skip
        want(drawing_lots, value, least, most, ben)
    Application.objects.filter(pk__in=[each.pk for each in applied[:2]]).update(is_proposed=True)
    client.force_login(ben)

    shown = client.get(page(drawing_lots, "choosing/")).content.decode()

    assert "Nobody of “Europe” is in the group." in shown
    assert "2 more applied: choose from them." in shown
    assert "Nobody like this applied." in shown
    assert "“At most 2” would be met by this group." in shown


def test_who_works_for_several_causes_counts_for_each(
    ana: Person, ben: Person, drawing_lots: Cohort, make_application: MakeApplication
) -> None:
    want(drawing_lots, "cause:food", 1, 3, ben)
    want(drawing_lots, "cause:peace", 1, 3, ben)
    mine = make_application(drawing_lots, ana, causes=["food", "peace"], is_proposed=True)

    assert all(each.is_met for each in how_met(quotas_of(drawing_lots), [mine]))


def test_participants_and_applicants_see_nothing_of_it(
    client: Client, ana: Person, drawing_lots: Cohort, make_application: MakeApplication
) -> None:
    make_application(drawing_lots, ana)
    client.force_login(ana)

    for more in ("choosing/", "choosing/mix/"):
        assert client.get(page(drawing_lots, more)).status_code == 404
    assert client.post(page(drawing_lots, "choosing/draw/")).status_code == 404


def test_the_lottery_is_drawn_by_the_seed_that_was_promised(
    client: Client, ben: Person, drawing_lots: Cohort, applied: list[Application]
) -> None:
    want(drawing_lots, "region:europe", 1, 2, ben)
    client.force_login(ben)
    client.post(page(drawing_lots, "choosing/draw/"))
    assert Job.objects.filter(kind="cohorts.draw").count() == 1

    drawing.draw_now(Draw.objects.get().pk, at=NOON)

    draw, how = Draw.objects.get(), Gathering.objects.get()
    assert draw.state == DrawState.DRAWN
    assert draw.applied == 8
    assert hashlib.sha256(draw.seed.encode()).hexdigest() == how.seed_digest
    inside = Application.objects.filter(is_proposed=True)
    assert inside.count() == 3
    assert 1 <= inside.filter(region=Region.EUROPE).count() <= 2
    total = sum(each.chance or 0.0 for each in Application.objects.all())
    assert total == pytest.approx(3)
    client.logout()
    assert draw.seed in client.get(page(drawing_lots)).content.decode()


def test_the_seed_is_shown_to_nobody_before_the_drawing(
    client: Client, ben: Person, drawing_lots: Cohort, applied: list[Application]
) -> None:
    client.force_login(ben)
    before = client.get(page(drawing_lots)).content.decode()
    seed = drawn(drawing_lots, ben).seed

    assert seed not in before


def test_everybody_reads_the_smallest_chance_that_anybody_had(
    client: Client, ben: Person, drawing_lots: Cohort, applied: list[Application]
) -> None:
    """Three seats for eight: each has 3 of 8."""
    drawn(drawing_lots, ben)

    shown = client.get(page(drawing_lots)).content.decode()
    assert "The smallest chance that anybody had" in shown
    assert "37.5 %" in shown
    assert "No lottery that meets the mix could give more." in shown


def test_a_lottery_whose_search_was_cut_short_says_what_could_have_been(
    client: Client, ben: Person, drawing_lots: Cohort, applied: list[Application]
) -> None:
    draw = drawn(drawing_lots, ben)
    Draw.objects.filter(pk=draw.pk).update(least_chance=0.31, best_chance=0.375)

    shown = client.get(page(drawing_lots)).content.decode()

    assert "The search was cut short: it could be 37.5 % at most." in shown
    assert "could give more" not in shown


def test_a_mix_that_leaves_somebody_no_chance_says_so(
    client: Client, ben: Person, drawing_lots: Cohort, applied: list[Application]
) -> None:
    want(drawing_lots, "region:europe", 0, 0, ben)
    drawn(drawing_lots, ben)

    shown = client.get(page(drawing_lots)).content.decode()

    assert "Somebody is in no group that meets the mix." in shown
    assert "could give more" not in shown


def test_each_one_sees_her_own_chance(
    client: Client, ben: Person, drawing_lots: Cohort, applied: list[Application]
) -> None:
    drawn(drawing_lots, ben)
    client.force_login(applied[0].person)

    assert "37.5 %" in client.get(applied[0].get_absolute_url()).content.decode()


def test_a_mix_that_nobody_can_meet_is_explained_and_can_be_drawn_anew(
    client: Client, ben: Person, drawing_lots: Cohort, applied: list[Application]
) -> None:
    quota = want(drawing_lots, "region:latin", 1, 2, ben)
    draw = drawn(drawing_lots, ben)
    assert draw.state == DrawState.IMPOSSIBLE
    client.force_login(ben)
    shown = client.get(page(drawing_lots, "choosing/")).content.decode()
    assert "“Latin America and the Caribbean”: at least 1 → 0" in shown

    choosing.let_go("bridges", quota.pk, by=ben, at=NOON)

    assert drawn(drawing_lots, ben).state == DrawState.DRAWN


def test_wishes_that_cannot_hold_together_are_said_also_where_a_group_is_put_together_by_hand(
    client: Client, ben: Person, make_cohort: MakeCohort, make_person: MakePerson,
    make_application: MakeApplication,
) -> None:  # fmt: skip
    """Each alone could be met: two Africans, two who begin. Those who begin are in Europe."""
    cohort = make_cohort(
        name="Bridges", stage=Stage.CHOOSING, facilitators=[ben], programme={"seats": 3}
    )
    for region, experience in [(Region.AFRICA, "long")] * 3 + [(Region.EUROPE, "new")] * 3:
        make_application(cohort, make_person(), region=region, experience=experience)
    want(cohort, "region:africa", 2, 3, ben)
    beginning = want(cohort, "experience:new", 2, 3, ben)
    client.force_login(ben)
    asked = page(cohort, "choosing/?together=1")

    shown = client.get(asked).content.decode()
    assert "These cannot hold together:" in shown
    assert "at least 2 → 1" in shown
    choosing.want("bridges", wanted="experience:new", at_least=1, at_most=3, by=ben, at=NOON)

    assert "Yes: there is a group that meets all of the mix." in client.get(asked).content.decode()
    assert beginning.cohort == cohort


@pytest.fixture
def tight(drawing_lots: Cohort, applied: list[Application], ben: Person) -> Cohort:
    """With a mix that can be met: a European at least, and two Africans."""
    want(drawing_lots, "region:europe", 1, 2, ben)
    want(drawing_lots, "region:africa", 2, 3, ben)
    return drawing_lots


def test_a_mix_too_hard_for_a_worker_is_said_so_and_the_seed_stays_sealed(
    client: Client, ben: Person, tight: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_hard(*_pool: object, **_options: object) -> None:
        raise Unsolved("so many nodes show nothing")

    monkeypatch.setattr(drawing, "leximin", too_hard)
    draw = drawn(tight, ben)

    assert (draw.state, draw.seed) == (DrawState.IMPOSSIBLE, "")
    assert Gathering.objects.get(cohort=tight).seed_sealed
    client.force_login(ben)
    assert "This mix is too hard" in client.get(page(tight, "choosing/")).content.decode()
    monkeypatch.undo()
    assert drawn(tight, ben).state == DrawState.DRAWN


@pytest.mark.parametrize(("seconds", "is_said"), [(31, True), (3, False)])
def test_a_worker_that_ran_out_of_time_says_so_once_it_searched_long(
    ben: Person, tight: Cohort, monkeypatch: pytest.MonkeyPatch, seconds: int, is_said: bool
) -> None:
    """Where others took its time the job fails, and comes back."""
    clock = iter((100.0, 100.0 + seconds))

    def out_of_time(*_pool: object, **_options: object) -> None:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(drawing, "monotonic", lambda: next(clock))
    monkeypatch.setattr(drawing, "leximin", out_of_time)
    asked = choosing.have_drawn("bridges", by=ben, at=NOON)
    with nullcontext() if is_said else pytest.raises(SoftTimeLimitExceeded):
        drawing.draw_now(asked.pk, at=NOON)

    asked.refresh_from_db()
    assert asked.state == (DrawState.IMPOSSIBLE if is_said else DrawState.ASKED)


def test_the_lottery_is_drawn_once(
    ben: Person, drawing_lots: Cohort, applied: list[Application]
) -> None:
    drawn(drawing_lots, ben)

    with pytest.raises(Refused, match="drawn once"):
        choosing.have_drawn("bridges", by=ben, at=NOON)
    with pytest.raises(Refused, match="mix stays"):
        want(drawing_lots, "region:europe", 1, 2, ben)


def test_drawn_again_by_a_job_that_runs_twice_nothing_changes(
    ben: Person, drawing_lots: Cohort, applied: list[Application]
) -> None:
    first = drawn(drawing_lots, ben)
    inside = set(Application.objects.filter(is_proposed=True).values_list("pk", flat=True))

    drawing.draw_now(first.pk, at=NOON + timedelta(days=1))

    assert set(Application.objects.filter(is_proposed=True).values_list("pk", flat=True)) == inside
    assert Draw.objects.get().drawn_at == NOON


def test_where_a_lottery_was_promised_no_group_is_put_together_before_it(
    ben: Person, drawing_lots: Cohort, applied: list[Application]
) -> None:
    with pytest.raises(Refused, match="have it drawn first"):
        choosing.propose("bridges", chosen=[applied[0].pk], reason="", by=ben, at=NOON)


def test_departing_from_the_lottery_needs_a_reason_that_participants_read(
    client: Client, ana: Person, ben: Person, drawing_lots: Cohort, applied: list[Application]
) -> None:
    drawn(drawing_lots, ben)
    inside = list(Application.objects.filter(is_proposed=True).values_list("pk", flat=True))
    out = next(each.pk for each in applied if each.pk not in inside)
    client.force_login(ben)
    chosen = {"chosen": [str(each) for each in (*inside[1:], out)]}

    answer = client.post(page(drawing_lots, "choosing/"), chosen | {"reason": ""})
    assert answer.status_code == 422
    assert "Write why you depart from it." in answer.content.decode()
    client.post(page(drawing_lots, "choosing/"), chosen | {"reason": "One fell ill."})

    departure = Departure.objects.get()
    assert (departure.came, departure.went) == (1, 1)
    Membership.objects.create(
        network=drawing_lots.network, person=ana, state=State.ACTIVE, asked_at=NOON,
        answered_at=NOON,
    )  # fmt: skip
    client.force_login(ana)
    assert "One fell ill." in client.get(page(drawing_lots, "choosing/")).content.decode()


def test_who_was_let_in_is_led_to_how_the_group_came_together(
    client: Client, ana: Person, make_cohort: MakeCohort, make_application: MakeApplication
) -> None:
    cohort = make_cohort(name="Plain", participants=[ana])
    make_application(cohort, ana, state=Answered.ACCEPTED, answered_at=NOON)
    client.force_login(ana)

    html = client.get(page(cohort)).content.decode()

    assert "Your application and the conversation" in html
    assert f'href="{page(cohort, "choosing/")}"' in html


def test_who_takes_part_already_stays_in_the_group(
    ben: Person, make_cohort: MakeCohort, make_person: MakePerson,
    make_application: MakeApplication,
) -> None:  # fmt: skip
    cohort = make_cohort(name="Plain", stage=Stage.CHOOSING, facilitators=[ben])
    inside = make_application(
        cohort, make_person(), is_proposed=True, state=Answered.ACCEPTED, answered_at=NOON
    )

    choosing.propose("plain", chosen=[], reason="", by=ben, at=NOON)

    inside.refresh_from_db()
    assert inside.is_proposed


@races
def test_of_two_who_have_it_drawn_at_once_one_does(
    make_cohort: MakeCohort, make_person: MakePerson, make_application: MakeApplication, ben: Person
) -> None:
    cohort = make_cohort(
        name="Bridges", stage=Stage.CHOOSING, facilitators=[ben], programme={"seats": 3},
        gathering={"by_lottery": True, "seed_digest": "0" * 64},
    )  # fmt: skip
    for _each in range(5):
        make_application(cohort, make_person())

    results = at_once(*[lambda: choosing.have_drawn("bridges", by=ben, at=NOON)] * 2)

    assert len(raised(results, Refused)) == 1
    assert Draw.objects.count() == 1
