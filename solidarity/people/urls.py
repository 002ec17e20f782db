from django.urls import path

from solidarity.people import views

app_name = "people"
urlpatterns = [
    path("people/<slug:handle>/", views.person_page, name="person"),
    path("account/", views.account_page, name="account"),
    path("account/profile/", views.profile_page, name="profile"),
    path("account/settings/", views.settings_page, name="settings"),
    path("people/<slug:handle>/distance/", views.distance_page, name="distance"),
    path("account/reach/", views.reach_page, name="reach"),
    path("account/drafts/<slug:purpose>/", views.keep_draft, name="keep_draft"),
]
