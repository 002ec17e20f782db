"""What one holds dear: `/values/`."""

from django.urls import path

from values.views import naming

app_name = "values"
urlpatterns = [
    path("own/", naming.own_page, name="own"),
    path("own/new/", naming.name_page, name="own_new"),
    path("own/<int:pk>/", naming.change_page, name="own_value"),
    path("own/<int:pk>/delete/", naming.forget_page, name="own_forget"),
]
