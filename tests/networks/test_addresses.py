"""What people paste, and the addresses in it."""

import pytest

from networks.addresses import lines_of


@pytest.mark.parametrize(
    ("pasted", "addresses"),
    [
        ("", []),
        ("nia@example.org", ["nia@example.org"]),
        (" NIA@Example.org , olu@example.org;\tana@example.org", [
            "nia@example.org", "olu@example.org", "ana@example.org"]),
        ("Nia <nia@example.org>\r\nolu@example.org\n\n", ["nia@example.org", "olu@example.org"]),
        ('"Doe, Nia" <nia@example.org>', ["nia@example.org"]),
        ("Doe,Nia,nia@example.org,Lima", ["nia@example.org"]),
        ('"Doe","Nia","nia@example.org"', ["nia@example.org"]),
        ("mailto:nia@example.org", ["nia@example.org"]),
        ("nia", [""]),
        ("nia@", [""]),
        ("nia@example.org\x00", [""]),
        ("<nia@example.org", [""]),
        ('nia@example.org\nBcc: all@example.org', ["nia@example.org", ""]),
        ("نور <nur@example.org>", ["nur@example.org"]),
        (f"{'a' * 64}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.org", [""]),
    ],
)  # fmt: skip
def test_addresses_are_found(pasted, addresses):
    assert [line.address for line in lines_of(pasted)] == addresses
