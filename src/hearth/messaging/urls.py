"""Addresses of messaging."""

from django.urls import path

from hearth.messaging import views

app_name = "messaging"
urlpatterns = [
    path("e-mails/<str:token>", views.stop, name="stop"),
]
