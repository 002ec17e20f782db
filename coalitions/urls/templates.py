from django.urls import path

from coalitions.views import templates

BODY = "networks/<slug:slug>/agreement/"

urlpatterns = [
    path("agreements/", templates.shared_page, name="templates"),
    path("agreements/<int:pk>/", templates.template_page, name="template"),
    path(f"{BODY}templates/", templates.choose_page, name="choose_template"),
    path(f"{BODY}templates/<int:pk>/", templates.take_page, name="take_template"),
    path(f"{BODY}versions/<int:number>/share/", templates.share_page, name="share_version"),
    path(f"{BODY}versions/<int:number>/share/end/", templates.unshare_page, name="unshare_version"),
]
