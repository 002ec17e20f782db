from django.urls import path

from coalitions.views import governing

BODY = "networks/<slug:slug>/agreement/"

urlpatterns = [
    path(f"{BODY}clauses/<int:number>/settings/", governing.settings_page, name="clause_settings"),
    path(f"{BODY}consents/", governing.consents_page, name="consents"),
]
