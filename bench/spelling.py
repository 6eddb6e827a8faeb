"""Names as people mistype and misremember them, each with the person truly meant."""

import random
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bench.names import NICKNAMES
from bench.world import Somebody


@dataclass(frozen=True, slots=True)
class Asked:
    """What is typed, who is meant, and in which way it is wrong."""

    words: str
    who: Somebody
    way: str


def misspelt(who: Somebody, chance: random.Random) -> Asked:
    """One slip in the given name or the family name, and the right birth year."""
    given, family = who.given, who.family
    if chance.random() < 0.5 and len(given) > 3:
        given = one_slip(given, chance)
    else:
        family = one_slip(family, chance)
    return Asked(f"{given} {family} {who.birth_on.year}", who, "one slip and the birth year")


def one_slip(name: str, chance: random.Random) -> str:
    """A letter left out, doubled up, changed or swapped with the next; never the first."""
    place = chance.randrange(1, max(2, len(name) - 1))
    letter = chance.choice(string.ascii_lowercase)
    return chance.choice(
        [
            name[:place] + name[place + 1 :],
            name[:place] + letter + name[place:],
            name[:place] + letter + name[place + 1 :],
            name[:place] + name[place + 1 : place + 2] + name[place] + name[place + 2 :],
        ]
    )


def wrong_birth_date(who: Somebody) -> Asked:
    """The right names with a birth date some years off."""
    wrong = who.birth_on + timedelta(days=3 * 365 + 40)
    return Asked(f"{who.given} {who.family} {wrong:%d/%m/%Y}", who, "wrong birth date")


def swapped(who: Somebody) -> Asked:
    """Family name first."""
    return Asked(f"{who.family} {who.given} {who.birth_on:%d/%m/%Y}", who, "names swapped")


def by_nickname(who: Somebody) -> Asked:
    """The short form of the given name. Only for somebody whose name has one."""
    return Asked(f"{NICKNAMES[who.given]} {who.family} {who.birth_on.year}", who, "nickname")


def by_former_name(who: Somebody) -> Asked:
    """The family name they had before. Only for somebody who had one."""
    return Asked(f"{who.given} {who.former} {who.birth_on.year}", who, "former name")


def hard_ways(people: Sequence[Somebody], most: int) -> list[Asked]:
    """The four ways a first look is not enough, taken in turn."""
    ways = [
        [wrong_birth_date(one) for one in people],
        [swapped(one) for one in people],
        [by_nickname(one) for one in people if one.given in NICKNAMES],
        [by_former_name(one) for one in people if one.former],
    ]
    return [asked for together in zip(*ways, strict=False) for asked in together][:most]


def slips(people: Iterable[Somebody]) -> list[Asked]:
    """Everybody with one slip, the same slips every time."""
    return [misspelt(one, random.Random(n)) for n, one in enumerate(people)]
