"""Agreements that are shared: others begin with them, and it stays known where words are from."""

import pytest

from coalitions.actions.templates import share, take, unshare
from coalitions.models import AgreementTemplate, Clause
from coalitions.queries.templates import (
    adapted_from,
    clauses_shared,
    named_body,
    templates_shared,
)
from networks.models import LogEntry, Verb, Visibility
from solidarity.base.refused import Refused
from tests.fixtures.people import NOON

WORDS = {"name": "A small coalition", "summary": "", "names_body": True, "at": NOON}


@pytest.fixture
def table(make_coalition, garden, make_clause, make_version):
    table = make_coalition(garden, name="Common Table")
    make_clause(table, "We eat together.", title="Eating", settings={"waiting_days": 30})
    make_clause(table, "We wash up.", title="Washing")
    make_version(table)
    return table


@pytest.fixture
def orchards(make_coalition, make_network, make_person):
    return make_coalition(make_network("Pears"), name="Orchards", steward=make_person("dora"))


@pytest.fixture
def dora(orchards):
    return orchards.memberships.get().person


@pytest.fixture
def template(table, cleo):
    return share(table.slug, 1, by=cleo, **WORDS)


def test_a_steward_shares_a_version_and_the_log_says_so(table, cleo, template):
    assert list(templates_shared()) == [template]
    assert named_body(template) == table
    entry = LogEntry.objects.get(network=table, verb=Verb.CHANGED)
    assert (entry.by, entry.facts["fields"]) == (cleo, ["agreement_template"])


def test_a_member_does_not_share_alone(table, ana, make_member):
    make_member(table, ana)

    with pytest.raises(Refused, match="stewards"):
        share(table.slug, 1, by=ana, **WORDS)


def test_a_version_is_shared_once(table, cleo, template):
    with pytest.raises(Refused, match="already"):
        share(table.slug, 1, by=cleo, **WORDS)


def test_a_hidden_coalition_is_named_nowhere(table, cleo):
    table.visibility = Visibility.HIDDEN
    table.save()

    assert named_body(share(table.slug, 1, by=cleo, **WORDS)) is None


def test_a_coalition_that_became_hidden_is_named_no_more(table, template):
    table.visibility = Visibility.HIDDEN
    table.save()

    assert named_body(templates_shared().get()) is None


def test_others_take_it_all_with_its_lineage(template, orchards, dora):
    taken = take(orchards.slug, template.pk, by=dora, clauses=None, at=NOON)

    assert [clause.title for clause in taken] == ["Eating", "Washing"]
    assert taken[0].settings == {"waiting_days": 30}
    assert taken[0].texts.get().words == "We eat together."
    assert {clause.origin.template for clause in taken} == {template}


def test_others_take_single_clauses_one_after_the_other(template, orchards, dora):
    eating, washing = clauses_shared(template)

    take(orchards.slug, template.pk, by=dora, clauses=[washing.pk], at=NOON)
    take(orchards.slug, template.pk, by=dora, clauses=[eating.pk], at=NOON)

    assert list(orchards.clauses.order_by("number").values_list("title", flat=True)) == [
        "Washing", "Eating",
    ]  # fmt: skip


def test_sent_twice_it_is_taken_once(template, orchards, dora):
    take(orchards.slug, template.pk, by=dora, clauses=None, at=NOON)

    assert take(orchards.slug, template.pk, by=dora, clauses=None, at=NOON) == []

    assert orchards.clauses.count() == 2


def test_what_another_clause_sets_already_is_left_to_it(template, orchards, dora, make_clause):
    make_clause(orchards, settings={"waiting_days": 9})

    taken = take(orchards.slug, template.pk, by=dora, clauses=None, at=NOON)

    assert taken[0].settings == {}


def test_who_does_not_belong_takes_nothing(template, orchards, ana):
    with pytest.raises(Refused):
        take(orchards.slug, template.pk, by=ana, clauses=None, at=NOON)

    assert not orchards.clauses.exists()


def test_a_plain_group_has_no_agreement_to_take_clauses_into(template, garden, cleo):
    with pytest.raises(Refused, match="coalition"):
        take(garden.slug, template.pk, by=cleo, clauses=None, at=NOON)


def test_what_was_made_of_it_says_so_on_both_sides(template, orchards, dora, make_version):
    take(orchards.slug, template.pk, by=dora, clauses=None, at=NOON)
    make_version(orchards)

    child = share(orchards.slug, 1, by=dora, **WORDS | {"name": "For orchards"})

    assert child.parent == template
    assert adapted_from(template) == [child]


def test_offered_no_more_those_who_took_clauses_keep_them(table, template, cleo, orchards, dora):
    take(orchards.slug, template.pk, by=dora, clauses=None, at=NOON)

    unshare(table.slug, 1, by=cleo, at=NOON)

    assert not AgreementTemplate.objects.exists()
    assert Clause.objects.filter(body=orchards).count() == 2
    assert orchards.clauses.first().origin.template is None
