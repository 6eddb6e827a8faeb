"""Keeping the licensed words of a measure, and the line that is drawn for it."""

import hashlib
import json
from dataclasses import asdict
from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.outcomes import permissions, rules, wordings
from hearth.outcomes.codes import Compared
from hearth.outcomes.instruments import Instrument
from hearth.outcomes.models import BoundaryChoice, RuleCheck, Wording, WordingEnd
from hearth.outcomes.terms import Comparison, Licence


@action
def load_wording(
    actor: Actor, /, *, of: Instrument, content: bytes, licence: Licence, rules_checked: str = "", at: datetime
) -> Wording:
    """Keep the words of a licensed measure, looked at item by item. Others in the same language are used no more.

    `rules_checked` says with what the scoring was compared. Raises NotPermitted, or NotPossible for our own measures,
    a file that does not fit, or a licence that is over.
    """
    permissions.check_keep_instruments(actor)
    if of.is_ours:
        raise NotPossible(f"The words of {of.name} are our own and are here already.")
    file = wordings.parsed(wordings.read(content), of=of)
    rules.check_words(licence.words, missing="Write the name or number of the licence, as it must be credited.")
    if licence.until_on <= licence.from_on or licence.until_on < day_of(at):
        raise NotPossible("This licence is over, or ends before it begins. Until when does it run?")
    words = asdict(file.words)
    wording = Wording(
        id=new_id(),
        instrument=of.code,
        version=of.version,
        language=file.words.language[:16],
        held_by=licence.held_by,
        licence=licence.words.strip()[:200],
        from_on=licence.from_on,
        until_on=licence.until_on,
        words=words,
        sha256=hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest(),
        rules_checked=rules_checked.strip()[:200],
        loaded_by_id=actor.membership_id,
        loaded_at=at,
    )
    wording.save(force_insert=True)
    audit.record(actor, "outcomes.wording_loaded", subject=wording, at=at, detail={"of": of.code})
    if wording.rules_checked:
        by = actor.name or "An operator"
        _keep_check(actor, of, Comparison("", Compared.AGREES, wording.rules_checked, by, day_of(at)), at)
    return wording


@action
def compare_rules(actor: Actor, /, *, of: Instrument, comparison: Comparison, at: datetime) -> RuleCheck:
    """Somebody compared a rule, or all, with where they come from, and says whether it agrees. The newest stands.

    Raises NotPermitted, or NotPossible without who and with what, for a rule there is not, or a day still to come.
    """
    permissions.check_keep_instruments(actor)
    rules.check_words(comparison.compared_with, missing="With what was it compared? Such as: the licence pack, page 3.")
    rules.check_words(comparison.compared_by, missing="Who compared it? A name is enough.")
    rules.check_compared(comparison, of=of, today=day_of(at))
    check = _keep_check(actor, of, comparison, at)
    detail = {"of": of.code, "rule": comparison.rule, "outcome": comparison.outcome}
    audit.record(actor, "outcomes.rules_compared", subject=check, at=at, detail=detail)
    return check


def _keep_check(actor: Actor, of: Instrument, comparison: Comparison, at: datetime) -> RuleCheck:
    check = RuleCheck(id=new_id(), instrument=of.code, version=of.version, rule=comparison.rule, recorded_at=at)
    check.outcome, check.compared_on = comparison.outcome, comparison.compared_on
    check.compared_with = comparison.compared_with.strip()[:200]
    check.compared_by = comparison.compared_by.strip()[:120]
    check.recorded_by_id = actor.membership_id
    check.save(force_insert=True)
    return check


@action
def end_wording(actor: Actor, /, *, wording: Wording, reason: str, at: datetime) -> WordingEnd:
    """These words are shown no more. Results stay. Raises NotPermitted, or NotPossible without a reason or twice."""
    permissions.check_keep_instruments(actor)
    rules.check_words(reason, missing="Say in a few words why.")
    if WordingEnd.objects.filter(wording=wording).exists():
        raise NotPossible("These words are not used any more already.")
    end = WordingEnd(id=new_id(), wording=wording, reason=reason.strip()[:200], ended_at=at)
    end.ended_by_id = actor.membership_id
    end.save(force_insert=True)
    audit.record(actor, "outcomes.wording_ended", subject=end, at=at)
    return end


@action
def choose_boundary(
    actor: Actor, /, *, of: Instrument, scale: str, value: int, source: str, at: datetime
) -> BoundaryChoice:
    """Which of the lines that sources draw is shown here. It decides about nobody.

    Raises NotPermitted, or NotPossible for a line no source draws, or without naming the source.
    """
    permissions.check_keep_instruments(actor)
    rules.check_boundary(value, allowed=of.scale(scale).boundaries)
    rules.check_words(source, missing="Name the source that draws the line there.")
    choice = BoundaryChoice(id=new_id(), instrument=of.code, version=of.version, scale=scale, value=value)
    choice.source, choice.chosen_by_id, choice.chosen_at = source.strip()[:300], permissions.by_name(actor), at
    choice.save(force_insert=True)
    audit.record(actor, "outcomes.boundary_chosen", subject=choice, at=at, detail={"of": of.code, "value": value})
    return choice
