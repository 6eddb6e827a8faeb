"""The address of shutting everyone out."""

from django.urls import path

from hearth.shut_off import views

app_name = "shut_off"
urlpatterns = [path("people/<uuid:person_id>/circle/closing", views.closing, name="closing")]
