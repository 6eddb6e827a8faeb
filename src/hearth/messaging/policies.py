"""Which messages somebody sees: workers those about people they see whole, a person only what is written to them."""

from hearth.core.policies import sees
from hearth.core.sight import Level

NOT_A_PERSON = "(SELECT hearth_kind()) <> 'person'"
THEIRS = "{table}.person_id = ANY((SELECT hearth_viewers())::uuid[])"
ITS_MESSAGE = "EXISTS (SELECT 1 FROM messaging_message m WHERE m.id = messaging_messageevent.message_id)"

# Beside the level: somebody signed in as themselves reads what is written to them, never what others were told.
MESSAGE_OPEN = (
    f"({NOT_A_PERSON} OR (messaging_message.to_kind = 'person' AND {THEIRS.format(table='messaging_message')}))"
)
# The message's own policy is asked again inside.
EVENT_OPEN = f"({NOT_A_PERSON} OR ({THEIRS.format(table='messaging_messageevent')} AND {ITS_MESSAGE}))"
CHOICE_OPEN = f"({NOT_A_PERSON} OR {THEIRS.format(table='messaging_messagechoice')})"


def _whole(table: str, also: str) -> str:
    return f"({sees(f'{table}.person_id', str(int(Level.FULL)))} AND {also})"


MESSAGE_IS_SEEN = _whole("messaging_message", MESSAGE_OPEN)
EVENT_IS_SEEN = _whole("messaging_messageevent", EVENT_OPEN)
CHOICE_IS_SEEN = _whole("messaging_messagechoice", CHOICE_OPEN)
