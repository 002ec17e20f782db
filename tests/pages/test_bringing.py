"""Directories at the desk, claims, and what others take along, with a browser without scripts."""

import csv
import io
import re
import xml.etree.ElementTree as ET

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import now

from networks.actions.petitions import ask_to_take_away, claim
from networks.models import Edition, Listing, Network, NetworkState, Petition
from solidarity.outbox.actions import carry_out
from solidarity.outbox.models import Job, Letter
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
TABLE = "id,name,town,country,website\n1,Lark Bakery,Leeds,England,lark.example.org\n2,,York,UK,\n"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def admin(make_person):
    return make_person("admin", is_admin=True)


@pytest.fixture
def bakery(make_network):
    return make_network(
        "Lark", steward=None, state=NetworkState.UNCLAIMED, website="https://lark.example.org"
    )


def upload(client, content=TABLE, name="bakeries.csv"):
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    return client.post("/desk/imports/", {"file": file, "source": ""})


def work():
    for job in Job.objects.filter(kind="networks.bring_in", state="waiting"):
        carry_out(job.pk, at=now())


def test_a_file_is_looked_at_checked_and_brought_in(admin):
    client = visit(admin)
    place = upload(client)["Location"]
    page = Page(client.get(place))
    assert "Lark Bakery" in page.main  # the first rows, as the headings let us guess
    form = page.form("column_1")
    assert form.fields["column_1"] == ["name"]
    assert form.fields["column_4"] == ["website"]

    answer = client.post(place, form.filled(source="Bakeries", licence="CC0"))
    assert answer["Location"] == place
    assert "Being checked" in Page(client.get(place)).main
    work()
    page = Page(client.get(place))
    assert "What would be done" in page.main
    assert "New1" in page.main
    assert "Refused1" in page.main
    assert "Lark Bakery" in page.main
    assert not Network.objects.exists()

    client.post(f"{place}run/")
    work()
    page = Page(client.get(place))
    assert "Brought in" in page.main
    assert Edition.objects.get().content is None
    assert Network.objects.get().name == "Lark Bakery"
    report = list(csv.reader(io.StringIO(client.get(f"{place}report.csv").content.decode())))
    assert report[2][3:] == ["refused", "There is no name in it."]
    again = client.post(f"{place}run/", follow=True)
    assert "brought in already" in Page(again).main


@pytest.fixture
def broken(admin, monkeypatch):
    """The page of a file that was checked and stops on its way in, since the machine fails."""
    client = visit(admin)
    place = upload(client)["Location"]
    client.post(place, Page(client.get(place)).form("column_1").filled(source="Bakeries"))
    work()
    client.post(f"{place}run/")
    with monkeypatch.context() as patch:
        patch.setattr("networks.actions.editions.bring_in", lambda *_, **__: 1 / 0)
        work()
    return client, place


def give_up():
    Job.objects.filter(kind="networks.bring_in", state="waiting").update(state="dead")


def test_what_failed_and_is_tried_again_says_so(broken):
    client, place = broken
    page = Page(client.get(place))

    assert "Stopped" in page.main
    assert "Nothing was brought in" in page.main
    assert "We try again:" in page.main
    assert "Stopped" in Page(client.get("/desk/imports/")).main


@pytest.mark.parametrize("how", ["dead", "buried", "failed once"])
def test_a_file_whose_job_died_is_run_again(broken, how):
    client, place = broken
    if how != "failed once":
        give_up()
        assert "We do not try again by ourselves." in Page(client.get(place)).main
    if how == "buried":
        client.post(f"/desk/{Job.objects.get(state='dead').pk}/bury/")

    client.post(f"{place}run/")
    assert "Being brought in" in Page(client.get(place)).main
    assert not Job.objects.filter(state="dead").exists()
    work()

    assert "What was done" in Page(client.get(place)).main
    assert Network.objects.get().name == "Lark Bakery"


def test_a_file_whose_job_died_is_read_in_another_way_or_thrown_away(broken):
    client, place = broken
    give_up()
    client.post(place, Page(client.get(place)).form("column_1").filled(source="Bakers"))
    assert "Being checked" in Page(client.get(place)).main
    work()
    client.post(f"{place}run/")
    give_up()

    answer = client.post(f"{place}drop/", follow=True)

    assert "The file is gone." in Page(answer).main
    assert not Edition.objects.exists()
    assert not Job.objects.filter(kind="networks.bring_in", state="dead").exists()
    assert not Network.objects.exists()


def test_trying_a_dead_job_again_at_the_desk_brings_the_file_in(broken):
    client, place = broken
    give_up()
    client.post(f"/desk/{Job.objects.get(state='dead').pk}/revive/")
    work()

    assert "What was done" in Page(client.get(place)).main


def test_a_file_that_is_being_brought_in_is_left_alone(admin):
    client = visit(admin)
    place = upload(client)["Location"]
    client.post(place, Page(client.get(place)).form("column_1").filled(source="Bakeries"))

    answer = client.post(f"{place}drop/", follow=True)

    assert "We are at it just now." in Page(answer).main
    assert Edition.objects.exists()


