"""Contacts, needs, people in somebody's life, and the equality set."""

from dataclasses import replace

import pytest

from hearth.core.errors import NotPermitted, NotPossible
from hearth.organisations.queries import worker_actor
from hearth.people import actions, rules
from hearth.people.actions.versions import GONE_MEANWHILE
from hearth.people.codes import Answer, Characteristic
from hearth.people.details import ContactDetails, EqualityAnswer, NeedDetails, RelationDetails
from hearth.people.models import Contact, Equality, NameKey, Need, Person, Relation

pytestmark = pytest.mark.django_db

PHONE = ContactDetails("phone", "07700 900123", safe_to_leave_message=True, shared_with="Jess", best_times="mornings")
POLISH = NeedDetails("language", "Polish", interpreter=True)
JESS = RelationDetails("Jess", "sister", "07700 900456", informal_carer=True, emergency=True)


@pytest.fixture
def keys(rows, keeley):
    return lambda: {key.key for key in rows(NameKey, person=keeley)}


class TestAddContact:
    def test_keeps_how_far_it_is_safe_and_finds_them_by_it(self, do, keeley, rows, keys, trace):
        do(actions.add_contact, person=keeley, contact=PHONE)

        (kept,) = rows(Contact, person=keeley)
        assert (kept.value, kept.safe_to_leave_message, kept.shared_with, kept.best_times) == (
            "07700 900123",
            True,
            "Jess",
            "mornings",
        )
        assert {"#07700900123", "#900123"} <= keys()
        assert trace("people.contact_added")[0].detail == {"kind": "phone"}

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"value": "  "}, rules.NOTHING_SAID),
            ({"value": "ring me"}, rules.NOT_A_PHONE),
            ({"kind": "email", "value": "keeley at home"}, rules.NOT_AN_EMAIL),
            ({"kind": "email", "value": "@example.org"}, rules.NOT_AN_EMAIL),
            ({"safe_to_use": False}, rules.NOWHERE_SAFE_TO_SPEAK),
        ],
    )
    def test_refuses_what_reaches_nobody_or_endangers(self, do, keeley, rows, wrong, says):
        with pytest.raises(NotPossible) as refusal:
            do(actions.add_contact, person=keeley, contact=replace(PHONE, **wrong))

        assert str(refusal.value) == says
        assert rows(Contact) == []


class TestReplaceContact:
    def test_keeps_what_was_before_as_something_that_was(self, do, keeley, rows, keys, world):
        contact = do(actions.add_contact, person=keeley, contact=PHONE)

        do(actions.replace_contact, contact=contact, told=replace(PHONE, value="07700 900999"))

        kept = {row.value: row.until_on for row in rows(Contact, person=keeley)}
        assert kept == {"07700 900123": world.at.date(), "07700 900999": None}
        assert "#07700900999" in keys()
        assert "#07700900123" not in keys()

    def test_happens_once(self, do, keeley, rows):
        contact = do(actions.add_contact, person=keeley, contact=PHONE)
        do(actions.replace_contact, contact=contact, told=replace(PHONE, value="07700 900999"))

        with pytest.raises(NotPossible, match="while you were writing"):
            do(actions.replace_contact, contact=contact, told=replace(PHONE, value="07700 900888"))

        assert len(rows(Contact, until_on=None)) == 1


class TestEndContact:
    def test_finds_nobody_by_it_any_more(self, do, keeley, keys, rows):
        contact = do(actions.add_contact, person=keeley, contact=PHONE)

        do(actions.end_contact, contact=contact)

        assert "#07700900123" not in keys()
        assert rows(Contact, until_on=None) == []
        with pytest.raises(NotPossible) as refusal:
            do(actions.end_contact, contact=contact)
        assert str(refusal.value) == GONE_MEANWHILE


class TestNeeds:
    def test_stand_until_they_end(self, do, keeley, rows, world):
        need = do(actions.add_need, person=keeley, need=POLISH)
        assert (rows(Need)[0].words, rows(Need)[0].interpreter) == ("Polish", True)

        do(actions.end_need, need=need)

        assert rows(Need)[0].until_on == world.at.date()
        with pytest.raises(NotPossible):
            do(actions.end_need, need=need)

    def test_say_something(self, do, keeley, rows):
        with pytest.raises(NotPossible):
            do(actions.add_need, person=keeley, need=NeedDetails("adjustment", " "))

        assert rows(Need) == []


