from datetime import date

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted
from hearth.core.scope import acting_as
from hearth.core.values import NhsNumber
from hearth.organisations.queries import worker_actor
from hearth.people import actions, jobs
from hearth.people.actions import linkage
from hearth.people.codes import FormerName, NameUse
from hearth.people.details import ContactDetails
from hearth.people.identity_models import Duplicate, LinkageRun
from hearth.people.linkage import reading, running
from hearth.people.linkage.settings import comparison, model, models

pytestmark = pytest.mark.django_db
BORN = date(1984, 3, 14)


def made(world, known_as, *, number=None, phone="", **told):
    contacts = [ContactDetails("phone", phone)] if phone else []
    born = {"birth_on": BORN, "birth_precision": "day", **told}
    with acting_as(SYSTEM, at=world.at):
        return actions.create_person(
            SYSTEM, known_as=known_as, nhs_number=number and NhsNumber(number), contacts=contacts, at=world.at, **born
        )


def pairs():
    return worlds.all_of(Duplicate)


class TestLink:
    def test_finds_one_person_twice_and_says_why(self, world):
        one = made(world, "Bob", given="Bob", family="Marchbanks", phone="07700 900 123")
        other = made(world, "Robert", given="Robert", family="Marchbanks", phone="+44 7700 900123")
        made(world, "Iris", given="Iris", family="Dent", birth_on=date(1990, 1, 1))

        run = running.link(at=world.at)

        (pair,) = pairs()
        assert (pair.first_id, pair.second_id) == tuple(sorted([one.id, other.id]))
        assert pair.probability > 0.99
        answers = {told["label"]: told["words"] for told in pair.compared}
        assert answers["First name"] == "One may be short for the other"
        assert answers["Phone"] == "The same number"
        assert answers["NHS number"] == "One of the two has none here"
        assert (run.people, run.pairs, run.new) == (3, 1, 1)

    def test_weighs_what_it_shows(self, world):
        made(world, "Bob", given="Bob", family="Marchbanks")
        made(world, "Bob", given="Bob", family="Marchbanks")

        running.link(at=world.at)

        (pair,) = pairs()
        of = model(on=world.at.date())
        assert sum(told["weight"] for told in pair.compared) - 19.93 == pytest.approx(pair.weight, abs=0.1)
        assert of.code == pair.model

    def test_finds_by_a_former_name_and_never_by_a_hidden_one(self, world):
        for before, born in ((FormerName.FINDS, BORN), (FormerName.HIDDEN, date(1951, 7, 30))):
            made(world, "Ash", given="Ash", family=f"Hale{before}", birth_on=born)
            other = made(world, "Ash", given="Ash", family=f"Hale{before}", birth_on=born)
            with acting_as(SYSTEM, at=world.at):
                use = {"use": NameUse.USUAL, "given": "Wren", "family": f"Lark{before}"}
                actions.take_name(SYSTEM, person=other, before=before, at=world.at, **use)

        running.link(at=world.at)

        assert len([pair for pair in pairs() if pair.probability > 0.9]) == 1

    def test_changes_nothing_the_second_time(self, world):
        made(world, "Bob", given="Bob", family="Marchbanks")
        made(world, "Bob", given="Bob", family="Marchbanks")
        running.link(at=world.at)
        before = [(pair.id, pair.facts, pair.weight) for pair in pairs()]

        run = running.link(at=world.at)

        assert [(pair.id, pair.facts, pair.weight) for pair in pairs()] == before
        assert run.new == 0

    def test_goes_on_where_it_was_broken_off(self, world, monkeypatch):
        made(world, "Bob", given="Bob", family="Marchbanks")
        made(world, "Bob", given="Bob", family="Marchbanks")
        real, parts = running.likely_pairs, []

        def breaks(linker, of, *, part, parts=None):
            if part == 4:
                raise KeyboardInterrupt
            return real(linker, of, part=part, parts=10)

        monkeypatch.setattr(running, "likely_pairs", breaks)
        with pytest.raises(KeyboardInterrupt):
            running.link(at=world.at)

        def counts(linker, of, *, part, parts):
            done.append(part)
            return real(linker, of, part=part, parts=parts)

        done = parts
        monkeypatch.setattr(running, "likely_pairs", counts)
        running.link(at=world.at)

        assert done == [4, 5, 6, 7, 8, 9, 10]
        (run,) = worlds.all_of(LinkageRun)
        assert run.finished_at is not None
        assert len(pairs()) == 1

    def test_leaves_out_whoever_was_joined_has_died_or_opens_only_for_a_few(self, world):
        made(world, "Bob", given="Bob", family="Marchbanks")
        made(world, "Bob", given="Bob", family="Marchbanks", status="died")

        running.link(at=world.at)

        assert pairs() == []

    def test_is_nobodys_but_the_nightly_jobs(self, world):
        actor = worker_actor(world.lead)
        with acting_as(actor, at=world.at), pytest.raises(NotPermitted):
            linkage.begin_linkage(actor, model=models()[0], people=0, at=world.at)

    def test_runs_every_night(self, world):
        jobs.link.func()

        assert worlds.all_of(LinkageRun)[0].finished_at is not None


class TestModel:
    def test_is_the_newest_in_force(self):
        assert model(on=date(2026, 11, 20)).code == "2026-11"
        with pytest.raises(LookupError):
            model(on=date(2020, 1, 1))

    def test_answers_in_words(self):
        birth = comparison("2026-11", "birth")

        assert birth.answered(-1).words == "One of the two is not known"
        assert birth.answered(0).words == "Another day"
        assert birth.answered(3).words == "The same day"
        assert birth.answered(3).weight > 14

    @pytest.mark.parametrize("one", [one for of in models() for one in of.comparisons], ids=lambda one: one.code)
    def test_adds_up_to_one(self, one):
        known = [answer for answer in one.answers if answer.m is not None]

        assert sum(answer.m for answer in known) == pytest.approx(1, abs=0.001)
        assert sum(answer.u for answer in known) == pytest.approx(1, abs=0.001)


class TestPostcodes:
    def test_are_found_in_an_address_however_it_is_spaced(self):
        assert reading.postcodes(["3 Foss Walk, York yo19aa", "Flat 2, YO1 9AA"]) == ["YO19AA"]
