"""What people answer stands in no query, no log, no mail, no file: looked for where it could be.

The questionnaire of these tests has answers that stand nowhere else, so long that no moment and no
key holds them by chance: 831700001 to 831700006.
"""

import os
import re
import time
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from django.core import mail
from django.db import connections

from solidarity.base.vault import unseal_bytes
from solidarity.outbox.actions import carry_out
from solidarity.outbox.models import Job
from solidarity.people.actions import exporting
from solidarity.people.models import Export
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit
from tests.people.test_markers import broker, dumped
from tests.servers import socket_of
from values.models import Sheet
from values.queries import answers_in
from values.science.instruments import SHIPPED, look_also_in, stop_looking_in
from values.views import answering

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
LOWEST = 831700001
MARKER = re.compile("83170000[1-6]")
POSTGRES_LOG = Path(os.environ["TEST_FOLDER"]) / "log" / "postgres.log"


@pytest.fixture
def marked(tmp_path):
    """The questionnaire that everybody is asked, with answers that can be looked for."""
    words = (SHIPPED / "circle30.toml").read_text(encoding="utf-8")
    scale = words.replace("low = 1\n", f"low = {LOWEST}\n").replace(
        "high = 6\n", f"high = {LOWEST + 5}\n"
    )
    (tmp_path / "circle30.toml").write_text(scale, encoding="utf-8")
    look_also_in(tmp_path)
    yield
    stop_looking_in(tmp_path)


@pytest.fixture
def postgres_log():
    """Let PostgreSQL write down every query; returns what it wrote since."""
    if not POSTGRES_LOG.exists():
        pytest.skip("the server is not ours: its log is not here")
    name = connections["default"].settings_dict["NAME"]
    url = f"postgresql://postgres@/postgres?host={socket_of(os.environ['DATABASE_OWNER_URL'])}"
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        for setting, value in (("log_statement", "all"), ("log_min_error_statement", "error")):
            cursor.execute(f"""ALTER DATABASE "{name}" SET {setting} = '{value}'""")
        connections.close_all()
        start = POSTGRES_LOG.stat().st_size

        def written():
            time.sleep(0.2)
            return POSTGRES_LOG.read_bytes()[start:].decode(errors="replace")

        yield written
        cursor.execute(f'ALTER DATABASE "{name}" RESET ALL')


def followed(client, answer):
    assert answer.status_code == 302, answer.content.decode()
    return client.get(answer.headers["Location"])


def asked_at(client, address):
    """The names of what is asked on a screen."""
    forms = Page(client.get(address)).forms
    return [name for form in forms for name in form.fields if re.fullmatch(r"q\d+", name)]


def answer_all(client):
    """From the yes to the circle, as a browser does it."""
    client.post("/values/consent/", {"wording": "1", "agrees": "on"})
    at = client.post("/values/begin/").headers["Location"]
    address = client.get(at).headers["Location"]
    for _screen in range(5):
        names = asked_at(client, address)
        sent = {name: str(LOWEST + place) for place, name in enumerate(names)}
        assert len(names) == 6
        address = client.post(address, sent | {"to": "next"}).headers["Location"]
    return followed(client, client.post(address))


def test_answers_are_found_nowhere(ana, marked, postgres_log, capfd):
    client = visit(ana)
    page = Page(answer_all(client))
    assert "Your circle" in page.main
    assert set(answers_in(Sheet.objects.get()).values()) == set(range(LOWEST, LOWEST + 6))
    exporting.ask_for_export(ana, at=NOON)
    for job in Job.objects.filter(state="waiting"):
        carry_out(job.pk, at=NOON)
    file = unseal_bytes(bytes(Export.objects.get().content), purpose=f"export.{ana.pk}")
    assert file.startswith(b"PK")

    said, dump = postgres_log(), dumped()
    assert 'UPDATE "values_sheet" SET "sealed" = ' in said
    assert "INSERT INTO public.values_sheet" in dump
    assert not MARKER.search(said)
    assert not MARKER.search(dump)
    assert not MARKER.search(broker())
    assert not MARKER.search("".join(capfd.readouterr()))
    assert not MARKER.search("".join(letter.subject + letter.body for letter in mail.outbox))
    assert file not in dump.encode()
    assert not MARKER.search(page.html)


def test_when_a_page_breaks_its_log_and_its_page_say_nothing_of_answers(
    ana, marked, postgres_log, capfd, monkeypatch
):
    def fail(*args, **options):
        raise RuntimeError(f"with {options['answers']}")

    client = visit(ana)
    client.post("/values/consent/", {"wording": "1", "agrees": "on"})
    address = client.get(client.post("/values/begin/").headers["Location"]).headers["Location"]
    number = asked_at(client, address)[0]
    monkeypatch.setattr(answering, "keep_screen", fail)

    broken = client.post(address, {number: str(LOWEST)})

    assert broken.status_code == 500
    assert str(LOWEST) not in broken.content.decode()
    assert str(LOWEST) not in "".join(capfd.readouterr())
    assert str(LOWEST) not in postgres_log()


def test_what_shows_answers_is_kept_by_no_browser(ana, marked):
    client = visit(ana)
    answer_all(client)
    sheet = Sheet.objects.get()

    for path in ("/values/", "/values/compare/", sheet.get_absolute_url()):
        assert "no-store" in client.get(path).headers["Cache-Control"]
