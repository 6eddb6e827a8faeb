"""Registers the package with Django."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "hearth.core"
    default_auto_field = "django.db.models.BigAutoField"
