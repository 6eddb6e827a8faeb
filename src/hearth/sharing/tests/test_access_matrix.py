"""Who may see what: every area and column of the access table, asserted through the real querysets where built."""

from importlib.util import find_spec

import pytest

from hearth.carers.models import Note, Seeing
from hearth.core.actor import PUBLIC, SYSTEM, Actor
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.front_door.models import Referral
from hearth.holding.models import Holding
from hearth.messaging.models import Thread
from hearth.organisations.tests.factories import NOON, HubFactory, MembershipFactory
from hearth.outcomes.models import Feedback, Fill
from hearth.people.models import Contact, Need, Person, PersonName, Relation
from hearth.plans.models import CardOpening, CardVersion, PartVersion
from hearth.record.models import Entry
from hearth.sharing import actions
from hearth.sharing.decider_models import LegalDecider
from hearth.sharing.models import Look
from hearth.sharing.proxy_models import Proxy
from hearth.sharing.tests.access_table import ASSERTED, COLUMNS, LATER, LEVELS, MATRIX, SEES, THINGS
from hearth.sharing.tests.factories import Life, entry, life, someone_elsewhere
from hearth.shut_off.actions import shut_out
from hearth.shut_off.rules import Besides


class TestTheTable:
    def test_has_a_word_for_every_column_of_every_area(self):
        assert {area: len(line) for area, line in MATRIX.items()} == dict.fromkeys(MATRIX, len(COLUMNS))

    def test_is_asserted_or_waits_for_a_named_capability(self):
        assert set(MATRIX) == ASSERTED | set(LATER)
        assert not ASSERTED & set(LATER)

    @pytest.mark.parametrize("area", sorted(LATER))
    def test_asserts_an_area_as_soon_as_its_capability_exists(self, area):
        package = LATER[area]

        assert find_spec(f"hearth.{package}") is None, f"{package} is here: assert “{area}” in this table"


@pytest.mark.django_db
class TestWhoSees:
    @pytest.mark.parametrize("who", sorted(SEES))
    def test_no_more_and_no_less_than_the_table_says(self, who):
        role, _, detail = who.partition(", ")
        partner_level = LEVELS.get(detail) if role == "partner-professional" else None
        found = life(partner_level=partner_level)
        actor = _actor(found, role, detail)
        _referred(found)
        _planned(found, open_at_the_door=detail == "card agreed")
        _seal(found, actor if detail == "named for the sealed" else None)
        _someone_looked(found)
        _measured(found)
        if detail == "shut off":
            _shut_out(found)
        _said(found)
        _told_of_them(found)
        if detail == "glass broken":
            _break_glass(actor, found, opens_hidden=role == "guardian")

        assert _seen_by(actor, found) == SEES[who].split()


def _actor(found: Life, role: str, detail: str) -> Actor:
    if role == "person":
        return found.as_themselves()
    if role == "public":
        return PUBLIC
    if role == "supporter":
        return found.supporter(LEVELS[detail])
    if role == "partner-professional":
        return found.worker(role, organisation=found.partner)
    if role == "guardian" or detail in ("elsewhere", "glass broken"):
        return someone_elsewhere(role)
    return found.worker(role)


def _shut_out(found: Life) -> None:
    with acting_as(SYSTEM, at=NOON):
        shut_out(SYSTEM, person=found.person, besides=Besides(named=[found.partner.pk]), at=NOON)


def _referred(found: Life) -> None:
    holder = MembershipFactory()
    with acting_as(SYSTEM, at=NOON):
        holding = Holding(
            person=found.person, status="supported", holder=holder, hub=HubFactory(), since_at=NOON, opened_at=NOON
        )
        holding.save(force_insert=True)
        Referral(
            person=holding,
            hub=holding.hub,
            route="myself",
            received_at=NOON,
            known_as="Wilfred",
            who_and_how_to_find="Wilfred, on the towpath",
            what_is_happening="Nights are long.",
            person_knows="yes",
            return_hash="r",
            code_hash="c",
        ).save(force_insert=True)


def _planned(found: Life, *, open_at_the_door: bool) -> None:
    hand = {"how": "with", "written_by": MembershipFactory(), "author_name": "Mo", "acting_as": "Peer supporter"}
    said = {"person": found.person, "written_at": NOON, **hand}
    with acting_as(SYSTEM, at=NOON):
        CardVersion(do_first="Sit with me.", **said).save(force_insert=True)
        PartVersion(part="what-matters", words="The allotment.", **said).save(force_insert=True)
        if open_at_the_door:
            opening = {"explained_how": "over tea", "said_by": "person", "from_at": NOON}
            CardOpening(person=found.person, **opening).save(force_insert=True)


