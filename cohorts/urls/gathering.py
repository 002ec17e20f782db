from django.urls import URLPattern, path

from cohorts.views import answering, applied, applying, choosing, nominating, noting, programme

BODY = "networks/<slug:slug>/programme/"
ONE = f"{BODY}applications/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("cohorts/new/", programme.found_page, name="found"),
    path("cohorts/applied/", applied.applied_page, name="applied"),
    path("cohorts/nominations/", applied.choose_nominations, name="nominations"),
    path("cohorts/nomination/", nominating.nomination_page, name="nomination"),
    path("cohorts/nomination/<slug:token>/", nominating.open_nomination, name="open_nomination"),
    path(BODY, programme.programme_page, name="programme"),
    path(f"{BODY}edit/", programme.edit_page, name="programme_edit"),
    path(f"{BODY}stage/", programme.stage_page, name="stage"),
    path(f"{BODY}facilitators/", programme.facilitators_page, name="facilitators"),
    path(f"{BODY}facilitators/answer/", programme.answer_offer, name="facilitators_answer"),
    path(f"{BODY}facilitators/lay-down/", programme.lay_down, name="facilitators_lay_down"),
    path(f"{BODY}apply/", applying.apply_page, name="apply"),
    path(f"{BODY}apply/withdraw/", applying.withdraw_page, name="apply_withdraw"),
    path(f"{BODY}nominate/", nominating.nominate_page, name="nominate"),
    path(f"{BODY}nominated/", nominating.nominated_page, name="nominated"),
    path(f"{BODY}applications/", answering.applications_page, name="applications"),
    path(ONE, answering.application_page, name="application"),
    path(f"{BODY}applications/letters/<slug:state>/", answering.letters_page, name="letters"),
    path(f"{ONE}talk/", noting.take_talk, name="application_talk"),
    path(f"{ONE}talked/", noting.note_talk, name="application_talked"),
    path(f"{ONE}note/", noting.write_note, name="application_note"),
    path(f"{ONE}note/<int:number>/drop/", noting.drop_note, name="application_note_drop"),
    path(f"{ONE}<slug:state>/", answering.letter_page, name="letter"),
    path(f"{BODY}choosing/", choosing.choosing_page, name="choosing"),
    path(f"{BODY}choosing/mix/", choosing.mix_page, name="mix"),
    path(f"{BODY}choosing/mix/<int:pk>/drop/", choosing.drop_quota, name="mix_drop"),
    path(f"{BODY}choosing/draw/", choosing.draw_lottery, name="draw"),
]
