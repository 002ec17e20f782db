"""Everything about a person in one file: hers alone, given out once."""

import io
import json
import time
import tracemalloc
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networks.actions.joining import join
from networks.models import JoinPolicy
from solidarity.base.limits import TooOften
from solidarity.inbox.models import Notice
from solidarity.outbox.actions import carry_out
from solidarity.outbox.models import Job
from solidarity.people.actions import exporting, keep_away, keep_draft
from solidarity.people.data_rights.file import file_about
from solidarity.people.models import Export
from solidarity.threads.actions import comment, start, write_to
from solidarity.threads.models import Post, Thread
from tests.fixtures.people import NOON
from tests.pages.reading import visit

pytestmark = pytest.mark.django_db


def opened(content):
    archive = zipfile.ZipFile(io.BytesIO(content))
    return {name: archive.read(name).decode() for name in archive.namelist()}


def made(person, at=NOON):
    """Ask for her file and let it be made."""
    exporting.ask_for_export(person, at=at)
    with time_machine.travel(at, tick=False):
        for kind in ("people.export", "people.export_ready"):
            for job in Job.objects.filter(kind=kind, state="waiting"):
                assert carry_out(job.pk, at=at)
    return Export.objects.get(person=person)


def test_the_file_holds_what_she_wrote_in_json_and_to_read(garden, ana, ben, cleo):
    ben.written_by = "everyone"
    ben.save()
    garden.join_policy = JoinPolicy.ASK
    garden.save()
    join(garden.pk, by=ana, answers={1: "Ana's answer"}, at=NOON)
    keep_draft(ana, "new-network", {"name": ["Ana's draft"]}, at=NOON)
    keep_away(ana, cleo, "mute", at=NOON)
    write_to(ben, by=ana, words="Ana's letter", key="1", at=NOON)
    files = opened(file_about(ana, at=NOON))

    assert json.loads(files["json/people_person.json"])[0]["email"] == "ana@example.org"
    answers = json.loads(files["json/networks_joinanswer.json"])
    assert answers[0]["words"] == "Ana's answer"
    assert json.loads(files["json/people_distance.json"])[0]["other__handle"] == "cleo"
    for words in ("Ana's answer", "Ana's draft", "Ana's letter", "ana@example.org"):
        assert words.replace("'", "&#x27;") in files["index.html"]
    assert "How long" in files["kept.html"]


def test_what_others_wrote_is_not_in_it(garden, ana, ben, cleo, make_member):
    make_member(garden, ana)
    make_member(garden, ben)
    ana.written_by = "everyone"
    ana.save()
    thread = start(garden, by=cleo, title="Soup", words="Cleo's opening", key="1", at=NOON)
    comment(thread.pk, by=ana, words="Ana's comment", key="2", at=NOON)
    write_to(ana, by=ben, words="Ben's letter", key="3", at=NOON)
    keep_draft(ben, "new-network", {"name": ["Ben's draft"]}, at=NOON)
    keep_away(ben, ana, "block", at=NOON)
    whole = "".join(opened(file_about(ana, at=NOON)).values())

    assert "Ana's comment" in whole
    for words in ("Cleo's opening", "Ben's letter", "Ben's draft", "ben@example.org"):
        assert words not in whole
    assert '"block"' not in opened(file_about(ana, at=NOON))["json/people_distance.json"]


def test_every_table_has_a_documented_shape(ana):
    files = opened(file_about(ana, at=NOON))
    shapes = json.loads(files["json/shapes.json"])
    tables = {name[5:-5] for name in files if name.startswith("json/")} - {"shapes"}

    assert set(shapes) == tables
    for name in tables:
        for row in json.loads(files[f"json/{name}.json"]):
            assert set(row) == set(shapes[name])


def test_it_is_in_her_language(ana):
    ana.interface_language = "es"
    whole = opened(file_about(ana, at=NOON))["index.html"]

    assert '<html lang="es"' in whole


def test_it_asks_nothing_of_any_server(ana):
    files = opened(file_about(ana, at=NOON))

    for name in ("index.html", "kept.html", "style.css"):
        assert "src=" not in files[name]
        assert "url(" not in files[name]
        assert 'href="http' not in files[name]


def test_what_is_typed_is_no_markup_in_it(ana):
    ana.moves_me = "<script>alert(1)</script>"
    ana.save()

    assert "<script>" not in opened(file_about(ana, at=NOON))["index.html"]


