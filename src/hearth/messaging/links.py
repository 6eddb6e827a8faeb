"""Addresses inside messages."""

from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

SIGNER = Signer(salt="hearth.messaging.stop")


def absolute(path: str) -> str:
    """The whole address of a page, as somebody far from this machine types it (HEARTH_BASE_URL)."""
    return urljoin(settings.BASE_URL.rstrip("/") + "/", path.lstrip("/"))


def way_out(message_id: UUID) -> str:
    """Where whoever got this e-mail says that they want no more. It names the message, never the address."""
    return absolute(reverse("messaging:stop", kwargs={"way_out": SIGNER.sign(str(message_id))}))


def message_behind(way_out: str) -> UUID | None:
    """The message whose way out this is; None for a link that is not ours."""
    try:
        return UUID(SIGNER.unsign(way_out))
    except (BadSignature, ValueError):
        return None
