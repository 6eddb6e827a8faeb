"""Addresses of the open door and of the person's own pages."""

from django.urls import path

from hearth.portal import (
    correcting_views,
    document_views,
    form_views,
    journey_views,
    record_views,
    search_views,
    stalemate_views,
    views,
)

app_name = "portal"
urlpatterns = [
    path("", views.front, name="front"),
    path("help-now", views.help_now, name="help_now"),
    path("promises", views.promises, name="promises"),
    path("me", views.me, name="me"),
    path("me/return", views.coming_back, name="coming_back"),
    path("me/journey", journey_views.journey, name="journey"),
    path("me/journey/copies", journey_views.copy, name="journey_copy"),
    path("me/journey/search", search_views.my_search, name="my_search"),
    path("me/entries/<uuid:entry_id>", correcting_views.entry, name="entry"),
    path("me/entries/<uuid:entry_id>/correction", correcting_views.correction, name="correction"),
    path("me/entries/<uuid:entry_id>/sealing", correcting_views.sealing, name="entry_sealing"),
    path("me/corrections", correcting_views.corrections, name="corrections"),
    path("me/looked", views.looked, name="looked"),
    path("me/record", record_views.my_record, name="my_record"),
    path("me/record/<uuid:access_id>/withdrawal", record_views.my_record_withdrawal, name="my_record_withdrawal"),
    path("me/record/<uuid:access_id>/document", record_views.my_record_document, name="my_record_document"),
    path("me/record/<uuid:access_id>/data", record_views.my_record_data, name="my_record_data"),
    path("me/messages", views.my_messages, name="messages"),
    path("me/forms", form_views.my_forms, name="my_forms"),
    path("me/forms/<uuid:filling_id>", form_views.my_form, name="my_form"),
    path("me/forms/<uuid:filling_id>/yes", form_views.my_yes, name="my_yes"),
    path("me/forms/<uuid:filling_id>/no", form_views.my_no, name="my_no"),
    path("me/sent-forms/<uuid:sent_id>", form_views.my_sent_form, name="my_sent_form"),
    path("me/sent-forms/<uuid:sent_id>/file", form_views.my_file, name="my_file"),
    path("me/circle", views.circle, name="circle"),
    path("me/circle/choice", views.choice, name="choice"),
    path("me/circle/sealings/<uuid:sealing_id>/lifting", views.lifting, name="lifting"),
    path("me/documents", document_views.documents, name="documents"),
    path("me/documents/<uuid:document_id>", document_views.document, name="document"),
    path("me/documents/<uuid:document_id>/file", document_views.file, name="document_file"),
    path("me/documents/<uuid:document_id>/pages/<int:page>", document_views.page, name="document_page"),
    path("me/documents/<uuid:document_id>/sealing", document_views.sealing, name="document_sealing"),
    path("me/stalemates", stalemate_views.my_stalemates, name="my_stalemates"),
    path("me/people/<uuid:person_id>", views.somebody_close, name="somebody_close"),
]
