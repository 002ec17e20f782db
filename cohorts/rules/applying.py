"""Who applies, who nominates, who reads an application and answers it."""

from datetime import datetime

from django.utils.translation import gettext as _

from cohorts.models import Answered, Application, Cohort, Nominated, Nomination, Stage
from cohorts.rules.gathering import why_not_write
from cohorts.rules.people import facilitates
from networks.models import State, Visibility
from networks.rules import Standing, standing_of
from solidarity.people.models import Person
from solidarity.threads.owners import Voice

WAITS = (Answered.SENT, Answered.WAITING)
ANSWERING = (Stage.OPEN, Stage.CHOOSING, Stage.RUNNING)


def why_closed(cohort: Cohort, *, at: datetime) -> str:
    """Why nobody can apply now; "" when people can."""
    if cohort.stage == Stage.PREPARING:
        return _("This cohort is being prepared. One cannot apply yet.")
    if cohort.stage == Stage.ENDED:
        return _("This cohort has ended. What it was stays here to read.")
    if cohort.stage != Stage.OPEN or not cohort.apply_by or cohort.apply_by <= at:
        return _("The call is closed. Nobody can apply any more.")
    return ""


def why_not_apply(
    standing: Standing, cohort: Cohort, *, is_let: bool, has_applied: bool, at: datetime
) -> str:
    """Why the viewer may not apply; is_let: it is open to everybody, or to a network of hers."""
    if has_applied:
        return _("You have applied already.")
    if standing.is_member:
        return _("You belong to this cohort already.")
    if standing.state == State.BANNED:
        return _("The stewards have closed this network to you.")
    if why := why_closed(cohort, at=at):
        return why
    if not is_let:
        return _("This cohort is for members of the networks that its programme names.")
    return ""


def why_not_withdraw(application: Application, person: Person, *, is_inside: bool) -> str:
    """Why `person` may not take this application back; "" when she may. is_inside: takes part."""
    if application.person_id != person.pk:
        return _("This is the application of somebody else.")
    if application.state == Answered.ACCEPTED and is_inside:
        return _("You take part already. You can leave the cohort on its first page.")
    return ""


def why_not_nominate(cohort: Cohort, *, at: datetime) -> str:
    """Why nobody can be nominated; "" when somebody can."""
    if cohort.network.visibility == Visibility.HIDDEN:
        return _("This cohort is hidden: whoever you think of could not read what it is.")
    return why_closed(cohort, at=at)


def why_not_answer_nomination(nomination: Nomination) -> str:
    """Why this nomination cannot be answered any more; "" when it can."""
    if nomination.state != Nominated.ASKED:
        return _("You have answered already.")
    return ""


def reads(standing: Standing, application: Application, person: Person) -> bool:
    """Whether `person` reads an application: whoever wrote it, and those who facilitate."""
    return application.person_id == person.pk or facilitates(standing)


def voice_on(application: Application, person: Person) -> Voice:
    """What `person` may say about an application: until it is answered for good."""
    is_open = application.state in WAITS and application.cohort.stage in ANSWERING
    if application.person_id == person.pk:
        return Voice(reads=True, writes=is_open)
    standing = standing_of(person, application.cohort.network)
    if not facilitates(standing):
        return Voice()
    return Voice(reads=True, writes=is_open and not standing.is_paused)


def why_not_note(standing: Standing, application: Application) -> str:
    """Why the viewer may not take a conversation or note something of it; "" when she may."""
    if why := why_not_write(standing):
        return why
    if application.cohort.stage not in ANSWERING:
        return _("This cohort has ended. What it was stays here to read.")
    return ""


def why_not_answer(
    standing: Standing, application: Application, state: str, *, taken: int, own: Standing,
    waits_for_lottery: bool,
) -> str:  # fmt: skip
    """Why an application cannot be answered so; taken: seats that are given already.

    own: how whoever applied stands to the cohort; waits_for_lottery: it was promised, is needed,
    and is not drawn yet.
    """
    if why := why_not_write(standing):
        return why
    cohort = application.cohort
    if application.state not in WAITS or application.state == state:
        return _("This person has this answer already.")
    if cohort.stage not in {Stage.CHOOSING, Stage.RUNNING}:
        return _("Answers go out once the call is closed, so that all are read with the same eyes.")
    if waits_for_lottery:
        return _("A lottery was promised. Have it drawn first, then write to everybody.")
    if state == Answered.ACCEPTED:
        return _why_not_accept(application, taken=taken, own=own)
    has_seat = state == Answered.DECLINED or taken < cohort.seats
    if application.is_proposed and has_seat:
        return _("This person is in the group that you propose. Take them out of it first.")
    return ""


def _why_not_accept(application: Application, *, taken: int, own: Standing) -> str:
    if application.talked_on is None:
        return _("A conversation comes first. Note here when you talked.")
    if not application.is_proposed:
        return _("First put this person into the group that you propose.")
    if own.state == State.BANNED:
        return _("The stewards have closed this network to this person.")
    if own.is_member:
        return _("This person belongs to the cohort already.")
    if taken >= application.cohort.seats:
        return _("Every seat is taken. You can put this person on the waiting list.")
    return ""
