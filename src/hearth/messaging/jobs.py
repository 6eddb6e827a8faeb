"""What messaging does after the answer."""

from hearth.core import jobs


@jobs.job
def send_message(*, message_id: str) -> None:
    """Send one message, if it still may be sent."""
