"""How far a programme has travelled, and what becomes of a cohort."""

from django.urls import URLPattern, path

from cohorts.views import spreading

FORKS = "networks/<slug:slug>/programme/forks/"

urlpatterns: list[URLPattern] = [
    path(FORKS, spreading.forks_page, name="forks"),
    path(f"{FORKS}share/", spreading.share, name="programme_share"),
    path(f"{FORKS}begin/", spreading.begin_page, name="fork_begin"),
    path(f"{FORKS}offers/", spreading.offers_page, name="offers"),
    path(f"{FORKS}offers/<int:number>/<int:version>/", spreading.answer_offer, name="offer_answer"),
    path(f"{FORKS}become/", spreading.become, name="become"),
]
