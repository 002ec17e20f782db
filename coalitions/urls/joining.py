from django.urls import URLPattern

BODY = "networks/<slug:slug>/"

urlpatterns: list[URLPattern] = []
