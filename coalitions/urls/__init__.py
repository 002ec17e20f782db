"""Pages of coalitions, each under the address of its body."""

from coalitions.urls import agreement, calls, ground, handbook, hard, joining, life

app_name = "coalitions"
urlpatterns = [
    *agreement.urlpatterns,
    *ground.urlpatterns,
    *life.urlpatterns,
    *joining.urlpatterns,
    *handbook.urlpatterns,
    *hard.urlpatterns,
    *calls.urlpatterns,
]
