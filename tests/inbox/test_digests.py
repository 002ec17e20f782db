"""Digests: what was new, once, when she wants it; in a text, and the same in HTML."""

import re
import smtplib
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as django_settings
from django.core import mail as sent
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext

from solidarity.inbox.actions import compose_some, send_some, works_again
from solidarity.inbox.models import Bounce, Mail, MailState, Run
from tests.fixtures.inbox import HERS
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
SUNDAY = datetime(2026, 3, 22, 17, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def run(time_machine):
    """`run(at)`: a tick of the clock at that moment, which composes and sends."""

    def run(at):
        time_machine.move_to(at, tick=False)
        while compose_some(at=at):
            pass
        while send_some(at=at):
            pass
        return sent.outbox

    return run


class Facts(HTMLParser):
    """The words and the links of an HTML mail."""

    def __init__(self, html):
        super().__init__()
        self.words, self.links, self.outside = [], [], []
        self.feed(html[html.index("<body") :])

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        self.links += [named["href"]] if "href" in named else []
        self.outside += [named[name] for name in ("src", "srcset", "background") if name in named]

    def handle_data(self, data):
        self.words += data.split()


def html_of(message):
    ((html, kind),) = message.alternatives
    assert kind == "text/html"
    return html


def test_what_is_new_comes_when_it_is_due_and_not_before(tell, run, ana, garden):
    tell(ana, words="Farm")

    assert run(SUNDAY - timedelta(seconds=1)) == []
    (message,) = run(SUNDAY)
    assert message.to == [ana.email]
    assert message.subject == "News from Garden"
    assert "Hello Ana," in message.body
    assert "Farm confirmed the tie with Garden" in message.body
    assert f"{django_settings.SITE_URL}/networks/garden/" in message.body
    mail = Mail.objects.get()
    assert (mail.state, mail.day) == (MailState.SENT, SUNDAY.date())
    assert message.extra_headers["Message-ID"] == mail.message_id


def test_nothing_new_is_no_mail(run, ana, garden):
    assert run(SUNDAY) == []
    assert not Mail.objects.exists()


def test_what_was_in_a_digest_is_in_no_other(tell, run, ana):
    tell(ana, words="Farm")
    run(SUNDAY)
    tell(ana, words="Mill", at=SUNDAY + HOUR)
    first, second = run(SUNDAY + timedelta(days=7))

    assert "Farm" in first.body
    assert "Mill" in second.body
    assert "Farm" not in second.body


def test_there_is_one_digest_a_day_whatever_comes_late(tell, run, ana, choose):
    choose(ana, news="daily")
    due = datetime(2026, 3, 20, 17, tzinfo=UTC)
    tell(ana)
    run(due)
    late = tell(ana, at=due - HOUR)  # an act that took its time to commit
    assert len(run(due + HOUR)) == 1
    late.refresh_from_db()
    assert late.mail_due_at == due + timedelta(days=1)
    assert len(run(due + timedelta(days=1))) == 2


def test_a_clock_that_stood_for_weeks_sends_one_digest_of_all(tell, run, ana, choose):
    choose(ana, news="daily")
    for days in range(20):
        tell(ana, at=NOON + timedelta(days=days), words=f"Farm {days}")

    (message,) = run(NOON + timedelta(days=30))
    assert "Farm 19 confirmed" in message.body


def test_daily_and_weekly_of_the_same_moment_are_one_mail(tell, run, ana, choose, make_network):
    choose(ana, news="daily")
    choose(ana, source=(farm := make_network("Farm")).pk, news="weekly")
    tell(ana, at=SUNDAY - HOUR)
    tell(ana, at=SUNDAY - HOUR, about=farm)

    (message,) = run(SUNDAY)
    assert "Garden\n-----" in message.body
    assert "Farm\n-----" in message.body


def test_it_is_by_network_and_by_item_the_newest_first(tell, run, ana, make_network):
    farm = make_network("Farm")
    tell(ana, words="One", at=NOON)
    tell(ana, about=farm, words="Two", at=NOON + HOUR)
    tell(ana, words="Three", at=NOON + 2 * HOUR)
    tell(ana, words="Three", at=NOON + 3 * HOUR)

    (message,) = run(SUNDAY)
    body = message.body
    assert message.subject == "News from Garden, Farm"
    assert body.index("Garden\n-----") < body.index("Farm\n-----")
    assert body.index("Three confirmed") < body.index("One confirmed") < body.index("Two confirmed")
    assert body.count("Three confirmed") == 1, "the same words once"
    assert body.count(f"  {django_settings.SITE_URL}/networks/garden/\n") == 1, "no item twice"


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_both_parts_say_the_same(tell, run, ana, language, make_network):
    ana.interface_language, ana.display_name = language, "Ana <b>O'Neill</b>"
    ana.save()
    tell(ana, words='<i>It\'s</i> & "done"')
    tell(ana, about=make_network("Bread & Roses"), words="-----")

    (message,) = run(SUNDAY)
    html = Facts(html_of(message))
    text = re.sub(r"(?m)^(-----|\* )", "", message.body)
    urls = re.findall(rf"{re.escape(django_settings.SITE_URL)}\S+", text)
    assert sorted(set(html.links)) == sorted(set(urls))
    text = re.sub(r" ?:(?=\n\s*http)", "", text)  # what stands over an address is a link there
    bare = [word for word in text.split() if not word.startswith(django_settings.SITE_URL)]
    assert html.words == bare
    assert "Ana <b>O'Neill</b>" in message.body
    assert f'lang="{language}"' in html_of(message)
    assert ('dir="rtl"' in html_of(message)) == (language == "ar")


def test_nothing_is_fetched_from_anywhere_and_dark_is_dark(tell, run, ana):
    tell(ana)
    (message,) = run(SUNDAY)
    html = html_of(message)

    assert Facts(html).outside == []
    assert "url(" not in html
    assert "@import" not in html
    assert "prefers-color-scheme: dark" in html
    assert 'style="' in html


@pytest.mark.parametrize("word", ["Kitchen ", "مطبخ "])
def test_a_very_long_digest_stays_under_thirty_kilobytes(tell, run, ana, make_network, word):
    ana.interface_language = "ar"
    ana.save()
    for n in range(90):
        network = make_network(f"{n} {word * 12}"[:100].strip(), slug=f"n{n}")
        tell(ana, about=network, words=word * 200)

    (message,) = run(SUNDAY)
    assert len(message.message().as_bytes()) < 30_000
    assert f"{django_settings.SITE_URL}/inbox/mails/" in message.body


def test_a_neutral_mail_tells_nothing(tell, run, ana, choose, settings):
    settings.MAIL_FROM = "Solidarity <hello@example.org>"
    choose(ana, is_neutral=True)
    tell(ana, words="Farm")

    (message,) = run(SUNDAY)
    raw = message.message()
    assert raw["From"] == "hello@example.org"
    assert raw["Subject"] == "You have news"
    for part in (message.body, html_of(message)):
        for word in ("Garden", "Farm", "Ana", "Solidarity", "garden"):
            assert not re.search(rf"\b{word}\b", part)  # a signature may hold three letters
        assert f"{django_settings.SITE_URL}/inbox/mails/{Mail.objects.get().pk}/" in part


def test_a_mail_at_once_has_both_parts_and_is_neutral_too(tell, ana, choose):
    from solidarity.outbox.actions import carry_out
    from solidarity.outbox.models import Job

    for is_neutral in (False, True):
        choose(ana, is_neutral=is_neutral)
        tell(ana, kind=HERS)
        carry_out(Job.objects.latest("pk").pk, at=NOON)

    full, neutral = sent.outbox
    assert "you are a member of Garden now" in html_of(full)
    assert "Garden" not in neutral.subject + neutral.body + html_of(neutral)
    assert [mail.state for mail in Mail.objects.all()] == ["sent", "sent"]
    assert Mail.objects.filter(notices__isnull=False).count() == 2


def test_every_mail_has_a_way_out_that_mail_programs_know(tell, run, ana):
    tell(ana)
    (message,) = run(SUNDAY)
    header = message.extra_headers["List-Unsubscribe"]

    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(rf"<{re.escape(django_settings.SITE_URL)}/unsubscribe/[\w:-]+/>", header)
    assert header.strip("<>") in message.body
    assert "No more mails from Garden:" in message.body


def test_the_name_of_a_hidden_network_that_she_left_is_not_told(
    tell, run, ana, make_network, make_member, leave
):
    secret = make_network("Cellar", visibility="hidden")
    make_member(secret, ana)
    tell(ana, about=secret, words="Mill")
    secret.name = "Attic"
    secret.save()
    leave(secret, ana)

    (message,) = run(SUNDAY)
    assert "Attic" not in message.subject + message.body
    assert message.subject == "News for you"


def test_who_has_no_account_any_more_gets_none(tell, run, ana):
    tell(ana)
    ana.is_active = False
    ana.save()

    assert run(SUNDAY) == []


def test_who_chooses_no_mails_after_it_was_composed_gets_none(tell, run, ana, choose):
    tell(ana)
    compose_some(at=SUNDAY)
    choose(ana, is_silent=True)

    assert run(SUNDAY) == []


def test_the_desk_is_told_when_it_ran_and_how_many_went(tell, run, ana, ben):
    tell(ana)
    tell(ben)
    run(SUNDAY)

    told = Run.objects.get()
    assert (told.day, told.last_at) == (SUNDAY.date(), SUNDAY)
    assert (told.composed, told.sent, told.failed, told.bounced) == (2, 2, 0, 0)


def test_many_people_take_as_many_queries_as_few(tell, ana, make_person, garden, make_network):
    def queries(people):
        for person in people:
            tell(person)
            tell(person, about=garden, words=f"Mill {person.pk}")
        with CaptureQueriesContext(connection) as composing:
            compose_some(at=SUNDAY)
        with CaptureQueriesContext(connection) as sending:
            send_some(at=SUNDAY)
        return len(composing), len(sending) - len(people)  # each is marked as sent, alone

    queries([ana])
    few = queries([make_person(f"few{n}") for n in range(2)])
    many = queries([make_person(f"many{n}") for n in range(40)])
    assert few == many
    assert few[1] <= 14


@races
def test_two_clocks_and_four_workers_send_each_digest_once(tell, make_person, time_machine):
    time_machine.move_to(SUNDAY, tick=True)
    people = [make_person(f"p{n}") for n in range(30)]
    for person in people:
        tell(person)

    composers = at_once(*[lambda: compose_some(at=SUNDAY)] * 4)
    assert raised(composers, Exception) == []
    assert sorted(composers)[-1] == 30
    raced = at_once(*[lambda: send_some(at=SUNDAY + HOUR, most=10)] * 6)
    assert raised(raced, Exception) == []

    assert sorted(message.to[0] for message in sent.outbox) == sorted(p.email for p in people)
    assert Mail.objects.filter(state="sent").count() == 30


# What goes wrong at the mail server ----------------------------------------------------------


@pytest.fixture
def server(monkeypatch):
    """`server["p1@example.org"] = error`: what the mail server answers to that address."""
    answers = {}

    def send_messages(self, messages):
        for message in messages:
            error = answers.get(message.to[0]) or answers.get("*")
            if error:
                raise error
        return deliver(self, messages)

    deliver = EmailBackend.send_messages
    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    return answers


def refusing(address, code, words):
    return smtplib.SMTPRecipientsRefused({address: (code, words)})


def test_an_address_that_is_no_good_keeps_nobody_else_back(tell, run, ana, ben, server):
    tell(ana)
    tell(ben)
    server[ana.email] = refusing(ana.email, 550, b"5.1.1 unknown user")

    (message,) = run(SUNDAY)
    assert message.to == [ben.email]
    assert ana.mails.get().state == MailState.BOUNCED
    assert (ana.bounce.code, ana.bounce.address) == ("5.1.1", ana.email)
    assert not Bounce.objects.filter(person=ben).exists()
    assert len(run(SUNDAY + timedelta(days=1))) == 1, "it is not tried again"


def test_while_mails_come_back_nothing_is_sent_and_all_of_it_comes_later(tell, run, ana, server):
    tell(ana, words="Farm")
    server[ana.email] = refusing(ana.email, 550, b"5.2.2 mailbox full")
    run(SUNDAY)
    server.clear()
    tell(ana, words="Mill", at=SUNDAY + HOUR)
    assert run(SUNDAY + timedelta(days=8)) == []

    works_again(ana, at=SUNDAY + timedelta(days=9))
    first, second = run(SUNDAY + timedelta(days=9))
    assert "Farm" in first.body
    assert "Mill" in second.body


def test_a_server_that_is_busy_is_asked_again_later_and_later(tell, run, ana, server):
    tell(ana)
    server[ana.email] = refusing(ana.email, 451, b"4.7.1 greylisted")
    run(SUNDAY)
    mail = ana.mails.get()
    assert (mail.state, mail.attempts) == ("waiting", 1)
    assert mail.due_at == SUNDAY + timedelta(seconds=30)
    run(mail.due_at)
    mail.refresh_from_db()
    assert mail.due_at == SUNDAY + timedelta(seconds=90)
    server.clear()
    (message,) = run(SUNDAY + 2 * HOUR)
    assert message.extra_headers["Message-ID"] == mail.message_id


@pytest.mark.parametrize(
    "error", [TimeoutError("hangs"), smtplib.SMTPServerDisconnected("gone"), ConnectionRefusedError]
)
def test_a_server_that_hangs_or_is_away_costs_a_wait(tell, run, ana, ben, server, error):
    tell(ana)
    tell(ben)
    server["*"] = error
    assert run(SUNDAY) == []
    assert {mail.due_at for mail in Mail.objects.all()} == {SUNDAY + timedelta(seconds=30)}
    server.clear()
    assert len(run(SUNDAY + HOUR)) == 2


def test_a_server_that_does_not_want_us_is_no_fault_of_the_address(tell, run, ana, server):
    tell(ana)
    server[ana.email] = refusing(ana.email, 550, b"5.7.1 you are on a list")
    run(SUNDAY)

    assert ana.mails.get().state == MailState.WAITING
    assert not Bounce.objects.exists()


def test_after_fourteen_attempts_a_digest_is_given_up(tell, run, ana, server):
    tell(ana)
    server["*"] = TimeoutError()
    at = SUNDAY
    for _attempt in range(14):
        run(at)
        at += timedelta(hours=7)

    assert ana.mails.get().state == MailState.DEAD


def test_a_digest_that_cannot_be_worded_keeps_nobody_else_back(tell, run, ana, ben):
    tell(ana)
    ana.notices.update(kind="networks.no_such_thing")
    tell(ben)

    (message,) = run(SUNDAY)
    assert message.to == [ben.email]
    assert ana.mails.get().last_error == "TemplateDoesNotExist"


def test_who_is_killed_over_a_batch_leaves_it_to_others(tell, run, ana, time_machine):
    from solidarity.inbox.actions import sending

    tell(ana)
    compose_some(at=SUNDAY)
    sending._take(SUNDAY, 50)  # and dies
    assert run(SUNDAY + timedelta(seconds=60)) == []
    assert len(run(SUNDAY + timedelta(seconds=76))) == 1


@pytest.mark.parametrize(
    "error", [TimeoutError("p1@example.org hangs"), "refused", RuntimeError("Farm, p1@example.org")]
)
def test_no_log_names_anybody_or_says_what_was_mailed(tell, run, ana, server, caplog, error):
    tell(ana, words="Farm")
    server[ana.email] = (
        refusing(ana.email, 550, b"5.1.1 ana@example.org unknown") if error == "refused" else error
    )
    run(SUNDAY)

    said = caplog.text
    assert "digests_failed" in said or "mails_come_back" in said
    for secret in (ana.email, "p1@example", "Farm", "Garden", "unknown"):
        assert secret not in said


# Weekly, Friday 18:00, neutral, through a month with a clock change --------------------------


def test_weekly_on_friday_at_six_neutral_through_a_month_with_a_clock_change(
    tell, run, make_person, choose
):
    rosa = make_person("rosa", time_zone="Europe/Berlin")
    choose(rosa, weekday=4, hour=18, is_neutral=True)
    berlin = ZoneInfo("Europe/Berlin")
    at, end = (datetime(2026, month, 1, tzinfo=UTC) for month in (3, 5))
    arrived, n = [], 0
    while at < end:  # a tick each half hour, news three times a day
        if at.hour % 8 == 0 and at.minute == 0:
            n += 1
            tell(rosa, at=at, words=f"Farm {n}")
        before = len(sent.outbox)
        run(at)
        arrived += [at.astimezone(berlin)] * (len(sent.outbox) - before)
        at += timedelta(minutes=30)

    fridays = [date(2026, 3, 6) + timedelta(days=7 * n) for n in range(8)]
    assert [moment.date() for moment in arrived] == fridays
    assert {(moment.hour, moment.minute) for moment in arrived} == {(18, 0)}
    assert len({moment.utcoffset() for moment in arrived}) == 2, "the clocks did change"
    for message in sent.outbox:
        assert message.subject == "You have news"
        assert "Farm" not in message.body + html_of(message)
    told = [notice.pk for mail in rosa.mails.all() for notice in mail.notices.all()]
    waiting = rosa.notices.filter(mail=None)
    assert len(told) == len(set(told)) == n - waiting.count()
    assert {notice.mail_due_at for notice in waiting} == {
        datetime(2026, 5, 1, 18, tzinfo=berlin).astimezone(UTC)
    }
