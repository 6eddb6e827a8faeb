"""Hearth's own addresses, and those that only measurements ask for."""

from hearth.config.urls import handler400 as handler400
from hearth.config.urls import handler403 as handler403
from hearth.config.urls import handler404 as handler404
from hearth.config.urls import handler500 as handler500
from hearth.config.urls import urlpatterns as urlpatterns
