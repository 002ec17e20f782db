"""Drawing by lot from two files, as anybody can do who has this program and nothing else."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).parents[2]
PEOPLE = "id,age,sex\n" + "".join(
    f"p{at},{'young' if at % 3 else 'old'},{'f' if at % 2 else 'm'}\n" for at in range(12)
)
QUOTAS = "category,name,min,max\nage,young,1,3\nage,old,1,3\nsex,f,2,2\nsex,m,2,2\n"


@pytest.fixture
def lottery(tmp_path):
    """Runs the command on two files with these contents; gives what it prints."""

    def run(people=PEOPLE, quotas=QUOTAS, *, seats=4, **options):
        paths = []
        for name, content in (("people.csv", people), ("quotas.csv", quotas)):
            (tmp_path / name).write_bytes(
                content if isinstance(content, bytes) else content.encode()
            )
            paths.append(str(tmp_path / name))
        out = StringIO()
        call_command("lottery", *paths, seats=seats, stdout=out,
                     **{"id" if name == "id_column" else name: value
                        for name, value in options.items()})  # fmt: skip
        return out.getvalue()

    return run


def refused(lottery, *files, **options) -> tuple[str, int]:
    with pytest.raises(CommandError) as told:
        lottery(*files, **options)
    return str(told.value), told.value.returncode


def test_it_tells_the_group_the_quotas_the_chances_and_why_they_are_the_best(lottery):
    told = lottery(seed="snow")
    assert "Seed “snow” draws ticket" in told
    assert "sex: f: 2 in the group, at least 2, at most 2; 6 applied" in told
    assert "None can be above 33.333333333%" in told
    assert "SHA-256 of applicants: " in told


def test_without_a_seed_nobody_is_drawn(lottery):
    told = lottery()
    assert "draws ticket" not in told
    assert "33.3333 %: 12 applied" in told


def test_programs_get_all_that_it_takes_to_draw_again(lottery):
    found = json.loads(lottery(seed="snow", json=True))
    assert found["format"] == "solidarity-lottery/1"
    assert sum(group["tickets"] for group in found["groups"]) == found["tickets"]
    assert len(found["drawn"]["ids"]) == 4
    assert found == json.loads(lottery(seed="snow", json=True))
    left = found["drawn"]["ticket"]
    for group in found["groups"]:
        if left < group["tickets"]:
            break
        left -= group["tickets"]
    drawn = set(found["drawn"]["ids"])
    for at, many in group["kinds"]:
        assert len(drawn & set(found["kinds"][at]["ids"])) == many


def test_files_as_others_keep_them_are_read(lottery):
    plain = json.loads(lottery(seed="snow", json=True))
    people = PEOPLE.replace("id,age", " ID , Age ").replace(",young", ", YOUNG ")
    people = "\ufeff" + people.replace(",", ";").replace("\n", " \r\n")
    for head in ("category,feature", "feature,value", "Category,Value"):
        quotas = QUOTAS.replace("category,name", head)
        found = json.loads(lottery(people, quotas, seed="snow", json=True))
        assert found["drawn"] == plain["drawn"]


def test_people_without_keys_are_named_by_their_lines(lottery):
    rows = [row.split(",", 1)[1] for row in PEOPLE.splitlines()]
    found = json.loads(lottery("\n".join(rows), seed="snow", json=True))
    assert found["smallest_chance"]["about"] == pytest.approx(1 / 3)
    assert set(found["drawn"]["ids"]) <= {f"line {at}" for at in range(2, 14)}
    told, _status = refused(lottery, "\n".join(rows), id_column="id")
    assert "people.csv, line 1: no column “id”; there are “age”, “sex”" in told


def test_numbers_may_stand_as_spreadsheets_write_them(lottery):
    quotas = QUOTAS.replace(",3\n", ",3.0\n").replace("2,2", '"2.00", 2.')
    assert (
        lottery(quotas=quotas, seed="snow").split("SHA")[0] == lottery(seed="snow").split("SHA")[0]
    )


def test_two_of_one_address_are_not_drawn_together(lottery):
    rows = PEOPLE.splitlines()
    people = "\n".join([rows[0] + ",home", *(row + ",mill" for row in rows[1:5]),
                        *(row + "," for row in rows[5:])])  # fmt: skip
    found = json.loads(lottery(people, seed="snow", json=True, not_together="Home"))
    assert len(set(found["drawn"]["ids"]) & {"p0", "p1", "p2", "p3"}) <= 1


@pytest.mark.parametrize(("people", "quotas", "words"), [
    ("", QUOTAS, "people.csv: empty"),
    (PEOPLE, "", "quotas.csv: empty"),
    (PEOPLE, "a,b\n1,2\n", "quotas.csv, line 1: columns category, name, min, max are wanted"),
    (PEOPLE, "category,name,min,max\n", "quotas.csv: no quotas"),
    (PEOPLE + "p1,old,f\n", QUOTAS, "people.csv, line 14: “p1” stands on line 3 already"),
    (PEOPLE + ",old,f\n", QUOTAS, "people.csv, line 14: nothing in “id”"),
    (PEOPLE + "q,,f\n", QUOTAS, "people.csv, line 14: no answer in age"),
    (PEOPLE + "q\n", QUOTAS, "people.csv, line 14: no answer in sex"),
    (PEOPLE + "q,elder,f\n", QUOTAS, "people.csv, line 14: no quota names “elder” in age"),
    (PEOPLE + "q,old,f,x\n", QUOTAS, "people.csv, line 14: more cells than columns"),
    (PEOPLE + 'q,"old,f\n', QUOTAS, "people.csv, line 14: no CSV"),
    (PEOPLE.replace("sex", "age"), QUOTAS, "two columns are called “age”"),
    (PEOPLE.replace("sex", "gender"), QUOTAS, "no column “sex”; there are “id”, “age”, “gender”"),
    (PEOPLE, QUOTAS + "sex,x,0,1.5\n", "quotas.csv, line 6: max is “1.5”, a whole number"),
    (PEOPLE.encode() + b"\xff", QUOTAS, "people.csv, line 14: no text in UTF-8"),
    (PEOPLE, QUOTAS + "sex,x,3,1\n", "quotas.csv, line 6: min 3 is above max 1"),
    (PEOPLE, QUOTAS + "sex,x,-1,1\n", "quotas.csv, line 6: min is “-1”, a whole number"),
    (PEOPLE, QUOTAS + "sex,x,0," + "9" * 5000 + "\n", "quotas.csv, line 6: max is “999"),
    (PEOPLE, QUOTAS + "sex,F,0,1\n", "quotas.csv, line 6: sex: F stands on line 4 already"),
    (PEOPLE, QUOTAS + "sex,x,3,4\n", "lines 4, 5, 6: sex wants at least 7 in all, for 4 seats"),
    (PEOPLE, "category,name,min,max\nage,old,0,1\nage,young,0,1\n", "age allows 2 in all, for 4"),
])  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(lottery, people, quotas, words):
    told, status = refused(lottery, people, quotas)
    assert words in told
    assert status == 2


def test_everything_that_is_wrong_is_said_at_once_and_not_without_end(lottery):
    told, _status = refused(lottery, PEOPLE + "".join(f"x{at},,\n" for at in range(50)))
    assert told.count("\n") == 20
    assert told.endswith("… and 80 more")


def test_too_many_seats_and_a_file_that_is_not_there(lottery, tmp_path):
    told, status = refused(lottery, PEOPLE, "category,name,min,max\nage,old,0,99\nage,young,0,99\n",
                           seats=13)  # fmt: skip
    assert (told, status) == ("people.csv: 13 seats for 12 applicants", 2)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("lottery", str(tmp_path / "none"), str(tmp_path / "none"), seats=3)


def test_where_no_group_is_it_says_what_to_loosen(lottery):
    quotas = QUOTAS.replace("old,1,3", "old,3,4").replace("f,2,2", "f,4,4").replace("m,2", "m,0")
    told, status = refused(lottery, PEOPLE, quotas)
    assert "These cannot hold together:\n" in told
    assert "The smallest change that helps:\n" in told
    assert "→" in told
    assert status == 3


# Drawing from what was published


def again(tmp_path, data, *files, **options) -> str:
    (tmp_path / "lottery.json").write_text(data if isinstance(data, str) else json.dumps(data))
    out = StringIO()
    call_command("lottery", *[str(tmp_path / each) for each in files],
                 published=tmp_path / "lottery.json", stdout=out, **options)  # fmt: skip
    return out.getvalue()


def test_from_what_was_published_the_same_group_is_drawn(lottery, tmp_path):
    whole = json.loads(lottery(seed="snow", json=True))
    promised = lottery(json=True)
    assert json.loads(again(tmp_path, promised, seed="snow", json=True)) == whole
    files = ("people.csv", "quotas.csv")
    assert json.loads(again(tmp_path, promised, *files, seed="snow", json=True)) == whole
    told = again(tmp_path, promised, seed="snow", seats=4)
    assert "Seed “snow” draws ticket" in told
    assert "sex: f: 2 in the group, at least 2, at most 2" in told
    assert all(f"  {id}\n" in told for id in whole["drawn"]["ids"])
    assert "draws ticket" not in again(tmp_path, promised)


def test_homes_are_kept_apart_in_what_was_published_too(lottery, tmp_path):
    rows = PEOPLE.splitlines()
    people = "\n".join([rows[0] + ",home", *(row + ",mill" for row in rows[1:5]),
                        *(row + "," for row in rows[5:])])  # fmt: skip
    data = json.loads(lottery(people, seed="snow", json=True, not_together="home"))
    assert "mill" not in json.dumps(data)
    files = ("people.csv", "quotas.csv")
    assert json.loads(again(tmp_path, data, *files, seed="snow", json=True)) == data
    for kind in data["kinds"]:
        kind["home"] = 0
    assert "group 0 (from 0) does not meet" in refused(again, tmp_path, data, seed="x")[0]


@pytest.mark.parametrize(("change", "words"), [
    (lambda data: data.update(format="other/1"), "its format is not solidarity-lottery/1"),
    (lambda data: data.pop("groups"), "no lottery as `--json` writes it"),
    (lambda data: data["groups"][0].update(tickets=1), "the tickets of all groups are not"),
    (lambda data: data["groups"][0].update(tickets=True), "the tickets of all groups are not"),
    (lambda data: data["groups"][0]["kinds"].pop(), "group 0 (from 0) does not meet"),
    (lambda data: data["groups"][0]["kinds"][0].__setitem__(0, 99), "group 0 (from 0) does"),
    (lambda data: data["quotas"][0].update(most=0, least=0), "group 0 (from 0) does not meet"),
    (lambda data: data.update(seats=5), "group 0 (from 0) does not meet"),
    (lambda data: data["kinds"][0]["ids"].append("p1"), "“p1” stands there 2 times"),
    (lambda data: data["kinds"][0]["ids"].append("new"), "13 people, of 12"),
    (lambda data: data["kinds"][0]["chance"].update(exact="1/2"), "the chance of kind 0"),
    (lambda data: data["smallest_chance"].update(exact="1/2"), "the smallest chance is not"),
])  # fmt: skip
def test_what_is_not_sound_is_not_drawn_from(lottery, tmp_path, change, words):
    data = json.loads(lottery(json=True))
    change(data)
    told, status = refused(again, tmp_path, data, seed="snow")
    assert words in told
    assert status == 2


@pytest.mark.parametrize("content", ["", "[]", "7", "{}", '{"format": "solidarity-lottery/1"}',
                                     "[" * 5_000, '{"format": 1e999}'])  # fmt: skip
def test_what_is_no_lottery_is_said(tmp_path, content):
    assert refused(again, tmp_path, content, seed="snow")[1] == 2


def test_a_lottery_of_other_files_is_not_drawn_from(lottery, tmp_path):
    promised, files = lottery(json=True), ("people.csv", "quotas.csv")
    lottery(PEOPLE.replace("p3,", "q3,"), QUOTAS.replace("old,1,3", "old,0,3"))
    told, _status = refused(again, tmp_path, promised, *files, seed="snow")
    assert "the file of applicants is another" in told
    assert "its people are not those of the file" in told
    assert "its quotas are not those of the file" in told
    assert "for 4 seats" in refused(again, tmp_path, promised, seats=5)[0]
    assert "wanted: APPLICANTS and QUOTAS" in refused(again, tmp_path, promised, files[0])[0]


def test_without_files_it_says_what_is_wanted():
    with pytest.raises(CommandError, match="wanted: APPLICANTS QUOTAS --seats N"):
        call_command("lottery", seats=3)


def test_it_needs_no_installation(tmp_path):
    for name, content in (("people.csv", PEOPLE), ("quotas.csv", QUOTAS)):
        (tmp_path / name).write_text(content)
    command = [sys.executable, ROOT / "manage.py", "lottery", tmp_path / "people.csv",
               tmp_path / "quotas.csv", "--seats", "4", "--seed", "snow"]  # fmt: skip
    ran = subprocess.run(command, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True,
                         check=False)  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "draws ticket" in ran.stdout
