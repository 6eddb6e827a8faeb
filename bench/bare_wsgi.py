"""The bare application on its own, for a web server."""

import django

django.setup()

from bench.bare import bare_application  # noqa: E402  models need Django first

application = bare_application()
