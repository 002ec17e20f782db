"""Scoring answers that were collected elsewhere, by a command."""

import csv
import json
from io import StringIO

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from tests.servers import ROOT
from values.science.alignment import distance, profile_r, rms
from values.science.circle import VALUES, structure

USA = ROOT.parent / "shared" / "data" / "usa151_pvq40.csv"


@pytest.fixture
def write(tmp_path):
    """Write a table; returns its path."""

    def written(*rows, name="answers.csv"):
        path = tmp_path / name
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        return path

    return written


@pytest.fixture
def usa():
    """The answers of 151 US adults, where they lie beside the project."""
    return USA if USA.exists() else pytest.skip("the data are kept beside the project, never in it")


def scored(path, instrument="twivi", **options):
    """What the command says, and what it says aside."""
    out, aside = StringIO(), StringIO()
    call_command(
        "score_survey", path, instrument=instrument, json=True, stdout=out, stderr=aside, **options
    )
    return json.loads(out.getvalue()), aside.getvalue()


def header(prefix="q", last=20):
    return "id," + ",".join(f"{prefix}{number:02}" for number in range(1, last + 1))


def answers(*, first=(), of=20):
    given = [*first, *(str(at % 5 + 1) for at in range(len(first), of))]
    return ",".join(map(str, given))


def ten(found):
    return np.array([found[value] for value in VALUES])


def test_each_person_and_the_group_are_told(write):
    path = write(header(), f"ana,{answers()}", f"ben,{answers(first=[6, 6])}")

    found, aside = scored(path)

    assert [*found] == ["instrument", "people", "group"]
    assert [person["id"] for person in found["people"]] == ["ana", "ben"]
    assert [*found["people"][0]] == ["id", "centred", "excluded"]
    assert [*found["people"][0]["centred"]] == [*VALUES]
    group = found["group"]
    assert [*group] == ["n", "excluded", "centred_mean", "centred_sd", "higher_order"]
    assert (group["n"], group["excluded"]) == (2, [])
    both = np.array([ten(person["centred"]) for person in found["people"]])
    assert ten(group["centred_mean"]) == pytest.approx(both.mean(axis=0), abs=2e-6)
    assert ten(group["centred_sd"]) == pytest.approx(both.std(axis=0, ddof=1), abs=2e-6)
    mean = group["centred_mean"]
    assert group["higher_order"] == pytest.approx(
        {
            "openness": (mean["SD"] + mean["ST"] + mean["HE"]) / 3,
            "self_enhancement": (mean["AC"] + mean["PO"]) / 2,
            "conservation": (mean["SE"] + mean["CO"] + mean["TR"]) / 3,
            "self_transcendence": (mean["BE"] + mean["UN"]) / 2,
        },
        abs=2e-6,
    )
    assert aside == ""


def test_who_is_left_out_is_named_with_a_reason_and_counts_nowhere(write):
    flat = ",".join("4" for _ in range(20))
    path = write(header(), f"ana,{answers()}", f"flat,{flat}", "gone," + "," * 19)

    found, _ = scored(path)

    assert [person["excluded"] for person in found["people"]] == [None, "identical", "missing"]
    assert found["group"]["excluded"] == [
        {"id": "flat", "reason": "identical"},
        {"id": "gone", "reason": "missing"},
    ]
    assert found["group"]["n"] == 1
    assert set(found["people"][1]["centred"].values()) == {None}
    assert found["group"]["centred_mean"] == found["people"][0]["centred"]
    assert set(found["group"]["centred_sd"].values()) == {None}


def test_an_empty_cell_is_a_missing_answer(write):
    path = write(header(), f"ana,{answers(first=['', ''])}")

    found, _ = scored(path)

    assert found["people"][0]["excluded"] is None


def test_columns_are_known_by_their_number_whatever_follows_and_wherever_they_stand(write):
    names = [f"Q{number}_words" if number % 2 else f"q{number:03}" for number in range(1, 21)]
    given = answers().split(",")
    plain, _ = scored(write(header(), f"ana,{answers()}", name="plain.csv"))

    other, _ = scored(
        write(
            "who,age," + ",".join(reversed(names)) + ",note",
            "ana,30," + ",".join(reversed(given)) + ",q7",
        )
    )

    assert other["people"] == plain["people"]


def test_columns_with_other_names_are_mapped(write):
    plain, _ = scored(write(header(), f"ana,{answers()}", name="plain.csv"))
    path = write(header().replace("q03", "be=1").replace("q04", "un 1"), f"ana,{answers()}")

    found, _ = scored(path, map=["be=1=3", "un 1=q4"])

    assert found["people"] == plain["people"]


