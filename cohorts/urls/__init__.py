"""Pages of cohorts, each under the address of its body."""

from cohorts.urls import care, gathering, reflecting, sessions, spreading

app_name = "cohorts"
urlpatterns = [
    *gathering.urlpatterns,
    *sessions.urlpatterns,
    *care.urlpatterns,
    *reflecting.urlpatterns,
    *spreading.urlpatterns,
]
