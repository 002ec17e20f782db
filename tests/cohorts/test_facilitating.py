"""What those who facilitate a call of sixty need: who waits, who talks, notes, letters, seats."""

from datetime import timedelta

import pytest
from django.test import Client

from cohorts.actions import answering, applying, choosing, drawing, founding, noting, reminding
from cohorts.models import (
    Answered,
    Application,
    ApplicationNote,
    Cohort,
    Draw,
    DrawState,
    Gathering,
    Quota,
    Region,
    Stage,
)
from cohorts.queries.choosing import how_met, quotas_of
from networks.actions import joining, keeping
from networks.models import Membership, State
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from solidarity.people.models import Person
from tests.fixtures.cohorts import MakeApplication, MakeCohort
from tests.fixtures.people import NOON, MakePerson
from tests.racing import at_once, raised

races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
TALKED = {"talked_on": NOON.date()}


@pytest.fixture
def choosing_cohort(make_cohort: MakeCohort, ben: Person) -> Cohort:
    """A cohort of three seats that ben facilitates, with its call closed."""
    return make_cohort(
        name="Bridges", stage=Stage.CHOOSING, facilitators=[ben], programme={"seats": 3},
    )  # fmt: skip


def page(more: str = "") -> str:
    return f"/networks/bridges/programme/{more}"


def accept(application: Application, by: Person) -> Application:
    return answering.answer(
        "bridges", application.pk, state="accepted", letter="Come", by=by, at=NOON
    )


def test_they_see_who_waits_for_what(
    client: Client, ben: Person, choosing_cohort: Cohort, make_person: MakePerson,
    make_application: MakeApplication,
) -> None:  # fmt: skip
    make_application(choosing_cohort, make_person("waits"))
    make_application(choosing_cohort, make_person("talked"), **TALKED)
    make_application(choosing_cohort, make_person("mine"), will_talk=ben)
    client.force_login(ben)

    assert "2 wait for a conversation" in client.get(page()).content.decode()
    rows = {
        step: [each.person.handle for each in client.get(page(f"applications/?state={step}"))
               .context["page"].rows]
        for step in ("talk", "letter", "mine", "group", "nonsense")
    }  # fmt: skip
    assert rows == {
        "talk": ["mine", "waits"], "letter": ["talked"], "mine": ["mine"], "group": [],
        "nonsense": ["mine", "talked", "waits"],
    }  # fmt: skip


def test_one_says_that_she_talks_and_the_others_see_it(
    client: Client, cleo: Person, ben: Person, choosing_cohort: Cohort, ana: Person,
    make_application: MakeApplication,
) -> None:  # fmt: skip
    application = make_application(choosing_cohort, ana)
    client.force_login(ben)
    client.post(f"{application.get_absolute_url()}talk/", {"talk": "yes"})
    assert "Leave it to the others" in client.get(application.get_absolute_url()).content.decode()

    noting.take_talk("bridges", application.pk, by=cleo, yes=False, at=NOON)
    client.force_login(cleo)
    shown = client.get(application.get_absolute_url()).content.decode()
    assert "<bdi>Ben</bdi> will talk with this person" in shown
    assert "<bdi>Ben</bdi> will talk" in client.get(page("applications/")).content.decode()
    client.force_login(ana)
    assert "will talk with" not in client.get(application.get_absolute_url()).content.decode()


def test_notes_are_for_those_who_facilitate_and_go_with_the_application(
    client: Client, cleo: Person, ben: Person, choosing_cohort: Cohort, ana: Person,
    make_application: MakeApplication,
) -> None:  # fmt: skip
    application = make_application(choosing_cohort, ana)
    client.force_login(ben)
    client.post(f"{application.get_absolute_url()}note/", {"words": "Asks for captions."})
    client.force_login(cleo)
    assert "Asks for captions." in client.get(application.get_absolute_url()).content.decode()
    note = ApplicationNote.objects.get()
    client.post(f"{application.get_absolute_url()}note/{note.pk}/drop/")
    assert ApplicationNote.objects.exists()

    client.force_login(ana)
    assert "captions" not in client.get(application.get_absolute_url()).content.decode()
    assert client.post(f"{application.get_absolute_url()}note/", {"words": "?"}).status_code == 404
    applying.withdraw("bridges", by=ana, at=NOON)
    assert not ApplicationNote.objects.exists()


def test_an_empty_note_says_so(
    client: Client, ben: Person, choosing_cohort: Cohort, ana: Person,
    make_application: MakeApplication,
) -> None:  # fmt: skip
    application = make_application(choosing_cohort, ana)
    client.force_login(ben)

    assert client.post(f"{application.get_absolute_url()}note/", {}).status_code == 422


