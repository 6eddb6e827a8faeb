"""Identifiers: UUID version 7, so that rows made together lie together."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A fresh identifier that sorts by the moment it was made."""
    return uuid7()
