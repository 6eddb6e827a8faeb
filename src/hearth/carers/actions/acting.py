"""What somebody does who acts for another: in their name, and never as if it were them."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.front_door import actions as front_door
from hearth.front_door.codes import Route
from hearth.front_door.models import Referral
from hearth.front_door.rules import Told
from hearth.organisations.models import Hub
from hearth.people.models import Person
from hearth.sharing.permissions import check_act_for


@action
def ask_for_support(
    actor: Actor, /, *, person: Person, words: str, reach: str, unsafe: bool, hub: Hub, at: datetime
) -> Referral:
    """Ask for support for the one for whom the actor acts: whoever holds them hears at once; else the lead of `hub`.

    `reach` is how to find either of them. Raises NotPermitted, or NotPossible if an answer is missing.
    """
    check_act_for(actor, person_id=person.pk)
    told = Told(
        route=Route.SOMEONE_WHO_CARES,
        known_as=person.known_as,
        who_and_how_to_find=reach,
        what_is_happening=words,
        referrer_name=actor.name,
        feels_unsafe=unsafe,
    )
    referral, _ = front_door.receive_referral(actor, told=told, hub=hub, person=person, at=at)
    audit.record(actor, "carers.support_asked_for", subject=referral, person_id=person.pk, at=at)
    return referral
