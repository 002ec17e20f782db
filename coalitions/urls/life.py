from django.urls import path

from coalitions.views import life

BODY = "networks/<slug:slug>/life/"

urlpatterns = [
    path(BODY, life.life_page, name="life"),
    path(f"{BODY}move/", life.move_page, name="life_move"),
    path(f"{BODY}carries/<slug:network>/", life.carry_page, name="carry"),
]
