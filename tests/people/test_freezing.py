"""Freezing an account: by herself, by a friend's link, by an admin; and coming back."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from solidarity.base.refused import Refused
from solidarity.inbox.actions import mail_notice
from solidarity.inbox.models import Notice
from solidarity.inbox.notices import tell
from solidarity.outbox.models import Job
from solidarity.people.actions.freezing import (
    freeze,
    hidden_link,
    make_link,
    thaw,
    thaw_by_admin,
    use_link,
)
from solidarity.people.actions.securing import renew_codes, use_code
from solidarity.people.models import Freezing, FriendsLink, FrozenBy, Session
from tests.fixtures.people import NOON, give_app, new_person
from tests.pages.reading import Page
from tests.people.letters import code_for, letters_to
from tests.people.proving import at_home, code_now
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
SIGN_IN, CODE_PAGE = reverse("account_login"), reverse("account_confirm_login_code")
FREEZE, FROZEN = reverse("people:freeze"), reverse("people:frozen")
LINK, USE = reverse("people:friends_link"), reverse("use_link")
SHOWN = re.compile(r"/freeze/([\w-]{43})/")


def by_mail(person):
    client = Client()
    client.post(SIGN_IN, {"login": person.email})
    return client, client.post(CODE_PAGE, {"code": code_for(person.email)})


def is_signed_in(client):
    return client.get("/").context["user"].is_authenticated


@pytest.fixture
def admin(make_person):
    return make_person("root", is_admin=True)


class TestByHerself:
    def test_she_is_signed_out_everywhere_at_once(self, ana):
        here, there = at_home(ana), at_home(ana)

        answer = here.post(FREEZE)

        assert answer.url == FROZEN
        assert "storage" in answer["Clear-Site-Data"]
        assert not is_signed_in(here)
        assert not is_signed_in(there)
        assert not Session.objects.filter(person=ana).exists()

    def test_it_needs_no_proof_since_it_may_have_to_be_quick(self, client, ana):
        client.force_login(ana)

        assert client.post(FREEZE).url == FROZEN

    def test_looking_at_the_page_freezes_nothing(self, ana):
        client = at_home(ana)

        assert client.get(FREEZE).status_code == 200
        assert is_signed_in(client)

    def test_a_session_that_survived_is_nobody_s(self, ana):
        freeze(ana, FrozenBy.HERSELF, at=NOON)
        client = Client()
        client.force_login(ana)

        assert not is_signed_in(client)

    def test_others_see_no_difference(self, ana, ben):
        ana.page_seen_by = "everyone"
        ana.save()
        before = at_home(ben).get(ana.get_absolute_url())
        freeze(ana, FrozenBy.HERSELF, at=NOON)

        after = at_home(ben).get(ana.get_absolute_url())

        assert (before.status_code, after.status_code) == (200, 200)
        hidden = re.compile(r'value="[^"]+"')
        assert hidden.sub("", before.content.decode()) == hidden.sub("", after.content.decode())

    def test_mails_stop_but_for_the_way_back(self, ana, ben, mailoutbox):
        freeze(ana, FrozenBy.HERSELF, at=NOON)
        assert "sign in with a code by mail" in letters_to(ana.email)[-1].body
        tell(ana, kind="threads.letter", about=ben, key="x", at=NOON)

        mail_notice(Job.objects.get(kind="inbox.mail"))

        assert not mailoutbox
        assert Notice.objects.filter(person=ana).exists(), "she finds it when she is back"


class TestComingBack:
    def test_by_a_mailed_code_she_is_asked_and_opens_it(self, ana):
        freeze(ana, FrozenBy.HERSELF, at=NOON)

        client, answer = by_mail(ana)
        assert answer.url == FROZEN
        assert not is_signed_in(client)
        assert "Open my account" in client.get(FROZEN).content.decode()
        client.post(FROZEN)

        assert is_signed_in(client)
        ana.refresh_from_db()
        assert not ana.is_frozen
        assert Freezing.objects.get().ended_by == ana

    def test_a_password_alone_is_not_enough(self, client, ana):
        ana.set_password("four green bicycles sing")
        ana.save()
        freeze(ana, FrozenBy.HERSELF, at=NOON)
        words = {"login": ana.email, "password": "four green bicycles sing"}

        answer = client.post(f"{SIGN_IN}?by=password", words)

        assert answer.url == FROZEN
        assert "a password or a passkey alone" in client.get(FROZEN).content.decode()
        assert client.post(FROZEN).status_code == 422
        ana.refresh_from_db()
        assert ana.is_frozen

    def test_who_has_a_second_step_shows_that_too(self, ana):
        give_app(ana)
        freeze(ana, FrozenBy.HERSELF, at=NOON)

        client, answer = by_mail(ana)
        assert answer.url == reverse("mfa_authenticate")
        client.post(FROZEN)
        ana.refresh_from_db()
        assert ana.is_frozen
        assert client.post(reverse("mfa_authenticate"), {"code": code_now()}).url == FROZEN
        client.post(FROZEN)

        assert is_signed_in(client)

    def test_the_way_back_is_open_for_ten_minutes(self, ana):
        freeze(ana, FrozenBy.HERSELF, at=NOON)
        client, _answer = by_mail(ana)

        with time_machine.travel(now() + timedelta(minutes=11)):
            client.post(FROZEN)

        ana.refresh_from_db()
        assert ana.is_frozen

    def test_nothing_tells_before_the_code_that_it_is_frozen(self, ana, ben):
        freeze(ana, FrozenBy.HERSELF, at=NOON)

        def answers(person):
            client = Client()
            pages = [
                client.post(SIGN_IN, {"login": person.email}, follow=True),
                client.post(CODE_PAGE, {"code": "000-000-000"}),
                client.get(FROZEN),
            ]
            said = (page.content.decode().replace(person.email, "") for page in pages)
            return [re.sub(r'value="[^"]+"', "", words) for words in said]

        assert answers(ana) == answers(ben)

    def test_who_has_shown_nothing_opens_nothing(self, client, ana):
        freeze(ana, FrozenBy.HERSELF, at=NOON)

        client.post(FROZEN)

        ana.refresh_from_db()
        assert ana.is_frozen


class TestByAFriend:
    @pytest.fixture
    def token(self, ana):
        return make_link(ana, at=NOON)

    def test_the_link_is_shown_when_it_is_made_and_kept_as_a_digest(self, ana):
        client = at_home(ana)

        html = client.post(LINK, follow=True).content.decode()

        token = SHOWN.search(html)[1]
        assert FriendsLink.objects.get().digest == hidden_link(token)
        assert token not in str(dict(client.session))
        assert not SHOWN.search(at_home(ana).get(LINK).content.decode())

    def test_looking_asks_and_a_button_does_it_without_an_account(self, ana, token):
        hers, friend = at_home(ana), Client()

        answer = friend.get(reverse("open_link", args=[token]))
        assert answer.url == USE
        assert "Freeze the account of Ana?" in friend.get(USE).content.decode()
        assert is_signed_in(hers)
        answer = friend.post(USE)

        assert "is frozen" in answer.content.decode()
        assert not is_signed_in(hers)
        ana.refresh_from_db()
        assert ana.is_frozen
        assert "somebody used the link" in letters_to(ana.email)[-1].body

    @pytest.mark.parametrize("why", ["used", "taken back", "replaced", "never made"])
    def test_a_link_that_is_over_is_one_page(self, ana, token, why):
        if why == "used":
            use_link(hidden_link(token), at=NOON)
        elif why == "taken back":
            at_home(ana).post(LINK, {"drop": "1"})
        elif why == "replaced":
            make_link(ana, at=NOON)
        else:
            token = "x" * 43
        friend = Client()

        answer = friend.get(reverse("open_link", args=[token]))

        assert answer.status_code == 410
        assert "Ana" not in Page(answer).words_in("*")
        assert friend.get(USE).status_code == 410
        assert friend.post(USE).status_code == 410

    def test_it_works_on_an_account_that_is_frozen_already(self, ana, token):
        freeze(ana, FrozenBy.HERSELF, at=NOON)

        use_link(hidden_link(token), at=NOON)
        thaw(ana, at=NOON)

        ana.refresh_from_db()
        assert not ana.is_frozen


class TestByAnAdmin:
    def test_with_a_reason_that_its_owner_reads(self, ana, admin):
        freeze(ana, FrozenBy.ADMIN, by=admin, reason="It sends spam.", at=NOON)

        client, answer = by_mail(ana)

        assert "It sends spam." in client.get(answer.url).content.decode()
        assert client.post(FROZEN).status_code == 422
        assert not is_signed_in(client)
        assert "It sends spam." in letters_to(ana.email)[0].body

    def test_she_cannot_end_it_and_an_admin_can(self, ana, admin):
        freeze(ana, FrozenBy.ADMIN, by=admin, reason="Why.", at=NOON)
        with pytest.raises(Refused, match="only an admin"):
            thaw(ana, at=NOON)

        thaw_by_admin(Freezing.objects.get().pk, by=admin, at=NOON)

        ana.refresh_from_db()
        assert not ana.is_frozen

    def test_what_she_froze_herself_stays_hers(self, ana, admin):
        freeze(ana, FrozenBy.HERSELF, at=NOON)
        freeze(ana, FrozenBy.ADMIN, by=admin, reason="Why.", at=NOON)

        thaw_by_admin(Freezing.objects.get(kind="admin").pk, by=admin, at=NOON)

        ana.refresh_from_db()
        assert ana.is_frozen
        thaw(ana, at=NOON)
        ana.refresh_from_db()
        assert not ana.is_frozen

    def test_who_is_no_admin_cannot(self, ana, ben, admin):
        with pytest.raises(Refused, match="Only admins"):
            freeze(ana, FrozenBy.ADMIN, by=ben, reason="Why.", at=NOON)
        freeze(ana, FrozenBy.ADMIN, by=admin, reason="Why.", at=NOON)
        with pytest.raises(Refused, match="Only admins"):
            thaw_by_admin(Freezing.objects.get().pk, by=ben, at=NOON)

    def test_without_a_reason_the_database_refuses(self, ana, admin):
        with pytest.raises(IntegrityError), transaction.atomic():
            freeze(ana, FrozenBy.ADMIN, by=admin, reason="", at=NOON)

    def test_what_was_written_stays(self, ana, admin):
        freeze(ana, FrozenBy.ADMIN, by=admin, reason="Why.", at=NOON)

        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE people_freezing SET reason = 'Other.'")


class TestAtTheDesk:
    PAGE = reverse("desk:frozen")

    def test_an_admin_freezes_with_a_reason_and_opens_again(self, ana, admin):
        client = at_home(admin)
        wanted = {"handle": "/people/ana/", "reason": "Her phone was taken."}

        assert client.post(self.PAGE, wanted).url == self.PAGE
        ana.refresh_from_db()
        assert ana.is_frozen
        assert "Her phone was taken." in client.get(self.PAGE).content.decode()
        freezing = Freezing.objects.get()
        assert (freezing.by, freezing.reason) == (admin, "Her phone was taken.")
        client.post(reverse("desk:open_account", args=[freezing.pk]))

        ana.refresh_from_db()
        assert not ana.is_frozen
        freezing.refresh_from_db()
        assert freezing.ended_by == admin

    @pytest.mark.parametrize(
        ("handle", "reason", "words"),
        [("ana", "", "a right to know"), ("", "x", "Write whose account"),
         ("nobody", "x", "Nobody has this address"), ("root", "x", "This is your own account")],
    )  # fmt: skip
    def test_what_is_missing_is_said(self, ana, admin, handle, reason, words):
        answer = at_home(admin).post(self.PAGE, {"handle": handle, "reason": reason})

        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert not Freezing.objects.exists()

    def test_what_people_froze_themselves_is_not_shown_to_admins(self, ana, ben, admin):
        freeze(ana, FrozenBy.HERSELF, at=NOON)
        use_link(hidden_link(make_link(ben, at=NOON)), at=NOON)

        words = Page(at_home(admin).get(self.PAGE)).words_in("*")

        assert "Ana" not in words
        assert "Ben" not in words

    def test_its_owner_reads_who_and_why_when_it_is_over(self, ana, admin):
        freeze(ana, FrozenBy.ADMIN, by=admin, reason="Her phone was taken.", at=NOON)
        thaw_by_admin(Freezing.objects.get().pk, by=admin, at=NOON)

        html = at_home(ana).get(reverse("people:security")).content.decode()

        assert "Her phone was taken." in html
        assert "Root" in html


class TestTheWayOut:
    LEAVE = reverse("leave")
    HERE = {"Sec-Fetch-Site": "same-origin"}

    def test_it_signs_out_and_leads_to_where_nothing_is_told(self, ana, settings):
        client = at_home(ana)

        answer = client.get(self.LEAVE, headers=self.HERE)

        assert answer.url == settings.EXIT_URL
        assert "storage" in answer["Clear-Site-Data"]
        assert not is_signed_in(client)

    @pytest.mark.parametrize(
        "headers",
        [{}, {"Sec-Fetch-Site": "cross-site"}, {"Referer": "https://evil.example/"},
         {"Sec-Fetch-Site": "same-origin", "Sec-Purpose": "prefetch"}],
    )  # fmt: skip
    def test_a_link_on_another_site_signs_nobody_out(self, ana, settings, headers):
        client = at_home(ana)

        assert client.get(self.LEAVE, headers=headers).url == settings.EXIT_URL
        assert is_signed_in(client)

    def test_browsers_that_say_less_say_where_they_come_from(self, ana, settings):
        client = at_home(ana)
        client.get(self.LEAVE, headers={"Referer": f"{settings.SITE_URL}/account/"})

        assert not is_signed_in(client)

    @pytest.mark.parametrize("page", ["/", "/account/login/", "/networks/"])
    def test_it_is_on_every_page(self, client, ana, page):
        assert 'href="/exit/"' in client.get(page).content.decode()
        client.force_login(ana)
        assert 'href="/exit/"' in client.get(page, follow=True).content.decode()


@races
class TestTwoAtOnce:
    def test_a_recovery_code_counts_once(self):
        ana = new_person("ana")
        give_app(ana)
        codes = renew_codes(ana, here="", at=now())

        for code in codes[:2]:
            results = at_once(*[lambda code=code: use_code(ana, code, at=now())] * 2)
            assert len(raised(results, Refused)) == 1

    def test_a_code_of_the_app_counts_once(self):
        ana = new_person("ana")
        give_app(ana)
        moment = now()

        results = at_once(*[lambda: use_code(ana, code_now(moment), at=moment)] * 3)

        assert len(raised(results, Refused)) == 2

    def test_a_friend_s_link_works_once(self):
        ana = new_person("ana")
        kept = hidden_link(make_link(ana, at=NOON))

        results = at_once(*[lambda: use_link(kept, at=now())] * 3)

        assert len(raised(results, Refused)) == 2
        assert Freezing.objects.count() == 1

    def test_freezing_and_coming_back_leave_one_truth(self):
        ana = new_person("ana")
        freeze(ana, FrozenBy.HERSELF, at=NOON)
        admin = new_person("root", is_admin=True)

        at_once(
            lambda: thaw(ana, at=now()),
            lambda: freeze(ana, FrozenBy.ADMIN, by=admin, reason="Why.", at=now()),
        )

        ana.refresh_from_db()
        assert ana.is_frozen
        assert Freezing.objects.filter(kind="admin", ended_at=None).exists()
        assert EmailAddress.objects.filter(user=ana).exists()


def test_who_lost_everything_is_let_in_by_the_host_and_told(ana):
    give_app(ana)
    client = at_home(ana)

    call_command("forget_steps", "ANA@example.org")

    assert not is_signed_in(client)
    _browser, answer = by_mail(ana)
    assert answer.url == "/"
    assert any("second steps are gone" in each.subject for each in letters_to(ana.email))
