"""Addresses of holding."""

from django.urls import path

from hearth.holding import (
    absence_views,
    closing_views,
    handover_views,
    link_views,
    seat_views,
    shift_views,
    stalemate_views,
    views,
)

app_name = "holding"
urlpatterns = [
    path("memberships/<uuid:membership_id>/leaving", views.leaving, name="leaving"),
    path("memberships/<uuid:membership_id>/people", absence_views.sharing_out, name="sharing_out"),
    path("memberships/<uuid:membership_id>/absence", absence_views.absence, name="absence"),
    path("memberships/<uuid:membership_id>/absence/<uuid:absence_id>/end", absence_views.end, name="absence_end"),
    path(
        "memberships/<uuid:membership_id>/absence/<uuid:absence_id>/return",
        absence_views.taking_back,
        name="taking_back",
    ),
    path("h/<str:link>", link_views.by_link, name="by_link"),
    path("hub/<slug:hub>/shift-change", shift_views.shift_change, name="shift_change"),
    path("shift-changes/<uuid:change_id>/yes", shift_views.yes, name="shift_yes"),
    path("shift-changes/<uuid:change_id>/end", shift_views.end, name="shift_end"),
    path("hub/<slug:hub>/closing", closing_views.closing, name="closing"),
    path("people/<uuid:person_id>/evening", closing_views.evening, name="evening"),
    path("evenings/<uuid:plan_id>/morning", closing_views.morning, name="morning"),
    path("people/<uuid:person_id>/handover", handover_views.proposing, name="proposing"),
    path("handovers/<uuid:handover_id>", handover_views.handover, name="handover"),
    path("handovers/<uuid:handover_id>/<slug:to>", handover_views.step, name="step"),
    path("people/<uuid:person_id>/stalemates", stalemate_views.stalemates, name="stalemates"),
    path("organisations/<uuid:organisation_id>/seats", seat_views.seats, name="seats"),
    path("organisations/<uuid:organisation_id>/seats/<uuid:seat_id>/order", seat_views.order, name="seat_order"),
    path(
        "organisations/<uuid:organisation_id>/seats/<uuid:seat_id>/colleague",
        seat_views.colleague,
        name="seat_colleague",
    ),
    path("organisations/<uuid:organisation_id>/seats/<uuid:seat_id>/return", seat_views.back, name="seat_back"),
    path("stalemates/<uuid:stalemate_id>", stalemate_views.stalemate, name="stalemate"),
    path("stalemates/<uuid:stalemate_id>/<slug:to>", stalemate_views.step, name="stalemate_step"),
]
