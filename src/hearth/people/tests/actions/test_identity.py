from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.organisations.queries import worker_actor
from hearth.people import rules
from hearth.people.actions import ChangedMeanwhile, change_circumstances, change_identity, confirm_identity
from hearth.people.codes import BirthPrecision, PersonStatus, SecondItem
from hearth.people.details import Identity, Life
from hearth.people.models import Circumstances, NameKey, Person

pytestmark = pytest.mark.django_db

KIT = Identity(
    known_as="Kit",
    pronouns="they/them",
    birth_on=date(1984, 1, 1),
    birth_precision=BirthPrecision.YEAR,
    area="Clifton",
    how_to_talk="Text first.",
)


@pytest.fixture
def change(do, keeley):
    def run(identity=KIT, version=1, **more):
        return do(change_identity, person=keeley, version_seen=version, identity=identity, **more)

    return run


class TestChangeIdentity:
    def test_changes_it_everywhere_at_once(self, change, keeley, rows, trace):
        changed = change()

        (kept,) = rows(Person, id=keeley.id)
        assert (kept.known_as, kept.pronouns, kept.birth_on, kept.birth_precision, kept.area, kept.how_to_talk) == (
            "Kit",
            "they/them",
            date(1984, 1, 1),
            "year",
            "Clifton",
            "Text first.",
        )
        assert kept.version == changed.version == 2
        keys = {(key.key, key.birth_year) for key in rows(NameKey, person=keeley)}
        assert keys == {("kit", 1984), ("keeley", 1984), ("marchbanks", 1984), ("#9990000018", 1984)}
        (event,) = trace("people.identity_changed")
        assert set(event.detail["what"]) >= {"known_as", "pronouns", "birth_on"}
        assert "Kit" not in str(event.detail)

    def test_remembers_when_how_to_talk_was_last_confirmed(self, change, world):
        today = world.at.date()

        assert change().how_to_talk_confirmed_on == today
        with acting_as(SYSTEM, at=world.at):
            Person.objects.update(how_to_talk_confirmed_on=today - timedelta(days=400))
        assert change(replace(KIT, area="Acomb"), 2).how_to_talk_confirmed_on == today - timedelta(days=400)
        assert change(replace(KIT, area="Acomb"), 3, still_holds=True).how_to_talk_confirmed_on == today

    def test_gives_the_second_both_versions_and_changes_nothing(self, change, keeley, rows):
        change()

        with pytest.raises(ChangedMeanwhile) as meanwhile:
            change(replace(KIT, known_as="Kim"), 1)

        assert meanwhile.value.mine.known_as == "Kim"
        assert meanwhile.value.theirs == KIT
        assert meanwhile.value.version == 2
        assert rows(Person, id=keeley.id)[0].known_as == "Kit"

    def test_turns_a_guest_with_a_name_into_somebody(self, world, do, rows):
        guest = worlds.known(world, known_as="Guest", status="guest", given="", family="", nhs_number=None)

        do(change_identity, person=guest, version_seen=1, identity=Identity(known_as="guest", area="Acomb"))
        assert rows(Person, id=guest.id)[0].status == PersonStatus.GUEST
        do(change_identity, person=guest, version_seen=2, identity=Identity(known_as="Mo"))

        assert rows(Person, id=guest.id)[0].status == PersonStatus.PROVISIONAL

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"known_as": " "}, rules.NAME_MISSING),
            ({"birth_on": date(2222, 1, 1)}, rules.BIRTH_TO_COME),
            ({"birth_on": None}, rules.BIRTH_NOT_WHOLE),
        ],
    )
    def test_refuses_what_cannot_be(self, change, keeley, rows, wrong, says):
        with pytest.raises(NotPossible) as refusal:
            change(replace(KIT, **wrong))

        assert str(refusal.value) == says
        assert rows(Person, id=keeley.id)[0].version == 1

    @pytest.mark.parametrize("who", ["partner", "outsider", "administrator"])
    def test_is_for_those_alongside_who_may(self, world, change, keeley, rows, who):
        with pytest.raises(NotPermitted):
            change(actor=worker_actor(getattr(world, who)))

        assert rows(Person, id=keeley.id)[0].known_as == "Keeley"

    def test_is_not_for_those_who_may_know_only_the_plan(self, world, change, keeley, rows):
        worlds.let_in(world, keeley, world.trust, Level.PLAN)

        with pytest.raises(NotPermitted):
            change(actor=worker_actor(world.peer))

        assert rows(Person, id=keeley.id)[0].known_as == "Keeley"

    def test_is_for_the_person_themselves(self, world, change, keeley, rows):
        change(actor=worlds.themselves(world, keeley))

        assert rows(Person, id=keeley.id)[0].known_as == "Kit"

    def test_is_not_for_another_person(self, world, change):
        other = worlds.known(world, known_as="Mo", given="Mo", family="", nhs_number=None)

        with pytest.raises(NotPermitted):
            change(actor=worlds.themselves(world, other))


class TestChangeCircumstances:
    def test_keeps_how_life_stands(self, do, keeley, rows, trace):
        life = Life(living_situation="sofa", household="With Jess.", gp="Foss Surgery")

        do(change_circumstances, person=keeley, version_seen=1, life=life)

        (kept,) = rows(Circumstances, person=keeley)
        assert (kept.living_situation, kept.household, kept.gp) == ("sofa", "With Jess.", "Foss Surgery")
        assert rows(Person, id=keeley.id)[0].version == 2
        assert len(trace("people.circumstances_changed")) == 1

    def test_gives_the_second_both_versions(self, do, keeley, rows):
        do(change_circumstances, person=keeley, version_seen=1, life=Life("sofa"))

        with pytest.raises(ChangedMeanwhile) as meanwhile:
            do(change_circumstances, person=keeley, version_seen=1, life=Life("street"))

        assert (meanwhile.value.mine, meanwhile.value.theirs, meanwhile.value.version) == (
            Life("street"),
            Life("sofa"),
            2,
        )
        assert rows(Circumstances, person=keeley)[0].living_situation == "sofa"


class TestConfirmIdentity:
    def test_confirms_somebody_with_a_second_item(self, do, keeley, rows, trace):
        do(confirm_identity, person=keeley, checked_by=SecondItem.BIRTH_DATE)

        assert rows(Person, id=keeley.id)[0].status == PersonStatus.CONFIRMED
        assert trace("people.identity_confirmed")[0].detail == {"checked_by": "birth-date"}

    def test_happens_once(self, do, keeley):
        do(confirm_identity, person=keeley, checked_by=SecondItem.LETTER)

        with pytest.raises(NotPossible):
            do(confirm_identity, person=keeley, checked_by=SecondItem.LETTER)

    def test_never_confirms_a_guest(self, world, do):
        guest = worlds.known(world, known_as="Guest", status="guest", given="", family="", nhs_number=None)

        with pytest.raises(NotPossible):
            do(confirm_identity, person=guest, checked_by=SecondItem.SOMEBODY)
