"""Addresses for machines, and for those who look after them."""

from django.urls import path

from hearth.exchange import views

app_name = "exchange"
urlpatterns = [
    path("api/v1/openapi.json", views.openapi, name="openapi"),
    path("api/v1/referrals", views.referrals, name="referrals"),
    path("api/v1/referrals/<uuid:referral_id>", views.referral, name="referral"),
    path("api/<path:rest>", views.nothing, name="nothing"),
]
