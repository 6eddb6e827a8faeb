"""Addresses for machines, and for those who look after them."""

from django.urls import path

from hearth.exchange import bars_views, key_views, views

app_name = "exchange"
urlpatterns = [
    path("api/v1/openapi.json", views.openapi, name="openapi"),
    path("api/v1/referrals", views.referrals, name="referrals"),
    path("api/v1/referrals/<uuid:referral_id>", views.referral, name="referral"),
    path("api/<path:rest>", views.nothing, name="nothing"),
    path("organisations/<uuid:organisation_id>/keys", key_views.keys, name="keys"),
    path("organisations/<uuid:organisation_id>/keys/<uuid:key_id>/ending", key_views.key_ending, name="key_ending"),
    path("organisations/failures", key_views.failures, name="failures"),
    path("organisations/failures/<uuid:call_id>", key_views.failure, name="failure"),
    path("organisations/failures/<uuid:call_id>/message", key_views.failure_message, name="failure_message"),
    path("$process-message", bars_views.process_message, name="process_message"),
    path("metadata", bars_views.metadata, name="metadata"),
    path("MessageDefinition", bars_views.message_definitions, name="message_definitions"),
]
