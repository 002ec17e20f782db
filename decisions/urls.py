"""Pages of decisions. Those of one body stand under its address, mine under /decisions/."""

from django.urls import path

from decisions.views import page

app_name = "decisions"
BODY = "networks/<slug:slug>/decisions/"
ONE = f"{BODY}<int:number>/"
register = []
settings = []
writing = []
taking = []
secret = []
council = []
one = [
    path(ONE, page.decision_page, name="decision"),
]
urlpatterns = [*register, *settings, *writing, *taking, *secret, *council, *one]
