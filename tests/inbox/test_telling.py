"""What people are told: once, in their words and their time."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.db import transaction
from django.template.loader import get_template, render_to_string
from django.utils import translation

from decisions.effects import effects
from solidarity.inbox import notices
from solidarity.inbox.actions import mail_notice, mark_read, worded
from solidarity.inbox.models import Notice
from solidarity.inbox.queries import MOST_COUNTED, notices_of, unread_count
from solidarity.outbox.actions import carry_out
from solidarity.outbox.models import Job
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
ROOT = Path(django_settings.ROOT)
APPS = ("coalitions", "cohorts", "decisions", "meetings", "networks", "solidarity", "values")
SOURCES = [p for app in APPS for p in (ROOT / app).rglob("*.py")]
KINDS = sorted(
    {
        kind
        for p in SOURCES
        for kind in re.findall(r'kind="(?!outbox\.)([a-z_]+\.[a-z_]+)"', p.read_text())
    }
    # What a decision sets in motion has a kind as well, and tells nobody by itself.
    - {effect.kind for effect in effects()}
    | {f"{p.parents[1].name}.{p.stem}" for p in (ROOT / "templates").glob("*/notices/*.html")}
)
# What is on the outside of these says nothing of whom or what they are about.
DISCREET = {
    "desk.export", "networks.report_taken", "networks.report_closed", "networks.reported_to_desk",
    "cohorts.challenged", "cohorts.challenge_said", "cohorts.challenge_closed", "cohorts.silenced",
    "cohorts.trust_asked", "cohorts.trusted", "cohorts.nominated", "cohorts.commitment_due",
}  # fmt: skip


@pytest.fixture
def tell(garden):
    """`tell(ana, key="1")` tells her of the garden that she is welcome."""

    def tell(person, *, key="1", kind="networks.welcome", at=NOON, about=garden, **options):
        notices.tell(person, kind=kind, about=about, key=key, at=at, **options)

    return tell


def test_a_notice_says_what_it_is_about_where_to_find_it_and_how_it_was_called(tell, ana, garden):
    tell(ana, words="Come in", asks=True)

    notice = Notice.objects.get()
    assert notice.about == garden
    assert (notice.about_url, notice.about_words) == ("/networks/garden/", "Garden")
    assert (notice.words, notice.asks, notice.told_at, notice.read_at) == (
        "Come in", True, NOON, None,
    )  # fmt: skip


def test_the_same_thing_is_told_and_mailed_once(tell, ana):
    tell(ana)
    tell(ana, at=NOON + timedelta(hours=1), words="again")

    assert Notice.objects.count() == 1
    assert Job.objects.count() == 1


def test_another_person_another_kind_and_another_key_are_told_too(tell, ana, ben):
    tell(ana)
    tell(ben)
    tell(ana, kind="networks.chosen")
    tell(ana, key="2")

    assert Notice.objects.count() == Job.objects.count() == 4


@races
def test_told_by_ten_at_the_same_moment_it_is_told_once(tell, ana):
    assert raised(at_once(*[lambda: tell(ana)] * 10), Exception) == []

    assert Notice.objects.count() == Job.objects.count() == 1


@races
def test_an_act_that_fails_tells_nobody(tell, ana):
    @transaction.atomic
    def act():
        tell(ana)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()

    assert not Notice.objects.exists()
    assert not Job.objects.exists()


def test_the_notice_keeps_its_name_when_the_thing_is_renamed(tell, ana, garden):
    tell(ana)
    garden.name = "Orchard"
    garden.save()

    assert Notice.objects.get().about_words == "Garden"


def test_a_very_long_name_is_cut_and_not_refused(tell, ana, make_network):
    tell(ana, about=make_network("N" * 120, slug="long"))

    assert Notice.objects.get().about_words == "N" * 120


def test_the_mail_goes_to_her_address_once(tell, ana):
    tell(ana)
    job = Job.objects.get()

    carry_out(job.pk, at=NOON)
    carry_out(job.pk, at=NOON)

    (message,) = mail.outbox
    assert message.to == [ana.email]
    assert message.extra_headers["Message-ID"] == job.message_id
    assert "Garden" in message.subject
    assert "Hello Ana," in message.body
    assert f"{django_settings.SITE_URL}/networks/garden/" in message.body


def test_who_has_no_account_any_more_gets_no_mail(tell, ana):
    tell(ana)
    job = Job.objects.get()
    ana.is_active = False
    ana.save()

    assert carry_out(job.pk, at=NOON)
    assert mail.outbox == []


def test_a_notice_that_is_gone_is_no_failure(tell, ana):
    tell(ana)
    Notice.objects.all().delete()

    mail_notice(Job.objects.get())

    assert mail.outbox == []


def test_the_mail_speaks_her_language_whatever_is_spoken_around(tell, ana, monkeypatch):
    spoken = []
    render = render_to_string

    def listen(template, context):
        spoken.append(translation.get_language())
        return render(template, context)

    monkeypatch.setattr("solidarity.inbox.actions.wording.render_to_string", listen)
    ana.interface_language = "ar"
    ana.save()
    tell(ana)

    with translation.override("es"):
        worded(Notice.objects.get())
        assert translation.get_language() == "es"

    assert spoken == ["ar"]


def test_the_mail_tells_times_as_they_are_where_she_is(tell, ana, settings, tmp_path):
    (tmp_path / "networks" / "mails").mkdir(parents=True)
    template = tmp_path / "networks" / "mails" / "welcome.txt"
    template.write_text("When\n\n{{ notice.told_at|date:'Y-m-d H:i' }}\n")
    settings.TEMPLATES = [
        {**django_settings.TEMPLATES[0], "DIRS": [tmp_path, *django_settings.TEMPLATES[0]["DIRS"]]}
    ]
    ana.time_zone = "Asia/Kathmandu"
    ana.save()
    tell(ana)

    subject, body = worded(Notice.objects.get())

    assert (subject, body) == ("When", "2026-03-20 17:45\n")


def test_there_are_kinds():
    assert {"networks.welcome", "networks.asked", "networks.declined"} <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_line_for_the_inbox_and_a_mail(kind):
    notice = Notice(kind=kind)

    get_template(notice.line_template)
    get_template(notice.mail_template)


@pytest.mark.parametrize("language", [code for code, _ in django_settings.LANGUAGES])
@pytest.mark.parametrize("kind", KINDS)
def test_every_mail_is_plain_text_with_a_subject(tell, ana, make_network, kind, language):
    ana.interface_language, ana.display_name = language, "Ana <b>O'Neill</b> & Co"
    ana.save()
    tell(ana, kind=kind, about=make_network("Bread & Roses' <i>"), words='It\'s <full> & "done"')

    subject, body = worded(Notice.objects.get())

    # It names what it is about, or who asks for it.
    named = "Bread & Roses' <i>" in subject or 'It\'s <full> & "done"' in subject
    assert named == (kind not in DISCREET)
    assert subject
    assert "\n" not in subject
    assert "Ana <b>O'Neill</b> & Co" in body
    assert not re.search(r"&(amp|lt|gt|quot|#x?\d+);", subject + body)
    assert re.search(rf"{django_settings.SITE_URL}/(networks|desk)/", body)
    assert body.endswith("\n")
    assert "\n\n\n" not in body


@pytest.mark.parametrize("kind", KINDS)
def test_every_line_in_the_inbox_shows_words_as_words(tell, ana, make_network, kind):
    tell(ana, kind=kind, about=make_network("<script>x</script>"), words="<script>y</script>")
    notice = Notice.objects.get()

    line = render_to_string(notice.line_template, {"notice": notice})

    assert "<script" not in line
    assert "&lt;script&gt;" in line


def test_the_newest_comes_first(tell, ana):
    tell(ana, key="1")
    tell(ana, key="2")

    assert [notice.key for notice in notices_of(ana)] == ["2", "1"]


def test_one_notice_is_marked_as_read(tell, ana):
    tell(ana, key="1")
    tell(ana, key="2")
    first = Notice.objects.get(key="1")

    mark_read(ana, at=NOON, notice_id=first.pk)

    assert unread_count(ana) == 1
    first.refresh_from_db()
    assert first.read_at == NOON


def test_all_are_marked_as_read(tell, ana):
    tell(ana, key="1")
    tell(ana, key="2")

    mark_read(ana, at=NOON)

    assert unread_count(ana) == 0


def test_when_it_was_read_first_is_what_counts(tell, ana):
    tell(ana)
    mark_read(ana, at=NOON)
    mark_read(ana, at=NOON + timedelta(days=1))

    assert Notice.objects.get().read_at == NOON


def test_nobody_marks_what_somebody_else_was_told(tell, ana, ben):
    tell(ana)

    mark_read(ben, at=NOON)
    mark_read(ben, at=NOON, notice_id=Notice.objects.get().pk)

    assert (unread_count(ana), unread_count(ben)) == (1, 0)


def test_it_counts_to_a_hundred_at_most(tell, ana, garden):
    tell(ana)
    one = Notice.objects.get()
    Notice.objects.bulk_create(
        Notice(
            person=ana, kind=one.kind, key=f"n{n}", told_at=NOON, about_url=one.about_url,
            about_type=one.about_type, about_id=one.about_id,
        )
        for n in range(MOST_COUNTED + 20)
    )  # fmt: skip

    assert unread_count(ana) == MOST_COUNTED
