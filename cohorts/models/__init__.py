"""What cohorts hold: one module a noun."""

from cohorts.models.applying import (
    Answered,
    Application,
    ApplicationAnswer,
    Experience,
    Nominated,
    Nomination,
    NoNominations,
    Region,
)
from cohorts.models.buddies import Buddy, BuddyGroup, BuddyWish, Place
from cohorts.models.care import Carried, Helps, Load, LoadShared, Rest
from cohorts.models.choosing import Departure, Draw, DrawState, Feature, Quota
from cohorts.models.cohort import Cohort, OpenTo, Stage
from cohorts.models.commitment import Commitment
from cohorts.models.gathering import Gathering, OpenNetwork, ProgrammeQuestion, RoleOffer
from cohorts.models.journal import Entry, SealedDraft, Shared

__all__ = [
    "Answered",
    "Application",
    "ApplicationAnswer",
    "Buddy",
    "BuddyGroup",
    "BuddyWish",
    "Carried",
    "Cohort",
    "Commitment",
    "Departure",
    "Draw",
    "DrawState",
    "Entry",
    "Experience",
    "Feature",
    "Gathering",
    "Helps",
    "Load",
    "LoadShared",
    "NoNominations",
    "Nominated",
    "Nomination",
    "OpenNetwork",
    "OpenTo",
    "Place",
    "ProgrammeQuestion",
    "Quota",
    "Region",
    "Rest",
    "RoleOffer",
    "SealedDraft",
    "Shared",
    "Stage",
]
