"""Addresses of giving somebody their record."""

from django.urls import path

from hearth.subject_access import anybody_views, review_views, views

app_name = "subject_access"
one = "subject-access/<uuid:access_id>"
urlpatterns = [
    path("subject-access", views.requests, name="requests"),
    path("subject-access/asked", anybody_views.asking_for_anybody, name="asking_for_anybody"),
    path("people/<uuid:person_id>/subject-access", views.asking, name="asking"),
    path(one, views.request_page, name="request"),
    path(f"{one}/identity", views.identity, name="identity"),
    path(f"{one}/answering", views.answering, name="answering"),
    path(f"{one}/extension", views.extension, name="extension"),
    path(f"{one}/handing", views.handing, name="handing"),
    path(f"{one}/withdrawal", views.withdrawal, name="withdrawal"),
    path(f"{one}/document", views.document, name="document"),
    path("subject-access/parts/<uuid:part_id>", review_views.part, name="part"),
    path("subject-access/parts/<uuid:part_id>/reviewer", views.reviewer, name="reviewer"),
    path("subject-access/items/<uuid:item_id>", review_views.item, name="item"),
    path("subject-access/items/<uuid:item_id>/professional", review_views.professional, name="professional"),
]
