"""What somebody has filled in, with what it amounts to; which words may be used today; and what is offered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from hearth.core.actor import Actor
from hearth.front_door.models import Referral
from hearth.holding.models import Holding
from hearth.outcomes import instruments, scoring, wordings
from hearth.outcomes.codes import FillStatus, Mode
from hearth.outcomes.instruments import Instrument, Scale
from hearth.outcomes.models import Answer, Area, BoundaryChoice, Fill, Offer, Wording, Worry
from hearth.outcomes.scoring import Pair, Score, Scored
from hearth.outcomes.wordings import Words
from hearth.plans.models import GoalVersion

ENGLISH = "en-GB"


@dataclass(frozen=True, slots=True)
class Result:
    """One sitting with what it amounts to. A retracted one amounts to nothing, and `retracted` says why."""

    fill: Fill
    of: Instrument
    answers: dict[int, int]
    scores: list[Score]
    retracted: str

    def value(self, scale: Scale) -> Scored:
        """The value of one scale on its day, as pairs are made of."""
        value = next((one.value for one in self.scores if one.scale.code == scale.code), None)
        return Scored(self.fill.answered_on, self.fill.version, None if self.retracted else value)


@dataclass(frozen=True, slots=True)
class OverTime:
    """One scale over time: every result, the pair if there is one, and the line somebody chose to draw."""

    scale: Scale
    results: list[Result]
    pair: Pair | None
    boundary: int | None
    boundary_source: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure for one person: whether its words are here, what was filled in, what is begun, what was offered."""

    of: Instrument
    words: list["InUse"]
    results: list[Result]
    begun: list[Fill]
    offers: list[Offer]

    @property
    def spoken(self) -> Words:
        """The words it is read with today: the first that may be shown, or the numbers of its items."""
        return self.words[0].words if self.words else wordings.numbered(self.of)

    @property
    def is_for_them(self) -> bool:
        """Whether it stands on the page of the person: its words are here for everybody, or something came of it."""
        return bool((self.words and not self.of.by_offer) or self.results or self.begun or self.offers)

    @property
    def latest(self) -> Result | None:
        """The newest that counts."""
        return next((one for one in self.results if not one.retracted), None)


@dataclass(frozen=True, slots=True)
class InUse:
    """Words that may be shown today: our own, or licensed to `held_by` until `until_on`."""

    words: Words
    wording: Wording | None

    @property
    def credit(self) -> str:
        """Under whose licence they stand here, said beneath them."""
        if self.wording is None:
            return "Our own words."
        until = self.wording.until_on
        held = f"{until.day} {until:%B %Y}"
        return f"{self.wording.licence}. Licensed to {self.wording.held_by.name} until {held}."


def words_in_use(of: Instrument, *, on: date) -> list[InUse]:
    """The words of a measure that may be shown on a day, one for each language, English first."""
    return _in_use(of, _live(on))


def words_of(fill: Fill) -> Words:
    """The words somebody was asked with; only numbers for what was filled in on paper without them."""
    of = instrument_of(fill)
    if fill.wording is not None:
        return wordings.words_of(fill.wording.words)
    if of.own_words and fill.language:
        return wordings.words_of(of.own_words)
    return wordings.numbered(of)


def may_be_shown(fill: Fill, *, on: date) -> bool:
    """Whether the words somebody was asked with may still be shown: their licence runs, and nobody ended it."""
    wording = fill.wording
    if wording is None:
        return True
    return wording.from_on <= on <= wording.until_on and not hasattr(wording, "end")


def words_shown(fill: Fill, *, on: date) -> Words:
    """The words somebody was asked with, while their licence runs; only the numbers of the items afterwards."""
    return words_of(fill) if may_be_shown(fill, on=on) else wordings.numbered(instrument_of(fill))


def worry_of(actor: Actor, *, fill: Fill) -> Worry | None:
    """Whether an answer asked somebody to stay, and who was there or was told."""
    rows = Worry.objects.visible_to(actor).filter(fill=fill)
    return rows.select_related("beside__worker", "desk_told__worker", "holder_told__worker").first()


