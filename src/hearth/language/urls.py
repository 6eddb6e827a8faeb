"""Addresses of the word list beside whoever writes."""

from django.urls import path

from hearth.language import views

app_name = "language"
urlpatterns = [path("words", views.words, name="words")]
