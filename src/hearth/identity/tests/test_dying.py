from datetime import timedelta

import pytest
from django.db import ProgrammingError
from tests import world as worlds
from tests.refusals import refusal

from hearth.core import checks, clocks
from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.holding.models import Holding
from hearth.identity import actions, rules
from hearth.identity.actions import Told
from hearth.organisations.queries import worker_actor
from hearth.people.identity_models import Death
from hearth.people.models import Contact, Person, PortalAccess
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db
TOLD = Told(told_by="Her brother Ron", confirmed=True, family_contact="Ron Rowntree", family_reach="07700 900 111")


def died(custodians, **told):
    given = {"person": custodians.kit, "told": Told(**{**vars_of(TOLD), **told})}
    return custodians.do(custodians.world.lead, actions.say_died, **given)


def vars_of(told):
    return {name: getattr(told, name) for name in told.__slots__}


def promised(custodians):
    at = custodians.world.at
    with acting_as(SYSTEM, at=at):
        return clocks.start_clock(
            code="first-contact",
            person_id=custodians.kit.id,
            subject_type="Person",
            subject_id=custodians.kit.id,
            owner_id=custodians.world.lead.id,
            at=at - timedelta(hours=1),
        )


class TestSayDied:
    def test_stops_everything_in_one_act(self, custodians):
        promised(custodians)
        worlds.own_sign_in(custodians.world, custodians.kit)

        died(custodians)

        (kit,) = worlds.all_of(Person, id=custodians.kit.id)
        assert kit.status == "died"
        (held,) = worlds.all_of(Holding, person=custodians.kit)
        assert (held.status, held.holder_id) == ("died", None)
        assert worlds.all_of(Clock, person_id=kit.id, stopped_at=None) == []
        assert worlds.all_of(PortalAccess, person=kit, ended_at=None) == []
        (told,) = worlds.all_of(Entry, person=kit, subject_type="Death")
        assert "We talk with Ron Rowntree" in told.body

    def test_leaves_the_record_at_rest(self, custodians):
        died(custodians)
        lead = worker_actor(custodians.world.lead)

        with pytest.raises(ProgrammingError, match="row-level security"):
            worlds.written(custodians.world, custodians.kit)
        with acting_as(lead, at=custodians.world.at), pytest.raises(ProgrammingError, match="row-level security"):
            Contact(person=custodians.kit, kind="phone", value="0").save(force_insert=True)

    @pytest.mark.parametrize(
        ("told", "said"),
        [
            ({"told_by": " "}, rules.WHO_TOLD),
            ({"family_contact": ""}, rules.FAMILY_OR_WHY),
            ({"no_family_because": "Nobody is known."}, rules.FAMILY_OR_WHY),
        ],
    )
    def test_says_who_told_us_and_whom_of_the_family_we_talk_with(self, custodians, told, said):
        assert refusal(lambda: died(custodians, **told)) == said
        assert worlds.all_of(Death) == []

    def test_happens_once(self, custodians):
        died(custodians)

        assert refusal(lambda: died(custodians)) == rules.KNOWN_TO_HAVE_DIED

    @pytest.mark.parametrize("who", ["outsider", "administrator"])
    def test_is_not_for_whoever_may_not_know_them(self, custodians, who):
        with pytest.raises(NotPermitted):
            custodians.do(getattr(custodians.world, who), actions.say_died, person=custodians.kit, told=TOLD)


class TestUndoDied:
    def test_takes_two_and_lets_everything_run_on(self, custodians):
        clock = promised(custodians)
        worlds.own_sign_in(custodians.world, custodians.kit)
        death = died(custodians)
        custodians.do(custodians.world.lead, actions.propose_undoing, death=death, because="Another Kit.")

        alone = refusal(lambda: custodians.do(custodians.world.lead, actions.undo_died, death=death))
        assert alone == rules.SOMEBODY_ELSE
        custodians.do(
            custodians.world.peer, actions.undo_died, death=death, at=custodians.world.at + timedelta(minutes=5)
        )

        (kit,) = worlds.all_of(Person, id=custodians.kit.id)
        assert (kit.status, kit.died_on) == ("provisional", None)
        (held,) = worlds.all_of(Holding, person=custodians.kit)
        assert (held.status, held.holder_id) == ("welcoming", custodians.world.lead.id)
        (running,) = worlds.all_of(Clock, id=clock.id)
        assert (running.stopped_at, running.due_at) == (None, clock.due_at)
        assert astray() == []
        assert len(worlds.all_of(PortalAccess, person=kit, ended_at=None)) == 1


def astray():
    with acting_as(SYSTEM, at=worlds.now()):
        return checks.clocks_astray()


class TestReviewAccess:
    def test_is_noted_with_who_and_when(self, custodians):
        death = died(custodians)

        custodians.do(custodians.world.lead, actions.review_access, death=death)

        (death,) = worlds.all_of(Death)
        assert death.access_reviewed_by_id == custodians.world.lead.worker_id
        assert (
            refusal(lambda: custodians.do(custodians.world.lead, actions.review_access, death=death)) == rules.NOT_OPEN
        )


class TestDeathPage:
    def test_says_it_and_puts_it_right_with_a_colleague(self, custodians):
        lead, peer = worlds.client_of(custodians.world.lead), worlds.client_of(custodians.world.peer)
        page = f"/people/{custodians.kit.id}/death"

        assert "Say who told us." in worlds.words(worlds.send(lead, page))
        assert "They have died" in worlds.words(lead.get(page))
        worlds.send(lead, page, told_by="Her brother", family_contact="Ron Rowntree")
        shown = worlds.words(lead.get(page))
        assert "Kit has died" in shown
        assert "Ron Rowntree" in shown
        worlds.send(lead, f"{page}/access")
        worlds.send(lead, f"{page}/mistake", because="Another Kit.")
        assert "A colleague has to say so too." in worlds.words(lead.get(page))
        worlds.send(peer, f"{page}/mistake/confirmation")

        (kit,) = worlds.all_of(Person, id=custodians.kit.id)
        assert kit.status == "provisional"

    def test_is_not_there_for_whoever_may_not_know_them(self, custodians):
        page = f"/people/{custodians.kit.id}/death"

        assert worlds.client_of(custodians.world.outsider).get(page).status_code == 404