def instrument_of(fill: Fill) -> Instrument:
    """The version of the measure somebody filled in: it keeps it, whatever comes later."""
    return instruments.instrument(fill.instrument, fill.version)


def measures(actor: Actor, *, person_id: UUID, on: date) -> list[Measure]:
    """Every measure there is for somebody, with what they filled in, the newest first. Five statements."""
    fills, offers, words = _fills(actor, person_id), _offers(actor, person_id), _words_by_code(on)
    return [_measure(of, words.get(of.code, []), fills, offers) for of in instruments.instruments(on=on)]


def measure(actor: Actor, *, person_id: UUID, code: str, on: date) -> Measure | None:
    """One measure for one person; None if there is none of this name."""
    found = next((of for of in instruments.instruments(on=on) if of.code == code), None)
    if found is None:
        return None
    return _measure(found, words_in_use(found, on=on), _fills(actor, person_id), _offers(actor, person_id))


def fill(actor: Actor, *, person_id: UUID, fill_id: UUID) -> Fill | None:
    """One sitting of one person, if the actor may see it."""
    return _with_names(Fill.objects.visible_to(actor)).filter(pk=fill_id, person_id=person_id).first()


def begun_by_themselves(actor: Actor, *, person_id: UUID, code: str) -> Fill | None:
    """What somebody has begun on a page of their own and not finished."""
    own = _with_names(Fill.objects.visible_to(actor)).filter(person_id=person_id, instrument=code, mode=Mode.OWN)
    return own.filter(status=FillStatus.OPEN).first()


def answers_of(actor: Actor, *, fill: Fill) -> dict[int, int]:
    """The answers of one sitting by the number of the item."""
    rows = Answer.objects.visible_to(actor).filter(fill=fill, person_id=fill.person_id)
    return dict(rows.values_list("item", "value"))


def areas_of(actor: Actor, *, fill: Fill) -> list[Area]:
    """What was chosen to talk through, in the order chosen."""
    rows = Area.objects.visible_to(actor).filter(fill=fill, person_id=fill.person_id)
    return list(rows.select_related("talked_with__worker").order_by("place"))


def agreed_before(actor: Actor, *, fill: Fill) -> list[Area]:
    """What was agreed the last time before this one that anything was talked through, with whom and when."""
    earlier = Area.objects.visible_to(actor).filter(person_id=fill.person_id, fill__instrument=fill.instrument)
    earlier = earlier.filter(fill__answered_on__lte=fill.answered_on).exclude(fill=fill).exclude(actions="")
    rows = list(
        earlier.select_related("fill", "talked_with__worker").order_by("-fill__answered_on", "-fill_id", "place")
    )
    return [row for row in rows if row.fill_id == rows[0].fill_id]


def result(actor: Actor, *, fill: Fill) -> Result:
    """What one sitting amounts to."""
    return _result(fill, answers_of(actor, fill=fill))


def over_time(measure: Measure, scale: Scale) -> OverTime:
    """One scale over time, the oldest first; only what counts."""
    counted = [one for one in reversed(measure.results) if not one.retracted]
    pair = scoring.pair(scale, (one.value(scale) for one in counted), days=measure.of.pair_days)
    boundary, source = boundary_of(measure.of, scale)
    return OverTime(scale, counted, pair, boundary, source)


def boundary_of(of: Instrument, scale: Scale) -> tuple[int | None, str]:
    """The line that is drawn for a scale here, and the source for it."""
    chosen = BoundaryChoice.objects.filter(instrument=of.code, version=of.version, scale=scale.code)
    newest = chosen.order_by("-chosen_at", "-id").first()
    if newest is not None:
        return newest.value, newest.source
    source = of.sources.get("boundary")
    return scale.boundary, source.words if source else ""


def licences(of: Instrument) -> QuerySet[Wording]:
    """Every set of words that was ever loaded for a measure, the newest first."""
    rows = Wording.objects.filter(instrument=of.code, version=of.version)
    return rows.select_related("held_by", "loaded_by__worker", "end__ended_by__worker").order_by("-loaded_at", "-id")


