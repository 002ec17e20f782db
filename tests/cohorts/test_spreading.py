"""Spreading: a programme shared, begun elsewhere, changed; what becomes of an ended cohort."""

import pytest

from cohorts.actions import materials, spreading
from cohorts.models import Material, Stage, Taken
from cohorts.queries.cohort import known_cohort
from cohorts.queries.materials import material_words, newest_of
from cohorts.queries.spreading import offers_for, travelled
from decisions.actions.closing import close_if_due
from decisions.actions.opening import open_round
from decisions.actions.taking import take_position
from networks.actions.approaching import accept, approach
from networks.models import (
    Descent,
    Kind,
    Lineage,
    LogEntry,
    Membership,
    Network,
    Role,
    Side,
    Visibility,
)
from solidarity.base.refused import Refused
from solidarity.base.stale import fingerprint
from solidarity.inbox.models import Notice
from tests.decisions.conftest import CLOSES, MINUTE, new_decision
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
SAID = {
    "title": "Arriving", "sort": "exercise", "theme": "values", "language": "en",
    "authors": "The first pilot", "words": "Say your name.",
}  # fmt: skip
NEW = {"name": "Delta", "summary": "", "visibility": Visibility.PUBLIC}


@pytest.fixture
def pilot(make_cohort, cleo, ben):
    """A cohort with one piece, whose programme is shared; Cleo looks after it."""
    network = make_cohort(name="Pilot", participants=[ben], steward=cleo, country="PT").network
    materials.add_material(network.pk, by=ben, at=NOON, fields=SAID)
    spreading.share(network.pk, summary="Made for sixteen.", by=cleo, at=NOON)
    return network


@pytest.fixture
def delta(pilot, ana):
    """A cohort that Ana began with its programme."""
    return spreading.begin_elsewhere(pilot.pk, fields=NEW, by=ana, at=NOON)


def rewrite(network, by, words):
    material = Material.objects.filter(body=network).first()
    saved = material_words(material, newest_of(material))
    materials.write_anew(
        material.pk, by=by, at=NOON, fields=saved | {"words": words, "why": "Better."},
        seen=fingerprint(saved),
    )  # fmt: skip


def answer(network, by, *, takes, version=2):
    return spreading.answer_offer(
        network.pk, number=1, version=version, takes=takes, by=by, at=NOON
    )


def test_materials_come_along_with_their_authors_and_nobody_who_took_part(pilot, delta, ana, ben):
    copy = Material.objects.get(body=delta)

    assert (copy.title, copy.authors, newest_of(copy).words) == (
        "Arriving", "The first pilot", "Say your name.",
    )  # fmt: skip
    assert newest_of(copy).by is None
    assert list(Membership.objects.filter(network=delta).values_list("person", "role")) == [
        (ana.pk, Role.STEWARD)
    ]
    line = Lineage.objects.get()
    assert (line.earlier, line.later, line.how) == (pilot, delta, Descent.FORKED)


def test_what_came_along_is_found_before_there_is_a_programme(delta, ana):
    html = Page(visit(ana).get(f"/networks/{delta.slug}/programme/")).html

    for place in ("materials/", "sessions/", "forks/"):
        assert f'href="/networks/{delta.slug}/programme/{place}"' in html


def test_only_those_who_facilitate_share_and_the_log_says_so(pilot, ben, cleo):
    with pytest.raises(Refused, match="facilitate"):
        spreading.unshare(pilot.pk, by=ben, at=NOON)
    spreading.unshare(pilot.pk, by=cleo, at=NOON)
    spreading.unshare(pilot.pk, by=cleo, at=NOON)

    assert LogEntry.objects.filter(facts__fields=["programme_shared"]).count() == 2


def test_what_is_not_shared_cannot_be_begun_with(pilot, cleo, ana):
    spreading.unshare(pilot.pk, by=cleo, at=NOON)

    with pytest.raises(Refused, match="not shared"):
        spreading.begin_elsewhere(pilot.pk, fields=NEW, by=ana, at=NOON)
    here = f"/networks/{pilot.slug}/programme/forks/"
    assert visit(ana).get(here).status_code == 404
    assert visit(ana).get(f"{here}begin/").status_code == 404


def test_a_change_is_offered_and_taken_over_without_losing_ones_own(pilot, delta, ana, ben):
    rewrite(delta, ana, "Our own words.")
    assert offers_for(delta) == []
    rewrite(pilot, ben, "Say your name twice.")
    [offer] = offers_for(delta)
    assert offer.change is not None

    material = answer(delta, ana, takes=True)

    assert newest_of(material).words == "Say your name twice."
    assert list(material.versions.order_by("number").values_list("words", flat=True))[1] == (
        "Our own words."
    )
    assert offers_for(delta) == []


