from django.urls import path

from solidarity.inbox import views

app_name = "inbox"
urlpatterns = [
    path("", views.notices_page, name="notices"),
    path("read/", views.read_all, name="read_all"),
    path("<int:pk>/read/", views.read_notice, name="read"),
]
