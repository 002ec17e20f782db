"""Applying, nominating, the conversation that comes first, and the letters."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client

from cohorts.actions import answering, applying, gathering, nominating
from cohorts.models import (
    Application,
    Cohort,
    Gathering,
    Nomination,
    NoNominations,
    OpenNetwork,
    ProgrammeQuestion,
    Stage,
)
from networks.models import Membership, Network, State
from solidarity.base.refused import Refused
from solidarity.inbox.models import Notice
from solidarity.outbox.models import Job
from solidarity.people.models import Draft, Person
from solidarity.threads.models import Post, Thread
from tests.fixtures.cohorts import MakeApplication, MakeCohort
from tests.fixtures.networks import MakeMember
from tests.fixtures.people import NOON, MakePerson

DAY = timedelta(days=1)


@pytest.fixture
def call(make_cohort: MakeCohort, ben: Person) -> Cohort:
    """A cohort that ben facilitates, open for applications in any year of these tests."""
    by = NOON + timedelta(days=36_500)
    cohort = make_cohort(
        name="Bridges", stage=Stage.OPEN, facilitators=[ben], programme={"apply_by": by},
        gathering={"positions": ["Outside", "Inside"]},
    )  # fmt: skip
    ProgrammeQuestion.objects.create(cohort=cohort, position=1, words="What do you hope for?")
    return cohort


def page(cohort: Cohort, more: str = "") -> str:
    return f"/networks/{cohort.network.slug}/programme/{more}"


def close(cohort: Cohort, stage: Stage = Stage.CHOOSING) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(stage=stage)


def test_somebody_applies_and_leaves_out_what_she_likes(
    client: Client, ana: Person, ben: Person, call: Cohort
) -> None:
    client.force_login(ana)

    answer = client.post(
        page(call, "apply/"), {"answer_1": "To be less alone.", "region": "latin", "position": ""}
    )

    application = Application.objects.get()
    assert answer["Location"] == application.get_absolute_url()
    assert application.region == "latin"
    assert application.position == application.experience == ""
    assert application.answers.get().words == "To be less alone."
    assert Notice.objects.get(person=ben).kind == "cohorts.applied"


def test_an_application_without_an_answer_says_so_and_keeps_the_rest(
    client: Client, ana: Person, call: Cohort
) -> None:
    client.force_login(ana)

    answer = client.post(page(call, "apply/"), {"answer_1": "", "position": "Inside"})

    assert answer.status_code == 422
    assert "so that they know you a little" in answer.content.decode()
    assert answer.context["form"]["position"].value() == "Inside"


def test_what_was_typed_before_is_there_again(client: Client, ana: Person, call: Cohort) -> None:
    kept = {"answer_1": ["Half a"], "causes": ["food", "peace"]}
    Draft.objects.create(person=ana, purpose="apply-bridges", fields=kept, changed_at=NOON)
    client.force_login(ana)

    form = client.get(page(call, "apply/")).context["form"]

    assert form["answer_1"].value() == "Half a"
    assert form["causes"].value() == ["food", "peace"]


def test_one_applies_once(client: Client, ana: Person, call: Cohort) -> None:
    applying.apply("bridges", by=ana, said={}, answers={}, at=NOON)
    client.force_login(ana)

    assert client.get(page(call, "apply/")).status_code == 302
    with pytest.raises(Refused, match="applied already"):
        applying.apply("bridges", by=ana, said={}, answers={}, at=NOON)


@pytest.mark.parametrize("stage", [Stage.PREPARING, Stage.CHOOSING, Stage.RUNNING, Stage.ENDED])
def test_nobody_applies_when_the_call_is_not_open(
    client: Client, ana: Person, call: Cohort, stage: Stage
) -> None:
    close(call, stage)
    client.force_login(ana)

    with pytest.raises(Refused):
        applying.apply("bridges", by=ana, said={}, answers={}, at=NOON)
    assert client.post(page(call, "apply/"), {"answer_1": "Me?"}).status_code == 422


def test_nobody_applies_after_the_last_day(ana: Person, call: Cohort) -> None:
    assert call.apply_by

    with pytest.raises(Refused, match="closed"):
        applying.apply("bridges", by=ana, said={}, answers={}, at=call.apply_by)


def test_where_networks_were_named_only_their_members_apply(
    ana: Person, garden: Network, call: Cohort, make_member: MakeMember
) -> None:
    Cohort.objects.filter(pk=call.pk).update(open_to="networks")
    OpenNetwork.objects.create(cohort=call, network=garden)

    with pytest.raises(Refused, match="that its programme names"):
        applying.apply("bridges", by=ana, said={}, answers={}, at=NOON)
    make_member(garden, ana)
    applying.apply("bridges", by=ana, said={}, answers={}, at=NOON)


def test_facilitators_do_not_apply(ben: Person, call: Cohort) -> None:
    with pytest.raises(Refused, match="belong to this cohort"):
        applying.apply("bridges", by=ben, said={}, answers={}, at=NOON)


def test_nobody_else_reads_an_application(
    client: Client, ana: Person, call: Cohort, make_person: MakePerson,
    make_application: MakeApplication,
) -> None:  # fmt: skip
    other = make_application(call, make_person("dora"), region="africa")
    make_application(call, ana)
    client.force_login(ana)

    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.get(page(call, "applications/")).status_code == 404
    assert client.post(other.get_absolute_url(), {"words": "Hi"}).status_code == 404


def test_each_side_writes_and_the_other_is_told(
    client: Client, ana: Person, ben: Person, call: Cohort, make_application: MakeApplication
) -> None:
    application = make_application(call, ana)
    client.force_login(ben)
    client.post(application.get_absolute_url(), {"words": "Shall we talk on Monday?"})
    client.force_login(ana)
    client.post(application.get_absolute_url(), {"words": "Gladly."})

    shown = client.get(application.get_absolute_url()).content.decode()
    assert "Shall we talk on Monday?" in shown
    assert "Gladly." in shown
    assert Notice.objects.get(person=ana).kind == "cohorts.wrote_to_applicant"
    assert Notice.objects.get(person=ben).kind == "cohorts.applicant_wrote"


def test_taken_back_an_application_is_gone_with_all_that_was_said(
    client: Client, ana: Person, ben: Person, call: Cohort
) -> None:
    application = applying.apply("bridges", by=ana, said={}, answers={1: "Yes"}, at=NOON)
    applying.say("bridges", application.pk, by=ana, words="Hello", key="1", at=NOON)
    client.force_login(ana)

    assert client.post(page(call, "apply/withdraw/")).status_code == 302

    assert not Application.objects.exists()
    assert not Thread.objects.exists()
    assert not Post.objects.exists()
    assert not Notice.objects.filter(person=ben).exists()


def test_the_conversation_is_noted_with_day_and_name(
    client: Client, ana: Person, ben: Person, call: Cohort, make_application: MakeApplication
) -> None:
    application = make_application(call, ana)
    client.force_login(ben)

    client.post(f"{application.get_absolute_url()}talked/", {"on": "2026-03-19"})

    application.refresh_from_db()
    assert application.talked_with == ben
    assert "2026" in client.get(application.get_absolute_url()).content.decode()


def test_a_day_that_is_still_to_come_is_not_noted(
    client: Client, ana: Person, ben: Person, call: Cohort, make_application: MakeApplication
) -> None:
    application = make_application(call, ana)
    client.force_login(ben)

    answer = client.post(f"{application.get_absolute_url()}talked/", {"on": "2999-01-01"})

    assert answer.status_code == 422
    assert "still to come" in answer.content.decode()


def test_who_applied_cannot_note_the_conversation_herself(
    client: Client, ana: Person, call: Cohort, make_application: MakeApplication
) -> None:
    application = make_application(call, ana)
    client.force_login(ana)

    assert client.post(f"{application.get_absolute_url()}talked/", {}).status_code == 404
    assert client.get(f"{application.get_absolute_url()}accepted/").status_code == 404


def test_who_is_accepted_takes_part_and_gets_one_letter(
    client: Client, ana: Person, ben: Person, call: Cohort, make_application: MakeApplication
) -> None:
    application = make_application(call, ana, talked_on=NOON.date(), is_proposed=True)
    close(call)
    client.force_login(ben)
    letter = client.get(f"{application.get_absolute_url()}accepted/").context["form"]["letter"]
    assert "a seat for you" in letter.value()

    sent = {"state": "accepted", "letter": "Dear Ana, come!"}
    for _time in range(2):
        client.post(f"{application.get_absolute_url()}accepted/", sent)

    assert Membership.objects.get(person=ana).state == State.ACTIVE
    notice = Notice.objects.get(person=ana)
    assert (notice.kind, notice.words) == ("cohorts.accepted", "Dear Ana, come!")
    assert Job.objects.filter(kind="inbox.mail").count() == 1
    assert call.network.log.get().whom == ana


def test_the_letter_begins_in_the_language_of_whoever_gets_it(
    client: Client, ben: Person, call: Cohort, make_person: MakePerson,
    make_application: MakeApplication,
) -> None:  # fmt: skip
    application = make_application(call, make_person("dora", interface_language="es"))
    close(call)
    client.force_login(ben)

    words = client.get(f"{application.get_absolute_url()}declined/").context["form"]["letter"]

    assert "Dear" not in words.value()


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"is_proposed": True}, "A conversation comes first"),
        ({"talked_on": NOON.date()}, "into the group"),
    ],
)
def test_nobody_is_accepted_without_a_conversation_or_outside_the_group(
    ana: Person, ben: Person, call: Cohort, make_application: MakeApplication,
    fields: dict[str, object], why: str,
) -> None:  # fmt: skip
    application = make_application(call, ana, **fields)
    close(call)

    with pytest.raises(Refused, match=why):
        answering.answer(
            "bridges", application.pk, state="accepted", letter="Come", by=ben, at=NOON
        )


def test_no_letter_leaves_while_the_call_is_open(
    ana: Person, ben: Person, call: Cohort, make_application: MakeApplication
) -> None:
    application = make_application(call, ana)

    with pytest.raises(Refused, match="once the call is closed"):
        answering.answer("bridges", application.pk, state="declined", letter="No", by=ben, at=NOON)


def test_there_are_no_more_participants_than_seats(
    ben: Person, call: Cohort, make_person: MakePerson, make_application: MakeApplication
) -> None:
    Cohort.objects.filter(pk=call.pk).update(seats=3, stage=Stage.CHOOSING)
    many = [
        make_application(call, make_person(), talked_on=NOON.date(), is_proposed=True)
        for _ in range(4)
    ]
    said: dict[str, Any] = {"state": "accepted", "letter": "Come", "by": ben, "at": NOON}
    for each in many[:3]:
        answering.answer("bridges", each.pk, **said)

    with pytest.raises(Refused, match="Every seat is taken"):
        answering.answer("bridges", many[3].pk, **said)
    answering.answer("bridges", many[3].pk, **said | {"state": "waiting"})


def test_from_the_waiting_list_somebody_comes_in_later(
    ana: Person, ben: Person, call: Cohort, make_application: MakeApplication
) -> None:
    application = make_application(call, ana, talked_on=NOON.date())
    close(call)
    answering.answer("bridges", application.pk, state="waiting", letter="Wait", by=ben, at=NOON)
    close(call, Stage.RUNNING)
    Application.objects.update(is_proposed=True)

    answering.answer("bridges", application.pk, state="accepted", letter="Come", by=ben, at=NOON)

    kinds = Notice.objects.filter(person=ana).values_list("kind", flat=True).order_by("pk")
    assert list(kinds) == ["cohorts.waiting", "cohorts.accepted"]


def test_a_cohort_does_not_begin_before_everybody_is_answered(
    ana: Person, ben: Person, call: Cohort, make_application: MakeApplication
) -> None:
    make_application(call, ana)
    close(call)

    with pytest.raises(Refused, match="First answer everybody"):
        gathering.move("bridges", to=Stage.RUNNING, by=ben, at=NOON)


def test_who_is_nominated_is_asked_and_nobody_else_learns_of_it(
    client: Client, ana: Person, ben: Person, call: Cohort, make_person: MakePerson
) -> None:
    dora = make_person("dora")
    client.force_login(ana)
    client.post(page(call, "nominate/"), {"whom": "dora", "language": "en", "words": "You listen."})

    assert list(Notice.objects.values_list("person", "kind")) == [(dora.pk, "cohorts.nominated")]
    client.force_login(ben)
    assert "Dora" not in client.get(page(call, "applications/")).content.decode()
    assert client.get(page(call, "nominated/")).status_code == 404
    client.force_login(dora)
    assert "You listen." in client.get(page(call, "nominated/")).content.decode()


def test_who_says_yes_goes_on_to_apply(
    client: Client, ana: Person, ben: Person, call: Cohort
) -> None:
    nominating.nominate("bridges", whom="ana", language="en", words="", by=ben, at=NOON)
    client.force_login(ana)

    answer = client.post(page(call, "nominated/"), {"answer": "yes"})

    assert answer["Location"] == page(call, "apply/")
    client.post(page(call, "apply/"), {"answer_1": "Because ben asked."})
    assert Application.objects.get().was_nominated


def test_who_wants_no_nominations_is_left_in_peace_and_nobody_is_told(
    client: Client, ana: Person, ben: Person, call: Cohort, make_cohort: MakeCohort
) -> None:
    nominating.nominate("bridges", whom="ana", language="en", words="Please", by=ben, at=NOON)
    client.force_login(ana)
    client.post(page(call, "nominated/"), {"answer": "never"})
    assert NoNominations.objects.filter(person=ana).exists()
    assert Nomination.objects.get().words == ""

    by = NOON + timedelta(days=9)
    other = make_cohort(name="Other", stage=Stage.OPEN, programme={"apply_by": by})
    nominating.nominate("other", whom="ana", language="en", words="", by=ben, at=NOON)

    assert not Nomination.objects.filter(cohort=other).exists()


def test_nobody_is_asked_twice_for_one_cohort(ana: Person, ben: Person, call: Cohort) -> None:
    for _time in range(2):
        nominating.nominate("bridges", whom="ana", language="en", words="", by=ben, at=NOON)

    assert Notice.objects.filter(person=ana).count() == 1


def test_applications_are_deleted_when_their_months_are_over(
    ana: Person, call: Cohort, make_application: MakeApplication
) -> None:
    make_application(call, ana)
    Gathering.objects.filter(cohort=call).update(chosen_at=NOON, keeps_months=2)

    assert gathering.forget_applications(at=NOON + 59 * DAY) == 0
    assert gathering.forget_applications(at=NOON + 61 * DAY) == 1
    assert not Application.objects.exists()


def test_of_what_is_not_there_nothing_is_answered(ben: Person, call: Cohort) -> None:
    close(call)

    with pytest.raises(ObjectDoesNotExist):
        answering.answer("bridges", 99, state="declined", letter="No", by=ben, at=NOON)
