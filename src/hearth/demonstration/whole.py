"""What guardians and custodians find waiting: two records that may be one person, and somebody who asked for theirs."""

from hearth.core.scope import acting_as
from hearth.demonstration.moments import moment
from hearth.demonstration.places import City
from hearth.front_door import actions as front_door
from hearth.front_door.codes import Route as Door
from hearth.front_door.rules import Hints, Told
from hearth.people.models import Person
from hearth.subject_access import actions as subject_access
from hearth.subject_access.codes import Route
from hearth.subject_access.rules import Asked

GRAHAMS_WORDS = "Everything you have on me, please. On paper, my eyes are not what they were."


def tell(city: City) -> None:
    """Each acts in a scope of their own, so none may be open."""
    _tariq_under_another_spelling(city)
    _graham_asks(city)


def _tariq_under_another_spelling(city: City) -> None:
    """He walked into the other hub, where nobody knew him, and his name was written as it was heard."""
    tariq, lead, at = city.people["tariq"], city.actor("carol"), moment("-1d 14:20", now=city.now)
    told = Told(
        route=Door.WALK_IN,
        known_as="Tarik",
        who_and_how_to_find="He comes back tomorrow after college.",
        what_is_happening="Somebody at the hostel said that there is tea here, and that nobody minds.",
        feels_unsafe=False,
        hints=Hints(given="Tarik", family="Baig", birth_on=tariq.birth_on),
    )
    with acting_as(lead, at=city.now):
        asked, _ = front_door.receive_referral(lead, told=told, hub=city.hubs["clarence"], at=at)
        front_door.read_referral(lead, referral=asked, unsafe=False, at=at)
    city.people["tarik"] = Person(pk=asked.person_id)


def _graham_asks(city: City) -> None:
    """He said it to Mo, who wrote it down: the month runs from then."""
    mo, at = city.actor("mo"), moment("-3d 11:40", now=city.now)
    asked = Asked(how=Route.TALKING, words=GRAHAMS_WORDS, wants_paper=True)
    with acting_as(mo, at=city.now):
        subject_access.ask_for_record(mo, person=city.people["graham"], asked=asked, at=at)
