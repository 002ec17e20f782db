"""Looking back, for the tour: in the demo's cohort, as participants and facilitators meet it."""

from tests.tour_stop import Stop, press

CIRCLE = "/networks/first-circle/"
LOOK = f"{CIRCLE}reflections/"
REPORT = f"{CIRCLE}what-changed/"
WELL = "/networks/many-ropes-one-well/"
STOPS = [
    Stop("reflections", LOOK, "amina"),
    Stop("reflections-led", LOOK, "felipe"),
    Stop("reflections-outside", LOOK, "rangi", status=404),
    Stop("reflection-days", f"{LOOK}days/", "felipe"),
    Stop("reflection-questions", f"{LOOK}questions/", "amina"),
    Stop("reflection-question-new", f"{LOOK}questions/new/", "amina"),
    Stop("reflection-question", f"{LOOK}questions/1/", "amina"),
    Stop("reflection-answer", f"{LOOK}end/", "amina"),
    Stop("reflection-answer-error", f"{LOOK}end/", "amina", press),
    Stop("reflection-answered", f"{LOOK}middle/", "amina"),
    Stop("reflection-withdraw", f"{LOOK}middle/withdraw/", "amina"),
    Stop("connections", f"{CIRCLE}connections/", "amina"),
    Stop("connections-say", f"{CIRCLE}connections/end/", "amina"),
    Stop("connections-say-error", f"{CIRCLE}connections/end/", "amina", press),
    Stop("connections-withdraw", f"{CIRCLE}connections/start/withdraw/", "amina"),
    Stop("kept-by-cohorts", "/cohorts/kept/", "amina"),
    Stop("kept-delete", "/cohorts/kept/reflection/{p_kept}/", "amina"),
    Stop("report-changed", f"{REPORT}1/", "amina"),
    Stop("report-changed-inside", f"{REPORT}1/", "rangi", status=404),
    Stop("report-changed-print", f"{REPORT}1/print/", "amina"),
    Stop("report-published", f"{WELL}what-changed/1/"),
    Stop("report-published-inside", f"{WELL}what-changed/1/", "amina"),
    Stop("report-published-print", f"{WELL}what-changed/1/print/"),
    Stop("report-published-strands", f"{WELL}what-changed/strands/", "felipe"),
    Stop("ended-programme", f"{WELL}programme/"),
    Stop("ended-forks", f"{WELL}programme/forks/"),
    Stop("ended-forks-inside", f"{WELL}programme/forks/", "amina"),
    Stop("report-strands", f"{REPORT}strands/", "felipe"),
    Stop("report-strands-error", f"{REPORT}strands/", "felipe", press),
]
ACTS = {
    f"cohorts:{name}" for name in (
        "prepare_reflections", "question_leave", "reflection_turn", "reflection_share",
        "newest_report", "report_make", "strand_drop", "answer_code", "report_csv", "report_say",
        "report_publish",
    )
}  # fmt: skip
