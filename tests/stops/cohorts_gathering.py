"""How a cohort comes together, for the tour: as the demo leaves it, and one who is nominated."""

from tests.tour_stop import Stop, press

WATER = "/networks/across-the-water/"
CALL = f"{WATER}programme/"
CIRCLE = "/networks/first-circle/programme/"
# Run inside the stack; prints the keys of applications as JSON. Kofi thinks of rangi.
NAMES = ("asha", "inti", "token", "kept")
PREPARE = """
import json
from django.utils.timezone import now
from cohorts.actions import nominating, noting
from cohorts.models import Application, Cohort, Nomination, Reflection
from solidarity.base.secrets import new_token
from solidarity.people.models import Person
of = dict(cohort__network__slug="across-the-water")
nominating.nominate("across-the-water", whom="rangi", language="en",
                    words="She would ask what nobody asks.",
                    by=Person.objects.get(handle="kofi"), at=now())
token = new_token()
Nomination.objects.create(
    cohort=Cohort.objects.get(network__slug="across-the-water"), at=now(),
    token_digest=nominating.hidden_token(token), address_digest="0" * 64,
    by=Person.objects.get(handle="kofi"), words="You would ask what nobody asks.",
)
noting.write_note("across-the-water", Application.objects.get(person__handle="inti", **of).pk,
                  words="Would like captions. Free on Tuesdays.",
                  by=Person.objects.get(handle="felipe"), at=now())
print(json.dumps({who: Application.objects.get(person__handle=who, **of).pk
                  for who in ("asha", "inti")}
                 | {"token": token,
                    "kept": Reflection.objects.filter(person__handle="amina").first().pk}))
"""
STOPS = [
    Stop("cohort-found", "/cohorts/new/", "felipe"),
    Stop("cohort-found-error", "/cohorts/new/", "felipe", press),
    Stop("programme", CALL),
    Stop("programme", CALL, "asha"),
    Stop("programme", CALL, "felipe"),
    Stop("programme-nominated", CALL, "rangi"),
    Stop("programme-running", CIRCLE, "amina"),
    Stop("programme-group", "/networks/harbour-kitchen/programme/", "amina", status=404),
    Stop("programme-edit", f"{CALL}edit/", "felipe"),
    Stop("programme-stage", f"{CALL}stage/", "felipe"),
    Stop("facilitators", f"{CALL}facilitators/", "felipe"),
    Stop("facilitators-error", f"{CALL}facilitators/", "felipe", press),
    Stop("apply", f"{CALL}apply/", "kofi"),
    Stop("apply-withdraw", f"{CALL}apply/withdraw/", "asha"),
    Stop("nominate", f"{CALL}nominate/", "kofi"),
    Stop("nominate-error", f"{CALL}nominate/", "kofi", press),
    Stop("nominated", f"{CALL}nominated/", "rangi"),
    Stop("nominated-error", f"{CALL}nominated/", "rangi", press),
    Stop("applications", f"{CALL}applications/", "felipe"),
    Stop("application-talked", f"{CALL}applications/{{p_asha}}/", "felipe"),
    Stop("application", f"{CALL}applications/{{p_inti}}/", "felipe"),
    Stop("application", f"{CALL}applications/{{p_asha}}/", "asha"),
    Stop("application-letter", f"{CALL}applications/{{p_asha}}/declined/", "felipe"),
    Stop("application-letters", f"{CALL}applications/letters/declined/", "felipe"),
    Stop("application-letters-error", f"{CALL}applications/letters/declined/", "felipe", press),
    Stop("nomination", "/cohorts/nomination/{p_token}/", end="/cohorts/nomination/"),
    Stop("cohorts-applied", "/cohorts/applied/", "asha"),
    Stop("cohorts-applied", "/cohorts/applied/", "rangi"),
    Stop("choosing", f"{CALL}choosing/", "felipe"),
    Stop("choosing-like", f"{CALL}choosing/?like=region:europe", "felipe"),
    Stop("chosen", f"{CIRCLE}choosing/", "amina"),
    Stop("mix", f"{CALL}choosing/mix/", "felipe"),
]
ACTS = {
    f"cohorts:{name}"
    for name in (
        "facilitators_answer", "facilitators_lay_down", "application_talked", "mix_drop", "draw",
        "application_talk", "application_note", "application_note_drop", "nominations",
        "open_nomination",
    )
}  # fmt: skip
