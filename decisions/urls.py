"""Pages of decisions. Those of one body stand under its address, mine under /decisions/."""

from django.urls import URLPattern, path

from decisions.views import giving, moving, page, tasks
from decisions.views import register as books

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
settings: list[URLPattern] = []
writing: list[URLPattern] = []
taking: list[URLPattern] = []
secret: list[URLPattern] = []
council: list[URLPattern] = []
one = [
    path(ONE, page.decision_page, name="decision"),
]
urlpatterns = [*register, *settings, *writing, *taking, *secret, *council, *one]
