"""Addresses of identity."""

from django.urls import path

from hearth.identity import death_views, restriction_views, views

app_name = "identity"
urlpatterns = [
    path("people/<uuid:person_id>/death", death_views.death, name="death"),
    path("people/<uuid:person_id>/death/access", death_views.access, name="access"),
    path("people/<uuid:person_id>/death/mistake", death_views.mistake, name="mistake"),
    path("people/<uuid:person_id>/death/mistake/confirmation", death_views.undone, name="undone"),
    path("people/<uuid:person_id>/restriction", restriction_views.restriction, name="restriction"),
    path("people/<uuid:person_id>/restriction/review", restriction_views.review, name="review"),
    path("people/<uuid:person_id>/restriction/lifting", restriction_views.lifting, name="lifting"),
    path("restrictions", restriction_views.kept_close, name="kept_close"),
    path("identities", views.identities, name="identities"),
    path("identities/pairs/<uuid:pair_id>", views.pair, name="pair"),
    path("identities/pairs/<uuid:pair_id>/verdict", views.verdict, name="verdict"),
    path("identities/merges/<uuid:merge_id>", views.merge, name="merge"),
    path("identities/merges/<uuid:merge_id>/withdrawal", views.withdrawal, name="withdrawal"),
    path("identities/merges/<uuid:joined_id>/parting", views.parting, name="parting"),
    path("identities/merges/<uuid:joined_id>/parting/confirmation", views.parted, name="parted"),
]