def _seal(found: Life, named: Actor | None) -> None:
    with acting_as(SYSTEM, at=NOON):
        found.entries.append(entry(found.person))
        for closed, hidden in ((found.entries[1], False), (found.entries[2], True)):
            sealing = actions.seal(
                SYSTEM,
                person=found.person,
                entry_id=closed.root_id,
                hidden=hidden,
                consequence_explained="Fewer people can help you with it.",
                at=NOON,
            )
            if named is not None and not hidden:
                sealing.opens_for = [named.membership_id]
                sealing.save()


def _someone_looked(found: Life) -> None:
    colleague = found.worker("clinician")
    with acting_as(colleague, at=NOON):
        actions.open_record(colleague, person=found.person, what="first screen", reason="to be alongside", at=NOON)


def _measured(found: Life) -> None:
    told = {"instrument": "everyday", "version": 1, "mode": "together", "filled_by": "themselves", "begun_at": NOON}
    with acting_as(SYSTEM, at=NOON):
        recorded_by = MembershipFactory()
        Fill(person=found.person, answered_on=NOON.date(), recorded_by=recorded_by, **told).save(force_insert=True)


def _said(found: Life) -> None:
    """What they wrote to those alongside, and what they told us of us."""
    with acting_as(SYSTEM, at=NOON):
        begun = {"begun_by": "Wilfred", "begun_at": NOON, "last_at": NOON}
        Thread(person=found.person, about="The river", **begun).save(force_insert=True)
        Feedback(person=found.person, kind="idea", words="A lamp.", said_at=NOON).save(force_insert=True)


def _told_of_them(found: Life) -> None:
    """What somebody close told of them, who acts and who decides for them, and a note they keep for themselves."""
    with acting_as(SYSTEM, at=NOON):
        tove = Person(known_as="Tove", status="provisional", made_at=NOON)
        tove.save(force_insert=True)
        chosen = actions.choose_circle(
            SYSTEM, person=found.person, whom=tove, level=Level.PLAN, explained_how="over tea", at=NOON
        )
        checked = {"looked": "Both records", "checked_by": MembershipFactory(), "checked_at": NOON}
        who = {"person": found.person, "supporter": tove, "name": "Tove", "kind": "granted"}
        Proxy(choice=chosen, **who, **checked).save(force_insert=True)
        close = Relation(person=found.person, name="Tove", relation="friend")
        close.save(force_insert=True)
        law = {"kind": "lpa", "covers": "care", "noted_by": MembershipFactory(), "told_at": NOON}
        LegalDecider(person=found.person, relation=close, name="Tove", **law).save(force_insert=True)
        said = {"told_by": "Tove", "words": "He does not eat.", "sent_at": NOON}
        Seeing(person=found.person, carer=tove, **said).save(force_insert=True)
        Note(person=found.person, words="For me.", kept_at=NOON).save(force_insert=True)


def _break_glass(actor: Actor, found: Life, *, opens_hidden: bool) -> None:
    with acting_as(actor, at=NOON):
        actions.break_glass(
            actor, person_id=found.person.id, reason="life", why="Found cold.", opens_hidden=opens_hidden, at=NOON
        )


def _seen_by(actor: Actor, found: Life) -> list[str]:
    plain, sealed, hidden = found.entries
    rows = {
        "person": Person.objects.filter(id=found.person.id),
        "need": Need.objects.filter(person=found.person),
        "contact": Contact.objects.filter(person=found.person),
        "name": PersonName.objects.filter(person=found.person),
        "referral": Referral.objects.filter(person_id=found.person.id),
        "entry": Entry.objects.filter(id=plain.id),
        "sealed": Entry.objects.filter(id=sealed.id),
        "hidden": Entry.objects.filter(id=hidden.id),
        "look": Look.objects.filter(person=found.person),
        "measure": Fill.objects.filter(person=found.person),
        "card": CardVersion.objects.filter(person=found.person),
        "plan": PartVersion.objects.filter(person=found.person),
        "message": Thread.objects.filter(person=found.person),
        "feedback": Feedback.objects.filter(person=found.person),
        "told": Seeing.objects.filter(person=found.person),
        "note": Note.objects.filter(person=found.person),
        "proxy": Proxy.objects.filter(person=found.person),
        "decider": LegalDecider.objects.filter(person=found.person),
    }
    with acting_as(actor, at=NOON):
        by_the_door = [thing for thing in THINGS if rows[thing].all().visible_to(actor).exists()]
        by_the_lock = [thing for thing in THINGS if rows[thing].all().exists()]
    assert by_the_lock == by_the_door
    return by_the_door