class TestRelations:
    def test_change_and_end_without_being_lost(self, do, keeley, rows, trace):
        jess = do(actions.add_relation, person=keeley, relation=JESS)
        never = RelationDetails("Jess", "sister", do_not_contact=True)
        then = do(actions.replace_relation, relation=jess, told=never)

        assert [row.do_not_contact for row in rows(Relation, until_on=None)] == [True]
        do(actions.end_relation, relation=then)

        assert rows(Relation, until_on=None) == []
        assert len(rows(Relation)) == 2
        assert len(trace("people.relation_ended")) == 1

    def test_change_once(self, do, keeley):
        jess = do(actions.add_relation, person=keeley, relation=JESS)
        do(actions.end_relation, relation=jess)

        with pytest.raises(NotPossible):
            do(actions.replace_relation, relation=jess, told=JESS)

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [({"do_not_contact": True}, rules.RING_AND_NEVER_RING), ({"name": ""}, rules.NAME_OF_RELATION)],
    )
    def test_are_never_both_rung_and_never_rung(self, do, keeley, rows, wrong, says):
        with pytest.raises(NotPossible) as refusal:
            do(actions.add_relation, person=keeley, relation=replace(JESS, **wrong))

        assert str(refusal.value) == says
        assert rows(Relation) == []


class TestTellEquality:
    ANSWERS = (
        EqualityAnswer(Characteristic.SEX, Answer.PREFERS_NOT),
        EqualityAnswer(Characteristic.ETHNICITY, Answer.STATED, "Polish, and from York"),
        EqualityAnswer(Characteristic.VETERAN, Answer.NOT_KNOWN),
    )

    def test_keeps_three_kinds_of_unknown_apart(self, do, keeley, rows, trace):
        do(actions.tell_equality, person=keeley, version_seen=1, answers=self.ANSWERS)

        kept = {row.characteristic: (row.answer, row.words) for row in rows(Equality, person=keeley)}
        assert kept == {
            "sex": ("prefers-not", ""),
            "ethnicity": ("stated", "Polish, and from York"),
            "veteran": ("not-known", ""),
        }
        assert trace("people.equality_told")[0].detail == {"what": ["sex", "ethnicity", "veteran"]}

    def test_leaves_what_was_not_talked_about(self, do, keeley, rows):
        do(actions.tell_equality, person=keeley, version_seen=1, answers=self.ANSWERS)
        asked_again = [EqualityAnswer(Characteristic.SEX, Answer.STATED, "A woman")]
        do(actions.tell_equality, person=keeley, version_seen=2, answers=asked_again)

        kept = {row.characteristic: row.words for row in rows(Equality, person=keeley)}
        assert kept == {"sex": "A woman", "ethnicity": "Polish, and from York", "veteran": ""}

    def test_gives_the_second_both_versions(self, do, keeley, rows):
        do(actions.tell_equality, person=keeley, version_seen=1, answers=self.ANSWERS)

        with pytest.raises(actions.ChangedMeanwhile) as meanwhile:
            do(actions.tell_equality, person=keeley, version_seen=1, answers=self.ANSWERS[:1])

        assert meanwhile.value.version == 2
        assert {answer.characteristic: answer.answer for answer in meanwhile.value.theirs}["veteran"] == "not-known"
        assert rows(Person, id=keeley.id)[0].version == 2

    @pytest.mark.parametrize(
        ("answer", "says"),
        [
            (EqualityAnswer("sex", Answer.STATED), rules.STATED_WITHOUT_WORDS),
            (EqualityAnswer("sex", Answer.NOT_KNOWN, "A woman"), rules.WORDS_WITH_UNKNOWN),
            (EqualityAnswer("sex", Answer.NOT_ASKED, code="1"), rules.WORDS_WITH_UNKNOWN),
        ],
    )
    def test_has_words_only_if_they_told_us(self, do, keeley, rows, answer, says):
        with pytest.raises(NotPossible) as refusal:
            do(actions.tell_equality, person=keeley, version_seen=1, answers=[answer])

        assert str(refusal.value) == says
        assert rows(Equality) == []


@pytest.mark.parametrize("who", ["partner", "outsider", "administrator"])
@pytest.mark.parametrize(
    ("action", "told"),
    [
        (actions.add_contact, {"contact": PHONE}),
        (actions.add_need, {"need": POLISH}),
        (actions.add_relation, {"relation": JESS}),
        (actions.change_circumstances, {"version_seen": 1, "life": actions.identity.Life()}),
        (actions.tell_equality, {"version_seen": 1, "answers": TestTellEquality.ANSWERS}),
        (actions.confirm_identity, {"checked_by": "letter"}),
        (actions.tell_nhs_number, {"number": None, "status": "not-known"}),
    ],
)
def test_only_those_alongside_who_may_change_anything(world, do, keeley, rows, who, action, told):
    with pytest.raises(NotPermitted):
        do(action, actor=worker_actor(getattr(world, who)), person=keeley, **told)

    assert [rows(model) for model in (Contact, Need, Relation, Equality)] == [[], [], [], []]
