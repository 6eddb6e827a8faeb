"""Addresses of messaging."""

from django.urls import path

from hearth.messaging import views

app_name = "messaging"
urlpatterns = [
    path("people/<uuid:person_id>/messages", views.about, name="about"),
    path("people/<uuid:person_id>/messages/choices", views.choices, name="choices"),
    path("messages/<uuid:message_id>/telling", views.telling, name="telling"),
    path("messages/<uuid:message_id>/letter", views.letter, name="letter"),
    path("messages/<uuid:message_id>/posting", views.posting, name="posting"),
    path("e-mails/<str:way_out>", views.stop, name="stop"),
]