def test_a_change_is_left_and_the_next_one_offered_again(pilot, delta, ana, ben):
    rewrite(pilot, ben, "Two.")
    answer(delta, ana, takes=False)
    assert offers_for(delta) == []
    assert newest_of(Material.objects.get(body=delta)).words == "Say your name."

    rewrite(pilot, ben, "Three.")

    assert [each.version.number for each in offers_for(delta)] == [3]


def test_a_new_piece_is_offered_too(pilot, delta, ana, ben):
    materials.add_material(pilot.pk, by=ben, at=NOON, fields=SAID | {"title": "Parting"})

    [offer] = offers_for(delta)
    assert offer.taken is None
    spreading.answer_offer(delta.pk, number=2, version=1, takes=True, by=ana, at=NOON)

    assert Material.objects.filter(body=delta, title="Parting").exists()
    assert Taken.objects.filter(body=delta).count() == 2


def test_what_was_written_anew_meanwhile_is_looked_at_once_more(pilot, delta, ana, ben):
    rewrite(pilot, ben, "Two.")
    rewrite(pilot, ben, "Three.")

    with pytest.raises(Refused, match="once more"):
        answer(delta, ana, takes=True, version=2)


def test_nothing_is_offered_once_it_is_shared_no_more(pilot, delta, ana, ben, cleo):
    rewrite(pilot, ben, "Two.")
    spreading.unshare(pilot.pk, by=cleo, at=NOON)

    assert offers_for(delta) == []
    with pytest.raises(Refused, match="not offered"):
        answer(delta, ana, takes=True)


def test_hidden_cohorts_are_not_counted_in_how_far_it_travelled(pilot, delta, ana):
    spreading.begin_elsewhere(
        pilot.pk, fields=NEW | {"name": "Quiet", "visibility": Visibility.HIDDEN}, by=ana, at=NOON
    )

    seen = travelled(delta)

    assert (seen.root.network, seen.cohorts) == (pilot, 2)
    page = Page(visit().get(f"/networks/{pilot.slug}/programme/forks/")).main
    assert "Delta" in page
    assert "Quiet" not in page
    assert "2 cohorts" in page


def test_a_cohort_begins_elsewhere_on_the_pages(pilot, ana, ben):
    here = f"/networks/{pilot.slug}/programme/forks/"
    hers = visit(ana)
    assert hers.post(f"{here}begin/", {"name": "", "visibility": "public"}).status_code == 422
    made = hers.post(f"{here}begin/", {"name": "Delta", "visibility": "public"})
    assert made.url == "/networks/delta/programme/materials/"
    rewrite(pilot, ben, "Say your name twice.")

    offers = "/networks/delta/programme/forks/offers/"
    assert "What changed there" in Page(hers.get(offers)).main
    assert hers.post(f"{offers}1/2/", {"take": "1"}).url == offers

    assert "Nothing waits" in Page(hers.get(offers)).main
    assert visit(ben).get(offers).status_code == 404


def test_beginning_elsewhere_pressed_twice_founds_one(pilot, ana):
    here = f"/networks/{pilot.slug}/programme/forks/begin/"
    hers = visit(ana)
    form = Page(hers.get(here)).form("key")
    said = {"key": form.fields["key"][0], "name": "Delta", "visibility": "public"}
    first, second = hers.post(here, said), hers.post(here, said)

    assert first.status_code == 302
    assert (second.status_code, "founded already" in Page(second).main) == (422, True)
    assert Lineage.objects.filter(earlier=pilot).count() == 1
    other = said | {"key": Page(hers.get(here)).form("key").fields["key"][0]}
    assert hers.post(here, other).url == "/networks/delta-2/programme/materials/"


@races
def test_of_two_presses_at_once_one_founds(pilot, ana):
    results = at_once(
        *[lambda: spreading.begin_elsewhere(pilot.pk, fields=NEW, by=ana, at=NOON, key="k")] * 2
    )

    assert len(raised(results, Refused)) == 1
    assert Lineage.objects.filter(earlier=pilot).count() == 1


def ended(network):
    network.cohort.stage = Stage.ENDED
    network.cohort.save(update_fields=["stage"])


