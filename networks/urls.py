from django.urls import path

from networks.views import (
    approaching,
    body,
    choosing,
    directory,
    forgetting,
    founding,
    giving,
    inviting,
    joining,
    keeping,
    kindred,
    naming,
    petitions,
    reporting,
    requesting,
    searches,
    several,
    talking,
    texts,
    tying,
    ways,
)

app_name = "networks"
urlpatterns = [
    path("", directory.directory_page, name="directory"),
    path("directory.csv", giving.directory_csv, name="directory_csv"),
    path("directory.atom", giving.directory_atom, name="directory_atom"),
    path("new/", founding.found_page, name="found"),
    path("new/<slug:step>/", founding.found_page, name="found_step"),
    path("<slug:slug>/", body.about_page, name="about"),
    path("<slug:slug>/murmurations.json", giving.profile_json, name="profile"),
    path("<slug:slug>/claim/", petitions.claim_page, name="claim"),
    path("<slug:slug>/removal/", petitions.removal_page, name="removal"),
    path("<slug:slug>/directories/", petitions.directories_page, name="directories"),
    path("<slug:slug>/members/", body.members_page, name="members"),
    path("<slug:slug>/members/<slug:handle>/", keeping.member_page, name="member"),
    path("<slug:slug>/members/<slug:handle>/remove/", keeping.remove_member, name="remove"),
    path("<slug:slug>/members/<slug:handle>/pause/", keeping.pause_member, name="pause"),
    path(
        "<slug:slug>/members/<slug:handle>/report/", reporting.report_member, name="report_member"
    ),
    path("<slug:slug>/report/", reporting.report_network, name="report_network"),
    path("<slug:slug>/reports/", reporting.reports_page, name="reports"),
    path("<slug:slug>/reports/<int:pk>/", reporting.report_page, name="report"),
    path("<slug:slug>/talk/<int:pk>/<int:post>/report/", reporting.report_post, name="report_post"),
    path("<slug:slug>/measures/", keeping.measures_page, name="measures"),
    path("<slug:slug>/measures/<int:pk>/", keeping.measure_page, name="measure"),
    path("<slug:slug>/stewards/", choosing.stewards_page, name="stewards"),
    path("<slug:slug>/stewards/propose/", choosing.propose_page, name="propose"),
    path("<slug:slug>/stewards/recall/", choosing.recall_page, name="recall"),
    path("<slug:slug>/stewards/hand-over/", choosing.hand_over_page, name="hand_over"),
    path("<slug:slug>/stewards/step-down/", choosing.step_down_page, name="step_down"),
    path("<slug:slug>/stewards/way/", choosing.way_page, name="way"),
    path("<slug:slug>/stewards/<int:pk>/", choosing.proposal_page, name="proposal"),
    path("<slug:slug>/affiliations/", body.affiliations_page, name="affiliations"),
    path("<slug:slug>/log/", body.log_page, name="log"),
    path("<slug:slug>/talk/", talking.board_page, name="talk"),
    path("<slug:slug>/talk/new/", talking.start_page, name="talk_start"),
    path("<slug:slug>/talk/<int:pk>/", talking.thread_page, name="thread"),
    path("<slug:slug>/talk/<int:pk>/<int:post>/edit/", talking.edit_page, name="post_edit"),
    path("<slug:slug>/talk/<int:pk>/<int:post>/delete/", talking.delete_page, name="post_delete"),
    path("<slug:slug>/talk/<int:pk>/<int:post>/remove/", talking.remove_page, name="post_remove"),
    path("<slug:slug>/talk/<int:pk>/<int:post>/answer/", talking.answer, name="post_answer"),
    path("<slug:slug>/join/", joining.join_page, name="join"),
    path("<slug:slug>/withdraw/", joining.withdraw_page, name="withdraw"),
    path("<slug:slug>/leave/", joining.leave_page, name="leave"),
    path("<slug:slug>/request/", requesting.my_request_page, name="my_request"),
    path("<slug:slug>/requests/", requesting.requests_page, name="requests"),
    path("<slug:slug>/requests/several/", several.several_page, name="several"),
    path("<slug:slug>/requests/texts/", texts.texts_page, name="texts"),
    path("<slug:slug>/requests/texts/<int:pk>/", texts.text_page, name="text"),
    path("<slug:slug>/requests/texts/<int:pk>/delete/", texts.delete_text, name="text_delete"),
    path("<slug:slug>/requests/<int:pk>/", requesting.request_page, name="request"),
    path("<slug:slug>/requests/<int:pk>/admit/", requesting.admit_request, name="admit"),
    path("<slug:slug>/requests/<int:pk>/decline/", requesting.decline_page, name="decline"),
    path("<slug:slug>/requests/<int:pk>/waitlist/", requesting.waitlist_page, name="waitlist"),
    path("<slug:slug>/ways/", ways.ways_page, name="ways"),
    path("<slug:slug>/ways/new/", ways.write_page, name="ways_write"),
    path("<slug:slug>/ways/agree/", ways.accept_ways, name="ways_accept"),
    path("<slug:slug>/ways/changes/", ways.compare_page, name="ways_compare"),
    path("<slug:slug>/ways/<int:number>/", ways.version_page, name="ways_version"),
    path("<slug:slug>/ways/<int:number>/object/", ways.object_page, name="ways_object"),
    path("<slug:slug>/ways/objections/<int:pk>/", ways.meet_page, name="ways_meet"),
    path("<slug:slug>/values/words/", naming.words_page, name="own_words"),
    path("<slug:slug>/values/near/", kindred.near_page, name="near"),
    path("<slug:slug>/values/words/new/", naming.name_page, name="name_value"),
    path("<slug:slug>/values/words/<int:pk>/", naming.value_page, name="named_value"),
    path("<slug:slug>/values/words/<int:pk>/change/", naming.reword_page, name="reword"),
    path("<slug:slug>/values/words/<int:pk>/place/", naming.place_page, name="place_value"),
    path("<slug:slug>/values/words/<int:pk>/readers/", naming.read_by_page, name="value_readers"),
    path("<slug:slug>/values/words/<int:pk>/let-go/", naming.let_go_page, name="let_go"),
    path(
        "<slug:slug>/values/words/<int:pk>/<int:number>/",
        naming.wording_of_value,
        name="wording_kept",
    ),
    path("<slug:slug>/values/words/proposed/<int:pk>/", naming.wording_page, name="wording"),
    path(
        "<slug:slug>/values/words/proposed/<int:pk>/decline/",
        naming.decline_page,
        name="wording_decline",
    ),
    path(
        "<slug:slug>/values/words/proposed/<int:pk>/take-back/",
        naming.take_back,
        name="wording_take_back",
    ),
    path("<slug:slug>/invitations/", inviting.invitations_page, name="invitations"),
    path("<slug:slug>/invitations/mail/", inviting.invite_page, name="invite"),
    path("<slug:slug>/invitations/link/", inviting.make_link_page, name="invite_link"),
    path("<slug:slug>/invitations/<int:pk>/", inviting.link_page, name="link"),
    path("<slug:slug>/invitations/<int:pk>/again/", inviting.send_again, name="send_again"),
    path("<slug:slug>/invitations/<int:pk>/revoke/", inviting.revoke, name="revoke"),
    path("<slug:slug>/settings/", founding.settings_page, name="settings"),
    path("<slug:slug>/settings/forgetting/", forgetting.forgetting_page, name="forgetting"),
    path("<slug:slug>/settings/questions/", texts.questions_page, name="questions"),
    path("<slug:slug>/affiliations/ask/", approaching.ask_page, name="affiliation_ask"),
    path("<slug:slug>/affiliations/invite/", approaching.invite_page, name="affiliation_invite"),
    path("<slug:slug>/affiliations/requests/", approaching.queue_page, name="affiliation_requests"),
    path("<slug:slug>/affiliations/terms/", approaching.terms_page, name="affiliation_terms"),
    path("<slug:slug>/affiliations/<int:pk>/end/", approaching.end_page, name="affiliation_end"),
    path("<slug:slug>/alliances/", tying.ties_page, name="ties"),
    path("<slug:slug>/alliances/new/", tying.propose_page, name="tie_new"),
    path("<slug:slug>/alliances/<int:pk>/confirm/", tying.confirm, name="tie_confirm"),
    path("<slug:slug>/alliances/<int:pk>/end/", tying.end_page, name="tie_end"),
    path("<slug:slug>/talk/<int:pk>/off/", talking.take_off_page, name="thread_off"),
]

# Between two networks: it has no page of its own in either.
approaches = [
    path("<int:pk>/", approaching.approach_page, name="approach"),
    path("<int:pk>/accept/", approaching.accept_page, name="accept"),
    path("<int:pk>/decline/", approaching.decline_page, name="decline"),
    path("<int:pk>/recall/", approaching.recall_page, name="recall"),
    path("<int:pk>/again/", approaching.send_again, name="send_again"),
]

# Beside the account, where one looks for what one keeps.
kept = [
    path("", searches.searches_page, name="kept"),
    path("<int:pk>/", searches.search_page, name="look"),
    path("<int:pk>/delete/", searches.forget_search, name="forget"),
]

# For those, too, who may not see the network any more.
measures = [path("<int:pk>/", keeping.my_measure_page, name="mine")]

# About people as such one reports from their page; one's own reports are beside the account.
reports = [path("", reporting.my_reports_page, name="mine")]
desk_reports = [
    path("", reporting.desk_reports_page, name="reports"),
    path("<int:pk>/", reporting.desk_report_page, name="report"),
]

# Beside a person's own values: what networks name, over the whole platform.
words = [
    path("words/", kindred.own_words_page, name="find"),
    path("off-the-map/", naming.off_the_map_page, name="off_the_map"),
]
