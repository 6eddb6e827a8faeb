"""What may be read of a shut-off, in SQL: the person, and workers who may know everything; nobody they ever let in."""

from hearth.sharing.policies import NOT_A_SUPPORTER, own_and_workers

__all__ = ["NOT_A_SUPPORTER", "SHUT_OFF_IS_SEEN"]

SHUT_OFF_IS_SEEN = own_and_workers("shut_off_shutoff")
