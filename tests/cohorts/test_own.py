"""What is one's own in a cohort: kept sealed, shared by its author's act, and taken back."""

import logging
from datetime import timedelta

import pytest
from django.db import connection

from cohorts.actions import buddies as matching
from cohorts.actions import own as acts
from cohorts.models import Commitment, Entry, Helps, Load, SealedDraft
from cohorts.queries import own as queries
from networks.actions.joining import leave
from solidarity.base.refused import Refused
from solidarity.base.resealing import reseal_all
from solidarity.people.models import Distance
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

HERE = "/networks/pilot/"
SECRET = "Nightjarfeather"


@pytest.fixture
def pilot(make_cohort, ana, ben, make_person):
    cohort = make_cohort(
        name="Pilot",
        facilitators=[make_person("fay")],
        participants=[ana, ben, make_person("dora"), make_person("emil")],
    )
    return cohort.network


@pytest.fixture
def fay(pilot):
    return pilot.memberships.get(person__handle="fay").person


@pytest.fixture
def dora(pilot):
    return pilot.memberships.get(person__handle="dora").person


def together(pilot, fay, ana, ben):
    """ana and ben are buddies."""
    from cohorts.models import Buddy, BuddyGroup

    group = BuddyGroup.objects.create(body=pilot, proposed_at=NOON, known_at=NOON)
    for person in (ana, ben):
        Buddy.objects.create(body=pilot, group=group, person=person, is_known=True)
    return group


def wrote(by, words=SECRET, shared="nobody", key="k"):
    return acts.write_own(
        Entry, "pilot", by=by, said={"words": words}, shared=shared, key=key, at=NOON
    )


def whole_database():
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables"
            " WHERE schemaname = 'public' AND has_table_privilege("
            "quote_ident(schemaname) || '.' || quote_ident(tablename), 'SELECT')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        rows = []
        for table in tables:
            cursor.execute(f"SELECT t::text FROM {table} t")
            rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows)


def test_with_the_database_in_hand_nobody_reads_what_was_written(pilot, ana, caplog):
    browser = visit(ana)
    caplog.set_level(logging.DEBUG)
    journal = {"words": f"{SECRET} one", "about": "", "shared": "nobody", "key": "one"}
    assert browser.post(f"{HERE}journal/", journal).status_code == 302
    typed = {"words": f"{SECRET} two", "what": f"{SECRET} three"}
    assert browser.post(f"{HERE}mine/entry/kept/", typed).status_code == 204
    tried = {
        "what": f"{SECRET} four",
        "with_whom": f"{SECRET} five",
        "shared": "nobody",
        "key": "t",
    }
    assert browser.post(f"{HERE}commitments/", tried).status_code == 302
    load = {"step": "4", "words": f"{SECRET} six", "shared": "nobody", "key": "l"}
    assert browser.post(f"{HERE}care/", load).status_code == 302
    assert browser.post(f"{HERE}care/helps/", {"words": f"{SECRET} seven"}).status_code == 302

    counts = [kind.objects.count() for kind in (Entry, Commitment, Load, Helps, SealedDraft)]
    assert counts == [1, 1, 1, 1, 1]
    dumped = whole_database()
    assert "ana" in dumped  # so it is the database
    assert SECRET not in dumped
    assert SECRET not in caplog.text
    html = browser.get(f"{HERE}journal/").content.decode()
    assert f"{SECRET} one" in html
    assert f"{SECRET} two" in html


def test_what_is_shared_is_sealed_all_the_same(pilot, ana):
    wrote(ana, shared="cohort")

    assert SECRET not in whole_database()


def test_a_facilitator_reads_nothing_that_was_not_shared(pilot, ana, fay):
    entry = wrote(ana)

    assert SECRET not in Page(visit(fay).get(f"{HERE}journal/")).html
    assert visit(fay).get(entry.get_absolute_url()).status_code == 404
    assert visit(fay).post(entry.get_absolute_url(), {"words": "x"}).status_code == 404


def test_its_author_shares_an_entry_and_takes_it_back(pilot, ana, ben, fay):
    entry = wrote(ana)
    acts.share_own(Entry, "pilot", entry.pk, by=ana, shared="cohort", at=NOON)
    assert SECRET in Page(visit(fay).get(f"{HERE}journal/")).html
    assert SECRET in Page(visit(ben).get(entry.get_absolute_url())).html

    acts.share_own(Entry, "pilot", entry.pk, by=ana, shared="nobody", at=NOON)

    assert SECRET not in Page(visit(fay).get(f"{HERE}journal/")).html
    assert visit(ben).get(entry.get_absolute_url()).status_code == 404


def test_what_is_for_buddies_is_read_by_them_alone(pilot, ana, ben, dora, fay):
    together(pilot, fay, ana, ben)
    entry = wrote(ana, shared="buddies")

    assert visit(ben).get(entry.get_absolute_url()).status_code == 200
    for other in (dora, fay):
        assert visit(other).get(entry.get_absolute_url()).status_code == 404


def test_without_buddies_nothing_is_shared_with_them(pilot, ana):
    with pytest.raises(Refused, match="no buddies"):
        wrote(ana, shared="buddies")


def test_nobody_else_changes_shares_or_deletes_it(pilot, ana, ben):
    entry = wrote(ana, shared="cohort")

    with pytest.raises(Entry.DoesNotExist):
        acts.share_own(Entry, "pilot", entry.pk, by=ben, shared="nobody", at=NOON)
    with pytest.raises(Entry.DoesNotExist):
        acts.delete_own(Entry, "pilot", entry.pk, by=ben, at=NOON)
    assert visit(ben).post(f"{HERE}journal/{entry.pk}/delete/").status_code == 404