def test_the_next_edition_is_read_as_the_last_one(admin):
    client = visit(admin)
    place = upload(client)["Location"]
    client.post(place, Page(client.get(place)).form("column_1").filled(source="Bakeries"))
    work()
    file = SimpleUploadedFile("bakeries.csv", TABLE.encode())
    source = Edition.objects.get().source_id

    place = client.post("/desk/imports/", {"file": file, "source": source})["Location"]

    page = Page(client.get(place))
    assert page.form("column_1").fields["source"] == ["Bakeries"]
    assert "Lark Bakery" in page.main


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.exe", "a", "ends in .csv or .json"),
        ("x.csv", "", "This file is empty."),
    ],
)
def test_what_is_no_directory_is_refused_with_a_reason(admin, name, content, words):
    answer = upload(visit(admin), content, name)

    assert answer.status_code == 422
    assert words in Page(answer).main


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x00" * 50, b"{", b"a,b\n" * 3, b"[1]"])
@pytest.mark.parametrize("name", ["x.csv", "x.json"])
def test_whatever_the_file_is_the_page_is_there(admin, content, name):
    client = visit(admin)
    place = upload(client, content, name)["Location"]

    assert client.get(place).status_code == 200
    form = Page(client.get(place)).form("source")
    assert client.post(place, form.filled(source="X")).status_code in {302, 422}


def test_without_a_column_of_names_the_form_says_so(admin):
    client = visit(admin)
    place = upload(client, "town,land\nLeeds,GB\n")["Location"]

    answer = client.post(place, Page(client.get(place)).form("source").filled(source="Towns"))

    assert answer.status_code == 422
    assert "Choose the column with the names" in Page(answer).main


def test_an_unclaimed_page_says_where_it_is_from(admin):
    client = visit(admin)
    place = upload(client)["Location"]
    form = Page(client.get(place)).form("column_1")
    client.post(place, form.filled(source="Bakeries of Leeds", licence="CC0"))
    work()
    client.post(f"{place}run/")
    work()

    page = Page(visit().get("/networks/lark-bakery/"))
    assert "From the directory Bakeries of Leeds · CC0" in page.main
    assert "from Bakeries of Leeds" in Page(visit().get("/networks/")).main
    assert Listing.objects.get().is_main


def test_one_asks_for_a_network_and_answers_the_mail(ana, bakery):
    client = visit(ana)
    page = Page(client.get("/networks/lark/"))
    assert "/networks/lark/claim/" in page.links
    form = Page(client.get("/networks/lark/claim/")).form("mailbox")
    client.post("/networks/lark/claim/", form.filled(mailbox="info"))
    link = re.search(r"/proof/[\w-]+/", Letter.objects.get().body)[0]

    answer = client.get(link)
    assert answer["Location"] == "/proof/"
    assert answer["Referrer-Policy"] == "no-referrer"
    answer = client.post("/proof/", {"act": "yes"}, follow=True)

    assert "You look after this network now." in Page(answer).main
    bakery.refresh_from_db()
    assert bakery.state == "active"
    assert client.get("/proof/").status_code == 410


def test_somebody_else_with_the_link_is_asked_to_sign_in_as_the_one_who_asked(ana, bakery):
    claim(bakery.pk, by=ana, mailbox="info", words="", at=now())
    link = re.search(r"/proof/[\w-]+/", Letter.objects.get().body)[0]

    client = visit()
    page = Page(client.get(link, follow=True))

    assert "Sign in with your account first" in page.main
    assert client.post("/proof/", {"act": "yes"}).status_code == 422
    assert client.post("/proof/", {"act": "no"}).status_code == 302
    assert Petition.objects.get().state == "refused"


@pytest.mark.parametrize("mailbox", ["info@elsewhere.example", "a b", "<x>", '"x"', "x\r\nCc: y"])
def test_a_mail_goes_to_the_networks_domain_and_nowhere_else(ana, bakery, mailbox):
    answer = visit(ana).post("/networks/lark/claim/", {"mailbox": mailbox, "words": ""})

    assert answer.status_code == 422
    assert "such as info" in Page(answer).main
    assert not Letter.objects.exists()


def test_an_empty_claim_is_sent_back_with_what_is_missing(ana, bakery):
    answer = visit(ana).post("/networks/lark/claim/", {"mailbox": "", "words": ""})

    assert answer.status_code == 422


def test_an_admin_decides_between_rivals(ana, ben, admin, bakery):
    claim(bakery.pk, by=ana, mailbox="info", words="", at=now())
    claim(bakery.pk, by=ben, mailbox="", words="I have the keys.", at=now())
    client = visit(admin)
    assert "others ask as well" in Page(client.get("/desk/claims/")).main
    place = f"/desk/claims/{Petition.objects.get(person=ben).pk}/"
    page = Page(client.get(place))
    assert "I have the keys." in page.main
    assert "Others who ask" in page.main
    assert client.post(place, {"act": "grant", "reason": ""}).status_code == 422

    client.post(place, {"act": "grant", "reason": "Ben has the keys."})

    assert bakery.memberships.get().person == ben
    assert "Granted" in Page(client.get("/desk/claims/")).main


def test_a_page_is_taken_away_without_an_account(bakery):
    client = visit()
    assert client.get("/networks/lark/removal/").status_code == 200
    client.post("/networks/lark/removal/", {"mailbox": "info", "words": ""})
    link = re.search(r"/proof/[\w-]+/", Letter.objects.get().body)[0]

    client.get(link)
    client.post("/proof/", {"act": "yes"})

    assert client.get("/networks/lark/").status_code == 404
    assert client.get("/networks/lark/murmurations.json").status_code == 404


def test_a_removal_in_words_waits_for_an_admin(bakery):
    asked = ask_to_take_away(bakery.pk, by=None, place="x", mailbox="", words="Ours", at=now())

    assert asked.state == "waiting"


def test_the_table_holds_what_anybody_finds_and_nothing_hidden(make_network, ana):
    make_network("Lark", summary="=1+1")
    make_network("Hidden Harbour", visibility="hidden", steward=ana)

    rows = list(csv.DictReader(_lines(visit(ana).get("/networks/directory.csv"))))

    assert [(row["name"], row["summary"]) for row in rows] == [("Lark", "'=1+1")]


def _lines(response):
    return b"".join(response.streaming_content).decode().splitlines()


def test_the_table_and_the_feed_obey_the_search(make_network):
    make_network("Lark", causes=["food"])
    make_network("Owl", causes=["peace"])

    rows = list(csv.DictReader(_lines(visit().get("/networks/directory.csv?cause=peace"))))
    answer = visit().get("/networks/directory.atom?q=lark")
    feed = ET.fromstring(answer.content)  # noqa: S314 it is our own

    assert [row["name"] for row in rows] == ["Owl"]
    assert [each.findtext(f"{ATOM}title") for each in feed.iter(f"{ATOM}entry")] == ["Lark"]


def test_what_has_not_changed_is_not_sent_again(make_network):
    make_network("Lark")
    client = visit()
    mark = client.get("/networks/directory.atom")["ETag"]

    assert (
        client.get("/networks/directory.atom", headers={"If-None-Match": mark}).status_code == 304
    )
    make_network("Owl")
    assert (
        client.get("/networks/directory.atom", headers={"If-None-Match": mark}).status_code == 200
    )


def test_a_profile_says_nothing_hidden(garden, make_network, make_affiliation, cleo):
    hidden = make_network("Hidden Harbour", visibility="hidden", kind="coalition")
    make_affiliation(garden, hidden)
    Network.objects.filter(pk=garden.pk).update(shows_affiliations=True)

    answer = visit(cleo).get("/networks/garden/murmurations.json")

    said = answer.content.decode()
    assert answer.json()["name"] == "Garden"
    assert answer.json()["status"] == "active"
    assert "Hidden" not in said
    assert "hidden-harbour" not in said
    assert "cleo" not in said.lower()


def test_a_profile_names_what_a_network_belongs_to_where_it_shows_that(
    garden, make_network, make_affiliation
):
    body = make_network("Coalition", kind="coalition")
    make_affiliation(garden, body)
    place = "/networks/garden/murmurations.json"
    assert "relationships" not in visit().get(place).json()
    Network.objects.filter(pk=garden.pk).update(shows_affiliations=True)

    said = visit().get(place).json()["relationships"]

    assert [each["object_url"].rpartition("/networks/")[2] for each in said] == ["coalition/"]


def test_networks_that_look_alike_are_shown_side_by_side(admin, bakery, make_network):
    from networks.models import Likeness

    other = make_network("Larks", steward=None, state=NetworkState.UNCLAIMED)
    pair = Likeness.objects.create(first=bakery, second=other, why="name")
    client = visit(admin)
    assert "Larks" in Page(client.get("/desk/alike/")).main

    answer = client.post(f"/desk/alike/{pair.pk}/", {"act": "first"}, follow=True)

    assert "They are one now: Lark." in Page(answer).main
    assert client.get("/networks/larks/", follow=True).redirect_chain[0][1] == 301
    assert "Nothing to compare" in Page(client.get("/desk/alike/")).main


def test_stewards_see_what_directories_say(garden, cleo):
    from networks.models import Source
    from tests.fixtures.people import NOON

    Listing.objects.create(
        source=Source.objects.create(name="Gardens"), key="1", network=garden, seen_at=NOON,
        fields={"name": "Gardn", "summary": garden.summary, "place": "", "country": "",
                "website": ""},
    )  # fmt: skip

    page = Page(visit(cleo).get("/networks/garden/directories/"))

    assert "There: Gardn" in page.main
    assert "/networks/garden/directories/" in Page(visit(cleo).get("/networks/garden/")).links


def test_whoever_asks_for_the_table_too_often_is_told_to_wait(garden):
    client = visit()
    for _each in range(60):
        assert client.get("/networks/directory.atom").status_code == 200

    answer = client.get("/networks/directory.atom")

    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
