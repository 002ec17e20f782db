"""Bringing in a directory: every edition, every row."""

import json

import pytest
from django.db import connection

from networks.actions.editions import bring_in_file, report_rows
from networks.bringing.mapping import mapping_in
from networks.bringing.reading import Reader
from networks.models import (
    Affiliation,
    Edition,
    Likeness,
    Listing,
    Network,
    NetworkState,
    Role,
    Source,
    Visibility,
)
from solidarity.base.refused import Refused
from tests.fixtures.networks import new_member
from tests.fixtures.people import NOON
from tests.racing import at_once
from tests.security.corpus import OWN, as_typed

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
MAPPING = {
    "source": "Bakeries",
    "licence": "CC0",
    "home": "https://bakeries.example/",
    "fields": {
        "id": "id", "name": "name", "summary": "about", "place": "town", "country": "country",
        "website": "web", "causes": "themes", "umbrellas": "umbrella",
    },
    "causes": {"bread": "food"},
    "no_umbrella": ["yes"],
}  # fmt: skip
HEAD = "id,name,about,town,country,web,themes,umbrella\n"
FIRST = HEAD + (
    "1,Lark Bakery,Bread for all,Leeds,England,http://lark.example.org,bread;homes,Bakers Union\n"
    "2,Night Oven,We bake at night,Wien,Österreich,,bread,Bakers Union\n"
    "3,Third Loaf,Loaves,Lisboa,Portugal,https://third.example.org/,,yes\n"
)


def bring(table, *, at=NOON, trial=False, **changed):
    mapping = mapping_in(MAPPING | changed)
    content = table if isinstance(table, bytes) else table.encode()
    return bring_in_file(content, mapping, name="x.csv", by=None, at=at, is_trial=trial)


def listed(key):
    return Listing.objects.get(source__name="Bakeries", key=key)


def did(outcome):
    return {line.id: line.did for line in outcome.lines}


def test_rows_become_unclaimed_networks_with_public_facts():
    outcome = bring(FIRST)

    lark = Network.objects.get(slug="lark-bakery")
    assert outcome.counts["new"] == 4
    assert (lark.state, lark.visibility, lark.country) == ("unclaimed", "public", "GB")
    assert (lark.summary, lark.place, lark.causes) == ("Bread for all", "Leeds", ["food"])
    assert Network.objects.get(name="Night Oven").country == "AT"


def test_an_umbrella_that_rows_name_is_a_coalition_they_belong_to():
    bring(FIRST)

    union = Network.objects.get(name="Bakers Union")
    assert union.kind == "coalition"
    members = Affiliation.objects.filter(body=union, state="active")
    assert set(members.values_list("member__name", flat=True)) == {"Lark Bakery", "Night Oven"}
    assert union.paths_down.count() == 2


def test_the_same_edition_again_changes_nothing():
    bring(FIRST)
    before = list(Network.objects.order_by("pk").values())

    outcome = bring(FIRST)

    assert set(did(outcome).values()) == {"same"}
    assert list(Network.objects.order_by("pk").values()) == before


def test_a_renamed_row_follows_its_id_and_keeps_its_address():
    bring(FIRST)

    outcome = bring(FIRST.replace("Lark Bakery", "Skylark Bakery"))

    lark = listed("1").network
    assert did(outcome)["1"] == "updated"
    assert (lark.name, lark.slug) == ("Skylark Bakery", "lark-bakery")


def test_a_vanished_row_is_marked_and_comes_back_unmarked():
    bring(FIRST)
    gone = "".join(line for line in FIRST.splitlines(True) if not line.startswith("3,"))

    outcome = bring(gone)
    assert did(outcome)["3"] == "gone"
    assert listed("3").gone_since == NOON
    assert Network.objects.filter(name="Third Loaf", visibility="public").exists()

    assert "back" in next(line for line in bring(FIRST).lines if line.id == "3").why
    assert listed("3").gone_since is None


def test_a_claimed_network_keeps_the_words_of_its_stewards(ana):
    bring(FIRST)
    lark = listed("1").network
    new_member(lark, ana, role=Role.STEWARD)
    Network.objects.filter(pk=lark.pk).update(state=NetworkState.ACTIVE, summary="Ours")

    outcome = bring(FIRST.replace("Bread for all", "Theirs"))

    lark.refresh_from_db()
    assert (did(outcome)["1"], lark.summary) == ("claimed", "Ours")
    assert listed("1").fields["summary"] == "Theirs"


