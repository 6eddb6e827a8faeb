"""Registers the package with Django."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "hearth.shut_off"
    default_auto_field = "django.db.models.BigAutoField"
