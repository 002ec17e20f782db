"""Reflections, connections, the report."""

from django.urls import URLPattern, path

from cohorts.views import connecting, kept, questioning, reflecting, reporting

HERE = "networks/<slug:slug>"
REFLECTIONS = f"{HERE}/reflections/"
QUESTIONS = f"{REFLECTIONS}questions/"
ROUND = f"{REFLECTIONS}<slug:moment>/"
TIES = f"{HERE}/connections/"
REPORT = f"{HERE}/what-changed/"
EDITION = f"{REPORT}<int:number>/"

urlpatterns: list[URLPattern] = [
    path("cohorts/kept/", kept.kept_page, name="kept"),
    path("cohorts/kept/<slug:kind>/<int:pk>/", kept.delete_page, name="kept_delete"),
    path(REFLECTIONS, reflecting.reflections_page, name="reflections"),
    path(f"{REFLECTIONS}prepare/", reflecting.prepare, name="prepare_reflections"),
    path(f"{REFLECTIONS}days/", reflecting.days_page, name="reflection_days"),
    path(QUESTIONS, questioning.questions_page, name="questions"),
    path(f"{QUESTIONS}new/", questioning.new_page, name="question_new"),
    path(f"{QUESTIONS}<int:place>/", questioning.question_page, name="question"),
    path(f"{QUESTIONS}<int:place>/leave/", questioning.leave_out, name="question_leave"),
    path(ROUND, reflecting.reflection_page, name="reflection"),
    path(f"{ROUND}turn/", reflecting.turn, name="reflection_turn"),
    path(f"{ROUND}share/", reflecting.share, name="reflection_share"),
    path(f"{ROUND}withdraw/", reflecting.withdraw_page, name="reflection_withdraw"),
    path(TIES, connecting.connections_page, name="connections"),
    path(f"{TIES}<slug:moment>/", connecting.connection_page, name="connection"),
    path(f"{TIES}<slug:moment>/withdraw/", connecting.withdraw_page, name="connection_withdraw"),
    path(REPORT, reporting.newest_page, name="newest_report"),
    path(f"{REPORT}make/", reporting.make, name="report_make"),
    path(f"{REPORT}strands/", reporting.strands_page, name="strands"),
    path(f"{REPORT}strands/<int:key>/drop/", reporting.drop_strand, name="strand_drop"),
    path(f"{REPORT}answers/<int:key>/", reporting.code, name="answer_code"),
    path(EDITION, reporting.report_page, name="report"),
    path(f"{EDITION}print/", reporting.print_page, name="report_print"),
    path(f"{EDITION}figures.csv", reporting.report_csv, name="report_csv"),
    path(f"{EDITION}say/", reporting.say, name="report_say"),
    path(f"{EDITION}publish/", reporting.ask_to_publish, name="report_publish"),
]
