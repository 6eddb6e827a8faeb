from datetime import date, timedelta

import pytest
from tests import world as worlds

from hearth.core.errors import NotPossible
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.people.details import ContactDetails
from hearth.people.models import Circumstances, Contact, Need, Person, PersonName
from hearth.telling import actions, queries
from hearth.telling.codes import FillingStatus, Origin
from hearth.telling.models import Filling, ToldFact
from hearth.telling.tests.partners import act, answers, begin, confirmed, every, form_in_use, send, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeley(world):
    return worlds.known(world, contacts=[ContactDetails("phone", "07700 900 123")])


class TestAnswer:
    def test_is_kept_for_every_form_that_asks_next(self, world, keeley):
        filling = begin(world, keeley, form_in_use(world))

        tell(world, filling, "why", "The landlord sells.")

        assert answers(world, filling)["why"].origin == Origin.ASKED
        again = answers(world, begin(world, keeley, form_in_use(world)))["why"]
        assert (again.words, again.origin, again.source) == ("The landlord sells.", Origin.KNOWN, "Told to Priya Nair")

    @pytest.mark.parametrize(
        ("fact", "words", "day", "model", "found"),
        [
            ("email", "keeley@example.org", None, Contact, {"kind": "email", "value": "keeley@example.org"}),
            ("adjustments", "A quiet room", None, Need, {"words": "A quiet room"}),
            ("gp", "Foss Surgery", None, Circumstances, {"gp": "Foss Surgery"}),
            ("living_situation", "Hostel", None, Circumstances, {"living_situation": "hostel"}),
            ("birth_on", "3 May 1990", date(1990, 5, 3), Person, {"birth_on": date(1990, 5, 3)}),
        ],
    )
    def test_goes_where_it_belongs(self, world, keeley, fact, words, day, model, found):
        filling = begin(world, keeley, every(world, fact))

        tell(world, filling, fact, words, day=day)

        assert len(worlds.all_of(model, **found)) == 1
        (again,) = worlds.all_of(Person, pk=keeley.pk)
        assert answers(world, begin(world, again, every(world, fact)))[fact].words == words

    def test_gives_somebody_a_legal_name(self, world):
        nameless = worlds.known(world, given="", family="", nhs_number=None)

        tell(world, begin(world, nameless, every(world, "legal_name")), "legal_name", "Anna Maria Ek")

        assert len(worlds.all_of(PersonName, given="Anna Maria", family="Ek", use="official")) == 1

    @pytest.mark.parametrize("fact", ["agrees_to_share", "please_do"])
    def test_is_asked_anew_where_it_is_for_one_sending(self, world, keeley, fact):
        tell(world, begin(world, keeley, every(world, fact)), fact, "Yes")

        assert answers(world, begin(world, keeley, every(world, fact)))[fact].words == ""
        assert worlds.all_of(ToldFact) == []

    def test_does_not_come_back_once_it_was_taken_back(self, world, keeley):
        version = every(world, "email")
        tell(world, begin(world, keeley, version), "email", "old@example.org")
        (contact,) = worlds.all_of(Contact, kind="email")
        act(world, worlds.people.end_contact, contact=contact)

        assert answers(world, begin(world, keeley, version))["email"].words == ""

    def test_that_was_known_otherwise_stands_so_in_this_form(self, world, keeley):
        filling = begin(world, keeley, form_in_use(world))

        tell(world, filling, "phone", "07700 900 555")

        assert answers(world, filling)["phone"].origin == Origin.CHANGED
        assert [one.value for one in worlds.all_of(Contact, person=keeley)] == ["07700 900 123"]

    def test_asks_the_person_once_more(self, world, keeley):
        filling = confirmed(world, keeley)

        tell(world, filling, "why", "The landlord sells in May.")

        assert worlds.all_of(Filling)[0].status == FillingStatus.OPEN
        with pytest.raises(NotPossible, match="has not said yes"):
            send(world, filling)

    @pytest.mark.parametrize(
        ("fact", "words", "says"),
        [
            ("allergies", "Nuts", "not asked here"),
            ("why_losing_home", "x" * 8001, "room for 8000"),
            ("email", "nowhere", "not an e-mail address"),
        ],
    )
    def test_refuses_what_cannot_be_kept(self, world, keeley, fact, words, says):
        filling = begin(world, keeley, every(world, fact))

        with pytest.raises(NotPossible, match=says):
            tell(world, filling, fact, words)

        assert answers(world, filling)[fact].words == ""
        assert worlds.all_of(ToldFact) == []


class TestSayStillRight:
    def test_dates_an_old_answer_today(self, world, keeley):
        filling = begin(world, keeley, form_in_use(world))
        tell(world, filling, "why", "The landlord sells.")
        later = timedelta(days=300)
        lead = worker_actor(world.lead)
        with acting_as(lead, at=world.at + later):
            version = queries.versions_in_use().get(name="Housing referral")
            second = actions.begin_filling(lead, person=keeley, version=version, at=world.at + later)

        act(world, actions.say_still_right, filling=second, answer=answers(world, second)["why"], later=later)

        row = answers(world, second)["why"]
        assert (row.given_on, row.origin) == ((world.at + later).date(), Origin.KNOWN)

    def test_refuses_what_nobody_told(self, world, keeley):
        filling = begin(world, keeley, form_in_use(world))

        with pytest.raises(NotPossible, match="nothing here"):
            act(world, actions.say_still_right, filling=filling, answer=answers(world, filling)["on"])

        assert worlds.all_of(ToldFact) == []
