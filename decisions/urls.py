"""Pages of decisions. Those of one body stand under its address, mine under /decisions/."""

from django.urls import URLPattern, path

from decisions.views import councils, page, synthesis

app_name = "decisions"
BODY = "networks/<slug:slug>/decisions/"
ONE = f"{BODY}<int:number>/"
register: list[URLPattern] = []
settings: list[URLPattern] = []
writing: list[URLPattern] = []
taking: list[URLPattern] = []
secret: list[URLPattern] = []
council: list[URLPattern] = [
    path(f"{ONE}council/", councils.council_page, name="council"),
    path(f"{ONE}mandate/", councils.mandate_page, name="mandate"),
    path(f"{ONE}mandate/write/", councils.write_page, name="mandate_write"),
    path(f"{ONE}mandate/back/", councils.back, name="mandate_back"),
    path(f"{ONE}synthesis/", synthesis.synthesis_page, name="synthesis"),
    path(f"{ONE}synthesis/<int:pk>/", synthesis.answer_page, name="concern"),
    path(f"{ONE}synthesis/<int:pk>/take-back/", synthesis.withdraw, name="concern_take_back"),
]
one = [
    path(ONE, page.decision_page, name="decision"),
]
urlpatterns = [*register, *settings, *writing, *taking, *secret, *council, *one]