def test_whom_she_keeps_away_does_not_read_what_she_shares(pilot, ana, ben):
    entry = wrote(ana, shared="cohort")
    Distance.objects.create(person=ana, other=ben, kind="block", since=NOON)

    assert visit(ben).get(entry.get_absolute_url()).status_code == 404


def test_a_form_sent_twice_is_one_entry(pilot, ana):
    assert wrote(ana) == wrote(ana)


def test_an_entry_is_changed_with_its_form_and_the_other_tab_is_told(pilot, ana):
    entry = wrote(ana)
    browser, url = visit(ana), entry.get_absolute_url()
    seen = Page(browser.get(url)).html.partition('name="seen" value="')[2].partition('"')[0]
    fields = {"words": "First", "about": "", "shared": "nobody", "seen": seen}

    assert browser.post(url, fields).status_code == 302
    late = browser.post(url, fields | {"words": "Second"})

    assert late.status_code == 422
    assert queries.own_one(Entry, ana, pilot, entry.pk).said["words"] == "First"


def test_an_empty_entry_is_refused_and_nothing_typed_is_lost(pilot, ana):
    answer = visit(ana).post(f"{HERE}commitments/", {"what": "", "with_whom": "The bakers"})

    assert answer.status_code == 422
    assert "The bakers" in Page(answer).html


def test_deleted_it_is_gone(pilot, ana):
    entry = wrote(ana)

    answer = visit(ana).post(f"{HERE}journal/{entry.pk}/delete/")

    assert answer.status_code == 302
    assert not Entry.objects.exists()


def test_who_leaves_shares_nothing_any_more(pilot, ana, ben):
    entry = wrote(ana, shared="cohort")

    leave(pilot.pk, by=ana, at=NOON)

    entry.refresh_from_db()
    assert entry.shared == "nobody"


def test_outsiders_find_no_page(pilot, make_person):
    stranger = make_person("xenia")
    for page in ("mine", "journal", "commitments", "buddies", "care"):
        assert visit(stranger).get(f"{HERE}{page}/").status_code == 404


def test_a_group_that_is_no_cohort_has_none(garden, ana, make_member):
    make_member(garden, ana)

    assert visit(ana).get(f"/networks/{garden.slug}/mine/").status_code == 404


def test_changing_the_key_seals_all_of_it_anew(pilot, ana, settings):
    settings.VAULT_KEYS = ["old-key-old-key-old-key-old-key"]
    entry = wrote(ana)
    settings.VAULT_KEYS = ["new-key-new-key-new-key-new-key", *settings.VAULT_KEYS]

    done = dict(reseal_all())

    assert done["journals in cohorts"].anew == 1
    settings.VAULT_KEYS = settings.VAULT_KEYS[:1]
    assert queries.own_one(Entry, ana, pilot, entry.pk).said == {"words": SECRET}


def test_a_commitment_names_a_network_that_its_reader_may_know_of(pilot, ana, ben, make_network):
    bakers = make_network("Bakers of the coast")
    fields = {"what": "Ask them", "network": "Bakers of the coast", "shared": "cohort", "key": "k"}
    assert visit(ana).post(f"{HERE}commitments/", fields).status_code == 302
    assert "Bakers of the coast" in Page(visit(ben).get(f"{HERE}commitments/")).html

    type(bakers).objects.filter(pk=bakers.pk).update(visibility="hidden")

    assert "Bakers of the coast" not in Page(visit(ben).get(f"{HERE}commitments/")).html


def test_a_network_that_nobody_knows_is_asked_about(pilot, ana):
    fields = {"what": "Ask them", "network": "Zzyzx", "shared": "nobody", "key": "k"}

    assert visit(ana).post(f"{HERE}commitments/", fields).status_code == 422


def test_how_much_one_carries_is_ones_own_until_it_is_shared(pilot, ana, ben, fay):
    load = acts.write_own(
        Load, "pilot", by=ana, said={"step": 5, "words": SECRET}, shared="nobody", key="l", at=NOON
    )
    assert SECRET not in Page(visit(fay).get(f"{HERE}care/")).html

    visit(ana).post(f"{HERE}care/{load.pk}/share/", {"shared": "facilitators"})

    assert SECRET in Page(visit(fay).get(f"{HERE}care/")).html
    assert SECRET not in Page(visit(ben).get(f"{HERE}care/")).html


def test_two_loads_make_a_picture_and_a_table_that_says_the_same(pilot, ana):
    for number, step in enumerate((2, 5)):
        acts.write_own(
            Load, "pilot", by=ana, said={"step": step, "words": ""}, shared="nobody",
            key=f"l{number}", at=NOON + timedelta(days=number),
        )  # fmt: skip

    html = Page(visit(ana).get(f"{HERE}care/")).html

    assert "<polyline" in html
    assert "Too much: I need relief" in html


def test_what_is_for_buddies_is_hers_again_when_her_buddies_change(pilot, ana, ben, dora, fay):
    together(pilot, fay, ana, ben)
    entry = wrote(ana, shared="buddies")
    matching.ask_for_others("pilot", by=ben, wants=True, at=NOON)
    matching.propose("pilot", by=fay, size=2, at=NOON)
    matching.make_known("pilot", by=fay, at=NOON)

    entry.refresh_from_db()
    assert entry.shared == "nobody"
