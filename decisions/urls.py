"""Pages of decisions. Those of one body stand under its address, mine under /decisions/."""

from django.urls import URLPattern, path

from decisions.views import balloting, page

app_name = "decisions"
BODY = "networks/<slug:slug>/decisions/"
ONE = f"{BODY}<int:number>/"
register: list[URLPattern] = []
settings: list[URLPattern] = []
writing: list[URLPattern] = []
taking: list[URLPattern] = []
secret = [
    path(f"{ONE}ballot/", balloting.ballot_page, name="ballot"),
    path(f"{ONE}ballots/", balloting.ballots_page, name="ballots"),
]
council: list[URLPattern] = []
one = [
    path(ONE, page.decision_page, name="decision"),
]
urlpatterns = [*register, *settings, *writing, *taking, *secret, *council, *one]
