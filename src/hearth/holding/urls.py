"""Addresses of holding."""

from django.urls import path

from hearth.holding import views

app_name = "holding"
urlpatterns = [path("memberships/<uuid:membership_id>/leaving", views.leaving, name="leaving")]
