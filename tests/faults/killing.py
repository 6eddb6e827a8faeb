"""kill -9 in the middle of writes: nothing acknowledged is lost, nothing is doubled.

    python -m tests.faults.killing --rounds 50

People ask for support without pause while one process after another is killed. Each request carries its own key and
is repeated until it is answered, as a browser's reader would.
"""

import argparse
import itertools
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import requests

from tests.faults.house import VICTIMS, House

WRITERS = 3
PATIENCE_SECONDS = 120
STORED = "SELECT what_is_happening FROM front_door_referral WHERE what_is_happening LIKE 'fault %'"
WITHOUT_HOLDER = """
    SELECT r.id FROM front_door_referral r WHERE r.what_is_happening LIKE 'fault %'
    AND (SELECT count(*) FROM holding_holding h WHERE h.person_id = r.person_id) <> 1
"""


@dataclass
class Asked:
    """What the writers sent, and what they were told had been done."""

    sent: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    stopping: threading.Event = field(default_factory=threading.Event)


@dataclass
class Outcome:
    """What was found afterwards. `problems` is empty when all is well."""

    kills: Counter[str]
    sent: int
    acknowledged: int
    stored: int
    problems: list[str]


def kill_while_writing(house: House, rounds: int, *, seed: int = 0) -> Outcome:
    """Kill one process a round while people ask, then count."""
    chance = random.Random(seed)
    asked = Asked()
    writers = [threading.Thread(target=_keep_asking, args=(house, asked)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    kills: Counter[str] = Counter()
    try:
        for victim in itertools.islice(itertools.cycle(VICTIMS), rounds):
            _wait_for_progress(asked, chance.uniform(0.2, 1.5))
            kills[victim] += _kill(house, victim)
        _wait_for_progress(asked, 0)
    finally:
        asked.stopping.set()
        for writer in writers:
            writer.join()
    return _count(house, asked, kills)


def _kill(house: House, victim: str) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if house.kill(victim):
            return True
        time.sleep(0.02)
    return False


def _wait_for_progress(asked: Asked, seconds: float) -> None:
    """Let writes flow again, so that every kill falls among them."""
    before, deadline = len(asked.acknowledged), time.monotonic() + PATIENCE_SECONDS
    while len(asked.acknowledged) == before and time.monotonic() < deadline:
        time.sleep(0.02)
    if len(asked.acknowledged) == before:
        raise AssertionError(f"nobody was answered for {PATIENCE_SECONDS} seconds")
    time.sleep(seconds)


def _keep_asking(house: House, asked: Asked) -> None:
    while not asked.stopping.is_set():
        key = str(uuid4())
        asked.sent.add(key)
        if _ask_until_answered(house, key):
            asked.acknowledged.add(key)


def _ask_until_answered(house: House, key: str) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            if _ask(house, key):
                return True
        except requests.RequestException:
            time.sleep(0.1)
    return False


def _ask(house: House, key: str) -> bool:
    with requests.Session() as browser:
        browser.get(f"{house.url}/ask", timeout=10)
        answers = {
            "csrfmiddlewaretoken": browser.cookies.get("csrftoken", ""),
            "_once": key,
            "for_whom": "myself",
            "who_and_how_to_find": "the bench by the river",
            "what_is_happening": f"fault {key}",
        }
        answer = browser.post(f"{house.url}/ask", data=answers, timeout=10, allow_redirects=False)
        return answer.status_code == 302


def _count(house: House, asked: Asked, kills: Counter[str]) -> Outcome:
    house.wait_until_open()
    stored = Counter(words.removeprefix("fault ") for (words,) in house.ask(STORED))
    problems = [f"lost: {key}" for key in asked.acknowledged if key not in stored]
    problems += [f"doubled: {key}" for key, times in stored.items() if times > 1]
    problems += [f"never sent: {key}" for key in stored if key not in asked.sent]
    problems += [f"never answered: {key}" for key in asked.sent - asked.acknowledged]
    problems += [f"without one holder: {row}" for (row,) in house.ask(WITHOUT_HOLDER)]
    checked = house.hearth("check")
    if checked.returncode:
        problems.append(f"hearth check: {checked.stdout}{checked.stderr}")
    return Outcome(kills, len(asked.sent), len(asked.acknowledged), sum(stored.values()), problems)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hearth-faults-") as folder, House(Path(folder)) as house:
        outcome = kill_while_writing(house, options.rounds, seed=options.seed)
    killed = ", ".join(f"{victim} {times}" for victim, times in outcome.kills.items())
    say(f"Killed: {killed}")
    say(f"Sent {outcome.sent}, acknowledged {outcome.acknowledged}, stored {outcome.stored}.")
    for problem in outcome.problems:
        say(problem)
    say("Nothing lost, nothing doubled." if not outcome.problems else f"{len(outcome.problems)} problems.")
    return 1 if outcome.problems else 0


def say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
