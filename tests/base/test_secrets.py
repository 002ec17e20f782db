import base64
import re

import pytest
from django.core.cache import cache
from django.db import connection

from solidarity.base.secrets import cache_key, digest, new_token


def test_a_token_cannot_be_guessed():
    token = new_token()

    assert len(base64.urlsafe_b64decode(token + "==")) * 8 >= 128
    assert new_token() != token
    assert re.fullmatch(r"[\w-]+", token)


def test_a_digest_is_the_same_for_the_same_words_and_purpose():
    assert digest("ana", purpose="limit") == digest("ana", purpose="limit")
    assert re.fullmatch(r"[0-9a-f]{64}", digest("ana", purpose="limit"))


def test_a_digest_differs_by_words_by_purpose_and_by_the_key_of_the_house(settings):
    mine = digest("ana", purpose="limit")

    assert digest("ben", purpose="limit") != mine
    assert digest("ana", purpose="invitation") != mine
    settings.SECRET_KEY = "another key"
    assert digest("ana", purpose="limit") != mine


def test_purpose_and_words_cannot_be_confused():
    assert cache_key("b", "a", 1) != cache_key("1:b", "a", 1)
    assert digest("b:c", purpose="a") != digest("c", purpose="a:b")


@pytest.mark.django_db
def test_the_cache_table_keeps_no_network_or_mail_address():
    cache.set("login_failed:203.0.113.7:ana@example.org", [1.0], timeout=60)

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM base_cache")
        keys = [key for (key,) in cursor.fetchall()]
    assert cache.get("login_failed:203.0.113.7:ana@example.org") == [1.0]
    assert keys
    assert all(re.fullmatch(r"[0-9a-f]{64}", key) for key in keys)
