"""Addresses of messaging."""

from django.urls import path

from hearth.messaging import views
from hearth.messaging.threads import views as threads

app_name = "messaging"
of_thread = "people/<uuid:person_id>/threads/<uuid:thread_id>"
urlpatterns = [
    path("people/<uuid:person_id>/messages", views.about, name="about"),
    path("people/<uuid:person_id>/threads", threads.threads, name="threads"),
    path(of_thread, threads.thread, name="thread"),
    path(f"{of_thread}/settling", threads.settling, name="settling"),
    path(f"{of_thread}/messages/<uuid:said_id>/translations", threads.translation, name="translation"),
    path("people/<uuid:person_id>/messages/choices", views.choices, name="choices"),
    path("messages/<uuid:message_id>/telling", views.telling, name="telling"),
    path("messages/<uuid:message_id>/letter", views.letter, name="letter"),
    path("messages/<uuid:message_id>/posting", views.posting, name="posting"),
    path("e-mails/<str:way_out>", views.stop, name="stop"),
]
