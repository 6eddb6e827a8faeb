"""Addresses of the open door and of the person's own pages."""

from django.urls import path

from hearth.portal import document_views, journey_views, search_views, stalemate_views, views

app_name = "portal"
urlpatterns = [
    path("", views.front, name="front"),
    path("help-now", views.help_now, name="help_now"),
    path("me", views.me, name="me"),
    path("me/return", views.coming_back, name="coming_back"),
    path("me/journey", journey_views.journey, name="journey"),
    path("me/journey/copies", journey_views.copy, name="journey_copy"),
    path("me/journey/search", search_views.my_search, name="my_search"),
    path("me/looked", views.looked, name="looked"),
    path("me/messages", views.my_messages, name="messages"),
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
