"""The second step: setting it up, signing in by it, codes on paper, and proving oneself again."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from hypothesis import given
from hypothesis import strategies as st

from solidarity.base.models import Counter
from solidarity.people.codes import code_at, hidden_recovery_code, new_recovery_codes, step_of
from solidarity.people.models import KnownDevice, Session
from tests.fixtures.people import NOON, give_app
from tests.people.letters import code_for, letters_to
from tests.people.proving import FIREFOX, at_home, code_now

pytestmark = pytest.mark.django_db
SIGN_IN, CODE_PAGE = reverse("account_login"), reverse("account_confirm_login_code")
STEP = reverse("mfa_authenticate")
SECURITY, APP, CODES = (reverse(f"people:{page}") for page in ("security", "app", "codes"))
AGAIN = reverse("account_reauthenticate")
WORDS = "four green bicycles sing"
RECOVERY = re.compile(r"<code>([a-z2-9]{5}-[a-z2-9]{5})</code>")


def past_the_first_step(person, client=None):
    """A browser in which the mailed code was right."""
    client = client or Client()
    client.post(SIGN_IN, {"login": person.email})
    answer = client.post(CODE_PAGE, {"code": code_for(person.email)})
    return client, answer


def is_signed_in(client):
    return client.get("/").context["user"].is_authenticated


def set_up(person):
    """She sets up an app by its page; her browser, the secret and the recovery codes."""
    client = at_home(person)
    html = client.get(APP).content.decode()
    secret = re.search(r'<code dir="ltr">([A-Z2-7 ]+)</code>', html)[1].replace(" ", "")
    moment = int(now().timestamp()) // 30
    answer = client.post(APP, {"code": code_at(secret, moment)}, follow=True)
    return client, secret, RECOVERY.findall(answer.content.decode())


@pytest.mark.parametrize(
    ("step", "code"), [(1, "287082"), (37037036, "081804"), (41152263, "005924")]
)
def test_codes_are_those_of_the_standard(step, code):
    """RFC 6238, appendix B, the last six digits."""
    assert code_at("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", step) == code


@given(st.integers(min_value=-3, max_value=3))
def test_a_code_counts_half_a_minute_before_and_after(steps):
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    shown = code_at(secret, int(NOON.timestamp()) // 30 + steps)

    assert (step_of(secret, shown, at=NOON) is not None) == (abs(steps) <= 1)


def test_recovery_codes_are_long_and_read_however_they_are_typed():
    codes = new_recovery_codes()

    assert len(set(codes)) == 10
    assert hidden_recovery_code(1, codes[0]) == hidden_recovery_code(
        1, f" {codes[0].upper().replace('-', ' ')}"
    )
    assert hidden_recovery_code(1, codes[0]) != hidden_recovery_code(2, codes[0])


class TestSettingUp:
    def test_the_app_counts_once_its_first_code_is_typed(self, ana):
        client, secret, codes = set_up(ana)

        row = Authenticator.objects.get(user=ana, type="totp")
        assert secret not in str(row.data)
        assert len(codes) == 10
        assert "has a second step" in letters_to(ana.email)[-1].subject
        assert "On" in client.get(SECURITY).content.decode()

    def test_the_picture_needs_no_style_and_the_secret_stands_beside_it(self, ana):
        html = at_home(ana).get(APP).content.decode()

        assert '<svg class="qr"' in html
        assert " style=" not in html
        assert re.search(r'<code dir="ltr">(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}</code>', html)

    def test_a_wrong_code_turns_nothing_on(self, ana):
        client = at_home(ana)
        client.get(APP)

        answer = client.post(APP, {"code": "000000"})

        assert answer.status_code == 422
        assert "Wait for the next one" in answer.content.decode()
        assert not Authenticator.objects.exists()

    def test_other_browsers_are_signed_out(self, ana):
        elsewhere = at_home(ana)

        here, _secret, _codes = set_up(ana)

        assert is_signed_in(here)
        assert not is_signed_in(elsewhere)

    def test_codes_are_shown_once(self, ana):
        client, _secret, codes = set_up(ana)
        assert codes[0] in client.get(reverse("people:codes_file")).content.decode()

        client.post(CODES, {"kept": "1"})

        assert codes[0] not in client.get(CODES).content.decode()
        assert client.get(reverse("people:codes_file")).status_code == 404
        stored = str(Authenticator.objects.get(type="recovery_codes").data)
        assert not any(code in stored for code in codes)

    def test_codes_are_not_in_the_session_to_be_read(self, ana):
        client, _secret, codes = set_up(ana)

        assert codes[0] not in str(dict(client.session))

    def test_codes_are_shown_for_ten_minutes_at_most(self, ana):
        client, _secret, codes = set_up(ana)

        with time_machine.travel(now() + timedelta(minutes=11)):
            client.session.save()
            page = at_home(ana, client=client).get(CODES).content.decode()

        assert codes[0] not in page

    def test_new_codes_take_the_place_of_those_before(self, ana):
        client, _secret, codes = set_up(ana)

        client.post(CODES)

        browser, _answer = past_the_first_step(ana)
        assert browser.post(STEP, {"code": codes[0]}).status_code == 422
        assert "new recovery codes" in letters_to(ana.email)[-2].subject

    def test_without_a_second_step_there_are_no_codes(self, ana):
        assert at_home(ana).post(CODES).status_code == 422

    def test_taking_the_app_away_takes_the_codes_too_and_is_told(self, ana):
        client, _secret, _codes = set_up(ana)
        app = Authenticator.objects.get(type="totp")

        answer = client.post(reverse("people:remove_step", args=[app.pk]))

        assert answer.url == SECURITY
        assert not Authenticator.objects.exists()
        assert "is gone" in letters_to(ana.email)[-1].subject

    def test_another_s_second_step_is_not_there(self, ana, ben):
        give_app(ben)
        theirs = Authenticator.objects.get(user=ben)

        assert at_home(ana).post(reverse("people:remove_step", args=[theirs.pk])).status_code == 404
        assert Authenticator.objects.filter(pk=theirs.pk).exists()


class TestSigningIn:
    @pytest.fixture
    def guarded(self, ana):
        give_app(ana)
        return ana

    def test_the_mailed_code_alone_is_not_enough(self, guarded):
        client, answer = past_the_first_step(guarded)

        assert answer.url == STEP
        assert not is_signed_in(client)

    def test_the_code_of_the_app_lets_her_in(self, guarded):
        client, _answer = past_the_first_step(guarded)

        answer = client.post(STEP, {"code": code_now()})

        assert answer.url == "/"
        assert is_signed_in(client)

    def test_digits_of_her_own_script_count_as_well(self, guarded):
        client, _answer = past_the_first_step(guarded)
        arabic = code_now().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

        assert client.post(STEP, {"code": f"{arabic[:3]} {arabic[3:]}"}).url == "/"

    def test_a_code_signs_in_once(self, guarded):
        first, _answer = past_the_first_step(guarded)
        second, _answer = past_the_first_step(guarded)
        code = code_now()
        first.post(STEP, {"code": code})

        answer = second.post(STEP, {"code": code})

        assert answer.status_code == 422
        assert "was used before" in answer.content.decode()
        assert not is_signed_in(second)

    def test_a_password_alone_is_not_enough_either(self, client, guarded):
        guarded.set_password(WORDS)
        guarded.save()

        answer = client.post(f"{SIGN_IN}?by=password", {"login": guarded.email, "password": WORDS})

        assert answer.url == STEP
        assert not is_signed_in(client)

    def test_another_password_by_mail_does_not_get_round_it(self, client, guarded):
        client.post(reverse("account_reset_password"), {"email": guarded.email})
        client.post(
            reverse("account_confirm_password_reset_code"), {"code": code_for(guarded.email)}
        )
        client.post(reverse("account_complete_password_reset"), {"password1": WORDS})

        assert not is_signed_in(client)
        assert (
            client.post(f"{SIGN_IN}?by=password", {"login": guarded.email, "password": WORDS}).url
            == STEP
        )

    def test_a_recovery_code_counts_once(self, ana):
        _client, _secret, codes = set_up(ana)
        first, _answer = past_the_first_step(ana)
        second, _answer = past_the_first_step(ana)

        assert first.post(STEP, {"code": codes[3]}).url == "/"
        assert second.post(STEP, {"code": codes[3]}).status_code == 422
        assert "9 are left" in [each.body for each in letters_to(ana.email)][-2].replace(
            "\n", " "
        ) or any("9 are left" in each.body for each in letters_to(ana.email))

    def test_five_tries_in_five_minutes_and_no_more(self, guarded, settings):
        settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"  # nothing of it is with the broker
        client, _answer = past_the_first_step(guarded)
        for _try in range(5):
            assert client.post(STEP, {"code": "000000"}).status_code == 422

        answer = client.post(STEP, {"code": code_now()})

        assert answer.status_code == 429
        assert int(answer["Retry-After"]) > 0
        assert not is_signed_in(client)

    def test_another_browser_does_not_give_more_tries(self, guarded):
        client, _answer = past_the_first_step(guarded)
        for _try in range(5):
            client.post(STEP, {"code": "000000"})
        other, _answer = past_the_first_step(guarded)

        assert other.post(STEP, {"code": code_now()}).status_code == 429

    def test_a_stranger_cannot_use_up_her_tries(self, guarded):
        stranger = Client()
        for _try in range(9):
            stranger.post(STEP, {"code": "000000"})

        assert not Counter.objects.exists()

    def test_nothing_tells_before_the_first_step_that_there_is_a_second(self, guarded, ben):
        def answers(person):
            client = Client()
            first = client.post(SIGN_IN, {"login": person.email}, follow=True)
            wrong = client.post(CODE_PAGE, {"code": "000-000-000"})
            return [
                re.sub(rf"{person.email}|value=\"[^\"]+\"", "", each.content.decode())
                for each in (first, wrong)
            ]

        assert answers(guarded) == answers(ben)

    def test_what_is_no_passkey_is_refused_and_breaks_nothing(self, guarded):
        client, _answer = past_the_first_step(guarded)
        for junk in ("", "x", "[]", "{}", '{"id": 1}', '{"response": {"userHandle": 7}}'):
            assert client.post(STEP, {"credential": junk}).status_code == 422
            answer = Client().post(reverse("passkey"), {"credential": junk})
            assert answer.url == SIGN_IN


class TestProvingAgain:
    GUARDED = ("account_email", "account_set_password", "people:app", "people:codes",
               "people:passkeys", "people:friends_link")  # fmt: skip

    @pytest.mark.parametrize("page", GUARDED)
    def test_what_guards_an_account_asks_who_it_is(self, client, ana, page):
        client.force_login(ana)

        for ask in (client.get, client.post):
            assert ask(reverse(page)).url.startswith(AGAIN)

    def test_it_holds_for_ten_minutes_and_a_form_for_thirty(self, ana):
        client = at_home(ana)
        with time_machine.travel(now() + timedelta(minutes=11)):
            assert client.get(APP).url.startswith(AGAIN)
            assert client.post(APP, {"code": "0"}).status_code == 422
        with time_machine.travel(now() + timedelta(minutes=31)):
            assert client.post(APP, {"code": "0"}).url.startswith(AGAIN)

    def test_by_a_mailed_code(self, client, ana):
        client.force_login(ana)
        page = f"{AGAIN}?next={APP}"
        assert "Mail me a code" in client.get(page).content.decode()

        client.post(page, {"action": "send"})
        code = code_for(ana.email)
        assert client.post(page, {"code": "000-000-000"}).status_code == 422
        answer = client.post(page, {"code": code})

        assert answer.url == APP
        assert client.get(APP).status_code == 200

    def test_a_mailed_code_allows_three_tries(self, client, ana):
        client.force_login(ana)
        client.post(AGAIN, {"action": "send"})
        code = code_for(ana.email)
        for _try in range(3):
            client.post(AGAIN, {"code": "000-000-000"})

        assert client.post(AGAIN, {"code": code}).status_code == 422

    def test_a_mailed_code_is_good_for_ten_minutes(self, client, ana):
        client.force_login(ana)
        client.post(AGAIN, {"action": "send"})
        code = code_for(ana.email)

        with time_machine.travel(now() + timedelta(minutes=11)):
            assert client.post(AGAIN, {"code": code}).status_code == 422

    def test_looking_at_the_page_sends_nothing(self, client, ana):
        client.force_login(ana)

        client.get(AGAIN)

        assert not letters_to(ana.email)

    def test_by_the_password(self, client, ana):
        ana.set_password(WORDS)
        ana.save()
        client.force_login(ana)

        assert client.post(AGAIN, {"password": "x"}).status_code == 422
        assert client.post(f"{AGAIN}?next={APP}", {"password": WORDS}).url == APP

    def test_who_has_a_second_step_is_asked_for_that_alone(self, client, ana):
        ana.set_password(WORDS)
        ana.save()
        give_app(ana)
        client.force_login(ana)

        assert client.post(AGAIN, {"password": WORDS}).status_code == 422
        client.post(AGAIN, {"action": "send"})
        assert not letters_to(ana.email)
        assert client.post(f"{AGAIN}?next={APP}", {"code": code_now()}).url == APP

    def test_it_leads_nowhere_else(self, client, ana):
        give_app(ana)
        client.force_login(ana)

        answer = client.post(f"{AGAIN}?next=//evil.example/", {"code": code_now()})

        assert answer.url == SECURITY


class TestTheDesk:
    def test_it_does_not_open_to_an_admin_without_a_second_step(self, make_person):
        admin = make_person("root", is_admin=True)
        Authenticator.objects.all().delete()
        client = at_home(admin)

        answer = client.get(reverse("desk:desk"), follow=True)

        assert answer.redirect_chain[-1][0] == SECURITY
        assert "when you have set up a second step" in answer.content.decode()
        assert client.get("/desk/reports/").url == SECURITY

    def test_it_opens_with_one_and_asks_again_after_twelve_hours(self, make_person):
        client = at_home(make_person("root", is_admin=True))
        assert client.get(reverse("desk:desk")).status_code == 200

        with time_machine.travel(now() + timedelta(hours=13)):
            assert client.get(reverse("desk:desk")).url.startswith(AGAIN)

    def test_for_others_it_is_not_there_whatever_they_have(self, ana):
        give_app(ana)

        assert at_home(ana).get(reverse("desk:desk")).status_code == 404


class TestSessions:
    LIST = reverse("people:end_sessions")

    def test_they_are_listed_by_kind_of_browser_and_nothing_else(self, client, ana):
        agent = "Mozilla/5.0 (X11; Linux x86_64; rv:141.7) Gecko/2 Firefox/141.7 secret-build"
        client.post(SIGN_IN, {"login": ana.email}, headers={"user-agent": agent})
        client.post(
            CODE_PAGE, {"code": code_for(ana.email)}, headers={"user-agent": agent},
            REMOTE_ADDR="203.0.113.77",
        )  # fmt: skip

        assert "Firefox on Linux" in client.get(SECURITY).content.decode()
        kept = str([(row.device, row.get_decoded()) for row in Session.objects.all()])
        for word in ("secret-build", "141.7", "203.0.113"):
            assert word not in kept

    def test_one_is_ended(self, ana, ben):
        here, there, theirs = at_home(ana), at_home(ana), at_home(ben)
        name = re.search(
            r'name="session" value="([0-9a-f]{24})"', here.get(SECURITY).content.decode()
        )

        here.post(self.LIST, {"session": name[1]})

        assert (is_signed_in(here), is_signed_in(there), is_signed_in(theirs)) == (
            True, False, True,
        )  # fmt: skip

    def test_nobody_ends_another_s(self, ana, ben):
        mine, theirs = at_home(ana), at_home(ben)
        from solidarity.people.queries import name_of_session

        mine.post(self.LIST, {"session": name_of_session(theirs.session.session_key)})

        assert is_signed_in(theirs)

    def test_all_others_or_all(self, ana):
        here, there = at_home(ana), at_home(ana)
        here.post(self.LIST, {"session": "others"})
        assert (is_signed_in(here), is_signed_in(there)) == (True, False)

        here.post(self.LIST, {"session": "all"})
        assert not is_signed_in(here)

    def test_a_new_kind_of_browser_is_told_and_a_known_one_not(self, ana):
        def sign_in(agent):
            client = Client(headers={"user-agent": agent})
            past_the_first_step(ana, client)

        from tests.people.proving import CHROME, FIREFOX

        sign_in(FIREFOX)
        sign_in(FIREFOX)
        assert not [each for each in letters_to(ana.email) if "Somebody signed in" in each.subject]
        sign_in(CHROME)

        told = [each for each in letters_to(ana.email) if "Somebody signed in" in each.subject]
        assert len(told) == 1
        assert "Chrome on Android" in told[0].body

    def test_use_is_noted_to_the_hour(self, ana):
        with time_machine.travel("2026-03-05 09:14:33+00:00", tick=False):
            client = at_home(ana)
        began = Session.objects.get().seen_at
        assert str(began) == "2026-03-05 09:00:00+00:00"
        with time_machine.travel("2026-03-05 09:58:01+00:00", tick=False):
            client.get("/")
        assert Session.objects.get().seen_at == began

        with time_machine.travel("2026-03-05 10:02:07+00:00", tick=False):
            client.get("/")

        assert str(Session.objects.get().seen_at) == "2026-03-05 10:00:00+00:00"

    def test_nothing_finer_than_the_hour_is_kept_of_when_she_was_here(self, ana):
        with time_machine.travel("2026-03-05 09:14:33.123+00:00", tick=False):
            client = Client(headers={"user-agent": FIREFOX})
            past_the_first_step(ana, client)
            client.get("/")

        row = Session.objects.get(person=ana)
        stored = str(row.get_decoded())
        ana.refresh_from_db()

        kept = [row.began_at, row.seen_at, row.expire_date, ana.last_login]
        kept += KnownDevice.objects.filter(person=ana).values_list("seen_at", flat=True)
        assert {(each.minute, each.second, each.microsecond) for each in kept} == {(0, 0, 0)}
        assert "09:14:00" in stored  # the minute of her proof: pages ask again
        assert "09:14:33" not in stored
        assert str(int(datetime(2026, 3, 5, 9, 14, 33, tzinfo=UTC).timestamp())) not in stored
        assert ana.email not in stored

    def test_the_page_says_what_is_kept(self, ana):
        words = at_home(ana).get(SECURITY).content.decode()

        assert "the hour of its last use, and the minute in which you last showed there" in words
