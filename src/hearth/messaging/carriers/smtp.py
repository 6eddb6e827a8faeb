"""E-mail by an SMTP server. It cannot be asked afterwards what it took, so a message may arrive twice, never in vain:
both copies carry the same Message-ID, by which mailboxes know them as one (ADR 0011)."""

import smtplib
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from hearth.messaging.carriers.parcels import Outcome, Parcel, refused, sent, try_again

NO_ANSWER = "The mail server did not answer."
NOT_TAKEN = "The mail server did not take it."
NO_MAILBOX = "There is no such mailbox, or it takes no mail."


def send(parcel: Parcel) -> Outcome:
    """Hand one message to the mail server."""
    try:
        get_connection("django.core.mail.backends.smtp.EmailBackend").send_messages([_letter(parcel)])
    except smtplib.SMTPRecipientsRefused as problem:
        return _outcome(max(code for code, _ in problem.recipients.values()), NO_MAILBOX)
    except smtplib.SMTPDataError as problem:
        return _outcome(problem.smtp_code, NOT_TAKEN)
    except (smtplib.SMTPException, OSError):
        return try_again(NO_ANSWER)
    return sent()


def _letter(parcel: Parcel) -> EmailMessage:
    sender = settings.NEUTRAL_FROM if parcel.to_person else settings.DEFAULT_FROM_EMAIL
    house = parseaddr(sender)[1].rpartition("@")[2]
    known_as = {"Message-ID": f"<{parcel.message_id}@{house}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(parcel.subject, parcel.body, sender, [parcel.route], headers=known_as)


def _outcome(code: int, words: str) -> Outcome:
    """4xx is for now, 5xx for good. Source: RFC 5321, 4.2.1."""
    return refused(words) if code >= 500 else try_again(NOT_TAKEN)
