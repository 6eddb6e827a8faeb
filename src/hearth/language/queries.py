"""Reading the word list, and looking through words with it."""

from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from hearth.language import rules
from hearth.language.finding import Finder, Hit, Term
from hearth.language.models import Phrase


def phrases() -> QuerySet[Phrase]:
    """What the list says now, in the order of the alphabet; what is no longer looked for left out."""
    return Phrase.objects.filter(replaced_by=None, ended_because="").order_by("phrase", "id")


def phrase_history(*, root_id: UUID) -> QuerySet[Phrase]:
    """Every version of one entry, the newest first."""
    return Phrase.objects.filter(root_id=root_id).order_by("-decided_at", "-id")


def newest_phrase(*, root_id: UUID) -> Phrase | None:
    """The version that stands; None for one that never was."""
    return Phrase.objects.filter(root_id=root_id, replaced_by=None).first()


def hits_in(text: str, *, audience: str) -> list[Hit]:
    """What the list would say of these words. Quotations are left alone."""
    return finder(audience).find(text)


def suggestions(text: str, *, audience: str) -> list[rules.Shown]:
    """The same, with the words around each, as they are shown beside whoever writes."""
    return rules.shown(text, hits_in(text, audience=audience))


def looked_at(text: str, *, audience: str) -> rules.Looked:
    """What is said beside a text while it is written: words to say otherwise, and how it reads."""
    return rules.Looked(suggestions(text, audience=audience), rules.reading_beside(text))


def finder(audience: str) -> Finder:
    """The list for one audience, prepared once for each state of it."""
    every = phrases().filter(audiences__contains=[audience])
    return _prepared(tuple(every.values_list("phrase", "suggestion", "why", "also")))


@lru_cache(maxsize=8)
def _prepared_of(terms: tuple[Term, ...]) -> Finder:
    return Finder(terms)


def _prepared(rows: tuple[tuple[str, str, str, list[str]], ...]) -> Finder:
    return _prepared_of(tuple(Term(phrase, suggestion, why, tuple(also)) for phrase, suggestion, why, also in rows))