def test_other_delimiters_and_marks_of_other_programs_are_read(write, tmp_path):
    plain, _ = scored(write(header(), f"ana,{answers()}"))
    path = tmp_path / "other.csv"
    text = f"{header()}\r\n\r\nana,{answers()}\r\n".replace(",", ";").replace(";2;", ';"2.0";')
    path.write_text("\ufeff" + text, encoding="utf-8")

    found, _ = scored(path)

    assert found == plain


def test_a_file_whose_scale_runs_the_other_way_is_turned_round(write):
    plain, _ = scored(write(header(), f"ana,{answers()}", name="plain.csv"))
    turned = ",".join(str(7 - int(cell)) for cell in answers().split(","))

    found, _ = scored(write(header(), f"ana,{turned}"), reversed=True)

    assert found == plain


def test_a_file_that_counts_from_another_number_is_read(write):
    plain, _ = scored(write(header(), f"ana,{answers()}", name="plain.csv"))
    moved = ",".join(str(int(cell) - 1) for cell in answers().split(","))

    found, _ = scored(write(header(), f"ana,{moved}"), lowest=0)

    assert found == plain


def test_the_survey_of_57_words_takes_its_nine_answers(write):
    cells = ",".join(str(at % 9 - 1) for at in range(57))
    path = write(header(last=58), f"ana,{cells},99")

    found, aside = scored(path, "svs57")

    assert found["people"][0]["excluded"] is None
    assert aside == ""


def test_items_without_a_column_were_not_asked_and_are_said_aside(write):
    path = write(header(last=14), f"ana,{answers(of=14)}")

    found, aside = scored(path)

    assert found["people"][0]["excluded"] is None
    assert "15, 16, 17, 18, 19, 20" in aside


def test_answers_that_look_upside_down_are_doubted(write):
    usual = {"BE": 6, "UN": 6, "SD": 5, "SE": 5, "TR": 4, "CO": 4, "AC": 3, "ST": 3, "HE": 3}
    order = ["CO", "TR", "BE", "UN", "SD", "ST", "HE", "AC", "PO", "SE"] * 2
    right = ",".join(str(usual.get(value, 2)) for value in order)
    wrong = ",".join(str(7 - usual.get(value, 2)) for value in order)

    assert scored(write(header(), *(f"{at},{right}" for at in range(30))))[1] == ""
    assert "--reversed" in scored(write(header(), *(f"{at},{wrong}" for at in range(30))))[1]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([header(), f"ana,{answers(first=[1, 7])}"], "row 2, column “q02”: “7” is not a whole"),
        ([header(), "", f"ana,{answers(first=['x'])}"], "row 3, column “q01”: “x”"),
        ([header(), f"ana,{answers(first=[2.5])}"], "row 2, column “q01”: “2.5”"),
        ([header(), f"ana,{answers(first=['nan'])}"], "“nan” is not"),
        ([header(), "ana,1,2"], "row 2 has 3 cells, and the first row 21"),
        ([header(last=21), "ana"], "column “q21”: twivi has no item 21"),
        ([header() + ",q1", "ana"], "column “q1”: item 1 has a column already"),
        (["id,a,b", "ana,1,2"], "--map COLUMN=ITEM"),
        (["q01,q02", "1,2"], "the first column must name"),
        ([""], "is empty"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_one_line(write, rows, said):
    with pytest.raises(CommandError) as caught:
        scored(write(*rows))

    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"instrument": "pvq99"}, "no instrument “pvq99” to score with; there are: circle30"),
        ({"instrument": "map58"}, "no instrument “map58”"),
        ({"map": ["nobody=3"]}, "no column “nobody”"),
        ({"map": ["id=3"]}, "no column “id” after the id"),
        ({"map": ["q01"]}, "--map wants COLUMN=ITEM"),
        ({"map": ["q01=x"]}, "--map wants COLUMN=ITEM"),
        ({"map": ["q01=99"]}, "twivi has no item 99"),
    ],
)
def test_what_is_wrong_with_the_command_is_said_in_one_line(write, options, said):
    with pytest.raises(CommandError) as caught:
        scored(write(header(), f"ana,{answers()}"), **options)

    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("idéntité,q1\n1,2\n".encode("latin-1"), "is no text in UTF-8, as row 1 shows: save"),
        ("id,q1\n1,2\nñ,3\n".encode("latin-1"), "as row 3 shows"),
        ("id,q1\n1,2\n".encode("utf-16"), "is no text in UTF-8"),
        (b"id,q1\n1\0,2\n", "it holds zero bytes"),
        (b'id,q1\n1,2\n"2,3\n', "no table from row 3 on"),
        (b"\n \n", "is empty"),
        (b"", "is empty"),
        (b"1,2,3\n4,5,6\n", "in the first row no column is called q1"),
    ],
)
def test_a_file_that_is_no_table_says_where_it_stops_being_one(tmp_path, raw, said):
    path = tmp_path / "answers.csv"
    path.write_bytes(raw)

    with pytest.raises(CommandError) as caught:
        scored(path)

    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "shape",
    [
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        lambda text: text.replace(",", ";"),
        lambda text: "sep=;\n" + text.replace(",", ";"),
        lambda text: text.replace(",", "|"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\n\n" + text.replace("\n", "\n\n") + "," * 20 + "\n",
        lambda text: text.replace("\nana", ",\nana").replace("\nben", ",,\nben"),
        lambda text: '"' + text.strip().replace(",", '","').replace("\n", '"\n"') + '"',
        lambda text: text.replace(",", " , "),
        lambda text: text.upper(),
    ],
    ids=[
        "windows", "semicolons", "said", "bars", "mac", "blank", "trailing", "quoted", "spaces",
        "capitals",
    ],
)  # fmt: skip
def test_however_a_program_writes_its_tables_the_same_is_read(tmp_path, shape):
    plain = "\n".join([header(), f"ana,{answers()}", f"ben,{answers(first=[6, 6])}", ""])
    path = tmp_path / "answers.csv"
    path.write_bytes(shape(plain).encode())

    found, _aside = scored(path)

    assert [person["id"].lower() for person in found["people"]] == ["ana", "ben"]
    (tmp_path / "plain.csv").write_text(plain, encoding="utf-8")
    assert found["group"] == scored(tmp_path / "plain.csv")[0]["group"]


