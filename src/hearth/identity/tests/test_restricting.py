from datetime import timedelta

import pytest
from tests import world as worlds
from tests.refusals import broken_rule, refusal

from hearth.core.errors import NotPermitted
from hearth.core.scope import acting_as
from hearth.identity import actions, rules
from hearth.messaging.models import Message
from hearth.organisations.queries import worker_actor
from hearth.people.identity_models import Restriction
from hearth.people.models import Person
from hearth.record.models import Entry
from hearth.sharing import actions as sharing
from hearth.sharing.codes import OverrideReason

pytestmark = pytest.mark.django_db


@pytest.fixture
def act(world):
    def do(who, action, **told):
        actor = worker_actor(who)
        with acting_as(actor, at=world.at):
            return action(actor, at=world.at, **told)

    return do


@pytest.fixture
def close(world, keeley, act):
    def run(who=None, because="Her sister works here.", days=90):
        day = world.at.date() + timedelta(days=days)
        return act(who or world.lead, actions.restrict, person=keeley, because=because, review_on=day)

    return run


def sees(world, who, person):
    actor = worker_actor(who)
    with acting_as(actor, at=world.at):
        return Person.objects.visible_to(actor).filter(pk=person.pk).exists()


def the(model, **wanted):
    (row,) = worlds.all_of(model, **wanted)
    return row


class TestRestrict:
    def test_closes_it_to_everybody_but_the_holder_in_the_same_second(self, world, keeley, close):
        assert sees(world, world.peer, keeley)

        close()

        assert the(Person, id=keeley.id).status == "restricted"
        assert [sees(world, who, keeley) for who in (world.lead, world.peer, world.manager)] == [True, False, False]

    def test_tells_the_person_why_and_by_when_somebody_looks_again(self, keeley, close):
        restriction = close()

        told = the(Entry, subject_type="Restriction")
        assert "Her sister works here." in told.body
        assert f"{restriction.review_on:%B %Y}" in told.body

    @pytest.mark.parametrize(
        ("told", "said"),
        [
            ({"because": " "}, rules.SAY_WHY),
            ({"days": 0}, rules.LOOK_AGAIN),
            ({"days": 367}, rules.LOOK_AGAIN),
        ],
    )
    def test_is_refused_without_a_reason_or_a_day_within_a_year(self, world, keeley, close, told, said):
        assert refusal(lambda: close(**told)) == said
        assert worlds.all_of(Restriction) == []
        assert sees(world, world.peer, keeley)

    def test_happens_once(self, close):
        close()

        assert refusal(close) == rules.CLOSE_ALREADY

    @pytest.mark.parametrize("who", ["peer", "partner", "outsider", "administrator"])
    def test_is_for_whoever_holds_them_or_leads(self, world, close, who):
        with pytest.raises(NotPermitted):
            close(getattr(world, who))

        assert worlds.all_of(Restriction) == []

    def test_is_for_those_who_lead(self, world, keeley, close):
        close(world.manager)

        assert not sees(world, world.manager, keeley)
        assert sees(world, world.lead, keeley)


class TestKeepRestricted:
    def test_ends_one_decision_and_begins_another(self, world, keeley, close, act):
        first = close()
        day = world.at.date() + timedelta(days=200)

        act(world.lead, actions.keep_restricted, restriction=first, because="Still so.", review_on=day)

        ended, live = sorted(worlds.all_of(Restriction), key=lambda one: one.ended_at is None)
        assert (ended.ended_because, live.because, live.review_on) == ("Still so.", "Still so.", day)
        assert live.status_before == first.status_before
        assert not sees(world, world.peer, keeley)

    def test_is_refused_once_it_is_over(self, world, close, act):
        first, day = close(), world.at.date() + timedelta(days=9)
        act(world.lead, actions.lift_restriction, restriction=first, because="She asked us to.")

        told = {"restriction": first, "because": "Still so.", "review_on": day}
        assert refusal(lambda: act(world.lead, actions.keep_restricted, **told)) == rules.NOT_OPEN


class TestLiftRestriction:
    def test_opens_it_again_as_it_was(self, world, keeley, close, act):
        act(world.lead, actions.lift_restriction, restriction=close(), because="She asked us to.")

        assert the(Person, id=keeley.id).status == "provisional"
        assert sees(world, world.peer, keeley)
        assert the(Restriction).ended_by_id == world.lead.worker_id

    def test_says_why(self, world, keeley, close, act):
        made = close()

        assert (
            refusal(lambda: act(world.lead, actions.lift_restriction, restriction=made, because=" ")) == rules.SAY_WHY
        )
        assert the(Person, id=keeley.id).status == "restricted"

    def test_is_refused_to_whoever_does_not_see_it(self, world, close, act):
        made = close()

        with pytest.raises(NotPermitted):
            act(world.manager, actions.lift_restriction, restriction=made, because="No.")


