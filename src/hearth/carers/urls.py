"""Addresses of what is done with what people close to somebody tell."""

from django.urls import path

from hearth.carers import views

app_name = "carers"
urlpatterns = [
    path("seeings", views.seeings, name="seeings"),
    path("seeings/<uuid:seeing_id>", views.seeing, name="seeing"),
    path("groups", views.groups, name="groups"),
    path("groups/<uuid:group_id>/ending", views.group_ending, name="group_ending"),
]
