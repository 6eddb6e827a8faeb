"""Which rules of scoring somebody has compared with where they come from, and which nobody has."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hearth.outcomes.codes import RULES, Compared
from hearth.outcomes.instruments import Instrument
from hearth.outcomes.models import RuleCheck

Checks = Mapping[tuple[str, int], Sequence[RuleCheck]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a measure: what it is about, where it comes from, and who last compared it, if anybody has."""

    code: str
    about: str
    words: str
    check: RuleCheck | None
    came_checked: bool

    @property
    def is_checked(self) -> bool:
        """Whether it agrees with where it comes from, as far as anybody has looked."""
        return self.check.outcome == Compared.AGREES if self.check else self.came_checked


def rules_of(of: Instrument, checks: Checks | None = None) -> list[Rule]:
    """Every rule of one version of a measure, in the order of its data."""
    made = (every_check() if checks is None else checks).get((of.code, of.version), ())
    return [
        Rule(
            name,
            RULES[name],
            source.words,
            next((check for check in made if check.rule in {"", name}), None),
            source.checked,
        )
        for name, source in of.sources.items()
    ]


def unchecked(of: Instrument, checks: Checks | None = None) -> list[Rule]:
    """Rules that nobody has compared yet, and those that differ from where they come from."""
    return [rule for rule in rules_of(of, checks) if not rule.is_checked]


def every_check() -> Checks:
    """Everything that was compared, by measure and version, the newest first. They are few."""
    found: defaultdict[tuple[str, int], list[RuleCheck]] = defaultdict(list)
    for row in RuleCheck.objects.select_related("recorded_by__worker").order_by("-recorded_at", "-id"):
        found[row.instrument, row.version].append(row)
    return found
