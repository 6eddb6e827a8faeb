"""Addresses of organisations and of those who work there."""

from django.urls import path

from hearth.organisations import views

app_name = "organisations"
urlpatterns = [
    path("sign-in/code", views.code, name="code"),
    path("invitations/<str:secret>", views.invitation, name="invitation"),
    path("organisations", views.organisations, name="organisations"),
    path("organisations/<uuid:organisation_id>", views.organisation, name="organisation"),
    path("organisations/<uuid:organisation_id>/invitations", views.invitations, name="invitations"),
]
