"""What can be said by and to somebody close, on plain values."""

from hearth.core.errors import NotPossible

NOTHING_SAID = "Write a few words first. There is nothing to send yet."
READ_ALREADY = "Somebody has read this already. It stands in the journey."
NO_SUCH_NOTE = "This note is not there any more."
GROUP_INCOMPLETE = "Say what it is called, when it is, and what to do next."
ASKED_ALREADY = "You have asked already. Whoever holds you is named on your page."


def check_words(words: str) -> None:
    """Raises NotPossible if there is nothing to keep."""
    if not words.strip():
        raise NotPossible(NOTHING_SAID)


def check_group(*parts: str) -> None:
    """Raises NotPossible for a group that nobody could find or come to."""
    if not all(part.strip() for part in parts):
        raise NotPossible(GROUP_INCOMPLETE)
