"""What can be told of the time before the hub, and what each kind of thing is called."""

from hearth.core.errors import NotPossible
from hearth.record.journey.facts import Shape

# How it is asked for, and what it is called on the journey.
WHAT = {
    Shape.CONTACT: ("Somebody was there: a talk, a visit, a course of support", "Support"),
    Shape.STAY: ("A stay: in hospital, in prison, in a hostel", "A stay"),
    Shape.CRISIS: ("A crisis", "A crisis"),
    Shape.STEPPED_IN: ("Police, ambulance or emergency department", "Somebody stepped in"),
    Shape.MISSED: ("An appointment that was missed", "An appointment that was missed"),
    Shape.PASSED: ("Sent on to somebody else", "Sent on"),
    Shape.NOTED: ("Something else in life", "Something in life"),
}
BEFORE = "Before the hub"


def check_passed(*, what: Shape, passed_to: str, yes: bool | None) -> None:
    """Raises NotPossible for a yes of somebody nobody was sent to."""
    if what is not Shape.PASSED and (passed_to.strip() or yes is not None):
        raise NotPossible("Say “sent on to somebody else” above, or leave out to whom they were sent.")
