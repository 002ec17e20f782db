from django.urls import path

from coalitions.views import accounts, handbook

BODY = "networks/<slug:slug>/"
HERE = f"{BODY}handbook/"
PAGE = f"{HERE}pages/<slug:page>/"
ACCOUNTS = f"{HERE}accounts/"

urlpatterns = [
    path(HERE, handbook.handbook_page, name="handbook"),
    path(f"{HERE}new/", handbook.new_page, name="page_new"),
    path(PAGE, handbook.page_page, name="page"),
    path(f"{PAGE}edit/", handbook.edit_page, name="page_edit"),
    path(f"{PAGE}versions/", handbook.versions_page, name="page_versions"),
    path(f"{PAGE}versions/<int:number>/", handbook.version_page, name="page_version"),
    path(f"{PAGE}away/", handbook.away, name="page_away"),
    path(ACCOUNTS, accounts.accounts_page, name="accounts"),
    path(f"{ACCOUNTS}new/", accounts.new_page, name="account_new"),
    path(f"{ACCOUNTS}<int:pk>/", accounts.account_page, name="account"),
    path(f"{ACCOUNTS}<int:pk>/lay-down/", accounts.lay_down_page, name="account_lay_down"),
    path(f"{ACCOUNTS}<int:pk>/end/", accounts.end_page, name="account_end"),
]
