"""The demo that ships: networks that exist, unclaimed, and invented ones full of life.

What it says stands in `solidarity/desk/demo/*.toml`. What happened in the invented networks is
done again by the real actions, one after the other in the order of time, as if it had been lived.
"""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import F, Max, Value
from django.utils.timezone import now

from networks.actions.affiliating import affiliate
from networks.actions.answering import accept, say_no
from networks.actions.forgetting import TOLD_BEFORE
from networks.actions.founding import FIRST_TERM, found
from networks.actions.inviting import hidden_address, invite_by_link, invite_by_mail
from networks.actions.joining import admit, decline, join, leave, withdraw
from networks.actions.placing import locate_all_anew
from networks.actions.searching import refresh_directory, refresh_words
from networks.actions.talking import start_on, tell_begun
from networks.models import (
    Affiliation,
    Invitation,
    JoinPolicy,
    Kind,
    Membership,
    Network,
    NetworkState,
    PlaceName,
    Role,
    State,
)
from networks.queries.placing import plain
from solidarity.base.words import rendered
from solidarity.desk.management import reaching
from solidarity.desk.management.between import happens_between
from solidarity.desk.management.caring import care_for_each_other
from solidarity.desk.management.circling import let_them_answer
from solidarity.desk.management.coalescing_agreement import agree_on_words
from solidarity.desk.management.coalescing_governing import share_words
from solidarity.desk.management.coalescing_ground import find_common_ground
from solidarity.desk.management.coalescing_hard import call_and_ease
from solidarity.desk.management.coalescing_joining import come_and_go
from solidarity.desk.management.deciding import decide_together
from solidarity.desk.management.ending import go_through
from solidarity.desk.management.events import Event, People, carry_out, membership_of
from solidarity.desk.management.gathering import gather_cohorts
from solidarity.desk.management.guarding import give_app, guard
from solidarity.desk.management.holding import hold_together, show_circles
from solidarity.desk.management.joining import JOINING
from solidarity.desk.management.kitchens import bring_in_kitchens
from solidarity.desk.management.meeting import meet_up
from solidarity.desk.management.naming import name_values
from solidarity.desk.management.reflecting import look_back
from solidarity.desk.management.ruling import RULING, TELLING
from solidarity.desk.management.running import run_cohort
from solidarity.desk.management.sorting import let_them_sort
from solidarity.inbox.models import Notice
from solidarity.outbox.actions import forget_letters_of
from solidarity.outbox.models import Job, Letter
from solidarity.outbox.models import State as JobState
from solidarity.people.actions.leaving import depart, rest
from solidarity.people.models import Person, UsedHandle
from solidarity.threads.actions import announce, comment, react
from solidarity.threads.models import Answer, Thread
from solidarity.threads.queries import threads_of

FOLDER = Path(__file__).resolve().parents[2] / "demo"
SEED = "solidarity"
# Said in the network's first language: nobody shall look for these.
INVENTED = {
    "en": ("(Invented.)", "*This network is invented, to show what is possible here.*"),
    "es": ("(Inventada.)", "*Esta red es inventada: muestra lo que aquí es posible.*"),
    "ar": ("(متخيَّلة.)", "*هذه الشبكة متخيَّلة، لتُظهر ما هو ممكن هنا.*"),
}
INVENTED_PERSON = "*An invented person.*"
UNREAD = timedelta(days=7)
HISTORY = {
    "founder", "founded", "questions", "answers", "members", "events", "slug",
    "threads_kept_months",
}  # fmt: skip


class Command(BaseCommand):
    help = "Load the demo; what is there already stays as it is. For development only."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--anyway", action="store_true", help="load it outside development, too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEVELOPMENT and not options["anyway"]:
            raise CommandError(
                "This is no development instance: invented people do not belong here. "
                "If you do want them, add --anyway."
            )
        people, networks = load(at=now())
        self.stdout.write(
            f"The demo is loaded: {networks} networks and {people} people are new."
            if people or networks
            else "The demo is loaded already."
        )


