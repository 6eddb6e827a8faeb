"""People close to somebody: one sees a part, one nothing at all, one acts for a daughter who asked her to."""

from datetime import datetime, timedelta

from hearth.carers import actions as carers
from hearth.carers import queries
from hearth.core.actor import PUBLIC, SYSTEM, Actor
from hearth.core.clocks import day_of
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.demonstration import actions
from hearth.demonstration.places import City
from hearth.holding.models import Holding
from hearth.messaging.threads import actions as threads
from hearth.messaging.threads.rules import Beyond
from hearth.organisations import actions as organisations
from hearth.people.models import Person, Relation
from hearth.sharing import actions as sharing
from hearth.sharing import queries as sharing_queries
from hearth.sharing.codes import Covers, DeciderKind, HowChecked, ProxyKind
from hearth.sharing.supporter_models import Supporting

GROUPS = (
    ("Carers’ table", "Soup, and people who know.", "Wednesdays, 18:30", "Just come, and ask for Hannah. No booking."),
    ("Walk and talk", "By the river, in any weather.", "Every second Saturday, 10:00", "Ring Hannah the day before."),
)
JESS = "Robin has been up since four, three nights in a row, and hums. That is how it began in spring."
BACK = "Thank you, Jess. I ring Robin today, and you tonight after the children are asleep."
NAN = "Evan has not come out of his room since Tuesday. He eats if I leave it by the door. He laughed once, at the cat."
PAPER = "A certified copy: Nan, alone, for money and property. It says nothing about care."
EXAM = "Nell has an exam on Thursday and asks if Friday after school would do. She is reading this with me."
NELLS_OWN_SAY = "Nell is sixteen. We drew who would know what, and she put Mum where she wanted her."
LOOKED = "Both records, and a talk with Nell alone: nothing against it."


def tell(city: City) -> None:
    """Each does what is theirs in a scope of their own, so none may be open."""
    at = city.now - timedelta(days=2)
    with acting_as(city.actor("hannah"), at=city.now):
        for name, about, meets, step in GROUPS:
            carers.add_group(city.actor("hannah"), name=name, about=about, meets=meets, next_step=step, at=at)
    _jess(city, at)
    nan, beside = _come_in(city, "evan", "Nan", called="Doreen", slug="carer-nothing", by="peer-supporter", at=at)
    with acting_as(nan, at=city.now):
        carers.tell_seeing(nan, supporting=beside, words=NAN, unsafe=False, may_read=False, at=at + timedelta(hours=9))
        carers.keep_note(nan, person=Person(pk=nan.person_id), words="Ask Hannah about Wednesdays.", at=at)
    _decides_about_money(city, at)
    mum, _ = _come_in(city, "nell", "Mum", called="Ruth", slug="proxy", by="shirin", at=at)
    _acts_for(city, city.actor("shirin"), at + timedelta(hours=1))
    _writes_for_nell(city, mum)


def _jess(city: City, at: datetime) -> None:
    jess, dee = city.selves["jess"], city.actor("peer-supporter")
    with acting_as(SYSTEM, at=city.now):
        robin = city.people["robin"]
        actions.stand_beside(SYSTEM, person=city.people["jess"], about=robin, relation="sister", at=at)
    with acting_as(jess, at=city.now):
        beside = Supporting.objects.visible_to(jess).get()
        told = carers.tell_seeing(jess, supporting=beside, words=JESS, unsafe=False, may_read=True, at=at)
    with acting_as(dee, at=city.now):
        seeing = queries.seen(dee).get(pk=told.pk)
        carers.read_seeing(dee, seeing=seeing, words_back=BACK, at=at + timedelta(hours=2))


def _come_in(
    city: City, key: str, name: str, *, called: str, slug: str, by: str, at: datetime
) -> tuple[Actor, Supporting]:
    """Invited by whoever holds the person, with nothing shared, and in by the link under a name of their own."""
    worker = city.actor(by)
    with acting_as(worker, at=city.now):
        relation = Relation.objects.visible_to(worker).get(person=city.people[key], name=name)
        how, level = "We talked it through; it begins with nothing.", Level.NOTHING
        invited = sharing.invite_supporter(worker, relation=relation, level=level, explained_how=how, at=at)
    with acting_as(PUBLIC, at=city.now):
        email = actions.ADDRESS.format(slug)
        account = organisations.make_own_sign_in(PUBLIC, email=email, password=actions.PASSWORD, at=at)
        offered = sharing_queries.offered_by_link(secret=invited.link, at=at)
        if offered is None:
            raise RuntimeError("an invitation just made is open")
        sharing.take_up_supporter_invitation(PUBLIC, offered=offered, account=account, name=called, at=at)
    (face,) = sharing_queries.own_faces(account_id=account.pk)
    actor = sharing_queries.person_actor(account_id=account.pk, person_id=face.person_id)
    if actor is None:
        raise RuntimeError("whoever has come in has a record of their own")
    with acting_as(actor, at=city.now):
        return actor, Supporting.objects.visible_to(actor).get()


def _decides_about_money(city: City, at: datetime) -> None:
    """Nan may decide about Evan's money, and it was checked; about care he decides himself."""
    dee = city.actor("peer-supporter")
    with acting_as(dee, at=city.now):
        nan = Relation.objects.visible_to(dee).select_related("person").get(person=city.people["evan"], name="Nan")
        decider = sharing.note_decider(dee, relation=nan, kind=DeciderKind.LPA, covers=Covers.MONEY, at=at)
        sharing.note_decider_check(
            dee,
            decider=decider,
            holds=True,
            how=HowChecked.COPY,
            saw=PAPER,
            looked="Both records, and a talk with Evan.",
            registered_on=day_of(at) - timedelta(days=400),
            review_on=day_of(at) + timedelta(days=180),
            at=at + timedelta(hours=1),
        )


def _writes_for_nell(city: City, mum: Actor) -> None:
    at = city.now - timedelta(hours=3)
    with acting_as(mum, at=city.now):
        nell = city.people["nell"]
        held = Holding.objects.visible_to(mum).select_related("hub").get(person=nell)
        beyond = Beyond(held.hub.name, held.hub.phone, held.holder_id)
        threads.begin_thread(mum, person=nell, about="Thursday", words=EXAM, beyond=beyond, at=at)


def _acts_for(city: City, worker: Actor, at: datetime) -> None:
    with acting_as(worker, at=city.now):
        nell = Person.objects.visible_to(worker).get(pk=city.people["nell"].pk)
        mum = Relation.objects.visible_to(worker).select_related("person").get(person=nell, name="Mum")
        sharing.decide_competence(worker, person=nell, can_decide=True, why=NELLS_OWN_SAY, at=at)
        later = at + timedelta(minutes=10)
        sharing.name_proxy(
            worker, relation=mum, kind=ProxyKind.GRANTED, level=Level.APPOINTMENTS, looked=LOOKED, at=later
        )
