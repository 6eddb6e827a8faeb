"""The map of Hearth: every address and the package that answers it."""

from django.urls import URLPattern, URLResolver, include, path

from hearth.config.start import start
from hearth.core import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("start", start, name="start"),
    path("", include("hearth.organisations.sign_in_urls")),
    path("", include("hearth.organisations.urls")),
    path("", include("hearth.language.urls")),
    path("", include("hearth.portal.urls")),
    path("", include("hearth.desk.urls")),
    path("", include("hearth.front_door.urls")),
    path("", include("hearth.telling.urls")),
    path("", include("hearth.outcomes.urls")),
    path("", include("hearth.identity.urls")),
    path("", include("hearth.carers.urls")),
    path("", include("hearth.plans.urls")),
    path("", include("hearth.sharing.urls")),
    path("", include("hearth.messaging.urls")),
    path("", include("hearth.holding.urls")),
    path("", include("hearth.correcting.urls")),
    path("", include("hearth.subject_access.urls")),
    path("", include("hearth.shut_off.urls")),
    path("", include("hearth.exchange.urls")),
    path("", include("hearth.demonstration.urls")),
]

handler400 = "hearth.core.views.bad_request"
handler403 = "hearth.core.views.not_permitted"
handler404 = "hearth.core.views.not_found"
handler500 = "hearth.core.views.server_error"
