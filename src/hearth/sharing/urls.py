"""Addresses of sharing."""

from django.urls import path

from hearth.sharing import views

app_name = "sharing"
urlpatterns = [
    path("people/<uuid:person_id>/circle", views.circle, name="circle"),
    path("people/<uuid:person_id>/sealing", views.sealing, name="sealing"),
    path("people/<uuid:person_id>/sealings/<uuid:sealing_id>/lifting", views.lifting, name="lifting"),
    path("people/<uuid:person_id>/override", views.override, name="override"),
    path("people/<uuid:person_id>/override/closing", views.closing, name="closing"),
    path("overrides", views.overrides, name="overrides"),
    path("overrides/<uuid:override_id>/review", views.review, name="review"),
]
