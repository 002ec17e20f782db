"""What a person says of herself: changing it, in one tab or two; nothing typed is lost."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from solidarity.people.forms.profile import ProfileForm
from solidarity.people.models import Draft, Person, UsedHandle
from solidarity.people.queries import PROFILE, profile_of

pytestmark = pytest.mark.django_db
PAGE = reverse("people:profile")
DRAFT = reverse("people:keep_draft", args=["profile"])


@pytest.fixture
def me(client, ana):
    client.force_login(ana)
    return ana


def filled(client, **changes):
    """What the form sends when she opens it and changes some of it."""
    form = client.get(PAGE).context["form"]
    return {name: form.initial[name] for name in [*PROFILE, "seen"]} | changes


def test_what_she_says_is_saved_and_shown(client, me):
    said = {
        "display_name": "  Ana   María ",
        "moves_me": "Bread, **and roses**",
        "place": "Lisbon",
        "languages": ["pt", "ar"],
        "causes": ["food", "housing"],
        "place_seen_by": "me",
    }

    answer = client.post(PAGE, filled(client, **said), follow=True)

    html = answer.content.decode()
    assert "Saved." in html
    assert "<strong>and roses</strong>" in html
    assert "Português, العربيّة" in html
    me.refresh_from_db()
    assert me.display_name == "Ana María"
    assert me.place_seen_by == "me"


def test_script_in_her_words_is_only_words(client, me):
    answer = client.post(
        PAGE, filled(client, moves_me="<script>alert(1)</script> [x](javascript:1)"), follow=True
    )

    html = answer.content.decode()
    assert "&lt;script&gt;" in html
    assert 'javascript:1"' not in html


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"display_name": ""}, "Write the name that others will see."),
        ({"display_name": "a" * 61}, "60"),
        ({"handle": "a b"}, "letters a to z"),
        ({"handle": "ab"}, "3"),
        ({"handle": ""}, "Write a short name"),
        ({"moves_me": "a" * 2001}, "2000"),
        ({"languages": ["xx"]}, "xx"),
        ({"causes": ["xx"]}, "xx"),
        ({"place_seen_by": "nobody"}, "nobody"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(client, me, typed, words):
    sent = filled(client, moves_me="My long words") | typed

    answer = client.post(PAGE, sent)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    assert sent["moves_me"] in html
    assert html.startswith("<!doctype html>")
    assert "<title>Error:" in html


def test_the_languages_she_picked_stay_picked_when_something_else_is_wrong(client, me):
    html = client.post(PAGE, filled(client, display_name="", languages=["", "pt", "pt"]))

    assert html.content.decode().count('value="pt" id="id_languages_0" checked') == 1


class TestHandles:
    """An address that led to one person never leads to another."""

    def test_a_new_one_moves_the_page(self, client, me):
        answer = client.post(PAGE, filled(client, handle="Ana-Maria"))

        assert answer.url == "/people/ana-maria/"
        assert client.get("/people/ana/").status_code == 404

    def test_one_that_somebody_has_is_refused(self, client, me, ben):
        answer = client.post(PAGE, filled(client, handle="ben"))

        assert "Somebody has or had this one" in answer.content.decode()
        assert answer.status_code == 422

    def test_one_that_somebody_had_is_refused(self, client, me, ben):
        client.post(PAGE, filled(client, handle="ana-maria"))
        client.force_login(ben)

        answer = client.post(PAGE, filled(client, handle="ana"))

        assert "Somebody has or had this one" in answer.content.decode()

    def test_not_even_the_deleted_give_theirs_back(self, client, me, ben):
        ben.delete()

        assert UsedHandle.objects.filter(pk="ben").exists()
        assert client.post(PAGE, filled(client, handle="ben")).status_code == 422


class TestTwoTabs:
    """The second sees both versions."""

    def test_nothing_is_lost(self, client, me):
        second = filled(client, moves_me="Second words", place="Porto")
        client.post(PAGE, filled(client, moves_me="First words", place="Lisbon"))

        answer = client.post(PAGE, second)

        html = answer.content.decode()
        assert answer.status_code == 422
        assert "Second words" in html
        assert escape("Saved meanwhile: “First words”") in html
        assert escape("Saved meanwhile: “Lisbon”") in html
        me.refresh_from_db()
        assert me.moves_me == "First words"

        again = second | {"seen": answer.context["form"].data["seen"]}
        assert client.post(PAGE, again).status_code == 302
        me.refresh_from_db()
        assert me.moves_me == "Second words"

    def test_choices_are_shown_in_words(self, client, me):
        second = filled(client)
        client.post(PAGE, filled(client, causes=["housing"], place_seen_by="everyone"))

        html = client.post(PAGE, second).content.decode()

        assert "“Housing”" in html
        assert "“Everyone”" in html


class TestDrafts:
    """What she types is kept on the way."""

    def test_what_she_typed_is_there_when_she_comes_back(self, client, me):
        answer = client.post(DRAFT, {"moves_me": "Half a sen", "csrfmiddlewaretoken": "x"})
        assert (answer.status_code, answer.content) == (204, b"")
        assert Draft.objects.get().fields == {"moves_me": ["Half a sen"]}

        html = client.get(PAGE).content.decode()

        assert "Half a sen" in html
        assert "It is not saved yet" in html

    def test_saving_ends_the_draft(self, client, me):
        client.post(DRAFT, {"moves_me": "Half a sen"})

        client.post(PAGE, filled(client, moves_me="Half a sentence"))

        assert not Draft.objects.exists()
        assert "It is not saved yet" not in client.get(PAGE).content.decode()

    def test_she_can_throw_it_away(self, client, me):
        client.post(DRAFT, {"moves_me": "Half a sen"})

        client.post(PAGE, {"discard": "1"})

        assert "Half a sen" not in client.get(PAGE).content.decode()

    def test_nobody_else_gets_it(self, client, me, ben):
        client.post(DRAFT, {"moves_me": "Half a sen"})
        client.force_login(ben)

        assert "Half a sen" not in client.get(PAGE).content.decode()

    def test_odd_ones_harm_nothing(self, client, me):
        assert client.post(DRAFT, {"moves_me": "a\0b \\u0000"}).status_code == 204
        assert Draft.objects.get().fields == {"moves_me": ["ab \\u0000"]}
        long = reverse("people:keep_draft", args=["a" * 81])
        assert client.post(long, {"x": "y"}).status_code == 404
        assert client.post(DRAFT, {"moves_me": "a" * 70_000}).status_code == 204

    def test_there_are_never_very_many(self, client, me):
        for number in range(55):
            client.post(reverse("people:keep_draft", args=[f"join-{number}"]), {"x": "y"})

        assert Draft.objects.count() == 50
        assert not Draft.objects.filter(purpose="join-0").exists()

    def test_they_need_a_person(self, client, db):
        assert client.post(DRAFT, {"x": "y"}).status_code == 302


def test_the_page_is_light(client, me):
    assert len(client.get(PAGE).content) < 30_000


def test_the_form_knows_every_field_of_the_profile(me):
    assert set(ProfileForm.base_fields) - {"seen"} == set(profile_of(Person.objects.get()))
