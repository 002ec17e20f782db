from django.urls import path

from solidarity.people import views
from solidarity.people.views import rights

app_name = "people"
urlpatterns = [
    path("people/<slug:handle>/", views.person_page, name="person"),
    path("account/", views.account_page, name="account"),
    path("account/profile/", views.profile_page, name="profile"),
    path("account/settings/", views.settings_page, name="settings"),
    path("people/<slug:handle>/distance/", views.distance_page, name="distance"),
    path("account/reach/", views.reach_page, name="reach"),
    path("account/data/", rights.data_page, name="data"),
    path("account/data/ask/", rights.ask_export, name="ask_export"),
    path("account/data/fetch/", rights.fetch, name="fetch_export"),
    path("account/data/kept/", rights.kept_page, name="kept"),
    path("account/pause/", rights.rest_page, name="rest"),
    path("account/delete/", rights.depart_page, name="depart"),
    path("account/resting/", rights.resting_page, name="resting"),
    path("account/drafts/<slug:purpose>/", views.keep_draft, name="keep_draft"),
]
