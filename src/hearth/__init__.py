"""Hearth: the open front door, the shared record and the learning tool of neighbourhood mental-health hubs."""

__version__ = "0.1.0"