@transaction.atomic
def load(*, at: datetime) -> tuple[int, int]:
    """Add what is missing of the demo; returns how many people and networks were."""
    there = set(Network.objects.values_list("slug", flat=True))
    people = _add_people(_read("people")["person"], at=at)
    content, together = _read("networks"), _read("holding")
    missing = [each for each in content["network"] if each["slug"] not in there]
    listed = [each for each in _read("comparators")["network"] if each["slug"] not in there]
    if missing or listed:
        last_notice = Notice.objects.aggregate(last=Max("pk"))["last"] or 0
        last_job = Job.objects.aggregate(last=Max("pk"))["last"] or 0
        _add_listed(listed, at=at)
        _live_through(missing, content["affiliation"], at=at)
        bring_in_kitchens(FOLDER, at=at)
        if missing:
            everybody = {person.handle: person for person in Person.objects.all()}
            let_them_answer(everybody, at=at)
            let_them_sort(everybody, at=at)
            name_values(_read("own_words"), everybody, at=at)
            go_through(_read("cohorts_ended"), everybody, at=at)
            decide_together(_read("decisions"), everybody, at=at)
            find_common_ground(_read("coalitions_ground"), everybody, at=at)
            governed = _read("coalitions_governing")
            agree_on_words(
                _read("coalitions_agreement"), everybody, settings=governed["settings"], at=at
            )
            share_words(governed, everybody, at=at)
            come_and_go(_read("coalitions_joining"), everybody, at=at)
            call_and_ease(_read("coalitions_hard"), everybody, at=at)
            _add_towns()
            meet_up(_read("meetings"), everybody, at=at)
            run_cohort(_read("cohorts_running"), everybody, at=at)
            gather_cohorts(_read("cohorts_gathering"), everybody, at=at)
            care_for_each_other(_read("cohorts_care"), everybody, at=at)
            show_circles(together["circle"], everybody, at=at)
            if together["slug"] not in there:
                hold_together(together, everybody, at=at)
            guard(everybody, at=at)
            look_back(_read("reflecting"), at=at)
        _settle_notices(last_notice, at=at)
        reaching.choose(_read("reaching"), at=at)
        reaching.bounce(_read("reaching"), at=at)
        _settle_letters(last_job, at=at)
        refresh_directory()
        refresh_words()
        _add_towns()
        locate_all_anew()
    return people, len(missing) + len(listed)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _add_towns() -> None:
    """The towns of the demo, which are on no map but its own: their numbers are below zero."""
    if PlaceName.objects.filter(town__lt=0).exists():
        return
    for number, town in enumerate(_read("towns")["town"], start=1):
        PlaceName.objects.create(town=-number, words=plain(Value(town["name"])), **town)


def _add_people(wanted: Sequence[dict[str, Any]], *, at: datetime) -> int:
    """Make the people that are missing, with an address that counts as theirs."""
    there = set(
        Person.objects.filter(handle__in=[each["handle"] for each in wanted])
        .values_list("handle", flat=True)
    )  # fmt: skip
    missing = [each for each in wanted if each["handle"] not in there]
    for number, fields in enumerate(missing):
        goes = fields.pop("goes", "")
        words = f"{fields.pop('moves_me', '')}\n\n{INVENTED_PERSON}".strip()
        person = Person.objects.create_user(
            f"{fields['handle']}@example.org",
            **fields,
            moves_me=words,
            moves_me_html=rendered(words),
            joined_at=at - timedelta(days=1000 - number),
        )
        UsedHandle.objects.get_or_create(handle=person.handle)
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        if person.is_admin:
            give_app(person, at=at)
        if goes == "rests":
            rest(person.pk, at=at)
        elif goes == "departs":
            depart(person.pk, leaves_words=True, at=at)
            forget_letters_of({person.email}, naming=person.display_name)
    return len(missing)


def _add_listed(wanted: Sequence[dict[str, Any]], *, at: datetime) -> None:
    """List networks that exist; nobody here looks after them yet."""
    Network.objects.bulk_create(
        Network(
            **fields,
            story_html=rendered(fields["story"]),
            state=NetworkState.UNCLAIMED,
            shows_affiliations=True,
            founded_at=at - timedelta(days=900 - number),
        )
        for number, fields in enumerate(wanted)
    )


def _live_through(
    networks: Sequence[dict[str, Any]],
    affiliations: Sequence[dict[str, Any]],
    *,
    at: datetime,
) -> None:
    """Let everything happen, the longest ago first: ids then follow time, as in life."""
    events = [Event(each["ago"], "affiliate", each["body"], each) for each in affiliations]
    for fields in networks:
        events += _history(fields)
    slugs = {fields["slug"] for fields in networks}
    for details in _read("talk")["thread"]:
        if details["network"] in slugs:
            events += _talk(details)
    for details in _read("between")["act"]:
        if {details["network"], details.get("far", details["network"])} <= slugs:
            events.append(Event(details["ago"], "between", details["network"], details))
    people = {person.handle: person for person in Person.objects.all()}
    for event in sorted(events, key=lambda event: -event.ago):
        when = at - timedelta(days=event.ago)
        if event.act in RULING:
            RULING[event.act](event.network, event.details, people, when)
        else:
            ACTS[event.act](event, people, when)
        for kind, tell in TELLING.items():
            carry_out(kind, tell, at=when)
    _renew_terms([fields["slug"] for fields in networks], at=at)


