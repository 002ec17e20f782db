"""Materials of a cohort: pieces in versions under an open licence, ready outlines of ours."""

import pytest
from django.db import ProgrammingError, transaction

from cohorts.actions import materials
from cohorts.models import Material, MaterialVersion, SharedProgramme, Sort, Theme
from cohorts.outlines import LANGUAGES, outline, outlines
from cohorts.queries.materials import material_words, newest_of
from networks.models import LogEntry, Visibility
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
SAID = {
    "title": "Arriving", "sort": "exercise", "theme": "values", "language": "en",
    "authors": "Ben of the Well", "words": "Say your name.\n\nSay what you bring.",
}  # fmt: skip


@pytest.fixture
def pilot(make_cohort, cleo, ben):
    """A cohort under way: Cleo facilitates it, Ben takes part."""
    return make_cohort(name="Pilot", facilitators=[], participants=[ben]).network


@pytest.fixture
def here(pilot):
    return f"/networks/{pilot.slug}/programme/materials/"


def add(pilot, by, **fields):
    return materials.add_material(pilot.pk, by=by, at=NOON, fields=SAID | fields)


def rewrite(material, by, *, seen="", **fields):
    saved = material_words(material, newest_of(material))
    said = saved | {"why": ""} | fields
    return materials.write_anew(
        material.pk, by=by, at=NOON, fields=said, seen=seen or fingerprint(saved)
    )


def test_whoever_is_in_the_cohort_writes_a_piece_and_sent_twice_it_is_one(pilot, ben):
    material = add(pilot, ben)

    assert add(pilot, ben) == material
    assert (material.number, material.newest) == (1, 1)
    assert newest_of(material).by == ben


def test_who_is_not_in_it_writes_nothing(pilot, ana):
    with pytest.raises(Refused, match="in this cohort"):
        add(pilot, ana)


def test_every_version_stays_and_the_web_can_change_none(pilot, ben, cleo):
    material = add(pilot, ben)
    rewrite(material, cleo, words="Say your name slowly.", why="It was too quick.")

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        MaterialVersion.objects.update(words="Something else.")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        MaterialVersion.objects.all().delete()
    assert [each.words for each in material.versions.order_by("number")] == [
        SAID["words"], "Say your name slowly.",
    ]  # fmt: skip


def test_another_title_alone_is_no_new_version(pilot, ben):
    material = add(pilot, ben)
    rewrite(material, ben, title="Arriving together")

    material.refresh_from_db()
    assert (material.title, material.newest) == ("Arriving together", 1)


def test_whoever_saves_second_sees_both(pilot, ben, cleo):
    material = add(pilot, ben)
    seen = fingerprint(material_words(material, newest_of(material)))
    rewrite(material, cleo, words="Cleo's words.")

    with pytest.raises(Stale):
        rewrite(material, ben, words="Ben's words.", seen=seen)


def test_only_those_who_facilitate_put_away_and_the_log_says_so(pilot, ben, cleo):
    material = add(pilot, ben)
    with pytest.raises(Refused, match="facilitate"):
        materials.put_away(material.pk, by=ben, at=NOON)

    materials.put_away(material.pk, by=cleo, at=NOON)

    assert Material.objects.get().gone_at == NOON
    assert LogEntry.objects.filter(network=pilot, facts__fields=["material"], by=cleo).count() == 1
    with pytest.raises(Refused, match="put away"):
        rewrite(material, ben, words="More.")


def test_a_ready_outline_is_taken_once_and_then_their_own(pilot, ben):
    ready = outline("values", "es")
    material = materials.take_ready(pilot.pk, ready, by=ben, at=NOON)

    assert materials.take_ready(pilot.pk, ready, by=ben, at=NOON) == material
    assert (material.sort, material.theme, material.language) == (Sort.OUTLINE, "values", "es")
    assert newest_of(material).by is None
    rewrite(material, ben, words="Ours now.")
    assert outline("values", "es").words != "Ours now."


def test_there_is_a_ready_outline_for_each_theme_in_each_language():
    assert set(outlines()) == {(theme, each) for theme in Theme.values for each in LANGUAGES}
    for each in outlines().values():
        assert each.title
        assert 1500 < len(each.words) < 20_000
        assert each.words.count("## ") == 5


def test_the_outline_of_a_language_that_we_do_not_have_is_the_english_one():
    assert outline("stories", "fr") == outline("stories", "en")
    assert outline("cooking", "en") is None


def test_those_inside_read_all_of_it_and_others_nothing(pilot, here, ben, ana):
    add(pilot, ben)

    assert "Arriving" in Page(visit(ben).get(here)).main
    assert "Say what you bring." in Page(visit(ben).get(f"{here}1/")).main
    assert visit(ana).get(here).status_code == 404
    assert visit(ana).get(f"{here}1/").status_code == 404


def test_a_shared_programme_is_read_by_everybody_but_its_versions(pilot, here, ben, ana):
    add(pilot, ben)
    SharedProgramme.objects.create(body=pilot, at=NOON)

    page = Page(visit(ana).get(f"{here}1/"))

    assert "Ben of the Well" in page.main
    assert "CC BY-SA 4.0" in page.main
    assert visit(ana).get(f"{here}1/versions/").status_code == 404
    assert visit(ana).get(f"{here}1/edit/").status_code == 404


def test_a_hidden_cohort_shares_with_nobody(pilot, here, ben, ana):
    add(pilot, ben)
    SharedProgramme.objects.create(body=pilot, at=NOON)
    pilot.visibility = Visibility.HIDDEN
    pilot.save(update_fields=["visibility"])

    assert visit(ana).get(here).status_code == 404


def test_a_piece_is_written_and_written_anew_in_the_browser(client, pilot, here, ben):
    client.force_login(ben)
    refused = client.post(f"{here}new/", SAID | {"title": ""})
    assert refused.status_code == 422
    assert "Give the piece a name" in refused.content.decode()
    assert client.post(f"{here}new/", SAID).url == f"{here}1/"

    words = material_words(Material.objects.get(), newest_of(Material.objects.get()))
    said = SAID | {"words": "Anew.", "why": "Shorter.", "seen": fingerprint(words)}
    assert client.post(f"{here}1/edit/", said).url == f"{here}1/"

    page = Page(visit(ben).get(f"{here}1/versions/2/"))
    assert "What changed since version 1" in page.main
    assert "Shorter." in page.main
