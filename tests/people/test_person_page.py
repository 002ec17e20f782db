"""A person's page: each thing is seen by whom she chose."""

import pytest
from django.urls import reverse

from networks.models import State
from solidarity.people.models import SeenBy

pytestmark = pytest.mark.django_db
SAID = {
    "moves_me": "Bread and roses",
    "place": "Lisbon",
    "languages": "Português",
    "causes": "Housing",
}


@pytest.fixture
def dora(make_person):
    return make_person(
        "dora",
        moves_me="Bread and roses",
        moves_me_html="<p>Bread and roses</p>",
        place="Lisbon",
        languages=["pt"],
        causes=["housing"],
        page_seen_by=SeenBy.EVERYONE,
    )


@pytest.fixture
def viewers(client, dora, ana, ben, garden, make_member):
    """Three who look: herself, one in a network with her, one who is not."""
    make_member(garden, dora)
    make_member(garden, ana)
    make_member(garden, ben, state=State.ASKED)

    def look(as_whom):
        client.logout()
        if as_whom:
            client.force_login({"herself": dora, "companion": ana, "applicant": ben}[as_whom])
        return client.get(dora.get_absolute_url())

    return look


SEES = {
    SeenBy.EVERYONE: {"herself", "companion", "applicant", ""},
    SeenBy.NETWORKS: {"herself", "companion"},
    SeenBy.ME: {"herself"},
}


@pytest.mark.parametrize("viewer", ["herself", "companion", "applicant", ""])
@pytest.mark.parametrize("chosen", SeenBy.values)
@pytest.mark.parametrize("field", SAID)
def test_each_field_is_seen_by_whom_she_chose(dora, viewers, field, chosen, viewer):
    setattr(dora, f"{field}_seen_by", chosen)
    dora.save()

    html = viewers(viewer).content.decode()

    assert (SAID[field] in html) == (viewer in SEES[SeenBy(chosen)])


@pytest.mark.parametrize("viewer", ["herself", "companion", "applicant", ""])
@pytest.mark.parametrize("chosen", SeenBy.values)
def test_the_page_is_there_for_whom_she_chose(dora, viewers, chosen, viewer):
    dora.page_seen_by = chosen
    dora.save()

    expected = 200 if viewer in SEES[SeenBy(chosen)] else 404
    assert viewers(viewer).status_code == expected


def test_a_page_that_one_may_not_see_answers_as_one_that_is_not_there(client, ana, ben):
    client.force_login(ana)

    hidden = client.get(ben.get_absolute_url())
    missing = client.get(reverse("people:person", args=["nobody"]))

    assert hidden.status_code == missing.status_code == 404
    same = hidden.content.decode().replace("/people/ben/", "/people/nobody/")
    assert _without_token(same) == _without_token(missing.content.decode())


def test_nobody_sees_her_mail_address(dora, viewers):
    for viewer in ("herself", "companion", ""):
        assert "dora@example.org" not in viewers(viewer).content.decode()


def test_a_closed_account_has_no_page(dora, viewers):
    dora.is_active = False
    dora.save()

    assert viewers("companion").status_code == 404


def test_she_sees_who_sees_what(dora, viewers):
    html = viewers("herself").content.decode()

    assert "This is your page" in html
    assert "Members of my networks" in html
    assert "This is your page" not in viewers("companion").content.decode()


def test_an_empty_page_says_so(client, make_person):
    quiet = make_person("quiet", page_seen_by=SeenBy.EVERYONE)

    assert "nothing more to see here" in client.get(quiet.get_absolute_url()).content.decode()
    client.force_login(quiet)
    assert "Tell what moves you" in client.get(quiet.get_absolute_url()).content.decode()


def _without_token(html):
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)
