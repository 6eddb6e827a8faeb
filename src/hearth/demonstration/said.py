"""What people say: to those alongside, by day and at night, and of the hubs; with what came of it."""

from datetime import datetime, timedelta
from typing import Any

from hearth.core.actor import PUBLIC, Actor
from hearth.core.scope import acting_as
from hearth.demonstration.moments import moment
from hearth.demonstration.people_of_the_city import read_data
from hearth.demonstration.places import City
from hearth.messaging.models import Thread
from hearth.messaging.threads import actions as threads
from hearth.messaging.threads.queries import messages_in
from hearth.messaging.threads.rules import Beyond
from hearth.organisations.queries import worker_actor
from hearth.outcomes.codes import Pulse
from hearth.outcomes.feedback import actions as feedback
from hearth.outcomes.feedback.codes import Kind, Outcome, Step
from hearth.outcomes.feedback.rules import Told
from hearth.outcomes.models import Feedback
from hearth.outcomes.pulse import actions as pulse

READS_FOR = timedelta(hours=4)
# Robin speaks of Clarence Street; whoever gives no name, of Acomb. Each hub answers for itself.
ANSWERS = {"clarence": "carol", "acomb": "hub-manager"}
# As those at Clarence Street answered, one after the other.
HOW_IT_WAS = (3, 3, 1, 4, 2, 3, 4, 2)
AMINA = "Amina Rahimi, interpreter"


def tell(city: City) -> None:
    """All of it. Each speaks in a scope of their own, so none may be open."""
    words = read_data("said")
    for told in words["threads"]:
        _thread(city, told)
    for told in words["feedback"]:
        _feedback(city, told)
    _pulse(city)
    with acting_as(city.actor("peer-supporter"), at=city.now):
        threads.watch(city.actor("peer-supporter"), until_at=city.now + READS_FOR, at=city.now)


def _pulse(city: City) -> None:
    """How those who work at Clarence Street were last month, each by themselves."""
    last_month = city.now.replace(day=1) - timedelta(days=9)
    there = [one for one in city.members.values() if one.hub_id == city.hubs["clarence"].pk]
    for number, member in enumerate(there):
        with acting_as(worker_actor(member), at=last_month):
            pulse.answer_pulse(worker_actor(member), answer=Pulse(HOW_IT_WAS[number % len(HOW_IT_WAS)]), at=last_month)


def _thread(city: City, told: dict[str, Any]) -> None:
    robin, hub = city.people["robin"], city.hubs["clarence"]
    beyond, thread = Beyond(hub.name, hub.phone, city.members["peer-supporter"].pk), None
    for line in told["lines"]:
        actor, at = _whose(city, line["by"]), moment(line["at"], now=city.now)
        with acting_as(actor, at=city.now):
            if thread is None:
                about, words = told["about"], line["words"]
                thread = threads.begin_thread(actor, person=robin, about=about, words=words, beyond=beyond, at=at)
            else:
                thread = Thread.objects.visible_to(actor).get(pk=thread.pk)
                threads.read_thread(actor, thread=thread, at=at - timedelta(minutes=2))
                threads.say(actor, thread=thread, words=line["words"], beyond=beyond, at=at)
            _translated(actor, thread, line, at)


def _translated(actor: Actor, thread: Thread, line: dict[str, Any], at: datetime) -> None:
    if "polish" in line:
        said = messages_in(actor, thread=thread).filter(author__isnull=False).order_by("-said_at")[0]
        threads.translate(actor, message=said, language="Polish", words=line["polish"], translated_by=AMINA, at=at)


def _feedback(city: City, told: dict[str, Any]) -> None:
    at, named = moment(told["at"], now=city.now), told["by"] != "nobody"
    hub = "clarence" if named else "acomb"
    speaker, manager = city.selves[told["by"]] if named else PUBLIC, city.actor(ANSWERS[hub])
    what = Told(Kind(told["kind"]), told["words"], hub_id=city.hubs[hub].pk, may_be_told=True)
    with acting_as(speaker, at=city.now):
        said, _ = feedback.say(speaker, told=what, at=at)
    for step in told.get("steps", []):
        _step(city, manager, said, step)
    if "told" in told:
        put_up = told["told"]
        with acting_as(manager, at=city.now):
            came = {"said": put_up["said"], "outcome": Outcome(put_up["outcome"]), "words": put_up["words"]}
            feedback.tell_everybody(manager, feedback=said, nobody_known=True, at=city.now, **came)


def _step(city: City, manager: Actor, said: Feedback, step: dict[str, Any]) -> None:
    at = moment(step["at"], now=city.now)
    with acting_as(manager, at=city.now):
        feedback.take_step(manager, feedback=said, step=Step(step["step"]), words=step["words"], at=at)


def _whose(city: City, key: str) -> Actor:
    return city.selves[key] if key in city.selves else city.actor(key)
