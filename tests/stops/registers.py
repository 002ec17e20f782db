"""Registers of decisions for the tour: of a network, mine, on paper; tasks, what is brought in."""

from tests.tour_stop import Stop, press

HOME = "/networks/harbour-kitchen/decisions/"
RIVERSIDE = "/networks/riverside-tenants-circle/decisions/"
STOPS = [
    Stop("register", HOME, "amina"),
    Stop("register", HOME, "felipe", status=404),
    Stop("register-found", f"{HOME}?q=sundays&fate=adopted", "amina"),
    Stop("register-nothing", f"{HOME}?q=zeppelin", "amina"),
    Stop("register-print", f"{HOME}print/", "amina"),
    Stop("decisions-mine", "/decisions/", "amina"),
    Stop("decisions-mine-none", "/decisions/?q=zeppelin", "felipe"),
    Stop("decisions-print", "/decisions/print/", "amina"),
    Stop("decision-tasks", f"{HOME}1/tasks/", "amina"),
    Stop("decision-tasks-error", f"{HOME}1/tasks/", "amina", press),
    Stop("my-tasks", "/decisions/tasks/", "amina"),
    Stop("my-tasks-none", "/decisions/tasks/", "felipe"),
    Stop("decision-move", f"{RIVERSIDE}act/", "stella"),
    Stop("decision-move-error", f"{RIVERSIDE}act/", "stella", press),
    Stop("decision-move-none", f"{HOME}act/", "amina"),
]
ACTS = {
    "decisions:register_csv", "decisions:register_json", "decisions:register_atom",
    "decisions:my_csv", "decisions:my_json", "decisions:task",
}  # fmt: skip
