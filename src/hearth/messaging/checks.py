"""What must be true of messages: nothing waits for want of a way to send it, and nothing is lost on its way."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q

from hearth.core.actor import SYSTEM
from hearth.core.checks import Check
from hearth.core.installation import is_demonstration
from hearth.core.scope import current_scope
from hearth.messaging import post, rules
from hearth.messaging.codes import STILL_TO_GO, MessageState
from hearth.messaging.decision import NO_WAY_YET
from hearth.messaging.models import Message
from hearth.messaging.threads.searching import FINDABLE

ASTRAY = """
    SELECT m.id FROM messaging_message m
    LEFT JOIN LATERAL (
        SELECT e.state FROM messaging_messageevent e
        WHERE e.message_id = m.id ORDER BY e.at DESC, e.id DESC LIMIT 1) last ON true
    WHERE last.state IS DISTINCT FROM m.state
"""
# A thread waits for an answer exactly while a promise to answer its message runs.
THREADS_ASTRAY = """
    SELECT t.id FROM messaging_thread t
    LEFT JOIN core_clock c ON c.definition = 'message-answer' AND c.subject_id = t.waits_for_id AND c.stopped_at IS NULL
    WHERE t.waits_for_id IS NOT NULL AND c.id IS NULL
     UNION
    SELECT m.thread_id FROM core_clock c JOIN messaging_threadmessage m ON m.id = c.subject_id
      JOIN messaging_thread t ON t.id = m.thread_id
     WHERE c.definition = 'message-answer' AND c.stopped_at IS NULL AND t.waits_for_id IS DISTINCT FROM m.id
"""
# A search knows every message that can be found, of the person whose it is, and no other; with its translations.
UNFOUND = f"""
    SELECT m.id FROM messaging_threadmessage m
    LEFT JOIN record_entrywords w ON w.entry_id = m.id AND w.beside AND w.person_id = m.person_id
     WHERE (w.entry_id IS NULL) = ({FINDABLE})
     UNION ALL
    SELECT w.entry_id FROM record_entrywords w
     WHERE w.beside AND NOT EXISTS (SELECT 1 FROM messaging_threadmessage m WHERE m.id = w.entry_id)
     UNION ALL
    SELECT m.id FROM messaging_threadtranslation t
      JOIN messaging_threadmessage m ON m.id = t.message_id
      JOIN record_entrywords w ON w.entry_id = m.id
     WHERE NOT tsvector_to_array(record_words('', t.words)) <@ tsvector_to_array(w.words)
"""  # noqa: S608  SQL from constants, never from input
PATIENCE = timedelta(hours=1)
NO_WAY = "{} {} for want of a way to send: set HEARTH_SMTP_URL or HEARTH_NOTIFY_KEY, see .env.example"


def checks() -> list[Check]:
    """What must be true of messaging."""
    return [
        Check("Every message can leave", messages_without_a_way),
        Check("No message is stuck on its way", messages_stuck),
        Check("Every message stands where its steps end", messages_astray),
        Check("The sender people see says nothing of us", telling_sender),
        Check("Whoever waits for an answer to a message was promised one", threads_astray),
        Check("Every message is found by its words", words_astray),
    ]


def messages_without_a_way() -> list[str]:
    """How many have waited for more than an hour because nothing is set up to send them."""
    old = Message.objects.visible_to(SYSTEM).filter(
        state=MessageState.WAITING, queued_at__lt=current_scope().at - PATIENCE
    )
    waiting = old.filter(events__words=NO_WAY_YET).aggregate(count=Count("pk", distinct=True))["count"]
    return [NO_WAY.format(waiting, "message waits" if waiting == 1 else "messages wait")] if waiting else []


def messages_stuck() -> list[str]:
    """Messages that should have gone an hour ago, or have been on their way for as long. A demonstration is built with
    a past, so it has some until its worker has run."""
    if is_demonstration():
        return []
    late = current_scope().at - PATIENCE
    stuck = Q(state__in=STILL_TO_GO, not_before_at__lt=late) | Q(state=MessageState.SENDING, claimed_at__lt=late)
    found = Message.objects.visible_to(SYSTEM).filter(stuck).values_list("pk", flat=True)
    return [f"message {message_id} is stuck; is `hearth work` running?" for message_id in found]


def messages_astray() -> list[str]:
    """Messages whose state is not that of their newest step."""
    with connection.cursor() as cursor:
        cursor.execute(ASTRAY)
        return [f"message {message_id} is not where its steps end" for (message_id,) in cursor.fetchall()]


def telling_sender() -> list[str]:
    """A sender that would tell a stranger what a message is about, where there is a mail server to send from."""
    found = rules.TELLTALE.search(settings.NEUTRAL_FROM) if post.has_mail_server() else None
    return [f"HEARTH_NEUTRAL_FROM says “{found.group()}” on people's lock screens"] if found else []


def threads_astray() -> list[str]:
    """Threads that wait and nobody owes an answer in, or the other way round."""
    with connection.cursor() as cursor:
        cursor.execute(THREADS_ASTRAY)
        return [f"thread {key} and the promise to answer in it do not agree" for (key,) in cursor.fetchall()]


def words_astray() -> list[str]:
    """Messages that a search would miss, or find in another record."""
    with connection.cursor() as cursor:
        cursor.execute(UNFOUND)
        return [f"message {key} is not found by its words" for (key,) in cursor.fetchall()]
