"""How much of a person someone may know: the levels of the circle (DOMAIN 4.6), in order."""

from enum import IntEnum


class Level(IntEnum):
    """Each level includes the ones below it. The number is what the database compares."""

    BLOCKED = -1
    NOTHING = 0
    MINIMUM = 10
    APPOINTMENTS = 20
    PLAN = 30
    FULL = 40


LEVEL_WORDS = {
    Level.NOTHING: "nothing",
    Level.MINIMUM: "that I come here",
    Level.APPOINTMENTS: "my appointments",
    Level.PLAN: "my plan, not my notes",
    Level.FULL: "everything but what I keep private",
}


class Clearance(IntEnum):
    """What a viewer may open of what is sealed."""

    NONE = 0
    SEALED = 1
    HIDDEN = 2