def _history(fields: dict[str, Any]) -> Iterator[Event]:
    """All that happened in one invented network."""
    slug = fields["slug"]
    chance = Random(f"{SEED}:{slug}")
    yield Event(fields["founded"], "found", slug, fields)
    yield from _arrivals(fields, chance)
    for details in fields["events"]:
        yield Event(details["ago"], details["act"], slug, details)


def _arrivals(fields: dict[str, Any], chance: Random) -> Iterator[Event]:
    """The members' coming in, one after the other in the first third of the network's life."""
    slug, founded = fields["slug"], fields["founded"]
    step = founded / 3 / max(1, len(fields["members"]))
    policy = fields.get("join_policy", JoinPolicy.ASK)
    by = fields["founder"]
    for number, who in enumerate(fields["members"], start=1):
        ago = founded - step * (number - chance.random() * 0.8)
        if policy == JoinPolicy.INVITATION:
            yield Event(ago, "add", slug, {"who": who, "by": by})
            continue
        answers = chance.choice(fields.get("answers", [[]]))
        yield Event(ago, "join", slug, {"who": who, "answers": answers})
        if policy == JoinPolicy.ASK:
            soon = ago - chance.uniform(0.05, 1.5)
            yield Event(soon, "admit", slug, {"who": who, "by": by})


def _talk(details: dict[str, Any]) -> Iterator[Event]:
    """A conversation; the words under it were said when all was written."""
    place, title = details["network"], details["title"]
    yield Event(details["ago"], "start", place, details)
    last = details["ago"]
    for said in details["comments"]:
        last = min(last, said["ago"])
        yield Event(said["ago"], "comment", place, said | {"title": title})
    for said in details["answers"]:
        yield Event(last - 0.1, "answer", place, said | {"title": title})


def _found(event: Event, people: People, at: datetime) -> None:
    wanted = event.details
    mark, sentence = INVENTED[wanted["languages"][0]]
    fields = {key: value for key, value in wanted.items() if key not in HISTORY}
    fields["summary"] = f"{fields['summary']} {mark}"
    fields["story"] = f"{fields.get('story', '').strip()}\n\n{sentence}".strip()
    network = found(
        by=people[wanted["founder"]], fields=fields, at=at,
        questions=wanted.get("questions", []),
    )  # fmt: skip
    # A hidden one is founded under a slug that nobody can guess; the demo's is known.
    Network.objects.filter(pk=network.pk).update(slug=event.network)
    if months := wanted.get("threads_kept_months"):
        Network.objects.filter(pk=network.pk).update(
            threads_kept_months=months, threads_go_from=at + TOLD_BEFORE
        )


def _join(event: Event, people: People, at: datetime) -> None:
    answers = dict(enumerate(event.details.get("answers", []), start=1))
    network = Network.objects.get(slug=event.network)
    who, ways = people[event.details["who"]], network.ways_number
    join(network.pk, by=who, answers=answers, ways=ways, at=at)


def _add(event: Event, people: People, at: datetime) -> None:
    """Somebody is invited and comes in."""
    network, by = Network.objects.get(slug=event.network), people[event.details["by"]]
    if network.kind == Kind.COHORT:  # chosen before this platform was there
        Membership.objects.create(
            network=network, person=people[event.details["who"]], state=State.ACTIVE, asked_at=at,
            answered_at=at,
        )  # fmt: skip
        return
    link = invite_by_link(network.pk, most_uses=1, days=14, message="", by=by, at=at)
    who = people[event.details["who"]]
    accept(link.token_digest, by=who, ways=network.ways_number, at=at)


def _invite(event: Event, people: People, at: datetime) -> None:
    """People are invited: those at `addresses` by mail, or `uses` of them by a link."""
    network, by = Network.objects.get(slug=event.network), people[event.details["by"]]
    words = event.details.get("message", "")
    if "uses" in event.details:
        uses = event.details["uses"]
        invite_by_link(network.pk, most_uses=uses, days=30, message=words, by=by, at=at)
    else:
        pasted = "\n".join(event.details["addresses"])
        language = network.languages[0]
        invite_by_mail(network.pk, pasted, language=language, message=words, by=by, at=at)


