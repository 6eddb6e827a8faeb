"""`hearth instruments`: the measures there are, and loading licensed words. `hearth outcomes`: the figures.

Importing this must stay cheap and must not need settings, so models are imported inside the functions.
"""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hearth.core.operating import CannotRun

if TYPE_CHECKING:
    from hearth.core.actor import Actor

Step = Callable[["Actor", argparse.Namespace], None]


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add both commands."""
    kept = subparsers.add_parser(
        "instruments", help="the measures there are, their rules, and the licensed words of some"
    )
    verbs = kept.add_subparsers(required=True, metavar="WHAT")
    listing = verbs.add_parser("list", help="every measure, and until when its words are here")
    listing.set_defaults(command=_in_scope(list_instruments))
    loading = verbs.add_parser("load", help="load the words of a measure from a file that came with a licence")
    loading.add_argument("file", type=Path, metavar="FILE")
    loading.add_argument("--held-by", required=True, metavar="NAME", help="the organisation that holds the licence")
    loading.add_argument("--licence", required=True, metavar="WORDS", help="its name or number, as it is credited")
    loading.add_argument("--from", dest="from_on", type=date.fromisoformat, default=None, metavar="DAY")
    loading.add_argument("--until", dest="until_on", type=date.fromisoformat, required=True, metavar="DAY")
    loading.add_argument("--checked-with", default="", metavar="WORDS", help="with what the scoring was compared")
    loading.set_defaults(command=_in_scope(load_words))
    checking = verbs.add_parser("check", help="note that somebody compared a rule of scoring with the licence pack")
    checking.add_argument("code", metavar="CODE")
    checking.add_argument("--rule", default="", metavar="RULE", help="such as missing; without it, all of them")
    checking.add_argument("--with", dest="compared_with", required=True, metavar="WORDS", help="the guide, and where")
    checking.add_argument("--by", dest="compared_by", required=True, metavar="NAME", help="who compared it")
    checking.add_argument("--on", dest="compared_on", type=date.fromisoformat, required=True, metavar="DAY")
    checking.add_argument("--differs", action="store_true", help="the guide says something else")
    checking.set_defaults(command=_in_scope(check_rules))
    counted = subparsers.add_parser("outcomes", help="the figures of a group that was named beforehand")
    counted.add_argument("--cohort", required=True, metavar="CODE")
    counted.add_argument("--json", action="store_true", help="for a machine")
    counted.add_argument("--add-up-support", action="store_true", help=argparse.SUPPRESS)
    counted.set_defaults(command=_in_scope(tell_outcomes))


def list_instruments(_actor: "Actor", _options: argparse.Namespace) -> None:
    """Print code, version and where the words of each come from."""
    from django.utils.timezone import localdate

    from hearth.outcomes import instruments, queries, rule_queries

    today, checks = localdate(), rule_queries.every_check()
    for of in instruments.instruments(on=today):
        used = queries.words_in_use(of, on=today)
        words = used[0].credit if used else "empty: on paper, by the numbers"
        open_rules = ", ".join(rule.code for rule in rule_queries.unchecked(of, checks))
        say(f"{of.code}\t{of.version}\t{words}\t{f'not checked: {open_rules}' if open_rules else 'checked'}")


def check_rules(actor: "Actor", options: argparse.Namespace) -> None:
    """Keep who compared a rule with what, and when. Raises CannotRun for what is no measure or no rule."""
    from django.utils.timezone import localdate, now

    from hearth.core.errors import NotPossible
    from hearth.outcomes import actions, instruments
    from hearth.outcomes.codes import Compared
    from hearth.outcomes.terms import Comparison

    outcome = Compared.DIFFERS if options.differs else Compared.AGREES
    who = (options.compared_with, options.compared_by, options.compared_on)
    try:
        of = instruments.in_force(options.code, on=localdate())
        actions.compare_rules(actor, of=of, comparison=Comparison(options.rule, outcome, *who), at=now())
    except LookupError as problem:
        raise CannotRun(f"There is no measure called {options.code}.") from problem
    except NotPossible as problem:
        raise CannotRun(str(problem)) from problem
    say(f"Noted for {of.name}.")


def load_words(actor: "Actor", options: argparse.Namespace) -> None:
    """Look at the file item by item and keep it. Raises CannotRun with what does not fit."""
    from django.utils.timezone import localdate, now

    from hearth.core.errors import NotPossible
    from hearth.organisations.models import Organisation
    from hearth.outcomes import actions, instruments, wordings
    from hearth.outcomes.terms import Licence

    held_by = Organisation.objects.filter(name=options.held_by, left_on=None).first()
    if held_by is None:
        raise CannotRun(f"There is no partner called {options.held_by}.")
    try:
        content = options.file.read_bytes()
        code = str(wordings.read(content).get("instrument", ""))
        of = instruments.in_force(code, on=localdate())
        licence = Licence(held_by, options.licence, options.from_on or localdate(), options.until_on)
        checked = options.checked_with
        actions.load_wording(actor, of=of, content=content, licence=licence, rules_checked=checked, at=now())
    except OSError as problem:
        raise CannotRun(f"{options.file}: {problem.strerror}.") from problem
    except LookupError as problem:
        raise CannotRun(f"There is no measure called {code}.") from problem
    except NotPossible as problem:
        raise CannotRun(str(problem)) from problem
    say(f"The words of {of.name} are here until {options.until_on.isoformat()}.")


def tell_outcomes(actor: "Actor", options: argparse.Namespace) -> None:
    """Print every figure whole. Raises CannotRun for a group nobody named, and for a sum that is nobody's number."""
    from hearth.outcomes import figure_queries
    from hearth.outcomes.figures import CannotBeAdded

    cohort = figure_queries.cohorts(actor).filter(code=options.cohort).first()
    if cohort is None:
        raise CannotRun(f"No group is called {options.cohort}.")
    told = figure_queries.outcomes(actor, whose=figure_queries.of_cohort(cohort))
    if options.add_up_support and told.support is not None:
        try:
            say(str(told.support.total))
        except CannotBeAdded as problem:
            raise CannotRun(str(problem)) from problem
    if options.json:
        say(json.dumps(told.as_data(), indent=2, ensure_ascii=False))
        return
    for figure in told.figures:
        say(str(figure))
    say(str(told.support) if told.support is not None else told.why_none)


def _in_scope(step: Step) -> Callable[[argparse.Namespace], None]:
    def run(options: argparse.Namespace) -> None:
        from django.utils.timezone import now

        from hearth.core.actor import SYSTEM
        from hearth.core.scope import acting_as

        with acting_as(SYSTEM, at=now()):
            step(SYSTEM, options)

    return run


def say(line: str) -> None:
    """Print one line of the answer."""
    print(line, file=sys.stdout)  # noqa: T201
