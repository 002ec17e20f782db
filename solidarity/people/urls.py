from django.urls import path

from solidarity.people import views
from solidarity.people.views import freezing, rights, securing

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
    path("account/security/", securing.security_page, name="security"),
    path("account/security/app/", securing.app_page, name="app"),
    path("account/security/passkeys/", securing.passkeys_page, name="passkeys"),
    path("account/security/steps/<int:pk>/remove/", securing.remove_step_page, name="remove_step"),
    path("account/security/codes/", securing.codes_page, name="codes"),
    path("account/security/codes.txt", securing.codes_file, name="codes_file"),
    path("account/security/sessions/", securing.end_sessions_page, name="end_sessions"),
    path("account/security/link/", freezing.friends_link_page, name="friends_link"),
    path("account/security/freeze/", freezing.freeze_page, name="freeze"),
    path("account/frozen/", freezing.frozen_page, name="frozen"),
]