def reason_for_coming(actor: Actor, *, person_id: UUID) -> Referral | None:
    """What somebody came for, as they said it when they last asked, if the actor may read it."""
    asked = Referral.objects.visible_to(actor).filter(person_id=person_id, joined_to=None)
    return asked.order_by("-received_at", "-id").first()


def reason_of(actor: Actor, *, fill: Fill) -> str:
    """What a sitting about the reason for coming looks back on, in the words it was told with; empty for any other."""
    if fill.about_type == "Goal" and fill.about_id is not None:
        return goal_words(actor, person_id=fill.person_id, root_id=fill.about_id)
    if fill.about_type != "Referral" or fill.about_id is None:
        return ""
    asked = Referral.objects.visible_to(actor).filter(pk=fill.about_id, person_id=fill.person_id)
    return asked.values_list("what_is_happening", flat=True).first() or ""


def goal_words(actor: Actor, *, person_id: UUID, root_id: UUID) -> str:
    """Something this person hopes for, in their newest words that the actor may read; empty if there is none."""
    goal = GoalVersion.objects.visible_to(actor).filter(person_id=person_id, root_id=root_id)
    return goal.order_by("-written_at", "-id").values_list("words", flat=True).first() or ""


def holding_of(actor: Actor, *, person_id: UUID) -> Holding | None:
    """Who holds somebody, and where."""
    held = Holding.objects.visible_to(actor).filter(person_id=person_id)
    return held.select_related("hub", "holder__worker").first()


def _measure(of: Instrument, words: list[InUse], fills: Sequence[Fill], offers: Sequence[Offer]) -> Measure:
    ours = [one for one in fills if one.instrument == of.code]
    done = [one for one in ours if one.status == FillStatus.DONE]
    return Measure(
        of=of,
        words=words,
        results=[_result(one, _given(one)) for one in done],
        begun=[one for one in ours if one.status == FillStatus.OPEN],
        offers=[one for one in offers if one.instrument == of.code],
    )


def _given(fill: Fill) -> dict[int, int]:
    rows: Any = fill.answers.all()  # fetched along: its type is lost on the way
    return {answer.item: answer.value for answer in rows}


def _result(fill: Fill, answers: dict[int, int]) -> Result:
    of = instrument_of(fill)
    retraction = getattr(fill, "retraction", None)
    return Result(fill, of, answers, scoring.scores(answers, of=of), retraction.reason if retraction else "")


def _fills(actor: Actor, person_id: UUID) -> list[Fill]:
    answers = Prefetch("answers", Answer.objects.visible_to(actor).filter(person_id=person_id))
    rows = _with_names(Fill.objects.visible_to(actor)).filter(person_id=person_id).exclude(status=FillStatus.LET_GO)
    return list(rows.prefetch_related(answers).order_by("-answered_on", "-begun_at", "-id"))


def _offers(actor: Actor, person_id: UUID) -> list[Offer]:
    rows = Offer.objects.visible_to(actor).filter(person_id=person_id).select_related("noted_by__worker")
    return list(rows.order_by("-at", "-id"))


def _words_by_code(on: date) -> dict[str, list[InUse]]:
    """The words of all measures at once, as `words_in_use` says of each."""
    rows = _live(on)
    return {of.code: _in_use(of, rows) for of in instruments.instruments(on=on)}


def _live(on: date) -> list[Wording]:
    live = Wording.objects.filter(from_on__lte=on, until_on__gte=on, end=None).select_related("held_by")
    return list(live.order_by("-loaded_at", "-id"))


def _in_use(of: Instrument, rows: Iterable[Wording]) -> list[InUse]:
    found = [InUse(wordings.words_of(of.own_words), None)] if of.own_words else []
    for row in rows:
        is_new = all(one.words.language != row.language for one in found)
        if (row.instrument, row.version) == (of.code, of.version) and is_new:
            found.append(InUse(wordings.words_of(row.words), row))
    return sorted(found, key=lambda one: (one.words.language != ENGLISH, one.words.language))


def _with_names(rows: QuerySet[Fill, Any]) -> QuerySet[Fill, Any]:
    return rows.select_related("person", "wording__held_by", "wording__end", "recorded_by__worker", "retraction")