def test_many_get_the_same_answer_each_in_her_language(
    client: Client, ben: Person, choosing_cohort: Cohort, make_person: MakePerson,
    make_application: MakeApplication,
) -> None:  # fmt: skip
    for name, language in (("dora", "en"), ("ines", "es")):
        make_application(choosing_cohort, make_person(name, interface_language=language))
    inside = make_application(choosing_cohort, make_person("inside"), is_proposed=True)
    client.force_login(ben)
    form = client.get(page("applications/letters/declined/")).context["form"]
    sent = {
        "to": [key for key, _name in form.fields["to"].choices],
        "letter_en": "Dear you.", "letter_es": "Querida.",
    }  # fmt: skip

    for _time in range(2):
        client.post(page("applications/letters/declined/"), sent)

    told = dict(Notice.objects.values_list("person__handle", "words"))
    assert told == {"dora": "Dear you.", "ines": "Querida."}
    inside.refresh_from_db()
    assert inside.state == Answered.SENT


def test_where_a_seat_is_missing_none_of_many_is_let_in(
    ben: Person, choosing_cohort: Cohort, make_person: MakePerson, make_application: MakeApplication
) -> None:
    keys = [
        make_application(choosing_cohort, make_person(), is_proposed=True, **TALKED).pk
        for _each in range(4)
    ]

    with pytest.raises(Refused, match="Every seat is taken"):
        answering.answer_many(
            "bridges", keys, state="accepted", letters={"en": "Come"}, by=ben, at=NOON
        )

    assert not Application.objects.filter(state="accepted").exists()


def test_who_leaves_frees_a_seat_and_facilitators_hear_of_it(
    client: Client, ana: Person, ben: Person, choosing_cohort: Cohort, make_person: MakePerson,
    make_application: MakeApplication,
) -> None:  # fmt: skip
    Cohort.objects.update(seats=3)
    inside = [
        accept(make_application(choosing_cohort, each, is_proposed=True, **TALKED), ben)
        for each in (ana, make_person(), make_person())
    ]
    waits = make_application(choosing_cohort, make_person(), is_proposed=True, **TALKED)
    with pytest.raises(Refused, match="Every seat"):
        accept(waits, ben)

    joining.leave(choosing_cohort.network.pk, by=ana, at=NOON)

    inside[0].refresh_from_db()
    assert not inside[0].is_proposed
    assert Notice.objects.filter(person=ben, kind="cohorts.seat_free").count() == 1
    assert accept(waits, ben).state == Answered.ACCEPTED


def test_who_is_removed_frees_a_seat_and_who_is_paused_does_not(
    cleo: Person, ana: Person, ben: Person, choosing_cohort: Cohort,
    make_application: MakeApplication,
) -> None:  # fmt: skip
    accept(make_application(choosing_cohort, ana, is_proposed=True, **TALKED), ben)
    mine = Membership.objects.get(person=ana)

    keeping.pause(mine.pk, reason="Loud", days=2, by=cleo, at=NOON)
    assert Application.objects.get().is_proposed
    keeping.remove(mine.pk, reason="Louder", by=cleo, bars=False, days=None, at=NOON)

    assert not Application.objects.get().is_proposed


def test_facilitators_hear_once_that_the_last_day_is_over_and_the_page_says_so(
    client: Client, ben: Person, make_cohort: MakeCohort
) -> None:
    make_cohort(name="Bridges", stage=Stage.OPEN, facilitators=[ben])
    after = NOON + timedelta(days=7, hours=1)

    assert reminding.tell_of_calls(at=NOON) == 0
    for _time in range(2):
        reminding.tell_of_calls(at=after)

    assert Notice.objects.filter(person=ben, kind="cohorts.call_over").count() == 1
    assert "The call is over" in client.get(page()).content.decode()


def test_before_applying_she_reads_what_it_takes_and_what_makes_it_possible(
    client: Client, ana: Person, make_cohort: MakeCohort
) -> None:
    make_cohort(
        name="Bridges", stage=Stage.OPEN,
        programme={"access_support": "Captions.", "costs": "A bus.",
                   "apply_by": NOON + timedelta(days=36_500)},
    )  # fmt: skip
    client.force_login(ana)

    shown = client.get(page("apply/")).content.decode()

    assert "Captions." in shown
    assert "A bus." in shown


# Choosing.


