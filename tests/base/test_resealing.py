"""Changing the key of the vault: everything that is sealed, in batches, as often as one likes."""

import re
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from solidarity.base import resealing
from solidarity.base.resealing import reseal_all
from solidarity.base.vault import resealed, seal, unseal
from tests.fixtures.people import NOON, SECRET, give_app
from values.actions import begin, consent, keep_screen
from values.models import Sheet
from values.queries import answers_in
from values.screens import screens
from values.wordings import NEWEST

races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
ROOT = Path(__file__).resolve().parents[2]
# Where words are sealed, and why they need not be sealed anew, or where that is seen to.
# Which file seals, and what: nothing where it is soon gone.
SEALERS = {
    "solidarity/people/actions/securing.py": {"secrets of apps for signing in"},
    "values/answers.py": {"what people answered about their values"},
    "values/cards.py": {"cards that people sorted"},
    "values/naming.py": {"what people keep to themselves of values they named"},
    "solidarity/people/sessions.py": set(),  # good for ten minutes
    "solidarity/desk/management/guarding.py": {"secrets of apps for signing in"},
    "solidarity/base/vault.py": set(),
    "solidarity/people/actions/exporting.py": {"files that people fetch about themselves"},
    "cohorts/actions/founding.py": {"seeds of lotteries that are still to be drawn"},
    "cohorts/sealing.py": {
        "journals in cohorts", "commitments in cohorts", "how much people in cohorts carry",
        "what helps people in cohorts", "what people in cohorts have typed and not saved",
        "what people answered in reflections", "what people said of their ties",
        "who was counted in reports of cohorts", "nameless ties in reports of cohorts",
    },
}  # fmt: skip


@pytest.fixture
def sealed(make_person):
    """Three people with apps and answers, sealed with the first key."""

    def seal_for(person):
        give_app(person)
        consent(person, wording=NEWEST, at=NOON)
        sheet = begin(person, at=NOON)
        first = screens(range(1, 31), sheet.order)[0]
        return keep_screen(sheet.pk, 0, by=person, answers=dict.fromkeys(first, 5))

    return [seal_for(make_person(name)) for name in ("asha", "bela", "chen")]


def is_all_read():
    return all(
        set(answers_in(sheet).values()) == {5} for sheet in Sheet.objects.exclude(sealed="")
    ) and all(
        unseal(row.data["secret"], purpose="app") == SECRET for row in Authenticator.objects.all()
    )


def test_every_place_that_seals_is_known():
    """Whoever seals something new says where it stands: else a new key would lose it."""
    apps = ("coalitions", "cohorts", "decisions", "meetings", "solidarity", "networks", "values")
    sources = [path for app in apps for path in (ROOT / app).rglob("*.py")]
    found = {  # sums of circles are sealed as well, with noise: that is no affair of the vault
        str(path.relative_to(ROOT))
        for path in sources
        if "vault" in (text := path.read_text()) and re.search(r"\bseal(_bytes)?\(", text)
    }

    assert found == set(SEALERS)
    assert set().union(*SEALERS.values()) == set(resealing.places())


@pytest.mark.django_db
def test_a_new_key_opens_everything_and_the_old_one_can_go(sealed, settings, capsys):
    settings.VAULT_KEYS = ["new"]
    call_command("rotate_keys", batch=2)
    assert "what people answered about their values: 3 sealed anew" in capsys.readouterr().out

    settings.SECRET_KEY = "gone"

    assert is_all_read()


@pytest.mark.django_db
def test_what_is_done_is_left_as_it_is(sealed, settings):
    settings.VAULT_KEYS = ["new"]
    list(reseal_all())
    before = list(Sheet.objects.order_by("pk").values_list("sealed", flat=True))

    again = dict(reseal_all())

    assert {(tally.anew, tally.left) for tally in again.values()} == {(0, 3), (0, 0)}
    assert list(Sheet.objects.order_by("pk").values_list("sealed", flat=True)) == before


@races
def test_stopped_half_way_it_goes_on_where_it_was(sealed, settings, monkeypatch):
    settings.VAULT_KEYS = ["new"]
    place = resealing.places()["what people answered about their values"]
    done = []

    def stop_at_the_third(sheet):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(sheet.pk)
        return place.anew(sheet)

    stopping = resealing.Sealed(place.rows, place.column, stop_at_the_third)
    monkeypatch.setitem(resealing._places, "what people answered about their values", stopping)
    with pytest.raises(KeyboardInterrupt):
        list(reseal_all(batch=1))
    monkeypatch.setitem(resealing._places, "what people answered about their values", place)

    assert is_all_read()  # both keys are there: everything opens at every moment
    tally = dict(reseal_all(batch=1))["what people answered about their values"]
    assert (tally.anew, tally.left) == (1, 2)
    settings.SECRET_KEY = "gone"
    assert is_all_read()


@pytest.mark.django_db
def test_what_no_key_opens_is_said_and_keeps_nothing_else_from_being_done(sealed, settings, capsys):
    Sheet.objects.filter(pk=sealed[0].pk).update(sealed=seal("{}", purpose="other"))
    settings.VAULT_KEYS = ["new"]

    with pytest.raises(CommandError, match="Keep the old keys"):
        call_command("rotate_keys")

    assert "2 sealed anew, 0 were already, 1 cannot be opened" in capsys.readouterr().out


def test_what_is_sealed_with_the_newest_key_is_not_touched(settings):
    kept = seal("words", purpose="app")
    assert resealed(kept, purpose="app") == kept

    settings.VAULT_KEYS = ["new"]
    anew = resealed(kept, purpose="app")

    assert anew != kept
    assert unseal(anew, purpose="app") == "words"
    with pytest.raises(ValueError, match="not ours"):
        resealed(kept, purpose="other")
