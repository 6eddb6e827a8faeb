"""Registers the package with Django."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "hearth.outcomes"
    default_auto_field = "django.db.models.BigAutoField"
