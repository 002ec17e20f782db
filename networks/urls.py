from django.urls import path

from networks.views import (
    body,
    directory,
    founding,
    giving,
    inviting,
    joining,
    petitions,
    searches,
    talking,
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
    path("<slug:slug>/requests/", joining.requests_page, name="requests"),
    path("<slug:slug>/requests/<int:pk>/admit/", joining.admit_request, name="admit"),
    path("<slug:slug>/requests/<int:pk>/decline/", joining.decline_page, name="decline"),
    path("<slug:slug>/invitations/", inviting.invitations_page, name="invitations"),
    path("<slug:slug>/invitations/mail/", inviting.invite_page, name="invite"),
    path("<slug:slug>/invitations/link/", inviting.make_link_page, name="invite_link"),
    path("<slug:slug>/invitations/<int:pk>/", inviting.link_page, name="link"),
    path("<slug:slug>/invitations/<int:pk>/again/", inviting.send_again, name="send_again"),
    path("<slug:slug>/invitations/<int:pk>/revoke/", inviting.revoke, name="revoke"),
    path("<slug:slug>/settings/", founding.settings_page, name="settings"),
]

# Beside the account, where one looks for what one keeps.
kept = [
    path("", searches.searches_page, name="kept"),
    path("<int:pk>/", searches.search_page, name="look"),
    path("<int:pk>/delete/", searches.forget_search, name="forget"),
]
