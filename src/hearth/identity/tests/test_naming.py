from datetime import date, timedelta

import pytest
from tests import world as worlds
from tests.refusals import broken_rule, refusal

from hearth.core.errors import NotPermitted
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.core.values import NhsNumber
from hearth.identity import actions
from hearth.organisations.queries import worker_actor
from hearth.people import queries as people
from hearth.people.actions import ChangedMeanwhile, renaming
from hearth.people.codes import FormerName
from hearth.people.details import NewName
from hearth.people.models import Equality, Identifier, Person, PersonName
from hearth.people.naming_models import NameBefore, NameChange
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db
BORN_WITH, GIVEN_NOW = worlds.NHS_NUMBER, NhsNumber("9990000026")


@pytest.fixture(autouse=True)
def invented_city(monkeypatch):
    monkeypatch.setattr(renaming, "is_demonstration", lambda: True)


@pytest.fixture
def keeley(world):
    return worlds.known(world, pronouns="she/her")


@pytest.fixture
def act(world):
    def do(who, action, **told):
        actor = worker_actor(who) if hasattr(who, "worker") else who
        with acting_as(actor, at=world.at):
            return action(actor, at=world.at, **told)

    return do


@pytest.fixture
def change(world, keeley, act):
    def run(who=None, before=FormerName.HIDDEN, version=1, **told):
        given = {"known_as": "Kit", "pronouns": "they/them", "given": "Kit", "family": "Sharp", **told}
        new = NewName(**{"holds_from": world.at.date(), **given})
        by = who or world.lead
        return act(by, actions.go_by_another_name, person=keeley, version_seen=version, told=new, before=before)

    return run


@pytest.fixture
def found(world):
    def look(words):
        actor = worker_actor(world.lead)
        with acting_as(actor, at=world.at):
            return [one.known_as for one in people.find_people(actor, words=words, at=world.at)]

    return look


def names_of(person):
    return {(one.use, one.given, one.family, one.restricted) for one in worlds.all_of(PersonName, person=person)}


def one(model, **wanted):
    (row,) = worlds.all_of(model, **wanted)
    return row


class TestGoByAnotherName:
    def test_holds_everywhere_at_once_and_hides_what_was_before(self, keeley, change, found):
        change()

        now = one(Person, id=keeley.id)
        assert (now.known_as, now.pronouns) == ("Kit", "they/them")
        assert ("usual", "Kit", "Sharp", False) in names_of(keeley)
        assert ("official", "Kit", "Sharp", False) in names_of(keeley)
        assert ("old", "Keeley", "Marchbanks", True) in names_of(keeley)
        assert found("kit sharp") == ["Kit"]
        assert found("marchbanks") == found("keeley") == []

    def test_lets_them_be_found_by_the_name_before_if_they_want(self, keeley, change, found):
        change(before=FormerName.FINDS)

        assert found("keeley marchbanks") == ["Kit"]
        assert ("old", "Keeley", "Marchbanks", False) in names_of(keeley)

    def test_ends_the_name_before_on_the_day_the_new_one_holds_from(self, world, keeley, change):
        day = world.at.date() - timedelta(days=30)

        change(holds_from=day)

        assert {row.until_on for row in worlds.all_of(PersonName, person=keeley, use="old")} == {day}
        assert one(NameChange).holds_from == day

    def test_changes_gender_and_number_in_the_same_step(self, keeley, change, found):
        change(gender="non-binary", number=GIVEN_NOW)

        assert one(Equality, person=keeley, characteristic="gender").words == "non-binary"
        kept = {(row.value, row.restricted) for row in worlds.all_of(Identifier, person=keeley)}
        assert kept == {(GIVEN_NOW.digits, False), (BORN_WITH, True)}
        assert found(BORN_WITH) == []

    def test_leaves_what_is_not_told_as_it_is(self, keeley, change):
        change(given="", family="")

        assert ("usual", "Keeley", "Marchbanks", False) in names_of(keeley)
        assert [row.value for row in worlds.all_of(Identifier, person=keeley)] == [BORN_WITH]
        assert worlds.all_of(Equality, person=keeley) == []

    def test_says_in_the_journey_neither_name_nor_gender(self, keeley, change):
        change(gender="non-binary")

        told = one(Entry, subject_type="NameChange")
        for word in ("Keeley", "Marchbanks", "Kit", "Sharp", "name", "gender", "non-binary"):
            assert word not in told.title + told.body

    def test_keeps_what_was_before_from_everybody_but_custodians(self, world, keeley, change):
        change()
        guardian = worlds.worker("Gail", "Hart", "guardian", world.trust)

        lead, custodian = worker_actor(world.lead), worker_actor(guardian)
        with acting_as(lead, at=world.at):
            assert not NameBefore.objects.exists()
            assert not PersonName.objects.filter(family="Marchbanks").exists()
        with acting_as(custodian, at=world.at):
            assert NameBefore.objects.get().words["known_as"] == "Keeley"

    def test_shows_the_second_who_changes_it_both_versions(self, keeley, change):
        change()

        with pytest.raises(ChangedMeanwhile) as meanwhile:
            change(known_as="Kim")

        assert (meanwhile.value.theirs.known_as, meanwhile.value.mine.known_as) == ("Kit", "Kim")
        assert one(Person, id=keeley.id).known_as == "Kit"

    @pytest.mark.parametrize(
        ("told", "says"),
        [({"known_as": " "}, "what to call them"), ({"holds_from": date(2222, 1, 1)}, "has not come yet")],
    )
    def test_is_refused_without_a_name_or_before_its_day(self, keeley, change, told, says):
        assert says in refusal(lambda: change(**told))
        assert worlds.all_of(NameChange) == []
        assert one(Person, id=keeley.id).known_as == "Keeley"

    def test_is_refused_with_the_number_of_somebody_else(self, world, change):
        worlds.known(world, known_as="Mo", given="Mo", family="", nhs_number=GIVEN_NOW)

        assert "already has this number" in refusal(lambda: change(number=GIVEN_NOW))
        assert worlds.all_of(NameChange) == []

    @pytest.mark.parametrize("who", ["partner", "outsider", "administrator"])
    def test_is_for_those_alongside(self, world, change, who):
        with pytest.raises(NotPermitted):
            change(getattr(world, who))

        assert worlds.all_of(NameChange) == []

    def test_is_for_the_person_themselves(self, world, keeley, change):
        change(worlds.themselves(world, keeley))

        assert one(NameChange).changed_by_id is None
        assert one(AuditEvent, event="identity.name_holds").person_id == keeley.id


