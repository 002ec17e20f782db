"""Sessions, materials, challenges and forks for the tour: as the demo leaves them."""

from tests.tour_stop import Stop, press

BAY = "/networks/across-the-bay/programme/"
AWA = "/networks/te-awa-cohort/programme/"
PIECES, SESSIONS = f"{BAY}materials/", f"{BAY}sessions/"
CHALLENGES, FORKS = f"{BAY}challenges/", f"{BAY}forks/"
# Run inside the stack; prints keys of what was challenged as JSON.
NAMES = ("open", "closed", "trusted", "piece")
PREPARE = """
import json
from cohorts.models import Challenge, Material, Trusted
of = Challenge.objects.filter(body__slug="across-the-bay")
print(json.dumps({"open": of.get(closed_at=None).key,
                  "closed": of.exclude(closed_at=None).get().key,
                  "trusted": Trusted.objects.get(person__handle="eleni").pk,
                  "piece": Material.objects.get(body__slug="across-the-bay",
                                                title="The empty chair").number}))
"""
STOPS = [
    Stop("materials", PIECES, "amina"),
    Stop("materials-outside", PIECES),
    Stop("materials-hidden", "/networks/harbour-kitchen/programme/materials/", "amina", status=404),
    Stop("material", f"{PIECES}{{r_piece}}/", "amina"),
    Stop("material-outside", f"{PIECES}1/"),
    Stop("material-new", f"{PIECES}new/", "amina"),
    Stop("material-new-error", f"{PIECES}new/", "amina", press),
    Stop("material-edit", f"{PIECES}{{r_piece}}/edit/", "kofi"),
    Stop("material-versions", f"{PIECES}{{r_piece}}/versions/", "amina"),
    Stop("material-version", f"{PIECES}{{r_piece}}/versions/2/", "amina"),
    Stop("ready", f"{PIECES}ready/inner/", "felipe"),
    Stop("sessions", SESSIONS, "amina"),
    Stop("sessions-none", f"{AWA}sessions/", "rangi"),
    Stop("sessions-outside", SESSIONS, "rangi", status=404),
    Stop("sessions-new", f"{SESSIONS}new/", "felipe"),
    Stop("sessions-new-error", f"{SESSIONS}new/", "felipe", press),
    Stop("session", f"{SESSIONS}3/", "felipe"),
    Stop("session-offered", f"{SESSIONS}4/", "mei"),
    Stop("session-bare", f"{SESSIONS}6/", "amina"),
    Stop("session-plan", f"{SESSIONS}3/plan/", "felipe"),
    Stop("challenges", CHALLENGES, "kofi"),
    Stop("challenges-facilitating", CHALLENGES, "felipe"),
    Stop("challenge-new", f"{CHALLENGES}new/", "kofi"),
    Stop("challenge-new-error", f"{CHALLENGES}new/", "kofi", press),
    Stop("challenge", "/challenges/{r_open}/", "mei"),
    Stop("challenge-closed", "/challenges/{r_closed}/", "tala"),
    Stop("challenge-facilitating", "/challenges/{r_open}/", "felipe", status=404),
    Stop("challenge-close", "/challenges/{r_open}/close/", "mei"),
    Stop("challenge-close-error", "/challenges/{r_open}/close/", "mei", press),
    Stop("trust-answer", "/trusted/{r_trusted}/", "eleni"),
    Stop("forks", FORKS),
    Stop("forks-facilitating", FORKS, "felipe"),
    Stop("fork-begin", f"{FORKS}begin/", "amina"),
    Stop("fork-begin-error", f"{FORKS}begin/", "amina", press),
    Stop("offers", f"{AWA}forks/offers/", "rangi"),
]
ACTS = {
    f"cohorts:{name}"
    for name in (
        "ready_take", "material_away", "session_offer", "holding_answer", "trust_propose",
        "trust_confirm", "challenge_tell", "programme_share", "offer_answer", "become",
    )
}  # fmt: skip
