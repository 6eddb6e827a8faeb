"""A process of its own that looks through everybody for two records of one person, and writes nothing down.

`python -m bench.linking`: one line of JSON, so that its memory is its own and nobody else's.
"""

import json
import resource
from time import perf_counter

KILOBYTES = 1024


def main() -> None:
    """Seconds from the first row read to the last pair weighed, and the most memory held at any moment."""
    import django

    django.setup()
    from django.utils import timezone

    from hearth.core.actor import SYSTEM
    from hearth.core.scope import acting_as
    from hearth.people.linkage import reading
    from hearth.people.linkage.running import PARTS
    from hearth.people.linkage.settings import model
    from hearth.people.linkage.weighing import likely_pairs, weighing

    began, at = perf_counter(), timezone.now()
    of, pairs = model(on=at.date()), 0
    with acting_as(SYSTEM, at=at):
        people = reading.how_many()
        with weighing(of, reading.everybody()) as linker:
            read = perf_counter() - began
            for part in range(1, PARTS + 1):
                pairs += len(likely_pairs(linker, of, part=part, parts=PARTS))
    told = {
        "seconds": round(perf_counter() - began, 1),
        "reading_seconds": round(read, 1),
        "mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES),
        "people": people,
        "pairs": pairs,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
