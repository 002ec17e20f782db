"""Cells, countries, domains, likeness and profiles, without a database."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from networks.bringing import cells
from networks.bringing.countries import code_of
from networks.bringing.domains import own_domain
from networks.bringing.likeness import ALIKE, Known, alike, likeness, same_area, trigrams
from networks.bringing.mapping import mapping_in
from networks.bringing.murmurations import Public, profile_of
from networks.bringing.reading import Reader
from solidarity.base.refused import Refused

SCHEMAS = Path(__file__).resolve().parents[3] / "shared" / "data" / "murmurations_schemas"
WORDS = some.text(max_size=60)
NAMES = some.text(some.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("England", "GB"), ("SCOTLAND", "GB"), ("uk", "GB"), ("U.K.", "GB"), ("GBR", "GB"),
        ("USA", "US"), ("United States of America", "US"), ("Österreich", "AT"),
        ("ÖSterreich", "AT"), ("Belgique", "BE"), ("Ελλάδα", "GR"), ("Latvija", "LV"),
        ("România", "RO"), ("Portogallo", "PT"), ("Maroc", "MA"), ("Cameroun", "CM"),
        ("Deutschland", "DE"), ("Cote d'Ivoire", "CI"), ("cote_d'_ivoire", "CI"),
        ("united_states", "US"), ("Frace", "FR"), ("Italu", "IT"), ("Italia", "IT"),
        ("South Korea", "KR"), ("Palestina", "PS"), ("Czech Republic", "CZ"), ("مصر", "EG"),
        ("Россия", "RU"), ("日本", "JP"), ("Aberdeen", ""), ("", ""), ("Nowhere at all", ""),
    ],
)  # fmt: skip
def test_a_country_is_known_in_many_spellings(said, code):
    assert code_of(said) == code


@given(WORDS)
def test_whatever_is_said_for_a_country_it_is_a_code_or_nothing(said):
    assert re.fullmatch(r"[A-Z]{2}|", code_of(said))


def test_a_mapping_says_countries_in_its_own_way():
    assert code_of("Albion", {"albion": "GB"}) == "GB"


@given(WORDS)
def test_a_cell_becomes_plain_text(cell):
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e]", cells.plain(cell))


@given(WORDS, some.integers(2, 50))
def test_a_shortened_text_fits(text, most):
    assert len(cells.shortened(text, most)) <= most


@given(WORDS)
def test_a_website_is_on_the_web_or_none(cell):
    address = cells.website(cell)

    assert address == "" or re.match(r"(?i)https?://[^\s@\"]+$", address)


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("lark.example.org", "https://lark.example.org"),
        ("http://lark.example.org/a?b=c", "http://lark.example.org/a?b=c"),
        ("https://a.example.org, https://b.example.org", "https://a.example.org"),
        ("javascript:alert(1)", ""), ("mailto:a@example.org", ""), ("update6", ""),
        ("https://user:pw@example.org", ""), ("http://127.0.0.1/", ""), ("xmpp:x@y.org", ""),
        ("https://[::1]/", ""), ("http://x.org:99999/", ""),
    ],
)  # fmt: skip
def test_websites_are_told_from_what_is_none(cell, address):
    assert cells.website(cell) == address


@given(WORDS)
def test_a_cell_that_we_give_out_is_no_formula(text):
    assert not cells.safe(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(WORDS)
def test_a_key_of_a_key_is_itself(words):
    assert cells.key_of(cells.key_of(words)) == cells.key_of(words)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Write to ana@example.org today", "Write to … today"),
        ("Call +44 113 496 0000 now", "Call … now"),
        ("Tel: 0113 496 0000", "…"),
        ("Since 1998, 2400 members", "Since 1998, 2400 members"),
    ],
)
def test_what_is_of_people_is_taken_out_of_texts(said, kept):
    assert cells.without_people(said) == kept


@pytest.mark.parametrize(
    ("website", "domain"),
    [
        ("https://www.lark.example.org/x", "lark.example.org"),
        ("http://LARK.org", "lark.org"),
        ("https://bücher.example", "xn--bcher-kva.example"),
        ("https://lark.github.io", ""), ("https://facebook.com/lark", ""),
        ("https://www.facebook.com/lark", ""), ("https://lark.wordpress.com", ""),
        ("https://sites.google.com/lark", ""), ("https://gmail.com", ""),
        ("https://co.uk/", ""), ("https://lark.co.uk/", "lark.co.uk"), ("https://org.au", ""),
        ("https://lark.example.org/~ana/", ""), ("https://lark.example.org/%7Eana", ""),
        ("https://lark.example.org:8443/", ""), ("https://lark.org@example.org/", ""),
        ("http://2130706433/", ""), ("http://0x7f.1/", ""), ("https://lark.org:x@y.org", ""),
        ("http://10.0.0.1/", ""), ("http://localhost/", ""), ("", ""), ("http://[", ""),
    ],
)  # fmt: skip
def test_a_domain_is_ones_own_or_none(website, domain):
    assert own_domain(website) == domain


AREAS = some.tuples(some.sampled_from(["GB", "GB", "FR", ""]), some.sampled_from(["", "Leeds"]))
NETWORKS = some.lists(some.tuples(NAMES, AREAS), max_size=12)


@given(NETWORKS, NETWORKS)
def test_no_pair_of_names_that_are_alike_is_missed(first, second):
    new = [Known(n, name, *area) for n, (name, area) in enumerate(first)]
    others = [Known(100 + n, name, *area) for n, (name, area) in enumerate(second)]
    wanted = {
        (one.pk, other.pk)
        for one in new
        for other in others
        if likeness(trigrams(one.name), trigrams(other.name)) >= ALIKE and same_area(one, other)
    }

    assert {(one, other) for one, other, _why in alike(new, others)} == wanted


def test_the_same_name_in_two_countries_is_two_networks():
    assert not same_area(Known(1, "Lark", "GB"), Known(2, "Lark", "FR"))
    assert same_area(Known(1, "Lark", "", "Leeds"), Known(2, "Lark", "GB", "leeds"))


@given(some.binary(max_size=300))
def test_whatever_the_bytes_are_each_row_is_taken_or_refused(content):
    mapping = mapping_in({"source": "x", "fields": {"name": "name"}})

    rows = list(Reader(b"name,about\n" + content, mapping, this_year=2026).rows())

    assert all(bool(row.why) != bool(row.fields) for row in rows)


@given(
    some.builds(
        Public, page=some.just("https://here.example/networks/x/"), name=some.text(min_size=1),
        summary=some.text(), website=some.sampled_from(["", "https://a.example", "nonsense"]),
        country=some.sampled_from(["", "GB", "ES"]), tags=some.lists(some.text(), max_size=120),
        founded_year=some.none() | some.integers(1000, 2026), is_active=some.booleans(),
        bodies=some.lists(some.just("https://here.example/networks/y/"), max_size=3),
    )
)  # fmt: skip
def test_a_profile_follows_the_rules_of_the_protocol(network):
    said = profile_of(network)

    assert said["linked_schemas"] == ["organizations_schema-v1.0.0"]
    assert 0 < len(said["name"]) <= 200
    assert said["primary_url"].startswith(("http://", "https://"))
    tags = said.get("tags", ["x"])
    assert 1 <= len(tags) <= 100
    assert len(set(tags)) == len(tags)
    if SCHEMAS.exists():
        schema = json.loads((SCHEMAS / "schemas" / "organizations_schema-v1.0.0.json").read_text())
        check(said, schema)


KINDS = {"string": str, "array": list, "object": dict, "number": int | float}


def check(value, schema):
    """As much of JSON Schema as the protocol's own schemas use."""
    if "$ref" in schema:
        schema = json.loads((SCHEMAS / "schemas" / schema["$ref"]).read_text())
    assert isinstance(value, KINDS[schema["type"]])
    if isinstance(value, str):
        assert len(value) <= schema.get("maxLength", len(value))
        assert re.search(schema.get("pattern", ""), value)
        assert value in schema.get("enum", [value])
    if isinstance(value, list):
        assert len(value) >= schema.get("minItems", 0)
        assert len(value) <= schema.get("maxItems", len(value))
        if schema.get("uniqueItems"):
            assert len({json.dumps(each) for each in value}) == len(value)
        for each in value:
            check(each, schema["items"])
    if isinstance(value, dict):
        assert set(schema.get("required", [])) <= set(value)
        for name, each in value.items():
            check(each, schema["properties"][name])


@pytest.mark.parametrize(
    "said",
    [
        None, [], "x", {}, {"source": "x"}, {"source": "x", "fields": []},
        {"source": "x", "fields": {"name": "n"}, "causes": 5},
        {"source": "x", "fields": {"name": "n"}, "default": "GB"},
        {"source": "x", "fields": {"name": "n"}, "nonsense": 1},
        {"source": "", "fields": {"name": "n"}},
        {"source": "x", "fields": {"name": "n"}, "encoding": "rot13"},
        {"source": "x", "fields": {"name": "n"}, "delimiter": "ab"},
    ],
)  # fmt: skip
def test_a_mapping_that_is_none_is_refused(said):
    with pytest.raises(Refused):
        mapping_in(said)


def test_a_mapping_brings_in_no_code_and_no_address_that_is_none():
    said = {
        "source": "x", "fields": {"name": "n"}, "home": "javascript:alert(1)",
        "countries": {"Albion": "nonsense"}, "default": {"country": "??", "causes": ["x"]},
    }  # fmt: skip

    mapping = mapping_in(said)

    assert (mapping.home, mapping.countries) == ("", {"albion": ""})
    assert mapping.default == {"country": "", "languages": [], "causes": []}
    assert mapping_in(mapping.as_json()) == mapping
