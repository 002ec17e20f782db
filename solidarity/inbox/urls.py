from django.urls import path

from solidarity.inbox.views import choosing, feeding, mailing, reading

app_name = "inbox"
urlpatterns = [
    path("", reading.notices_page, name="notices"),
    path("read/", reading.read_all, name="read_all"),
    path("mark/", reading.mark, name="mark"),
    path("<int:pk>/read/", reading.read_notice, name="read"),
    path("choices/", choosing.choices_page, name="choices"),
    path("choices/<slug:slug>/", choosing.choices_for_page, name="choices_for"),
    path("mails/", mailing.mails_page, name="mails"),
    path("mails/<int:pk>/", mailing.mail_page, name="mail"),
    path("address/", mailing.address_page, name="address"),
    path("feeds/", feeding.feeds_page, name="feeds"),
    path("feeds/<int:pk>/end/", feeding.end, name="end_feed"),
]
