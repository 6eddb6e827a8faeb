import pytest
from tests import world as worlds
from tests.refusals import broken_rule, refusal

from hearth.core.errors import NotPermitted
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.organisations.queries import worker_actor
from hearth.record import actions, queries
from hearth.record.models import MyView
from hearth.sharing import actions as sharing

pytestmark = pytest.mark.django_db


@pytest.fixture
def herself(world, keeley):
    return worlds.themselves(world, keeley)


@pytest.fixture
def entry(world, keeley):
    return worlds.written(world, keeley, "She was quiet.")


def say(world, actor, entry, words="I was tired.", **more):
    with acting_as(actor, at=world.at):
        return actions.say_my_view(actor, entry=entry, words=words, at=world.at, **more)


def sayings(world, actor, person):
    with acting_as(actor, at=world.at):
        return [
            (one.words, one.whose) for line in queries.journey(actor, person_id=person.id).lines for one in line.sayings
        ]


class TestSayMyView:
    def test_stands_beside_the_entry_for_everyone_who_reads_it(self, world, keeley, entry, herself):
        say(world, herself, entry)

        for actor in (herself, worker_actor(world.peer)):
            assert sayings(world, actor, keeley) == [("I was tired.", "Keeley’s view")]

    def test_stays_beside_the_entry_when_that_is_put_right(self, world, keeley, entry, herself):
        say(world, herself, entry)
        lead = worker_actor(world.lead)
        with acting_as(lead, at=world.at):
            actions.amend_entry(lead, entry=entry, title="", body="She was calm.", reason="Fairer.", at=world.at)

        assert [words for words, _ in sayings(world, lead, keeley)] == ["I was tired."]

    def test_takes_the_place_of_what_was_said_before_and_keeps_it(self, world, keeley, entry, herself):
        say(world, herself, entry)
        say(world, herself, entry, "I was listening.")

        assert [words for words, _ in sayings(world, herself, keeley)] == ["I was listening."]
        assert len(worlds.all_of(MyView)) == 2

    def test_is_taken_back_by_no_words(self, world, keeley, entry, herself):
        say(world, herself, entry)
        say(world, herself, entry, " ")

        assert sayings(world, worker_actor(world.lead), keeley) == []

    def test_is_written_down_by_a_worker_who_says_how(self, world, keeley, entry):
        lead = worker_actor(world.lead)

        without = refusal(lambda: say(world, lead, entry))
        say(world, lead, entry, together="She said it and read it over.")

        assert "wrote it down together" in without
        assert sayings(world, lead, keeley) == [("I was tired.", "Keeley’s view, written down with Priya Nair")]

    def test_refuses_more_than_anyone_reads(self, world, entry, herself):
        assert "longer than 20,000" in refusal(lambda: say(world, herself, entry, "x" * 20_001))
        assert worlds.all_of(MyView) == []

    @pytest.mark.parametrize("who", ["partner", "outsider", "administrator"])
    def test_is_for_the_person_and_those_alongside(self, world, entry, who):
        with pytest.raises(NotPermitted):
            say(world, worker_actor(getattr(world, who)), entry, together="We talked.")

        assert worlds.all_of(MyView) == []

    def test_is_never_for_somebody_close(self, world, keeley, entry):
        jess = worlds.known(world, known_as="Jess", nhs_number=None)
        worlds.let_in(world, keeley, jess)

        with pytest.raises(NotPermitted):
            say(world, worlds.themselves(world, jess), entry)

    def test_is_read_by_nobody_who_may_not_read_the_entry(self, world, keeley, entry, herself):
        worlds.let_in(world, keeley, world.council, Level.PLAN)
        say(world, herself, entry)
        with acting_as(herself, at=world.at):
            told = {"consequence_explained": "Nobody knows.", "entry_id": entry.root_id, "hidden": True}
            sharing.seal(herself, person=keeley, at=world.at, **told)

        for actor in (worker_actor(world.partner), worker_actor(world.peer)):
            with acting_as(actor, at=world.at):
                assert not MyView.objects.exists()
                assert not MyView.objects.visible_to(actor).exists()

    def test_takes_names_and_words_in_every_script(self, world, keeley, entry, herself):
        words = "我很累 · Σήμερα · عربي · 🫖\nand <b>so</b>"

        say(world, herself, entry, words)

        assert sayings(world, herself, keeley)[0][0] == words


class TestRules:
    def test_are_kept_by_the_database(self, world, keeley, entry):
        told = {"person": keeley, "root_id": entry.root_id, "said_at": world.at, "said_by": "Keeley"}
        answer = entry.id

        for rule, row in {
            "myview_written_down_together": MyView(**told, words="No.", written_by=world.lead),
            "myview_statement_says_something": MyView(**told, answers_id=answer),
        }.items():
            assert broken_rule(lambda row=row: row.save(force_insert=True), at=world.at) == rule
        with acting_as(worker_actor(world.lead), at=world.at):
            MyView(**told, words="One.", answers_id=answer).save(force_insert=True)
        twice = MyView(**told, words="Two.", answers_id=answer)
        assert broken_rule(lambda: twice.save(force_insert=True), at=world.at) == "myview_one_statement_an_answer"
