"""What is going on this week: people between two hands, by everybody's own actions, each in a scope of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from hearth.core.actor import PUBLIC, SYSTEM, Actor
from hearth.core.scope import acting_as
from hearth.demonstration.moments import at_local, days_ago, moment
from hearth.demonstration.places import City
from hearth.front_door import actions as front_door
from hearth.front_door.codes import Route
from hearth.front_door.models import Referral
from hearth.front_door.referrer_models import Referrer
from hearth.front_door.rules import Hints, Told
from hearth.front_door.secrets import link_of
from hearth.front_door.welcome_codes import AttemptOutcome, Channel, Place
from hearth.front_door.welcome_rules import Arranged
from hearth.holding import actions as holding
from hearth.holding.codes import AbsenceKind, Dispute, Ladder, Stand
from hearth.holding.models import Holding, Stalemate
from hearth.holding.rules import Proposal
from hearth.holding.stalemate_rules import Raised
from hearth.identity import actions as identity
from hearth.organisations.models import Membership
from hearth.organisations.queries import worker_actor
from hearth.people.codes import SecondItem
from hearth.people.models import Contact, Person
from hearth.shut_off.actions import shut_out
from hearth.shut_off.rules import Besides

AWAY_DAYS = 7
LOOKED_AT_AGAIN_DAYS = 90
FROM_THE_SURGERY = Told(
    route=Route.PROFESSIONAL,
    known_as="Hana",
    who_and_how_to_find="Hana Brook, 07700 900441, in Holgate. She answers in the mornings.",
    what_is_happening="She has not slept well since her mother died in June and has stopped going to her choir. "
    "She asked me whether there is somebody to talk to who is not a tablet.",
    would_help="A first talk on a walk rather than in a room.",
    good_at="Sings alto. Knows every bench along the river.",
    keep_doing="I see her every second Tuesday and go on with the tablets we agreed.",
    referrer_name="Dr Miriam Oyelaran",
    referrer_job="GP",
    referrer_reach="01904 555 073",
    referrer_organisation="Foss Bank Surgery",
    referrer_email="miriam.oyelaran@foss-bank.example",
    feels_unsafe=False,
    hints=Hints(given="Hana", family="Brook", phone="07700 900441"),
)
FROM_A_NEIGHBOUR = Told(
    route=Route.SOMEONE_WHO_CARES,
    known_as="Ewa",
    who_and_how_to_find="Ewa from number eleven in Westfield. She is at home after four.",
    what_is_happening="She used to sit on the step in the evening and we talked. She has not come out for two weeks.",
    referrer_name="Maureen, two doors down",
    referrer_reach="01904 555 079",
    feels_unsafe=False,
    hints=Hints(given="Ewa", family="Majewska"),
)
FROM_HOUSING = Told(
    route=Route.PROFESSIONAL,
    known_as="Eva",
    who_and_how_to_find="Eva Majewska, Westfield, the ground floor at number eleven.",
    what_is_happening="She told me that she keeps the curtains shut since the letter about the repairs. "
    "She would like a visit from somebody who has time.",
    keep_doing="I see to the repairs and ring her when there is a date.",
    referrer_name="Keisha Grant",
    referrer_reach="01904 555 051",
    referrer_organisation="City housing",
    feels_unsafe=False,
)
GRAHAMS = Raised(
    kind=Dispute.HOUSING_OR_CARE,
    about="Graham’s knees no longer manage the stairs. City housing says that support at home has to be settled first; "
    "the trust says that a ground-floor flat has to come first.",
    person_view="I want my own front door, level with the street, and somebody who looks in. Either may come first.",
)
ROSAS = Proposal(
    reason="Rosa’s tenancy is what she thinks of day and night now, and Tom knows it from the inside.",
    person_view="I would like it to be Tom. He explained the letter without sighing.",
    keep_doing="We go on cooking together on Thursdays, and I come along to the first meeting.",
)


def tell(city: City) -> None:
    """Everything that is going on. What somebody did needs a scope of theirs, so none may be open."""
    for story in (_hana, _ewa, _wanda, _graham, _rosa, _pauline, _femi, _wanda_alone):
        story(city)


def _hana(city: City) -> None:
    """A surgery without a sign-in asks; its address answers, she is reached, and a first talk is arranged."""
    at = _moments(city, "-2d 11:20", "-2d 11:52", "-2d 12:05", "-1d 10:30", "-1d 10:42")
    with acting_as(PUBLIC, at=city.now):
        asked, _ = front_door.receive_referral(PUBLIC, told=FROM_THE_SURGERY, hub=city.hubs["clarence"], at=at[0])
    with acting_as(SYSTEM, at=city.now):
        secret = link_of(Referrer.objects.visible_to(SYSTEM).get(referral=asked).pk)
    named = Membership.objects.select_related("worker", "organisation").get(id__in=[asked.contact_id])
    lead = worker_actor(named)
    with acting_as(PUBLIC, at=city.now):
        front_door.follow_link(PUBLIC, secret=secret, at=at[1])
    with acting_as(lead, at=city.now):
        front_door.read_referral(lead, referral=asked, unsafe=False, at=at[2])
        _call(lead, asked, AttemptOutcome.REACHED, "Hana would like to walk along the river.", at[3])
        front_door.book_welcome(lead, referral=asked, arranged=_a_walk(city), at=at[4])
    city.people["hana"] = Person(pk=asked.person_id)


def _a_walk(city: City) -> Arranged:
    tomorrow = at_local(days_ago(-1, now=city.now), time(14))
    return Arranged(
        whom=city.members["tobias"].pk,
        place=Place.WALK,
        starts_at=tomorrow,
        minutes=60,
        agreed_how="She chose the day on the phone. Tobias waits at the bridge.",
        where="from Lendal Bridge, upstream",
        reminders=("day-before", "two-hours"),
    )


def _ewa(city: City) -> None:
    """Two ask for one person on one day, under two spellings; whoever leads sees that it is her, and joins them."""
    at = _moments(city, "-1d 09:10", "-1d 14:25", "-1d 15:05", "-1d 15:20")
    hub, keisha, lead = city.hubs["acomb"], city.actor("keisha"), city.actor("shift-lead")
    with acting_as(PUBLIC, at=city.now):
        first, _ = front_door.receive_referral(PUBLIC, told=FROM_A_NEIGHBOUR, hub=hub, at=at[0])
    with acting_as(keisha, at=city.now):
        second, _ = front_door.receive_referral(keisha, told=FROM_HOUSING, hub=hub, at=at[1])
    with acting_as(lead, at=city.now):
        for asked in (first, second):
            front_door.read_referral(lead, referral=asked, unsafe=False, at=at[2])
        ewa = Person.objects.visible_to(lead).get(pk=first.person_id)
        front_door.is_same_person(lead, referral=second, known=ewa, checked_by=SecondItem.SOMEBODY, at=at[3])
    city.people["ewa"] = ewa


def _wanda(city: City) -> None:
    """Tried in the morning and in the afternoon."""
    at = _moments(city, "-1d 10:15", "-1d 15:40")
    with _as(city, "bridget") as bridget:
        asked = Referral.objects.visible_to(bridget).get(person_id=city.people["wanda"].pk)
        _call(bridget, asked, AttemptOutcome.NO_ANSWER, "", at[0])
        _call(bridget, asked, AttemptOutcome.MESSAGE, "Said that it was Bridget, and that I ring again.", at[1])


def _call(actor: Actor, asked: Referral, outcome: AttemptOutcome, words: str, at: datetime) -> None:
    contact = Contact.objects.visible_to(actor).get(person_id=asked.person_id, kind="phone")
    tried = front_door.Tried(Channel.CALL, outcome, at, words=words, contact=contact)
    front_door.note_attempt(actor, referral=asked, tried=tried, at=at)


def _graham(city: City) -> None:
    """City housing, the trust and the hub do not agree; of those who manage, the trust has answered."""
    at = _moments(city, "-4d 10:00", "-3d 09:40", "-3d 11:15", "-3d 15:30", "-1d 13:10")
    with acting_as(SYSTEM, at=city.now):
        _name_seats(city)
    with _as(city, "mo") as mo:
        stalemate = holding.raise_stalemate(
            mo,
            holding=Holding.objects.visible_to(mo).get(pk=city.people["graham"].pk),
            told=GRAHAMS,
            between=[city.organisations[key] for key in ("housing", "trust", "hub")],
            payer=city.organisations["trust"],
            at=at[0],
        )
    _answer(
        city, stalemate, "keisha", "A flat without stairs is free next month. Who looks in is not ours to say.", at[1]
    )
    _answer(city, stalemate, "grainne", "We can look in twice a week, once there are no stairs to fall down.", at[2])
    _answer(city, stalemate, "mo", "I go on holding Graham. It needs somebody above us to begin.", at[3])
    _answer(city, stalemate, "adaobi", "We begin looking in from next week, stairs or no stairs.", at[4], Stand.WE_WILL)


def _name_seats(city: City) -> None:
    seats = {
        ("housing", Ladder.WORKERS): ("keisha",),
        ("housing", Ladder.MANAGERS): ("partner-housing",),
        ("trust", Ladder.WORKERS): ("grainne", "henrik"),
        ("trust", Ladder.MANAGERS): ("adaobi", "clinician"),
        ("hub", Ladder.MANAGERS): ("hub-manager", "carol"),
        ("hub", Ladder.DECISION): ("grace",),
    }
    at = moment("-30d 09:00", now=city.now)
    for (organisation, rung), sitting in seats.items():
        for key in sitting:
            named = city.members[key]
            holding.name_seat(SYSTEM, organisation=city.organisations[organisation], rung=rung, membership=named, at=at)


def _answer(
    city: City, stalemate: Stalemate, key: str, words: str, at: datetime, stand: Stand = Stand.ASK_ABOVE
) -> None:
    with _as(city, key) as actor:
        holding.answer_stalemate(actor, stalemate=stalemate, stand=stand, words=words, at=at)


def _rosa(city: City) -> None:
    """A handover that waits for Tom at City housing."""
    (at,) = _moments(city, "-1d 11:00")
    with _as(city, "femi") as femi:
        rosa = Holding.objects.visible_to(femi).get(pk=city.people["rosa"].pk)
        holding.propose_handover(femi, holding=rosa, to=city.members["partner-housing"], proposal=ROSAS, at=at)


def _pauline(city: City) -> None:
    """On holiday since this morning; Jacek holds whom she holds. Nobody came to her later than yesterday."""
    at = min(at_local(days_ago(0, now=city.now), time(8)), city.now)
    with _as(city, "hub-manager") as manager:
        holding.note_absence(
            manager,
            membership=city.members["pauline"],
            kind=AbsenceKind.HOLIDAY,
            cover=city.members["jacek"],
            from_at=at,
            at=at,
            until_at=at + timedelta(days=AWAY_DAYS),
        )


def _femi(city: City) -> None:
    """He works at one hub and is supported at another: his record opens by name alone."""
    with _as(city, "ngozi") as ngozi:
        identity.restrict(
            ngozi,
            person=city.people["femi-own"],
            because="You work at the other hub. Nobody there opens this.",
            review_on=days_ago(0, now=city.now) + timedelta(days=LOOKED_AT_AGAIN_DAYS),
            at=city.now,
        )


def _wanda_alone(city: City) -> None:
    """Somebody must not find her: with Bridget beside her she shut everyone out this morning."""
    with _as(city, "bridget") as bridget:
        besides = Besides(words="He has rung the hub twice. He says that he is her brother.")
        shut_out(bridget, person=city.people["wanda"], besides=besides, at=city.now)


def _moments(city: City, *words: str) -> list[datetime]:
    return [moment(one, now=city.now) for one in words]


@contextmanager
def _as(city: City, key: str) -> Iterator[Actor]:
    actor = city.actor(key)
    with acting_as(actor, at=city.now):
        yield actor