def test_who_has_no_name_or_that_of_another_is_scored_and_said_aside(write):
    found, aside = scored(write(header(), *[f"ana,{answers()}"] * 2, f",{answers()}"))

    assert found["group"]["n"] == 3
    assert "More than one row is called ana" in aside
    assert "1 without an id" in aside


def test_a_file_that_is_not_there_or_no_text_is_said_so(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        scored(tmp_path / "nothing.csv")
    (tmp_path / "picture.csv").write_bytes(b"\xff\xfe\x00PNG")
    with pytest.raises(CommandError, match="no text in UTF-8"):
        scored(tmp_path / "picture.csv")


def test_for_people_the_group_is_told_in_a_few_lines(write):
    out = StringIO()

    path = write(header(), f"ana,{answers()}", "gone," + "," * 19)
    call_command("score_survey", path, instrument="twivi", stdout=out)

    assert "twivi: 1 scored, 1 left out" in out.getvalue()
    assert "gone (missing)" in out.getvalue()
    assert "self_transcendence" in out.getvalue()


def test_151_american_adults_are_scored_to_the_published_table(usa):
    found, aside = scored(usa, "pvq40")

    assert found["group"]["n"] == 151
    assert found["group"]["centred_mean"] == pytest.approx(
        {
            "SD": 0.8910, "ST": -0.3849, "HE": -0.0726, "AC": -0.3413, "PO": -0.9512,
            "SE": 0.2791, "CO": -0.3220, "TR": -0.7039, "BE": 0.3617, "UN": 0.5464,
        },
        abs=5.1e-5,
    )  # fmt: skip
    assert aside == ""
    shape = structure(ten(found["group"]["centred_mean"]))
    assert shape.amplitude == pytest.approx(0.4794, abs=1e-4)
    assert shape.displacement == pytest.approx(335.72, abs=0.01)


def test_two_groups_among_them_differ_as_published(usa):
    found, _ = scored(usa, "pvq40")
    with usa.open(encoding="utf-8") as file:
        codes = [row["gender_code"] for row in csv.DictReader(file)]
    people = np.array([ten(person["centred"]) for person in found["people"]])
    groups = [people[[code == wanted for code in codes]] for wanted in ("1", "2")]
    one, other = (group.mean(axis=0) for group in groups)

    assert [len(group) for group in groups] == [64, 87]
    assert profile_r(one, other) == pytest.approx(0.876773, abs=2e-6)
    assert distance(one, other) == pytest.approx(1.038417, abs=2e-6)
    assert rms(one, other) == pytest.approx(0.328376, abs=2e-6)
    squares = sum((len(group) - 1) * group.var(axis=0, ddof=1) for group in groups)
    d = dict(zip(VALUES, (one - other) / np.sqrt(squares / (len(people) - 2)), strict=True))
    assert {value: d[value] for value in ("PO", "AC", "BE")} == pytest.approx(
        {"PO": 0.7251, "AC": 0.5200, "BE": -0.4434}, abs=6e-5
    )