def _say_no(event: Event, people: People, at: datetime) -> None:
    """Somebody declines a mailed invitation."""
    sent = Invitation.objects.get(
        network__slug=event.network, address_digest=hidden_address(event.details["address"])
    )
    say_no(sent.token_digest, by=None, forever=False, at=at)


def _admit(event: Event, people: People, at: datetime) -> None:
    admit(membership_of(event).pk, by=people[event.details["by"]], at=at)


def _decline(event: Event, people: People, at: datetime) -> None:
    by, reason = people[event.details["by"]], event.details["reason"]
    decline(membership_of(event).pk, by=by, reason=reason, at=at)


def _withdraw(event: Event, people: People, at: datetime) -> None:
    membership = membership_of(event)
    withdraw(membership.network_id, by=people[event.details["who"]], at=at)


def _leave(event: Event, people: People, at: datetime) -> None:
    leave(membership_of(event).network_id, by=people[event.details["who"]], at=at)


def _give_role(event: Event, people: People, at: datetime) -> None:
    """Somebody holds a role that was given before one could propose and confirm here."""
    membership = membership_of(event)
    membership.role = Role(event.details["role"])
    membership.role_since, membership.role_until = at.date(), (at + FIRST_TERM).date()
    membership.save(update_fields=["role", "role_since", "role_until"])


def _affiliate(event: Event, people: People, at: datetime) -> None:
    pair = Network.objects.in_bulk(
        [event.details["member"], event.details["body"]], field_name="slug"
    )
    member, body = pair[event.details["member"]], pair[event.details["body"]]
    if not Affiliation.objects.filter(member=member, body=body).exists():
        affiliate(member, body, by=people[event.details["by"]], at=at)


def _start(event: Event, people: People, at: datetime) -> None:
    said = event.details
    start_on(
        [Network.objects.get(slug=event.network)], by=people[said["who"]], title=said["title"],
        words=said["words"].strip(), to_all=said.get("to_all", False), key=said["title"][:64],
        at=at,
    )  # fmt: skip
    carry_out("threads.announce", announce, at=at)
    carry_out("networks.tell_begun", tell_begun, at=at)


def _thread(event: Event) -> Thread:
    network = Network.objects.get(slug=event.network)
    return threads_of(network).get(title=event.details["title"])


def _comment(event: Event, people: People, at: datetime) -> None:
    said = event.details
    thread = _thread(event)
    key = f"{thread.pk}-{thread.comments}"
    comment(thread.pk, by=people[said["who"]], words=said["words"], key=key, at=at)


def _answer(event: Event, people: People, at: datetime) -> None:
    said = event.details
    post = _thread(event).opening
    react(post.pk, by=people[said["who"]], kind=Answer(said["kind"]), is_said=True)


def _between(event: Event, people: People, at: datetime) -> None:
    happens_between(event.details, people, at)


ACTS: dict[str, Callable[[Event, People, datetime], None]] = {
    "found": _found,
    "join": _join,
    "add": _add,
    "invite": _invite,
    "say_no": _say_no,
    "admit": _admit,
    "decline": _decline,
    **JOINING,
    "withdraw": _withdraw,
    "leave": _leave,
    "role": _give_role,
    "affiliate": _affiliate,
    "start": _start,
    "comment": _comment,
    "answer": _answer,
    "between": _between,
}


def _renew_terms(slugs: Sequence[str], *, at: datetime) -> None:
    """Give those whose term would be over another: they were chosen again since."""
    over = Membership.objects.filter(network__slug__in=slugs, role_until__lt=at.date())
    while over.update(role_until=F("role_until") + FIRST_TERM):
        pass


def _settle_notices(last: int, *, at: datetime) -> None:
    """Mark old notices as read, and the mails of all of them as sent.

    What was told in the past was mailed in the past: the mailbox starts empty, so that whatever
    stands in it was caused by whoever tries the platform out.
    """
    told = Notice.objects.filter(pk__gt=last)
    told.filter(told_at__lt=at - UNREAD).update(read_at=F("told_at") + timedelta(hours=9))
    reaching.mail_the_past(last, at=at)
    keys = [f"inbox.mail:{pk}" for pk in told.values_list("pk", flat=True)]
    Job.objects.filter(key__in=keys).update(state=JobState.DONE, ended_at=at)


def _settle_letters(last: int, *, at: datetime) -> None:
    """Forget the letters of the past, as if they had left."""
    jobs = Job.objects.filter(pk__gt=last, kind="outbox.letter")
    Letter.objects.filter(pk__in=[job.payload["letter"] for job in jobs]).delete()
    jobs.update(state=JobState.DONE, ended_at=at)
