"""What goes wrong on the line to a real mail server (R12): it drops us, or cannot be trusted."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from solidarity.inbox.actions import compose_some, send_some
from solidarity.inbox.models import Mail, MailState
from solidarity.outbox.actions import carry_out
from solidarity.outbox.models import Job, State
from tests.fixtures.people import NOON
from tests.robustness.mails import Sink, serving

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 3, 22, 17, tzinfo=UTC)
LATER = timedelta(hours=1)


class DropsUs(Sink):
    """Takes a mail in and hangs up before it says so, as often as `drops` says."""

    def __init__(self):
        super().__init__(takes=0)
        self.drops = 1

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        if self.drops:
            self.drops -= 1
            server.transport.abort()
            await asyncio.sleep(0.05)
        return answer


def run(at):
    while compose_some(at=at):
        pass
    while send_some(at=at):
        pass


def test_dropped_after_the_words_it_comes_once_more_under_the_same_name(
    tell, ana, ben, settings, time_machine
):
    time_machine.move_to(SUNDAY)
    tell(ana)
    tell(ben)
    with serving(DropsUs(), settings) as server:
        run(SUNDAY)
        waiting = list(Mail.objects.values_list("state", "attempts", "last_error"))
        assert waiting == [("waiting", 1, "SMTPServerDisconnected")] * 2
        time_machine.move_to(SUNDAY + LATER)
        run(SUNDAY + LATER)

    assert {mail.state for mail in Mail.objects.all()} == {MailState.SENT}
    assert sorted(server.addresses.values()) == [1, 2], "the one that was on its way comes twice"
    assert all(len(names) == 1 for names in server.id_of.values()), "under the same Message-ID"


def test_so_does_what_is_mailed_at_once(tell, ana, settings):
    tell(ana, kind="networks.welcome")
    job = Job.objects.get(kind="inbox.mail")
    with serving(DropsUs(), settings) as server:
        carry_out(job.pk, at=NOON)
        job.refresh_from_db()
        assert (job.state, job.last_error) == (State.WAITING, "SMTPServerDisconnected")
        carry_out(job.pk, at=job.due_at)
        job.refresh_from_db()

    assert job.state == State.DONE
    assert server.addresses == {ana.email: 2}
    assert len(server.ids) == 1


# TLS: a server that cannot be trusted is told nothing -----------------------------------------


@pytest.fixture
def certificate(tmp_path):
    """A certificate that nobody has signed but itself, as whoever listens in would show."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example.org")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2040, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "mail.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


class Heard(Sink):
    """Notes every command that reaches it in the clear or not."""

    def __init__(self):
        super().__init__(takes=0)
        self.heard = []

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        self.heard.append(address)
        envelope.mail_from = address
        return "250 OK"


def test_a_certificate_that_nobody_vouches_for_is_told_nothing(
    tell, ana, settings, certificate, time_machine
):
    time_machine.move_to(SUNDAY, tick=False)
    settings.EMAIL_USE_TLS = True
    tell(ana)
    with serving(Heard(), settings, tls_context=certificate) as server:
        run(SUNDAY)

    mail = Mail.objects.get()
    assert (mail.state, mail.last_error) == (MailState.WAITING, "SSLCertVerificationError")
    assert mail.due_at == SUNDAY + timedelta(seconds=30), "it is tried again, later and later"
    assert server.heard == []
    assert server.taken == 0


def test_where_tls_is_asked_for_and_not_offered_nothing_goes_in_the_clear(
    tell, ana, settings, time_machine
):
    time_machine.move_to(SUNDAY)
    settings.EMAIL_USE_TLS = True
    tell(ana)
    with serving(Heard(), settings) as server:
        run(SUNDAY)
        mail = Mail.objects.get()
        assert (mail.state, mail.last_error) == (MailState.WAITING, "SMTPNotSupportedError")
        assert server.heard == []

        settings.EMAIL_USE_TLS = False  # the host has seen to it
        time_machine.move_to(SUNDAY + LATER)
        run(SUNDAY + LATER)

    assert server.addresses == {ana.email: 1}
