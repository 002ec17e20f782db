from django.urls import path

from coalitions.views import ground, marks, texts

BODY = "networks/<slug:slug>/common-ground/"

urlpatterns = [
    path(BODY, ground.ground_page, name="ground"),
    path(f"{BODY}text/", texts.texts_page, name="texts"),
    path(f"{BODY}text/write/", texts.text_write, name="text_write"),
    path(f"{BODY}text/<int:number>/", texts.text_page, name="text"),
    path(f"{BODY}text/<int:number>/decide/", texts.text_decide, name="text_decide"),
    path(f"{BODY}sides/<slug:network>/", ground.side_page, name="side"),
    path(f"{BODY}sides/<slug:network>/<slug:topic>/", ground.add_page, name="point_add"),
    path(f"{BODY}points/<int:pk>/", ground.point_page, name="point"),
    path(f"{BODY}points/<int:pk>/edit/", ground.point_edit, name="point_edit"),
    path(f"{BODY}points/<int:pk>/withdraw/", ground.point_withdraw, name="point_withdraw"),
    path(f"{BODY}points/<int:pk>/say/", marks.say_point, name="say_point"),
    path(f"{BODY}marks/<int:pk>/", marks.mark_page, name="mark"),
    path(f"{BODY}marks/<int:pk>/confirm/", marks.confirm, name="mark_confirm"),
    path(f"{BODY}marks/<int:pk>/dismiss/", marks.dismiss, name="mark_dismiss"),
    path(f"{BODY}marks/<int:pk>/say/", marks.say_mark, name="say_mark"),
    path(f"{BODY}topics/<slug:topic>/", ground.topic_page, name="topic"),
    path(f"{BODY}topics/<slug:topic>/compare/", ground.compare_page, name="compare"),
    path(f"{BODY}topics/<slug:topic>/kindred/", ground.kindred_page, name="kindred"),
    path(f"{BODY}topics/<slug:topic>/mark/", marks.mark_pair_page, name="mark_pair"),
]