def test_nothing_becomes_of_a_cohort_before_its_end(pilot, ben):
    with pytest.raises(Refused, match="once the cohort has ended"):
        spreading.become(pilot.pk, into="group", steward=ben.pk, decision=1, at=NOON)


def test_it_stays_a_network_that_nobody_facilitates_and_its_pages_stay(
    pilot, ben, cleo, make_member, ana
):
    make_member(pilot, ana, role=Role.FACILITATOR)
    ended(pilot)

    for _twice in range(2):
        spreading.become(pilot.pk, into="group", steward=ben.pk, decision=1, at=NOON)

    pilot.refresh_from_db()
    assert pilot.kind == Kind.GROUP
    assert not pilot.memberships.filter(role=Role.FACILITATOR).exists()
    assert known_cohort(ben, pilot.slug)
    page = Page(visit(ben).get(f"/networks/{pilot.slug}/programme/materials/"))
    assert "Arriving" in page.main


def test_what_is_hers_stays_within_reach_when_it_has_become_a_network(pilot, ben, ana):
    ended(pilot)
    spreading.become(pilot.pk, into="group", steward=ben.pk, decision=1, at=NOON)
    there = f"/networks/{pilot.slug}/"

    for tab in ("programme/", "mine/", "reflections/"):
        assert f'href="{there}{tab}"' in Page(visit(ben).get(there)).html
        assert visit(ben).get(f"{there}{tab}").status_code == 200
    assert visit(ben).get(f"{there}journal/").status_code == 200
    assert visit(ana).get(f"{there}mine/").status_code == 404


def test_a_coalition_grows_out_of_it_and_no_network_is_in_it_unasked(pilot, ben, cleo):
    ended(pilot)

    later = spreading.become(pilot.pk, into="coalition", steward=ben.pk, decision=1, at=NOON)
    again = spreading.become(pilot.pk, into="coalition", steward=ben.pk, decision=1, at=NOON)

    assert later == again
    assert later.kind == Kind.COALITION
    assert later.memberships.get().person == ben
    assert Lineage.objects.get(later=later).how == Descent.FOLLOWED
    told = Notice.objects.filter(kind="cohorts.became").values_list("person", flat=True)
    assert set(told) == {ben.pk, cleo.pk}


def test_whoever_left_cannot_look_after_the_coalition(pilot, ben, ana):
    ended(pilot)

    with pytest.raises(Refused, match="not in this cohort"):
        spreading.become(pilot.pk, into="coalition", steward=ana.pk, decision=1, at=NOON)


def test_by_their_decision_it_becomes_a_coalition_to_which_their_networks_come(
    pilot, ben, cleo, make_network
):
    """From the end of the cohort to the first network that says yes for itself."""
    ended(pilot)
    mill = make_network("Mill", steward=cleo)
    decision = new_decision(
        pilot, by=ben, effect="cohorts.become", method={"name": "majority"}, quorum="1/2",
        effect_about={"into": "coalition", "steward": ben.pk}, subject="rules",
    )  # fmt: skip
    round = open_round(decision.pk, by=ben, at=NOON)
    for person in (ben, cleo):
        take_position(round.pk, by=person, choice="yes", key=person.handle, at=NOON + MINUTE)
    close_if_due(round.pk, at=CLOSES)

    line = Lineage.objects.get(earlier=pilot, how=Descent.FOLLOWED)
    coalition = line.later
    assert not coalition.affiliates.exists(), "no network is in it unasked"
    assert Notice.objects.filter(kind="cohorts.became", person=cleo).exists()
    asked = approach(
        mill.pk, coalition.pk, side=Side.MEMBER, by=cleo, message="Us, too.", key="k", at=CLOSES
    )
    accept(asked.pk, by=ben, at=CLOSES)

    assert [each.member for each in coalition.affiliates.all()] == [mill]
    assert Network.objects.get(pk=pilot.pk).kind == Kind.COHORT, "what it was stays to read"
    assert "Pilot" in Page(visit().get(coalition.get_absolute_url())).main
    programme = Page(visit().get(f"/networks/{pilot.slug}/programme/"))
    assert coalition.get_absolute_url() in programme.links


def test_the_question_is_brought_as_a_draft(pilot, ben):
    ended(pilot)
    here = f"/networks/{pilot.slug}/programme/forks/"
    his = visit(ben)
    form = Page(his.get(here)).form("key")

    sent = his.post(f"{here}become/", {"into": "coalition", "key": form.fields["key"][0]})

    assert sent.url.endswith("/edit/")
    assert "coalition of our networks" in Page(his.get(sent.url)).html
