import pytest

from hearth.core.errors import NotPermitted, NotPossible
from hearth.organisations.queries import worker_actor
from hearth.people import queries
from hearth.people.actions import forget_name, take_name
from hearth.people.codes import FormerName, NameUse
from hearth.people.models import NameKey, PersonName

pytestmark = pytest.mark.django_db


@pytest.fixture
def take(do, keeley):
    def run(given="Keeley", family="Sharp", use=NameUse.USUAL, **more):
        return do(take_name, person=keeley, use=use, given=given, family=family, **more)

    return run


@pytest.fixture
def names(rows, keeley):
    return lambda: {(name.use, name.family, name.restricted) for name in rows(PersonName, person=keeley)}


@pytest.fixture
def found(do):
    return lambda words: [one.known_as for one in do(queries.find_people, words=words)]


class TestTakeName:
    def test_keeps_the_name_of_before_as_one_that_finds_them(self, take, names, found, trace):
        take()

        assert names() == {("usual", "Sharp", False), ("old", "Marchbanks", False)}
        assert found("keeley sharp") == found("keeley marchbanks") == ["Keeley"]
        assert trace("people.name_taken")[0].detail == {"use": "usual", "before": "finds"}

    def test_hides_the_name_of_before_from_everybody_who_looks(self, take, names, found, rows, keeley):
        take(before=FormerName.HIDDEN)

        assert names() == {("usual", "Sharp", False), ("old", "Marchbanks", True)}
        assert found("marchbanks") == []
        assert "marchbanks" not in {key.key for key in rows(NameKey, person=keeley)}

    def test_forgets_what_was_a_mistake(self, take, names):
        take(before=FormerName.MISTAKE)

        assert names() == {("usual", "Sharp", False)}

    def test_lets_nicknames_stand_side_by_side(self, take, names, rows, keeley):
        take("Kee", "", NameUse.NICKNAME)
        take("Lee", "", NameUse.NICKNAME)

        assert {name.given for name in rows(PersonName, person=keeley, use="nickname")} == {"Kee", "Lee"}
        assert ("usual", "Marchbanks", False) in names()

    def test_says_when_the_name_of_before_ended(self, take, rows, keeley, world):
        take()

        (old,) = rows(PersonName, person=keeley, use="old")
        assert old.until_on == world.at.date()

    def test_needs_a_word(self, take, names):
        with pytest.raises(NotPossible):
            take(" ", "")

        assert names() == {("usual", "Marchbanks", False)}

    def test_is_for_those_alongside(self, take, names, world):
        with pytest.raises(NotPermitted):
            take(actor=worker_actor(world.outsider))

        assert names() == {("usual", "Marchbanks", False)}


class TestForgetName:
    def test_finds_nobody_by_it_any_more(self, do, rows, keeley, found, trace):
        (name,) = rows(PersonName, person=keeley)

        do(forget_name, name=name)

        assert rows(PersonName, person=keeley) == []
        assert found("marchbanks") == []
        assert found("keeley") == ["Keeley"]
        assert len(trace("people.name_forgotten")) == 1
