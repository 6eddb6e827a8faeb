"""Messages among what a search finds, in the index of entries, by whoever may read the thread and nobody else."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from hearth.core.actor import Actor
from hearth.core.helping import helped
from hearth.core.roles import ROLES
from hearth.core.sight import Level
from hearth.messaging.models import ThreadMessage, ThreadTranslation
from hearth.messaging.threads.codes import Side
from hearth.messaging.threads.policies import MESSAGE_IS_SEEN
from hearth.record.codes import EntryKind
from hearth.record.search.queries import Beside

# Whoever reads threads at a desk: the roles that `permissions.check_as_team` lets in.
TEAM = ", ".join(
    f"'{role.code}'" for role in ROLES.values() if role.ceiling == Level.FULL and "record.write" in role.permissions
)
# The policy's own words, asked of the message. It has no team of its own to narrow by.
IS_FOUND = f"""
  SELECT p_kind IN ('', '{EntryKind.MESSAGE.value}') AND p_lane = '' AND {MESSAGE_IS_SEEN}
         AND ((SELECT hearth_kind()) = 'person' OR EXISTS (
           SELECT 1 FROM organisations_membership m WHERE m.id = (SELECT hearth_membership()) AND m.role IN ({TEAM})))
    FROM messaging_threadmessage WHERE messaging_threadmessage.id = p_id
"""  # noqa: S608  SQL from constants, never from input
# What a machine wrote because nobody was reading is the same for everybody: nobody looks for it.
FINDABLE = f"m.side <> '{Side.HEARTH.value}' AND m.words <> ''"


def found_messages(actor: Actor, ids: Collection[UUID]) -> list[Beside]:
    """Those of these messages that this reader may see, as a search shows them."""
    messages = ThreadMessage.objects.visible_to(actor).filter(pk__in=ids).select_related("thread", "person")
    translated: dict[UUID, list[str]] = defaultdict(list)
    for one in ThreadTranslation.objects.visible_to(actor).filter(message__in=ids).order_by("at", "id"):
        translated[one.message_id].append(f"In {one.language}, by {one.translated_by}: {one.words}")
    return [_beside(one, translated[one.pk]) for one in messages]


def _beside(one: ThreadMessage, translations: list[str]) -> Beside:
    byline = f"{one.author_name}, {one.acting_as}" if one.acting_as else one.author_name
    words = "\n\n".join([one.words, *translations])
    told = (one.thread.about, words, f"{byline}{helped(one)}", one.thread_id)
    return Beside(one.pk, one.person_id, one.person, one.said_at, *told)
