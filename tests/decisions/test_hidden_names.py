"""The page of a decision names a hidden network to nobody who may not know of it."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils.timezone import now

from decisions.actions.closing import close_if_due
from decisions.actions.opening import open_round
from decisions.models import Customs, Decision
from networks.actions.spokes import appoint
from networks.models import Affiliation
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(make_network, make_affiliation, make_member, cleo, ana, ben):
    """A coalition of an open network, Ana's, and a hidden one, Ben's; Cleo looks after it."""
    made = make_network("table", kind="coalition", steward=cleo)
    bakers = make_network("bakers", steward=ana)
    shelter = make_network("Shelter", steward=ben, visibility="hidden")
    for network, person in ((bakers, ana), (shelter, ben)):
        make_affiliation(network, made)
        appoint(Affiliation.objects.get(member=network), person, stands_in=False, at=now())
    return made


@pytest.fixture
def opened(table, make_decision, cleo):
    """A question that the networks decide."""
    decision = make_decision(table, who="networks", by=cleo)
    return open_round(decision.pk, by=cleo, at=now())


def page_for(person, round, at):
    with time_machine.travel(at):
        return Page(visit(person).get(round.decision.get_absolute_url())).main


def test_who_took_no_position_is_named_to_those_who_may_know(opened, ana, ben):
    after = opened.closes_at + timedelta(minutes=1)

    assert "Shelter" not in page_for(ana, opened, after)
    assert "A network that is not public" in page_for(ana, opened, after)
    assert "Shelter" in page_for(ben, opened, after)


def test_who_took_which_position_is_named_to_those_who_may_know(opened, take, ana, ben):
    network = Affiliation.objects.get(member__name="Shelter").member
    take(opened, ben, "stand_aside", reason="Not us.", for_network=network, at=now())

    for at in (now(), opened.closes_at + timedelta(minutes=1)):
        assert "Shelter" not in page_for(ana, opened, at)
        assert "A network that is not public" in page_for(ana, opened, at)
        assert "Shelter" in page_for(ben, opened, at)


@pytest.fixture
def told(opened, take, ben, cleo):
    """Ben says for the hidden network why it stands aside; all may read it, names and all."""
    Customs.objects.create(network=opened.decision.network, register_seen="everyone")
    Decision.objects.update(seen="everyone")
    network = Affiliation.objects.get(member__name="Shelter").member
    take(opened, ben, "stand_aside", reason="Not us.", for_network=network, at=now())
    return opened


def test_who_speaks_for_it_is_named_to_those_alone_who_may_know(told, ana, ben, make_person):
    """That Ben speaks for a hidden network would say that he is in it."""
    dora = make_person("dora")
    close_if_due(told.pk, at=told.closes_at)
    here = told.decision.get_absolute_url()

    for at in (told.opens_at + timedelta(minutes=1), told.closes_at + timedelta(minutes=1)):
        for page in (here, f"{here}council/", f"{here}synthesis/"):
            for viewer in (ana, dora):
                with time_machine.travel(at):
                    main = Page(visit(viewer).get(page)).main
                assert "Ben" not in main, (page, viewer)
                assert "Shelter" not in main, (page, viewer)
        with time_machine.travel(at):
            assert "said by Ben" in Page(visit(ben).get(here)).main
    assert "Not us." in page_for(dora, told, told.closes_at)


def test_no_file_feed_or_mail_names_it_either(told, ana, ben, jobs_done):
    close_if_due(told.pk, at=told.closes_at)
    with time_machine.travel(told.closes_at + timedelta(minutes=1), tick=False):
        jobs_done("decisions.tell_opened")
        jobs_done("decisions.tell_closed")
        jobs_done("inbox.mail")
        here = told.decision.get_absolute_url()
        register = "/networks/table/decisions/"
        given = [f"{here}export.json"]
        given += [f"{register}register{each}" for each in (".csv", ".json", ".atom")]
        given.append(f"{register}print/")
        for each in given:
            answer = visit(ana).get(each)
            assert answer.status_code == 200, each
            assert b"Shelter" not in answer.content, each
            assert b"Ben" not in answer.content, each
    hers = [each.subject + each.body for each in mail.outbox if each.to == [ana.email]]
    assert hers
    assert not any("Shelter" in each or "Ben" in each for each in hers)
