"""Pages of decisions. Those of one body stand under its address, mine under /decisions/."""

from django.urls import URLPattern, path

from decisions.views import (
    balloting,
    challenging,
    circles,
    councils,
    customs,
    delegating,
    exporting,
    giving,
    moving,
    page,
    recording,
    rules,
    steering,
    synthesis,
    tasks,
    touching,
    versions,
    voices,
)
from decisions.views import register as books
from decisions.views import writing as views

app_name = "decisions"
BODY = "networks/<slug:slug>/decisions/"
ONE = f"{BODY}<int:number>/"
register: list[URLPattern] = [
    path(BODY, books.register_page, name="register"),
    path(f"{BODY}register.csv", giving.register_csv, name="register_csv"),
    path(f"{BODY}register.json", giving.register_json, name="register_json"),
    path(f"{BODY}register.atom", giving.register_atom, name="register_atom"),
    path(f"{BODY}act/", moving.move_page, name="act"),
    path(f"{BODY}print/", books.print_page, name="register_print"),
    path("decisions/", books.mine_page, name="mine"),
    path("decisions/register.csv", giving.my_csv, name="my_csv"),
    path("decisions/register.json", giving.my_json, name="my_json"),
    path("decisions/print/", books.my_print_page, name="my_print"),
    path("decisions/tasks/", tasks.my_tasks_page, name="my_tasks"),
    path(f"{ONE}tasks/", tasks.tasks_page, name="tasks"),
    path(f"{ONE}tasks/<int:pk>/", tasks.answer_task, name="task"),
]
settings = [
    path("decisions/guide/", customs.guide_page, name="guide"),
    path(f"{BODY}settings/", customs.settings_page, name="settings"),
    path(f"{BODY}settings/voices/", customs.shares_page, name="shares"),
    path(f"{BODY}settings/<slug:subject>/", customs.usual_page, name="usual"),
    path(f"{BODY}settings/<slug:subject>/rules/", customs.usual_rules_page, name="usual_rules"),
    path(f"{BODY}templates/<int:pk>/drop/", customs.drop_template, name="drop_template"),
    path(f"{ONE}keep/", customs.keep_page, name="keep"),
]
writing = [
    path(f"{BODY}new/", views.new_page, name="new"),
    path(f"{ONE}edit/", views.edit_page, name="edit"),
    path(f"{ONE}edit/method/", rules.method_page, name="method"),
    path(f"{ONE}edit/rules/", rules.rules_page, name="rules"),
    path(f"{ONE}edit/who/", rules.who_page, name="who"),
    path(f"{ONE}edit/time/", rules.time_page, name="time"),
    path(f"{ONE}put-up/", views.put_up, name="put_up"),
    path(f"{ONE}throw-away/", views.throw_away_page, name="throw_away"),
    path(f"{ONE}versions/", versions.versions_page, name="versions"),
    path(f"{ONE}versions/<int:version>/", versions.version_page, name="version"),
    path(f"{ONE}talk/", page.talk, name="talk"),
]
taking = [
    path(f"{ONE}open/", steering.open_page, name="open"),
    path(f"{ONE}extend/", steering.extend_page, name="extend"),
    path(f"{ONE}close/", steering.close_page, name="close"),
    path(f"{ONE}cancel/", steering.cancel_page, name="cancel"),
    path(f"{ONE}position/", voices.position_page, name="position"),
    path(f"{ONE}position/take-back/", voices.take_back, name="take_back"),
]
council = [
    path(f"{ONE}council/", councils.council_page, name="council"),
    path(f"{ONE}mandate/", councils.mandate_page, name="mandate"),
    path(f"{ONE}mandate/write/", councils.write_page, name="mandate_write"),
    path(f"{ONE}mandate/back/", councils.back, name="mandate_back"),
    path(f"{ONE}synthesis/", synthesis.synthesis_page, name="synthesis"),
    path(f"{ONE}synthesis/<int:pk>/", synthesis.answer_page, name="concern"),
    path(f"{ONE}synthesis/<int:pk>/take-back/", synthesis.withdraw, name="concern_take_back"),
]
secret = [
    path(f"{ONE}ballot/", balloting.ballot_page, name="ballot"),
    path(f"{ONE}ballots/", balloting.ballots_page, name="ballots"),
    path(f"{ONE}delegation/", delegating.delegation_page, name="delegation"),
    path(f"{ONE}delegation/take-back/", delegating.take_back, name="voice_back"),
    path(f"{ONE}delegation/hand-back/", delegating.hand_back, name="voices_handed_back"),
    path(f"{ONE}affected/", touching.affected_page, name="affected"),
    path(f"{ONE}affected/leave-out/", touching.unname, name="unname"),
    path(f"{ONE}affected/<int:pk>/", touching.answer_page, name="affected_answer"),
    path(f"{ONE}challenge/", challenging.challenge_page, name="challenge"),
    path(f"{ONE}challenge/<int:pk>/", challenging.answer_page, name="challenge_answer"),
    path(f"{ONE}room/", recording.room_page, name="room"),
    path(f"{BODY}circles/", circles.circles_page, name="circles"),
    path(f"{BODY}circles/new/", circles.new_page, name="circle_new"),
    path(f"{BODY}circles/<int:pk>/", circles.circle_page, name="circle"),
    path(f"{BODY}circles/<int:pk>/change/", circles.change_page, name="circle_change"),
    path(f"{BODY}circles/<int:pk>/leave/", circles.take_out, name="circle_out"),
    path(f"{BODY}circles/<int:pk>/end/", circles.end_page, name="circle_end"),
]
one = [
    path(ONE, page.decision_page, name="decision"),
    path(f"{ONE}export.json", exporting.export_json, name="export"),
]
urlpatterns = [*register, *settings, *writing, *taking, *secret, *council, *one]