def test_she_is_told_when_it_is_ready(ana):
    made(ana)

    notice = Notice.objects.get(person=ana, kind="desk.export")
    assert notice.about_url == "/account/data/"
    assert "ready" in visit(ana).get("/inbox/").content.decode()


def test_it_is_given_out_once(ana):
    made(ana)
    with time_machine.travel(NOON):
        client = visit(ana)
        first, second = (client.post("/account/data/fetch/") for _ in range(2))

    assert first.status_code == 200
    assert first["Content-Type"] == "application/zip"
    assert first["Content-Disposition"].startswith("attachment;")
    assert "no-store" in first["Cache-Control"]
    assert json.loads(opened(first.content)["json/people_person.json"])[0]["handle"] == "ana"
    assert second.status_code == 410
    assert Export.objects.get().content is None


def test_it_is_not_given_out_by_a_link(ana):
    made(ana)
    with time_machine.travel(NOON):
        assert visit(ana).get("/account/data/fetch/").status_code == 405
    assert Export.objects.get().content


def test_nobody_is_given_the_file_of_another(ana, ben):
    made(ana)
    with time_machine.travel(NOON):
        assert visit(ben).post("/account/data/fetch/").status_code == 410
    assert Export.objects.get().content


def test_after_a_day_it_is_gone(ana):
    made(ana)
    late = NOON + timedelta(hours=24)

    assert exporting.fetch_export(ana, at=late) is None
    assert exporting.forget_exports(at=late) == 1
    assert Export.objects.get().content is None


def test_it_is_made_once_however_often_the_job_runs(ana):
    made(ana)
    job = Job.objects.get(kind="people.export")
    exporting.make_export(job)

    assert Notice.objects.filter(kind="desk.export").count() == 1


def test_asking_again_and_again_is_refused_in_words(ana):
    for minute in range(5):
        exporting.ask_for_export(ana, at=NOON + timedelta(minutes=minute))
    with pytest.raises(TooOften):
        exporting.ask_for_export(ana, at=NOON + timedelta(minutes=6))
    with time_machine.travel(NOON + timedelta(minutes=7)):
        answer = visit(ana).post("/account/data/ask/")
    assert answer.status_code == 429
    assert "Please wait" in answer.content.decode()


def test_more_rows_are_no_more_queries(garden, ana, make_member):
    make_member(garden, ana)
    thread = start(garden, by=ana, title="Soup", words="Who cooks?", key="0", at=NOON)
    with CaptureQueriesContext(connection) as few:
        file_about(ana, at=NOON)
    for number in range(1, 12):
        comment(thread.pk, by=ana, words=f"Me, {number}", key=str(number), at=NOON)
    with CaptureQueriesContext(connection) as many:
        whole = opened(file_about(ana, at=NOON))

    assert len(many) == len(few)
    assert len(json.loads(whole["json/threads_post.json"])) == 12


def test_a_large_account_is_written_some_hundreds_of_rows_at_a_time(garden, ana):
    """Rows are let go as they are written: four times as many take hardly more room."""

    def peak(posts):
        Post.objects.filter(author=ana).delete()
        thread = Thread.objects.create(owner=garden, title="Soup", started_at=NOON)
        Post.objects.bulk_create(
            Post(thread=thread, author=ana, words="Soup. " * 400, key=str(n), written_at=NOON)
            for n in range(posts)
        )
        tracemalloc.start()
        content = file_about(ana, at=NOON)
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(json.loads(opened(content)["json/threads_post.json"])) == posts
        return most

    file_about(ana, at=NOON)  # templates and translations are read once
    few, many = peak(1_000), peak(4_000)

    assert many < few * 1.5
    assert many < 12_000_000


def test_a_large_account_is_written_within_its_task(garden, ana):
    """Ten years of news: within a tenth of what a task may take (P1 asks for five minutes)."""
    kind = ContentType.objects.get_for_model(type(garden))
    Notice.objects.bulk_create(
        Notice(
            person=ana, kind="networks.tie_made", key=str(n), words=f"Farm {n}", told_at=NOON,
            about_type=kind, about_id=garden.pk, about_url="/networks/garden/", about_words="G",
        )
        for n in range(4_000)
    )  # fmt: skip
    began = time.process_time()
    files = opened(file_about(ana, at=NOON))

    assert files["index.html"].count("Farm ") == 4_000
    each = (time.process_time() - began) / 4_000
    assert each * 100_000 < settings.CELERY_TASK_SOFT_TIME_LIMIT, "a hundred thousand rows fit"
