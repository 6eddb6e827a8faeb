"""Addresses of organisations and of those who work there."""

from django.urls import path

from hearth.organisations import tablet_views, views

app_name = "organisations"
urlpatterns = [
    path("sign-in/code", views.code, name="code"),
    path("tablet", tablet_views.tablet, name="tablet"),
    path("tablet/end-of-use", tablet_views.tablet_end_of_use, name="tablet_end_of_use"),
    path("tablet/ending", tablet_views.tablet_ending, name="tablet_ending"),
    path("tablet/use", tablet_views.tablet_use, name="tablet_use"),
    path("invitations/<str:secret>", views.invitation, name="invitation"),
    path("organisations", views.organisations, name="organisations"),
    path("organisations/<uuid:organisation_id>", views.organisation, name="organisation"),
    path("organisations/<uuid:organisation_id>/invitations", views.invitations, name="invitations"),
]
