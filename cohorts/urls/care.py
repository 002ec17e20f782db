from django.urls import URLPattern, path

from cohorts.views import buddies, care, commitments, journal, own

BODY = "networks/<slug:slug>/"
JOURNAL, COMMITMENTS, BUDDIES, CARE = (
    f"{BODY}{page}/" for page in ("journal", "commitments", "buddies", "care")
)

urlpatterns: list[URLPattern] = [
    path(f"{BODY}mine/", own.mine_page, name="mine"),
    path(f"{BODY}mine/<slug:purpose>/kept/", own.keep_sealed, name="keep_sealed"),
    path(JOURNAL, journal.journal_page, name="journal"),
    path(f"{JOURNAL}<int:pk>/", journal.entry_page, name="entry"),
    path(f"{JOURNAL}<int:pk>/delete/", journal.delete_page, name="entry_delete"),
    path(COMMITMENTS, commitments.commitments_page, name="commitments"),
    path(f"{COMMITMENTS}<int:pk>/", commitments.commitment_page, name="commitment"),
    path(f"{COMMITMENTS}<int:pk>/delete/", commitments.delete_page, name="commitment_delete"),
    path(BUDDIES, buddies.buddies_page, name="buddies"),
    path(f"{BUDDIES}<int:pk>/", buddies.group_page, name="buddy_group"),
    path(f"{BUDDIES}change/", buddies.change, name="buddies_change"),
    path(f"{BUDDIES}groups/", buddies.matching_page, name="matching"),
    path(f"{BUDDIES}groups/swap/", buddies.swap, name="matching_swap"),
    path(f"{BUDDIES}groups/known/", buddies.make_known, name="matching_known"),
    path(CARE, care.care_page, name="care"),
    path(f"{CARE}<int:pk>/share/", care.share, name="load_share"),
    path(f"{CARE}<int:pk>/delete/", care.delete, name="load_delete"),
    path(f"{CARE}helps/", care.helps, name="helps"),
    path(f"{CARE}rest/", care.rest, name="rest"),
    path(f"{CARE}back/", care.back, name="rest_back"),
]
