"""Pages of coalitions, each under the address of its body."""

from coalitions.urls import (
    agreement,
    calls,
    governing,
    ground,
    handbook,
    hard,
    joining,
    life,
    templates,
)

app_name = "coalitions"
urlpatterns = [
    *agreement.urlpatterns,
    *governing.urlpatterns,
    *templates.urlpatterns,
    *ground.urlpatterns,
    *life.urlpatterns,
    *joining.urlpatterns,
    *handbook.urlpatterns,
    *hard.urlpatterns,
    *calls.urlpatterns,
]
