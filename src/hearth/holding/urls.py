"""Addresses of holding."""

from django.urls import path

from hearth.holding import handover_views, views

app_name = "holding"
urlpatterns = [
    path("memberships/<uuid:membership_id>/leaving", views.leaving, name="leaving"),
    path("people/<uuid:person_id>/handover", handover_views.proposing, name="proposing"),
    path("handovers/<uuid:handover_id>", handover_views.handover, name="handover"),
    path("handovers/<uuid:handover_id>/<slug:to>", handover_views.step, name="step"),
]