class TestTakeBackName:
    def test_lets_everything_stand_as_before(self, world, keeley, change, act, found):
        before = names_of(keeley)
        made = change(gender="non-binary", number=GIVEN_NOW)

        act(world.lead, actions.take_back_name, change=made)

        now = one(Person, id=keeley.id)
        assert (now.known_as, now.pronouns) == ("Keeley", "she/her")
        assert names_of(keeley) == before
        assert worlds.all_of(Equality, person=keeley) == []
        assert [(row.value, row.restricted) for row in worlds.all_of(Identifier, person=keeley)] == [(BORN_WITH, False)]
        assert found("keeley marchbanks") == ["Keeley"]
        assert found("kit sharp") == []

    def test_happens_once(self, world, change, act):
        made = change()
        act(world.lead, actions.take_back_name, change=made)

        assert refusal(lambda: act(world.lead, actions.take_back_name, change=made)) == renaming.CHANGED_SINCE

    def test_is_refused_once_a_newer_one_holds(self, world, keeley, change, act):
        first = change()
        change(known_as="Kim", version=2)

        assert refusal(lambda: act(world.lead, actions.take_back_name, change=first)) == renaming.CHANGED_SINCE
        assert one(Person, id=keeley.id).known_as == "Kim"

    def test_is_for_those_alongside(self, world, change, act):
        made = change()

        with pytest.raises(NotPermitted):
            act(world.outsider, actions.take_back_name, change=made)
        assert one(NameChange).undone_at is None


class TestRules:
    @pytest.mark.parametrize(
        ("rule", "broken"),
        [
            ("namechange_is_called_something", {"known_as": ""}),
            ("namechange_keeps_the_former_name", {"before": FormerName.MISTAKE}),
        ],
    )
    def test_are_kept_by_the_database(self, world, change, rule, broken):
        made = change()

        def wrong():
            NameChange.objects.filter(pk=made.pk).update(**broken)

        assert broken_rule(wrong, at=world.at) == rule

    def test_know_when_it_was_undone(self, world, change):
        made = change()

        def wrong():
            NameChange.objects.filter(pk=made.pk).update(undone_by=world.lead)

        assert broken_rule(wrong, at=world.at) == "namechange_undone_whole"


class TestNewNamePage:
    @pytest.fixture
    def lead(self, world, monkeypatch):
        monkeypatch.setattr("hearth.people.fields.is_demonstration", lambda: True)
        return worlds.client_of(world.lead)

    def typed(self, world, **more):
        day = {"holds_from_0": world.at.day, "holds_from_1": world.at.month, "holds_from_2": world.at.year}
        told = {"known_as": "Kit", "given": "Kit", "family": "Sharp", "before": "hidden", "on_papers": "on"}
        return {"version": "1", **told, **day, **more}

    def test_changes_it_and_puts_it_back(self, world, keeley, lead):
        page = f"/people/{keeley.id}/identity"
        assert "Another name or gender" in worlds.words(lead.get(f"{page}/new-name"))

        worlds.send(lead, f"{page}/new-name", **self.typed(world))
        shown = worlds.words(lead.get(page))
        assert "Kit Sharp" in shown
        assert "Marchbanks" not in shown

        worlds.send(lead, f"{page}/new-name/{one(NameChange).id}/undoing")
        assert "Keeley Marchbanks" in worlds.words(lead.get(page))

    def test_says_at_the_field_what_is_missing(self, world, keeley, lead):
        shown = worlds.words(
            worlds.send(lead, f"/people/{keeley.id}/identity/new-name", **self.typed(world, known_as="", before=""))
        )

        assert "A first name is enough" in shown
        assert "Choose what becomes of the name before." in shown
        assert worlds.all_of(NameChange) == []

    def test_is_not_there_for_whoever_does_not_see_them(self, world, keeley):
        outsider = worlds.client_of(world.outsider)

        assert outsider.get(f"/people/{keeley.id}/identity/new-name").status_code == 404
