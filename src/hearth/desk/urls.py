"""Addresses of the desk."""

from django.urls import path

from hearth.desk import views

app_name = "desk"
urlpatterns = [
    path("desk", views.today, name="today"),
    path("people/new", views.somebody_new, name="somebody_new"),
    path("people/<uuid:person_id>", views.person, name="person"),
    path("people/<uuid:person_id>/entries", views.writing, name="writing"),
    path("people/<uuid:person_id>/draft", views.draft, name="draft"),
    path("people/<uuid:person_id>/own-code", views.own_code, name="own_code"),
    path("people/<uuid:person_id>/journey", views.journey, name="journey"),
    path("people/<uuid:person_id>/entries/<uuid:entry_id>/amendment", views.amendment, name="amendment"),
    path("people/<uuid:person_id>/entries/<uuid:entry_id>/error", views.error, name="error"),
]
