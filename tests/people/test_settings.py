"""The language and the time in which pages and mails speak to a person."""

import zoneinfo

import pytest
from django.conf import settings as site
from django.urls import reverse

from solidarity.people.zones import zones

pytestmark = pytest.mark.django_db
PAGE = reverse("people:settings")
LANGUAGE = reverse("set_language")


@pytest.fixture
def me(client, ana):
    client.force_login(ana)
    return ana


def test_both_are_saved(client, me):
    answer = client.post(
        PAGE, {"interface_language": "ar", "time_zone": "America/Mexico_City"}, follow=True
    )

    assert '<html lang="ar" dir="rtl">' in answer.content.decode()
    me.refresh_from_db()
    assert me.zone == zoneinfo.ZoneInfo("America/Mexico_City")


@pytest.mark.parametrize("wrong", [{"time_zone": "Mars/Base"}, {"interface_language": "tlh"}, {}])
def test_what_is_not_offered_is_refused(client, me, wrong):
    sent = {"interface_language": "es", "time_zone": "UTC"} | wrong if wrong else {}

    assert client.post(PAGE, sent).status_code == 422
    me.refresh_from_db()
    assert (me.interface_language, me.time_zone) == ("en", "UTC")


def test_every_zone_offered_is_known(me):
    assert len(zones()) > 400
    assert {str(zoneinfo.ZoneInfo(zone)) for zone in zones()} == set(zones())


@pytest.mark.parametrize("odd", ["Mars/Base", "", "../../etc/passwd", "/etc/passwd", "a\tb", "Etc"])
def test_a_zone_that_nobody_knows_breaks_no_page(client, me, odd):
    me.time_zone = odd
    me.save()

    for page in ("people:account", "people:settings", "home"):
        assert client.get(reverse(page)).status_code == 200
    assert str(me.zone) == "UTC"


def test_an_old_name_of_a_zone_stays_chosen(client, me):
    me.time_zone = "Asia/Calcutta"
    me.save()

    assert 'value="Asia/Calcutta" selected' in client.get(PAGE).content.decode()


def test_the_page_is_light(client, me):
    assert len(client.get(PAGE).content) < 35_000


class TestLanguageSwitch:
    """At the foot of every page."""

    def test_a_visitor_reads_on_in_it(self, client, db):
        answer = client.post(LANGUAGE, {"language": "es", "next": "/account/login/?next=/inbox/"})

        assert answer.url == "/account/login/?next=/inbox/"
        assert '<html lang="es"' in client.get(answer.url).content.decode()

    def test_a_person_reads_on_in_it_and_it_is_kept(self, client, me):
        client.post(LANGUAGE, {"language": "es"})

        assert '<html lang="es"' in client.get(PAGE).content.decode()
        me.refresh_from_db()
        assert me.interface_language == "es"

    @pytest.mark.parametrize("language", ["", "tlh", "en-gb", "../en", "a\0"])
    def test_another_is_left_aside(self, client, me, language):
        answer = client.post(LANGUAGE, {"language": language})

        assert answer.status_code == 302
        assert site.LANGUAGE_COOKIE_NAME not in answer.cookies

    @pytest.mark.parametrize(
        "away",
        ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:1", "evil",
         "\t//evil.example", "/\t/evil.example", "http:///evil.example", ""],
    )  # fmt: skip
    def test_it_leads_nowhere_else(self, client, db, away):
        assert client.post(LANGUAGE, {"language": "es", "next": away}).url == "/"

    def test_it_is_no_link(self, client, db):
        assert client.get(LANGUAGE).status_code == 405
