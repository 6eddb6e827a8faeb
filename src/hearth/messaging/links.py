"""Addresses inside messages."""

from urllib.parse import urljoin

from django.conf import settings


def absolute(path: str) -> str:
    """The whole address of a page, as somebody far from this machine types it (HEARTH_BASE_URL)."""
    return urljoin(settings.BASE_URL.rstrip("/") + "/", path.lstrip("/"))
