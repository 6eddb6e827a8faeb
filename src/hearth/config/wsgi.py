"""What the web server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearth.config.settings")
# One connection kept open for each of the four threads: connecting anew costs more than most pages.
os.environ.setdefault("HEARTH_POOL_SIZE", "4")

application = get_wsgi_application()
