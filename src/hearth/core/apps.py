"""Registers the package with Django."""

from django.apps import AppConfig

from hearth.core.form_words import speak_plainly


class Config(AppConfig):
    name = "hearth.core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        speak_plainly()
