"""What people and networks work for: codes in the code, labels in every language."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class Cause(models.TextChoices):
    """Causes to choose from; a code never changes its meaning and is never used again."""

    CLIMATE = "climate", _("Climate")
    NATURE = "nature", _("Nature and animals")
    FOOD = "food", _("Food and land")
    WATER = "water", _("Water and oceans")
    ENERGY = "energy", _("Energy for all")
    HOUSING = "housing", _("Housing")
    ECONOMY = "economy", _("Fair economy")
    WORK = "work", _("Work and unions")
    HEALTH = "health", _("Health and care")
    DISABILITY = "disability", _("Disability justice")
    EDUCATION = "education", _("Learning")
    YOUTH = "youth", _("Children and youth")
    OLDER = "older", _("Older people")
    GENDER = "gender", _("Gender justice")
    LGBTQI = "lgbtqi", _("LGBTQI+ rights")
    ANTIRACISM = "antiracism", _("Against racism")
    MIGRATION = "migration", _("Migration and refuge")
    INDIGENOUS = "indigenous", _("Indigenous rights")
    PEACE = "peace", _("Peace")
    DEMOCRACY = "democracy", _("Democracy")
    RIGHTS = "rights", _("Human rights")
    JUSTICE = "justice", _("Justice and prisons")
    MEDIA = "media", _("Media and truth")
    TECHNOLOGY = "technology", _("Technology for people")
    CULTURE = "culture", _("Arts and culture")
    COMMUNITY = "community", _("Neighbours and community")


LABELS = dict(Cause.choices)


def labels_of(codes: Iterable[str]) -> list[str]:
    """The labels of `codes` in the reader's language; a code no longer known is left out."""
    return [str(LABELS[code]) for code in codes if code in LABELS]
