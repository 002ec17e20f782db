"""An address is a promise: it works without JavaScript, can be shared, and never changes."""

from allauth.account.urls import urlpatterns as doors
from django.conf import settings
from django.urls import include, path

from networks.urls import approaches, desk_reports, kept, measures, reports, words
from networks.views import answering, petitions, reporting
from solidarity.base import views as base
from solidarity.inbox.views import feeding, mailing
from solidarity.people import views as people
from solidarity.people.views import freezing, proving

handler400 = "solidarity.base.views.misread"
handler500 = "solidarity.base.views.failed"
handler429 = "solidarity.people.views.too_often"
OURS = {"account_reauthenticate"}  # asked on a page of ours
urlpatterns = [
    path("healthz", base.healthz, name="healthz"),
    path("readyz", base.readyz, name="readyz"),
    path("language/", people.choose_language, name="set_language"),
    path("exit/", freezing.leave_here, name="leave"),
    path("account/reauthenticate/", proving.again_page, name="account_reauthenticate"),
    path("account/login/step/", proving.second_step_page, name="mfa_authenticate"),
    path("account/login/passkey/", proving.passkey_page, name="passkey"),
    path("account/", include([door for door in doors if door.name not in OURS])),
    path("freeze/", freezing.use_link_page, name="use_link"),
    path("freeze/<slug:token>/", freezing.open_link, name="open_link"),
    path("account/searches/", include((kept, "searches"))),
    path("account/measures/", include((measures, "measures"))),
    path("account/reports/", include((reports, "reports"))),
    path("desk/reports/", include((desk_reports, "desk_reports"))),
    path("people/<slug:handle>/report/", reporting.report_person, name="report_person"),
    path("posts/<int:pk>/report/", reporting.report_words, name="report_words"),
    path("networks/", include("networks.urls")),
    path("", include("decisions.urls")),
    path("", include("coalitions.urls")),
    path("", include("meetings.urls")),
    path("", include("cohorts.urls")),
    path("values/", include((words, "words"))),
    path("values/", include("values.urls")),
    path("affiliations/", include((approaches, "approaches"))),
    path("invitations/", answering.invitation_page, name="invitation"),
    path("invitations/refused/", answering.refused_page, name="refused"),
    path("invitations/refused/<int:pk>/", answering.take_back_no, name="take_back_no"),
    path("invitations/<slug:token>/", answering.open_invitation, name="open_invitation"),
    path("proof/", petitions.proof_page, name="proof"),
    path("proof/<slug:token>/", petitions.open_proof, name="open_proof"),
    path("unsubscribe/<str:token>/", mailing.unsubscribe_page, name="unsubscribe"),
    path("feeds/<slug:token>/", feeding.feed, name="feed"),
    path("inbox/", include("solidarity.inbox.urls")),
    path("", include("solidarity.threads.urls")),
    path("", include("solidarity.people.urls")),
    path("", include("solidarity.desk.urls")),
]
if settings.DEVELOPMENT:
    urlpatterns.append(path("dev/", include("solidarity.dev.urls")))
