"""What somebody filled in, gathered by Hearth itself for a copy of their record in FHIR."""

from typing import Any

from django.db.models import QuerySet

from hearth.core.actor import SYSTEM
from hearth.exchange.fhir import measured as fhir
from hearth.exchange.fhir.values import Json
from hearth.outcomes import instruments, queries, rule_queries
from hearth.outcomes.codes import FilledBy, FillStatus, Kind, Mode, Offered
from hearth.outcomes.instruments import Instrument
from hearth.outcomes.models import Fill, Offer
from hearth.outcomes.rule_queries import Checks
from hearth.outcomes.scoring import Score
from hearth.people.models import Person

# Why nothing was filled in, as FHIR says it. It has no code for being offered and coming to nothing.
ABSENT = {Offered.NOT_OFFERED: "not-asked", Offered.DECLINED: "asked-declined", Offered.NOT_NOW: "temp-unknown"}


def sittings(person: Person, *, entries: QuerySet[Any, Any]) -> list[Json]:
    """Everything they finished whose entry may leave, the oldest first. `entries` are the roots of those that may."""
    done = Fill.objects.visible_to(SYSTEM).filter(person=person, status=FillStatus.DONE, entry_id__in=entries)
    rows = done.select_related("wording", "recorded_by__worker", "retraction").order_by("answered_on", "begun_at", "id")
    checks = rule_queries.every_check()
    return [one for fill in rows for one in fhir.measured(person.pk, _sitting(fill, checks))]


def not_filled(person: Person) -> list[Json]:
    """What was not filled in when it could have been, and why."""
    offers = Offer.objects.visible_to(SYSTEM).filter(person=person).exclude(outcome=Offered.OFFERED)
    return [fhir.not_filled(person.pk, _offer(one)) for one in offers.order_by("at", "id")]


def _sitting(fill: Fill, checks: Checks) -> fhir.LeavingMeasure:
    result = queries.result(SYSTEM, fill=fill)
    of = result.of
    own = queries.words_of(fill).items if of.own_words and fill.language else ()
    return fhir.LeavingMeasure(
        id=fill.pk,
        code=of.code,
        version=of.version,
        name=of.name,
        answered_on=fill.answered_on,
        finished_at=fill.finished_at or fill.begun_at,
        mode=Mode(fill.mode).label,
        filled_by=FilledBy(fill.filled_by).label,
        by_somebody_close=fill.filled_by == FilledBy.FOR_THEM,
        helped_by=fill.helped_by,
        language=fill.language,
        written_by=fill.recorded_by.worker.name if fill.recorded_by else "",
        answers=result.answers,
        words={item.number: item.words for item in own},
        scores=tuple(_score(score, of, checks) for score in result.scores),
        taken_back=result.retracted,
    )


def _score(score: Score, of: Instrument, checks: Checks) -> fhir.LeavingScore:
    return fhir.LeavingScore(
        scale=score.scale.code,
        name=score.scale.name,
        value=score.value,
        reason=score.reason,
        supplied=score.supplied,
        missing_rule=_missing_rule(score, of),
        snomed=of.snomed.get(score.scale.code, ""),
        unchecked=tuple(rule.words for rule in rule_queries.unchecked(of, checks)),
    )


def _missing_rule(score: Score, of: Instrument) -> str:
    """How answers become the result, and what is done about those left out."""
    scale = score.scale
    if scale.kind == Kind.ALONE:
        return "Read alone."
    left_out = "none left out"
    if scale.most_missing:
        left_out = f"up to {scale.most_missing} left out, for which the mean of the others stands in"
    return f"{scale.kind.label}, {len(scale.items)} of {of.items} items, {left_out}."


def _offer(offer: Offer) -> fhir.LeavingOffer:
    outcome = Offered(offer.outcome)
    return fhir.LeavingOffer(
        id=offer.pk,
        code=offer.instrument,
        name=_name_of(offer.instrument),
        absent=ABSENT[outcome],
        said=outcome.label,
        words=offer.words,
        at=offer.at,
    )


def _name_of(code: str) -> str:
    return next((of.name for of in reversed(instruments.versions()) if of.code == code), code)
