"""The first page of a visit brings its own look: on a slow line it is drawn before anything else is asked for.

Asking for the stylesheet costs an old phone another trip, half of all it waits. So the first page carries it, and asks
for it once more below its words, where nothing waits for it; from then on a page asks for what the browser has.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static

SHEET = "built/hearth.css"
# Says only which stylesheet this browser has; gone when it is closed (ADR 0032).
COOKIE = "hearth_drawn"
BESIDE = re.compile(r'url\("?((?:fonts|icons)/[^")]+)"?\)')


@cache
def sheet() -> str:
    """The stylesheet as words of a page: letters and pictures by their whole addresses. Empty while none is built."""
    found = finders.find(SHEET)
    # The mark at the beginning of a file would be a letter of the first rule here, which then fits nothing.
    words = Path(str(found)).read_text("utf-8-sig") if found else ""
    return BESIDE.sub(lambda beside: f'url("{static(f"built/{beside[1]}")}")', words)


@cache
def digest() -> bytes:
    """SHA-256 of it."""
    return hashlib.sha256(sheet().encode()).digest()


def is_brought(request: HttpRequest) -> bool:
    """Whether this page brings its look: it is asked for, not sent to, by a browser that has not had this look yet."""
    # Only tests turn it off: they read a page's words.
    wanted = getattr(settings, "FIRST_PAGE_BRINGS_ITS_LOOK", True) and request.method == "GET"
    return wanted and request.COOKIES.get(COOKIE) != digest().hex()[:12] and bool(sheet())


def let_through(response: HttpResponse) -> None:
    """Allow a page that carries the look to use it, and remember that the browser has it. Others stay as they are."""
    if b"<style>" not in response.content:
        return
    allowed = f"'sha256-{base64.b64encode(digest()).decode()}'"
    response._csp_update = {"style-src": [allowed]}  # type: ignore[attr-defined]  # django-csp reads it
    response.set_cookie(COOKIE, digest().hex()[:12], httponly=True, samesite="Lax", secure=settings.HTTPS)
