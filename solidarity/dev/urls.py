from django.urls import path

from solidarity.dev import views
from solidarity.ui.views import components_page

app_name = "dev"
urlpatterns = [
    path("mailbox/", views.mailbox_page, name="mailbox"),
    path("sign-in/", views.sign_in_page, name="sign_in"),
    path("ui/", components_page, name="ui"),
]
