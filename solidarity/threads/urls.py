from django.urls import path

from solidarity.threads import views

app_name = "threads"
urlpatterns = [
    path("people/<slug:handle>/write/", views.write_page, name="write"),
    path("inbox/conversations/", views.conversations_page, name="conversations"),
    path("inbox/conversations/<int:pk>/", views.conversation_page, name="conversation"),
    path("posts/<int:pk>/edit/", views.edit_page, name="post_edit"),
    path("posts/<int:pk>/delete/", views.delete_page, name="post_delete"),
    path("posts/<int:pk>/remove/", views.remove_page, name="post_remove"),
    path("posts/<int:pk>/author/", views.author_page, name="post_author"),
    path("posts/<int:pk>/answer/", views.answer, name="post_answer"),
]