class TestPages:
    def test_close_it_look_again_and_open_it(self, world, keeley):
        lead = worlds.client_of(world.lead)
        page = f"/people/{keeley.id}/restriction"
        day = world.at.date() + timedelta(days=60)
        boxes = {f"review_on_{n}": part for n, part in enumerate((day.day, day.month, day.year))}

        assert "Say in a few words why" in worlds.words(worlds.send(lead, page))
        worlds.send(lead, page, because="Her sister works here.", **boxes)
        assert "Her sister works here." in worlds.words(lead.get(page))
        assert "opens only for whoever holds Keeley" in worlds.words(lead.get(f"/people/{keeley.id}"))
        worlds.send(lead, f"{page}/review", because="Still so.", **boxes)
        assert "Still so." in worlds.words(lead.get(page))
        worlds.send(lead, f"{page}/lifting")
        assert the(Person, id=keeley.id).status == "restricted"
        worlds.send(lead, f"{page}/lifting", **{"lift-because": "She asked us to."})

        assert the(Person, id=keeley.id).status == "provisional"
        assert lead.post(f"{page}/lifting").status_code == 400

    def test_lead_whoever_closed_it_for_themselves_back_to_their_day(self, world, keeley):
        manager = worlds.client_of(world.manager)
        day = world.at.date() + timedelta(days=60)
        boxes = {f"review_on_{n}": part for n, part in enumerate((day.day, day.month, day.year))}

        answer = worlds.send(manager, f"/people/{keeley.id}/restriction", because="Her sister.", **boxes)

        assert answer.url == "/desk"
        assert manager.get(f"/people/{keeley.id}").status_code == 404

    def test_show_a_guardian_who_opened_it_and_nobody_else(self, world, keeley, close):
        close()
        worlds.client_of(world.lead).get(f"/people/{keeley.id}")
        guardian = worlds.worker("Gail", "Hart", "guardian", world.trust)

        shown = worlds.words(worlds.client_of(guardian).get("/restrictions"))

        assert "Keeley" in shown
        assert "Priya Nair" in shown
        assert worlds.client_of(world.lead).get("/restrictions").status_code == 403


class TestTellOfLook:
    def opened(self, world, keeley, who, close, act):
        close()
        guardian = worlds.worker("Gail", "Hart", "guardian", world.trust)
        act(who, sharing.break_glass, person_id=keeley.id, reason=OverrideReason.LIFE, why="She rang.")
        client = worlds.client_of(who)
        for _ in range(2):
            assert client.get(f"/people/{keeley.id}").status_code == 200
        return guardian

    def test_names_nobody_and_reaches_a_guardian_once_a_day(self, world, keeley, close, act):
        nell = worlds.worker("Nell", "Byrne", "clinician", world.trust)

        guardian = self.opened(world, keeley, nell, close, act)

        (message,) = worlds.all_of(Message, subject_type="Restriction")
        assert message.membership_id == guardian.id
        assert "Keeley" not in message.subject_line + message.body
        assert "Nell Byrne" in worlds.words(worlds.client_of(guardian).get("/restrictions"))

    def test_says_nothing_of_whoever_holds_them(self, world, keeley, close):
        close()
        worlds.client_of(world.lead).get(f"/people/{keeley.id}")

        assert worlds.all_of(Message, subject_type="Restriction") == []


class TestRules:
    def test_know_when_by_whom_and_why_it_ended(self, world, close):
        made = close()

        def ended(**how):
            return broken_rule(lambda: Restriction.objects.filter(pk=made.pk).update(**how), at=world.at)

        assert ended(ended_at=world.at, ended_because="So.") == "restriction_ended_whole"
        assert ended(ended_at=world.at, ended_by=world.lead.worker_id) == "restriction_ended_says_why"
        assert ended(because="") == "restriction_says_why"

    def test_keep_one_at_a_time(self, world, keeley, close):
        made = close()
        again = Restriction(
            person=keeley,
            because="So.",
            status_before="provisional",
            from_at=world.at,
            by_id=world.lead.worker_id,
            review_on=made.review_on,
        )

        assert broken_rule(lambda: again.save(force_insert=True), at=world.at) == "restriction_one_live"
