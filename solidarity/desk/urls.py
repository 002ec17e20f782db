from django.urls import include, path

from solidarity.desk import views

desk_patterns = [
    path("", views.desk_page, name="desk"),
    path("<int:pk>/revive/", views.revive_job, name="revive"),
    path("<int:pk>/bury/", views.bury_job, name="bury"),
]
urlpatterns = [
    path("", views.home_page, name="home"),
    path("help/", views.help_page, name="help"),
    path("desk/", include((desk_patterns, "desk"))),
]