def test_a_parted_row_leaves_its_umbrella():
    bring(FIRST)

    bring(FIRST.replace("bread,Bakers Union", "bread,"))

    union = Network.objects.get(name="Bakers Union")
    active = Affiliation.objects.filter(body=union, state="active")
    assert [each.member.name for each in active] == ["Lark Bakery"]


def test_umbrellas_in_a_circle_are_left_out():
    table = HEAD + "1,Red Ring,,,,,,Blue Ring\n2,Blue Ring,,,,,,Red Ring\n"

    outcome = bring(table)

    assert (outcome.counts["affiliated"], outcome.counts["circle"]) == (1, 1)


def test_a_trial_counts_and_leaves_nothing():
    outcome = bring(FIRST, trial=True)

    assert outcome.counts["new"] == 4
    assert not Network.objects.exists()
    assert not Source.objects.exists()
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("9,,about,,,,,", "no_name"),
        ("9,---,about,,,,,", "no_name"),
        (",Nameless Id,about,,,,,", "no_id"),
        ("9,Too,many,cells,,,,,,,,", "ragged"),
        ("9," + "x" * 10_000_000 + ",,,,,,", "huge"),
        ("1,Lark Again,,,,,,", "twice"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_a_reason(row, why):
    outcome = bring(FIRST + row + "\n4,Last Loaf,,,,,,\n")

    refused = [line for line in outcome.lines if line.did == "refused"]
    assert [line.why for line in refused] == [[why]]
    assert did(outcome)["4"] == "new"


def test_bad_bytes_refuse_their_row_alone():
    outcome = bring(FIRST.encode() + b"7,Caf\xe9 du Pain,,,,,,\n8,Good Loaf,,,,,,\n")

    assert [line.why for line in outcome.lines if line.did == "refused"] == [["bytes"]]
    assert did(outcome)["8"] == "new"


def test_a_row_that_cannot_be_read_is_not_taken_for_gone():
    bring(FIRST)

    outcome = bring(FIRST.replace("1,Lark Bakery", "1,"))

    assert did(outcome)["1"] == "refused"
    assert listed("1").gone_since is None


def test_hostile_strings_in_every_cell_are_kept_as_plain_words_or_refused():
    fields = ("name", "about", "town", "country", "web", "themes", "umbrella")
    rows = [
        {name: as_typed(words) if name in {"name", at} else "x" for name in fields}
        for words in OWN
        for at in fields
    ]
    import csv
    import io

    file = io.StringIO()
    writer = csv.DictWriter(file, ["id", *fields])
    writer.writeheader()
    writer.writerows(row | {"id": str(n)} for n, row in enumerate(rows))

    outcome = bring(file.getvalue().encode("utf-8", "surrogatepass"))

    assert len([line for line in outcome.lines if line.row]) == len(rows)
    for network in Network.objects.all():
        assert "<script" not in network.story_html
        assert network.website.startswith(("http://", "https://")) or not network.website


def test_formulas_are_harmless_in_the_report():
    lines = bring(HEAD + '=1+1,"=HYPERLINK(""x"")",,,,,,\n').as_json()

    row = list(report_rows(lines))[1]

    assert (row[1], row[2]) == ("'=1+1", '\'=HYPERLINK("x")')


def test_columns_that_hold_what_is_of_people_are_left_out():
    table = "id,name,about\n1,Lark,ana@example.org\n2,Oven,ben@example.org\n"

    bring(table, fields={"id": "id", "name": "name", "summary": "about"})

    assert set(Network.objects.values_list("summary", flat=True)) == {""}


@pytest.mark.parametrize("column", ["Email", "e-mail", "Contact name", "phone", "First name"])
def test_a_mapping_that_names_a_column_of_people_is_refused(column):
    with pytest.raises(Refused, match="belongs to people"):
        mapping_in(MAPPING | {"fields": {"name": "name", "summary": column}})


def test_a_mapping_that_asks_for_a_field_of_people_is_refused():
    with pytest.raises(Refused, match="no field of a network"):
        mapping_in(MAPPING | {"fields": {"name": "name", "email": "email"}})


def test_rows_without_an_id_are_known_by_name_and_place():
    table = "name,town\nLark,Leeds\nLark,York\n"
    fields = {"name": "name", "place": "town"}

    bring(table, fields=fields)
    outcome = bring(table.replace("Lark,York", "LARK ,york"), fields=fields)

    assert sorted(did(outcome).values()) == ["same", "updated"]
    assert Network.objects.count() == 2


def test_what_asked_not_to_be_listed_does_not_come_again_under_another_id():
    from networks.models import Unlisted

    bring(FIRST)
    lark = listed("1").network
    Unlisted.objects.create(
        network=lark, domain="lark.example.org", name_key="lark bakery", country="GB"
    )
    Network.objects.filter(pk=lark.pk).update(
        state=NetworkState.REMOVED, visibility=Visibility.HIDDEN
    )
    again = (
        "51,Lark Bakery,,Leeds,UK,,,\n"
        "52,The Other Lark,,Leeds,UK,https://www.lark.example.org/x,,\n"
        "53,Lark Bakery,,Paris,France,,,\n"
    )

    outcome = did(bring(FIRST + again))

    assert [outcome[key] for key in ("1", "51", "52", "53")] == ["refused"] * 3 + ["new"]
    lark.refresh_from_db()
    assert lark.visibility == "hidden"


def test_networks_of_two_sources_that_look_alike_are_proposed_once(make_network):
    bring(FIRST)
    other = HEAD + (
        "a,The Lark Bakery,,Leeds,UK,,,\n"
        "b,Something Else,,Lisboa,Portugal,http://www.third.example.org,,\n"
        "c,Lark Bakery,,Lyon,France,,,\n"
    )

    bring(other, source="Shops")
    bring(other.replace("Something Else", "Something"), source="Shops")

    pairs = {(each.first.name, each.second.name, each.why) for each in Likeness.objects.all()}
    assert pairs == {
        ("Lark Bakery", "The Lark Bakery", "name"),
        ("Third Loaf", "Something", "domain"),
    }


def test_a_hidden_network_is_never_proposed(make_network):
    make_network("Lark Bakery", country="GB", visibility="hidden")

    bring(FIRST)

    assert not Likeness.objects.exists()


def test_profiles_of_murmurations_come_in():
    profiles = [
        {
            "linked_schemas": ["organizations_schema-v1.0.0"],
            "name": "Lark",
            "primary_url": "https://lark.example.org",
            "tags": ["food", "bread"],
            "country_iso_3166": "GB",
            "geolocation": {"lat": 53.8, "lon": -1.55},
            "telephone": "+44 113 000 000",
        }
    ]
    from networks.bringing.mapping import MURMURATIONS

    mapping = mapping_in({"source": "Index", **MURMURATIONS})
    bring_in_file(json.dumps(profiles).encode(), mapping, name="x.json", by=None, at=NOON)

    lark = Network.objects.get()
    assert (lark.country, lark.causes) == ("GB", ["food"])
    assert Listing.objects.get().fields["latitude"] == 53.8
    assert "000" not in json.dumps(Listing.objects.get().fields)


@races
def test_two_imports_of_one_source_wait_for_each_other():
    results = at_once(lambda: bring(FIRST), lambda: bring(FIRST))

    assert Network.objects.count() == 4
    assert sorted(each.counts["new"] for each in results) == [0, 4]


@races
def test_a_claim_during_an_import_is_not_overwritten(make_person):
    bring(FIRST)
    ana, lark = make_person("ana"), listed("1").network

    def claim():
        from django.db import transaction

        with transaction.atomic():
            Network.objects.filter(pk=lark.pk).update(state="active", summary="Ours")
            new_member(lark, ana, role=Role.STEWARD)

    at_once(claim, lambda: bring(FIRST.replace("Bread for all", "Theirs")))

    lark.refresh_from_db()
    assert lark.summary == "Ours"


def test_the_number_of_questions_does_not_grow_with_the_rows(django_assert_max_num_queries):
    rows = "".join(f"{n},Loaf {n},,Leeds,GB,,,\n" for n in range(300))

    with django_assert_max_num_queries(40):
        bring(HEAD + rows)
    assert connection.vendor == "postgresql"


def test_a_reader_gives_each_row_its_number():
    rows = list(Reader(FIRST.encode(), mapping_in(MAPPING), this_year=2026).rows())

    assert [row.number for row in rows] == [2, 3, 4]