def test_two_who_choose_at_once_do_not_undo_each_other(
    client: Client, ben: Person, choosing_cohort: Cohort, make_person: MakePerson,
    make_application: MakeApplication,
) -> None:  # fmt: skip
    one, two = (make_application(choosing_cohort, make_person()) for _each in range(2))
    client.force_login(ben)
    seen = client.get(page("choosing/")).context["form"]["was"].value()
    choosing.propose("bridges", chosen=[two.pk], reason="", by=ben, at=NOON)

    client.post(page("choosing/"), {"chosen": [one.pk], "was": seen})

    assert Application.objects.filter(is_proposed=True).count() == 2


def test_who_did_not_say_counts_for_nothing_and_is_counted(
    ben: Person, choosing_cohort: Cohort, make_person: MakePerson, make_application: MakeApplication
) -> None:
    Quota.objects.create(
        cohort=choosing_cohort, feature="region", value="europe", at_least=1, at_most=2
    )
    unsaid = make_application(choosing_cohort, make_person(), is_proposed=True)
    said = make_application(choosing_cohort, make_person(), region=Region.EUROPE)
    gone = make_application(
        choosing_cohort, make_person(), region=Region.EUROPE, state="declined", answered_at=NOON
    )

    (met,) = how_met(quotas_of(choosing_cohort), [unsaid, said, gone])

    assert (met.inside, met.applied, met.unsaid, met.is_met) == (0, 1, 1, False)


def test_the_page_shows_a_hundred_and_finds_who_counts_for_a_part_of_the_mix(
    client: Client, ben: Person, choosing_cohort: Cohort, make_person: MakePerson,
    make_application: MakeApplication,
) -> None:  # fmt: skip
    Quota.objects.create(cohort=choosing_cohort, feature="region", value="latin", at_most=2)
    people = [make_person() for _each in range(105)]
    Application.objects.bulk_create(
        Application(cohort=choosing_cohort, person=each, at=NOON) for each in people
    )
    last = make_application(
        choosing_cohort, make_person(display_name="Zuleika"), region=Region.LATIN_AMERICA
    )
    inside = make_application(
        choosing_cohort, make_person(display_name="Zz"), is_proposed=True, causes=["food"]
    )
    client.force_login(ben)

    assert len(client.get(page("choosing/")).context["form"].fields["chosen"].choices) == 100
    found = client.get(page("choosing/?like=region:latin")).context["form"].fields["chosen"]

    assert [key for key, _label in found.choices] == [str(inside.pk), str(last.pk)]
    client.post(page("choosing/?like=region:latin"), {"chosen": [last.pk], "was": str(inside.pk)})
    assert list(Application.objects.filter(is_proposed=True)) == [last]


@pytest.fixture
def lots(
    make_cohort: MakeCohort, ben: Person, make_person: MakePerson, make_application: MakeApplication
) -> Cohort:
    """Five applied for the three seats of a cohort that promised a lottery."""
    cohort = make_cohort(
        name="Bridges", stage=Stage.CHOOSING, facilitators=[ben], programme={"seats": 3},
    )  # fmt: skip
    how = Gathering(cohort=cohort, by_lottery=True)
    founding.promise_seed(how)
    how.save()
    for _each in range(5):
        make_application(cohort, make_person())
    return cohort


def test_nobody_is_answered_before_the_lottery_is_drawn(ben: Person, lots: Cohort) -> None:
    one = Application.objects.order_by("pk")[0]

    for state in ("declined", "waiting"):
        with pytest.raises(Refused, match="drawn first"):
            answering.answer("bridges", one.pk, state=state, letter="No", by=ben, at=NOON)


def test_who_was_drawn_is_not_declined_without_a_reason_on_record(
    ben: Person, lots: Cohort
) -> None:
    draw = choosing.have_drawn("bridges", by=ben, at=NOON)
    drawing.draw_now(draw.pk, at=NOON)
    one = Application.objects.filter(is_proposed=True)[0]

    with pytest.raises(Refused, match="Take them out of it first"):
        answering.answer("bridges", one.pk, state="declined", letter="No", by=ben, at=NOON)


def test_where_many_withdraw_before_the_drawing_no_lottery_is_needed(
    client: Client, ben: Person, lots: Cohort
) -> None:
    draw = choosing.have_drawn("bridges", by=ben, at=NOON)
    for each in Application.objects.select_related("person")[:2]:
        applying.withdraw("bridges", by=each.person, at=NOON)

    assert drawing.draw_now(draw.pk, at=NOON).state == DrawState.IMPOSSIBLE

    client.force_login(ben)
    assert "a seat for everybody" in client.get(page("choosing/")).content.decode()
    left = list(Application.objects.values_list("pk", flat=True))
    choosing.propose("bridges", chosen=left, reason="", by=ben, at=NOON)
    assert Application.objects.filter(is_proposed=True).count() == 3


