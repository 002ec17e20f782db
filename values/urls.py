"""What one holds dear: `/values/`."""

from django.urls import path

from values.views import answering, carding, consenting, naming, own, sharing

app_name = "values"
urlpatterns = [
    path("", own.values_page, name="values"),
    path("theory/", own.theory_page, name="theory"),
    path("compare/", own.compare_page, name="compare"),
    path("sharing/", sharing.sharing_page, name="sharing"),
    path("sharing/<int:pk>/leave/", sharing.leave_page, name="sharing_leave"),
    path("consent/", consenting.consent_page, name="consent"),
    path("withdraw/", consenting.withdraw_page, name="withdraw"),
    path("cards/", carding.cards_page, name="cards"),
    path("cards/begin/", carding.begin_sorting, name="begin_cards"),
    path("cards/<int:pk>/", carding.card_sort_page, name="card_sort"),
    path("cards/<int:pk>/<int:screen>/", carding.piles_page, name="piles"),
    path("cards/<int:pk>/few/", carding.few_page, name="few"),
    path("cards/<int:pk>/meanings/", carding.meanings_page, name="meanings"),
    path("cards/<int:pk>/delete/", carding.throw_cards_page, name="throw_cards"),
    path("begin/", answering.begin_sheet, name="begin"),
    path("sheets/<int:pk>/", answering.sheet_page, name="sheet"),
    path("sheets/<int:pk>/end/", answering.end_page, name="end"),
    path("sheets/<int:pk>/again/", answering.go_on_with, name="go_on"),
    path("sheets/<int:pk>/delete/", answering.throw_away_page, name="throw_away"),
    path("sheets/<int:pk>/<int:screen>/", answering.screen_page, name="screen"),
    path("own/", naming.own_page, name="own"),
    path("own/new/", naming.name_page, name="own_new"),
    path("own/<int:pk>/", naming.change_page, name="own_value"),
    path("own/<int:pk>/delete/", naming.forget_page, name="own_forget"),
]
