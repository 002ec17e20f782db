from django.urls import include, path

from solidarity.desk import views
from solidarity.desk.views import bringing, freezing, petitions

desk_patterns = [
    path("", views.desk_page, name="desk"),
    path("imports/", bringing.imports_page, name="imports"),
    path("imports/<int:pk>/", bringing.import_page, name="import"),
    path("imports/<int:pk>/run/", bringing.run_import, name="run_import"),
    path("imports/<int:pk>/drop/", bringing.drop_import, name="drop_import"),
    path("imports/<int:pk>/report.csv", bringing.import_report, name="import_report"),
    path("alike/", bringing.alike_page, name="alike"),
    path("alike/<int:pk>/", bringing.decide_alike, name="decide_alike"),
    path("claims/", petitions.petitions_page, name="petitions"),
    path("claims/<int:pk>/", petitions.petition_page, name="petition"),
    path("frozen/", freezing.frozen_page, name="frozen"),
    path("frozen/<int:pk>/open/", freezing.open_account, name="open_account"),
    path("<int:pk>/revive/", views.revive_job, name="revive"),
    path("<int:pk>/bury/", views.bury_job, name="bury"),
]
urlpatterns = [
    path("", views.home_page, name="home"),
    path("help/", views.help_page, name="help"),
    path("desk/", include((desk_patterns, "desk"))),
]
