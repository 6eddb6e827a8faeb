"""Addresses of identity."""

from django.urls import path

from hearth.identity import death_views, views

app_name = "identity"
urlpatterns = [
    path("people/<uuid:person_id>/death", death_views.death, name="death"),
    path("people/<uuid:person_id>/death/access", death_views.access, name="access"),
    path("people/<uuid:person_id>/death/mistake", death_views.mistake, name="mistake"),
    path("people/<uuid:person_id>/death/mistake/confirmation", death_views.undone, name="undone"),
    path("identities", views.identities, name="identities"),
    path("identities/pairs/<uuid:pair_id>", views.pair, name="pair"),
    path("identities/pairs/<uuid:pair_id>/verdict", views.verdict, name="verdict"),
    path("identities/merges/<uuid:merge_id>", views.merge, name="merge"),
    path("identities/merges/<uuid:merge_id>/withdrawal", views.withdrawal, name="withdrawal"),
    path("identities/merges/<uuid:joined_id>/parting", views.parting, name="parting"),
    path("identities/merges/<uuid:joined_id>/parting/confirmation", views.parted, name="parted"),
]