def test_if_somebody_withdraws_while_chances_are_worked_out_they_are_worked_out_anew(
    ben: Person, lots: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = choosing.have_drawn("bridges", by=ben, at=NOON)
    gone = Application.objects.select_related("person").order_by("pk")[0]
    solved, times = drawing._solved, []

    def and_she_goes(inputs: drawing.Inputs) -> drawing.Found:
        times.append(len(inputs.people))
        if len(times) == 1:
            applying.withdraw("bridges", by=gone.person, at=NOON)
        return solved(inputs)

    monkeypatch.setattr(drawing, "_solved", and_she_goes)

    drawn = drawing.draw_now(draw.pk, at=NOON)

    assert times == [5, 4]
    assert (drawn.state, drawn.applied) == (DrawState.DRAWN, 4)
    assert Application.objects.filter(chance=0.75).count() == 4


# At once.


@races
def test_of_two_who_answer_one_application_the_first_counts(
    ana: Person, ben: Person, cleo: Person, make_cohort: MakeCohort,
    make_application: MakeApplication,
) -> None:  # fmt: skip
    cohort = make_cohort(name="Bridges", stage=Stage.CHOOSING, facilitators=[ben])
    one = make_application(cohort, ana)

    def say(state: str, by: Person) -> Application:
        return answering.answer("bridges", one.pk, state=state, letter=state, by=by, at=NOON)

    results = at_once(lambda: say("declined", ben), lambda: say("declined", cleo))

    assert len(raised(results, Refused)) == 1
    assert Notice.objects.filter(person=ana).count() == 1


@races
def test_the_last_seat_is_given_once(
    ben: Person, cleo: Person, make_cohort: MakeCohort, make_person: MakePerson,
    make_application: MakeApplication,
) -> None:  # fmt: skip
    cohort = make_cohort(
        name="Bridges", stage=Stage.CHOOSING, facilitators=[ben], programme={"seats": 3}
    )
    many = [
        make_application(cohort, make_person(), is_proposed=True, **TALKED) for _each in range(4)
    ]
    for each in many[:2]:
        accept(each, ben)

    results = at_once(lambda: accept(many[2], ben), lambda: accept(many[3], cleo))

    assert len(raised(results, Refused)) == 1
    taken = Application.objects.filter(state="accepted").count()
    inside = Membership.objects.filter(network=cohort.network, role="member", state=State.ACTIVE)
    assert taken == inside.count() == 3


@races
def test_who_withdraws_while_the_lottery_is_drawn_is_in_it_or_gone_and_never_half(
    ben: Person, make_cohort: MakeCohort, make_person: MakePerson, make_application: MakeApplication
) -> None:
    cohort = make_cohort(
        name="Bridges", stage=Stage.CHOOSING, facilitators=[ben], programme={"seats": 3}
    )
    how = Gathering(cohort=cohort, by_lottery=True)
    founding.promise_seed(how)
    how.save()
    people = [make_person() for _each in range(6)]
    for each in people:
        make_application(cohort, each)
    draw = choosing.have_drawn("bridges", by=ben, at=NOON)

    results = at_once(
        lambda: drawing.draw_now(draw.pk, at=NOON),
        lambda: applying.withdraw("bridges", by=people[0], at=NOON),
    )

    assert raised(results, Refused) == []
    kept = Draw.objects.get()
    assert kept.state == DrawState.DRAWN
    chances = list(Application.objects.values_list("chance", flat=True))
    assert len(chances) == 5
    assert kept.applied in {5, 6}
    assert set(chances) == {3 / kept.applied}


@races
def test_withdrawing_and_being_let_in_at_once_one_of_them_happens(
    ana: Person, ben: Person, make_cohort: MakeCohort, make_application: MakeApplication
) -> None:
    cohort = make_cohort(name="Bridges", stage=Stage.CHOOSING, facilitators=[ben])
    one = make_application(cohort, ana, is_proposed=True, **TALKED)

    at_once(lambda: accept(one, ben), lambda: applying.withdraw("bridges", by=ana, at=NOON))

    is_inside = Membership.objects.filter(person=ana, state=State.ACTIVE).exists()
    assert Application.objects.filter(state="accepted").exists() is is_inside
