import pytest
from django.core import mail as sent
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from solidarity.outbox.mail import send


def test_a_mail_has_one_recipient_our_sender_and_the_name_of_its_row(settings):
    send("ana@example.org", "Welcome", "Hello Ana.\n", message_id="<1@here>")

    (message,) = sent.outbox
    raw = message.message()
    assert message.to == ["ana@example.org"]
    assert raw["From"] == settings.MAIL_FROM
    assert raw["Message-ID"] == "<1@here>"
    assert raw["Auto-Submitted"] == "auto-generated"
    assert raw.get_content_type() == "text/plain"
    assert raw.get_payload(decode=True).decode() == "Hello Ana.\n"


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=120))
@example("Hello\r\nBcc: everybody@example.org")
@example("Hello\u2028Bcc: everybody@example.org\x85X: y\x0bZ: z")
@example("مرحبا\nX-Evil: 1")
def test_no_subject_adds_a_header_or_a_recipient(mailoutbox, subject):
    mailoutbox.clear()

    send("ana@example.org", subject, "Hello", message_id="<1@here>")

    raw = mailoutbox[0].message()
    assert raw.get_all("Bcc") is None
    names = {"Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To"}
    assert set(raw.keys()) == names | {"Date", "Message-ID", "Auto-Submitted"}
    assert raw.as_bytes()


@pytest.mark.parametrize("address", ["ana@example.org\nBcc: b@example.org", "a@b.org\r\nX: y"])
def test_no_address_adds_a_header(address):
    with pytest.raises(ValueError, match="newlines"):
        send(address, "Hello", "Hello", message_id="<1@here>")
