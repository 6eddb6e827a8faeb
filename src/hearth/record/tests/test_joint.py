import pytest
from django.db import DatabaseError, IntegrityError
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.organisations.queries import worker_actor
from hearth.record import actions, signing_queries
from hearth.record.codes import Theirs
from hearth.record.models import JointAnswer, JointAuthor

pytestmark = pytest.mark.django_db


@pytest.fixture
def tom(world, keeley):
    worlds.let_in(world, keeley, world.council)
    return worker_actor(world.partner)


@pytest.fixture
def entry(world, keeley, tom):
    return worlds.written(world, keeley, "We read the letter, the three of us.")


@pytest.fixture
def joint(world, lead, tom, entry):
    return name(lead, entry, world.at, world.partner.id)[0]


def name(actor, entry, at, *who):
    with acting_as(actor, at=at):
        return actions.name_joint_authors(actor, entry=entry, who=who, at=at)


def answer(actor, joint, at, theirs=Theirs.MINE, words=""):
    with acting_as(actor, at=at):
        return actions.answer_joint(actor, joint=joint, theirs=theirs, words=words, at=at)


def row_of(joint, at, **told):
    return JointAnswer(person_id=joint.person_id, entry_id=joint.entry_id, joint=joint, at=at, **told)


def under(actor, entry, at):
    with acting_as(actor, at=at):
        names = signing_queries.names_on_page(actor, [entry])
        return [(one.name, one.organisation_name, one.theirs) for one in names[entry.id].joint]


class TestAlongside:
    def test_is_whoever_may_know_everything_and_writes(self, world, keeley, lead, tom):
        with acting_as(lead, at=world.at):
            found = {(one.name, one.organisation) for one in signing_queries.alongside(lead, person_id=keeley.id)}

        assert ("Tom Marsh", "City housing") in found
        assert not {"Priya Nair", "Pol Reed", "Ada Quill"} & {name for name, _ in found}

    def test_is_nobody_for_somebody_outside(self, world, keeley):
        outsider = worker_actor(world.outsider)

        with acting_as(outsider, at=world.at):
            assert signing_queries.alongside(outsider, person_id=keeley.id) == []


class TestNameJointAuthors:
    def test_asks_the_second_whether_the_words_are_theirs_too(self, world, lead, tom, entry, joint):
        with acting_as(tom, at=world.at):
            (asked,) = signing_queries.asked_to_join(tom)
            assert (asked.known_as, asked.asker, asked.entry_id) == ("Keeley", "Priya", entry.id)
        assert under(lead, entry, world.at) == [("Tom Marsh", "City housing", None)]

    def test_is_for_the_author(self, world, entry):
        with pytest.raises(NotPermitted):
            name(worker_actor(world.manager), entry, world.at, world.partner.id)

        assert worlds.all_of(JointAuthor) == []

    def test_names_nobody_who_could_not_read_it(self, world, lead, entry):
        with pytest.raises(NotPossible, match="not alongside"):
            name(lead, entry, world.at, world.outsider.id)

        assert worlds.all_of(JointAuthor) == []

    def test_names_five_at_most(self, world, lead, entry):
        with pytest.raises(NotPossible, match="5 people at most"):
            name(lead, entry, world.at, *(worlds.uuid4() for _ in range(6)))

    def test_names_each_once_and_never_the_author(self, world, lead, entry, joint):
        with pytest.raises(IntegrityError, match="jointauthor_once"):
            name(lead, entry, world.at, world.partner.id)
        joint.pk, joint.membership = worlds.uuid4(), world.lead
        with pytest.raises(IntegrityError, match="jointauthor_is_another"), acting_as(SYSTEM, at=world.at):
            JointAuthor.objects.bulk_create([joint])


class TestAnswerJoint:
    def test_puts_both_names_under_the_entry(self, world, lead, tom, entry, joint):
        answer(tom, joint, world.at)

        assert under(lead, entry, world.at) == [("Tom Marsh", "City housing", "mine")]
        with acting_as(tom, at=world.at):
            assert list(signing_queries.asked_to_join(tom)) == []

    def test_may_be_that_they_are_not_and_says_why(self, world, lead, tom, entry, joint):
        answer(tom, joint, world.at, Theirs.NOT_MINE, "I left before the end.")

        assert [(one.theirs, one.words) for one in worlds.all_of(JointAnswer)] == [
            ("not-mine", "I left before the end.")
        ]

    def test_says_why_not(self, world, tom, joint):
        with pytest.raises(NotPossible, match="not as you remember"):
            answer(tom, joint, world.at, Theirs.NOT_MINE)

        assert worlds.all_of(JointAnswer) == []

    def test_is_given_once(self, world, tom, joint):
        answer(tom, joint, world.at)

        with pytest.raises(NotPossible, match="already"):
            answer(tom, joint, world.at)

        assert len(worlds.all_of(JointAnswer)) == 1

    def test_is_given_by_nobody_else(self, world, lead, joint):
        with pytest.raises(NotPermitted):
            answer(lead, joint, world.at)
        with pytest.raises(DatabaseError, match="row-level security"), acting_as(lead, at=world.at):
            JointAnswer.objects.bulk_create(
                [
                    JointAnswer(
                        person_id=joint.person_id, entry_id=joint.entry_id, joint=joint, theirs="mine", at=world.at
                    )
                ]
            )

    def test_of_no_has_words_whoever_writes_the_row(self, world, joint):
        row = row_of(joint, world.at, theirs="not-mine")
        with pytest.raises(IntegrityError, match="jointanswer_no_says_why"), acting_as(SYSTEM, at=world.at):
            JointAnswer.objects.bulk_create([row])


class TestSight:
    def test_of_a_second_name_goes_with_the_entry(self, world, keeley, tom, entry, joint):
        worlds.let_in(world, keeley, world.council, Level.APPOINTMENTS)

        with acting_as(tom, at=world.at):
            assert JointAuthor.objects.visible_to(tom).count() == JointAuthor.objects.count() == 0
