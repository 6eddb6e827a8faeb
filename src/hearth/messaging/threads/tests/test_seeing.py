from datetime import timedelta

import pytest
from tests import world as worlds
from tests.refusals import broken_rule, refusal

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted
from hearth.core.ids import new_id
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.messaging.models import Thread, ThreadGuest, ThreadMessage, ThreadReading, ThreadTranslation, Watch
from hearth.messaging.threads import actions, queries
from hearth.messaging.threads.codes import Side
from hearth.sharing import actions as sharing
from hearth.sharing.codes import BlockKind
from hearth.sharing.models import CircleChoice

pytestmark = pytest.mark.django_db
POLISH = {"language": "Polish", "words": "Przyszedł list.", "translated_by": "Amina Khan, interpreter"}


def seen(ask, who):
    """How many rows of each kind this reader sees."""
    kinds = (Thread, ThreadMessage, ThreadTranslation, ThreadReading, ThreadGuest)
    return [ask(who, lambda actor, kind=kind: kind.objects.visible_to(actor).count()) for kind in kinds]


class TestSeeing:
    @pytest.fixture
    def full(self, act, world, herself, close, jess, thread):
        """A thread with a translation, a reading and somebody let in."""
        act(world.lead, actions.read_thread, thread=thread)
        said = worlds.all_of(ThreadMessage, thread=thread, side=Side.PERSON)[0]
        act(world.lead, actions.translate, message=said, **POLISH)
        return act(herself, actions.let_in, thread=thread, guest_id=jess.pk)

    def test_is_for_the_person_and_those_alongside(self, ask, world, herself, full):
        readers = {name: getattr(world, name) for name in ("lead", "peer", "manager", "partner", "administrator")}
        readers["herself"] = herself

        assert {name for name, who in readers.items() if any(seen(ask, who))} == {"herself", "lead", "peer", "manager"}
        assert seen(ask, herself) == [1, 2, 1, 1, 1]

    def test_is_for_a_supporter_only_where_they_were_let_in(self, act, ask, herself, keeley, close, jess, thread):
        assert seen(ask, close) == [0, 0, 0, 0, 0]

        act(herself, actions.let_in, thread=thread, guest_id=jess.pk)
        act(herself, actions.begin_thread, person=keeley, about="Mine", words="Only mine.")

        assert seen(ask, close) == [1, 2, 0, 0, 1]

    def test_ends_for_a_supporter_in_the_second_they_are_let_out(self, act, ask, herself, close, full):
        act(herself, actions.let_out, guest=full)

        assert seen(ask, close)[:2] == [0, 0]

    def test_ends_for_a_supporter_with_the_circle(self, ask, world, keeley, close, jess, full):
        with acting_as(SYSTEM, at=world.at):
            CircleChoice.objects.visible_to(SYSTEM).filter(person=keeley, whom_id=jess.pk).update(until_at=world.at)
            sharing.rewrite_sight(person_id=keeley.pk, at=world.at)

        assert seen(ask, close)[:3] == [0, 0, 0]

    def test_ends_for_a_worker_whom_the_person_shuts_out(self, ask, world, keeley, full):
        with acting_as(SYSTEM, at=world.at):
            sharing.block_worker(
                SYSTEM, person=keeley, worker=world.peer.worker, kind=BlockKind.PERSON_ASKED, at=world.at
            )

        assert seen(ask, world.peer) == [0, 0, 0, 0, 0]

    def test_closes_with_the_whole_record(self, act, ask, world, herself, keeley, full):
        act(herself, sharing.seal, person=keeley, hidden=False, consequence_explained="Nobody reads it.")

        assert seen(ask, world.lead)[:2] == [0, 0]
        assert seen(ask, herself)[:2] == [1, 2]

    def test_lists_what_waits_for_those_who_may_see_it(self, ask, world, thread):
        assert [one.pk for one in ask(world.peer, queries.waiting)] == [thread.pk]


class TestLetIn:
    def test_is_for_those_in_the_circle(self, act, world, herself, thread, jess):
        assert "not in your circle" in refusal(lambda: act(herself, actions.let_in, thread=thread, guest_id=jess.pk))
        assert worlds.all_of(ThreadGuest) == []

    def test_happens_once(self, act, herself, close, thread, jess):
        act(herself, actions.let_in, thread=thread, guest_id=jess.pk)

        assert "already" in refusal(lambda: act(herself, actions.let_in, thread=thread, guest_id=jess.pk))

    def test_is_the_persons_alone(self, act, world, herself, close, thread, jess):
        with pytest.raises(NotPermitted):
            act(world.lead, actions.let_in, thread=thread, guest_id=jess.pk)
        guest = act(herself, actions.let_in, thread=thread, guest_id=jess.pk)
        with pytest.raises(NotPermitted):
            act(world.lead, actions.let_out, guest=guest)

        assert worlds.all_of(ThreadGuest)[0].ended_at is None

    def test_is_kept_by_the_database(self, world, keeley, jess, thread):
        told = {"thread": thread, "person": keeley, "let_in_at": world.at}
        with acting_as(SYSTEM, at=world.at):
            ThreadGuest(**told, guest=jess).save(force_insert=True)

        for rule, row in {
            "threadguest_is_somebody_else": ThreadGuest(**told, guest=keeley),
            "threadguest_let_in_once": ThreadGuest(**told, guest=jess),
        }.items():
            assert broken_rule(lambda row=row: row.save(force_insert=True), at=world.at) == rule


class TestTranslate:
    def test_stands_beside_the_words_with_the_human_who_made_it(self, act, ask, world, herself, keeley, thread):
        said = worlds.all_of(ThreadMessage, side=Side.PERSON)[0]
        act(world.lead, actions.translate, message=said, **POLISH)

        talk = ask(herself, queries.talk, person_id=keeley.pk, thread_id=thread.pk)
        (beside,) = talk.translations[said.pk]
        assert (beside.words, beside.translated_by) == ("Przyszedł list.", "Amina Khan, interpreter")
        assert talk.messages[0].words == "A letter came."

    @pytest.mark.parametrize(
        ("changed", "sentence"), [({"translated_by": " "}, "A human by name"), ({"words": ""}, "what it says")]
    )
    def test_has_a_language_words_and_a_human(self, act, world, thread, changed, sentence):
        said = worlds.all_of(ThreadMessage, side=Side.PERSON)[0]

        assert sentence in refusal(lambda: act(world.lead, actions.translate, message=said, **{**POLISH, **changed}))
        assert worlds.all_of(ThreadTranslation) == []

    def test_is_entered_by_somebody_alongside(self, act, world, herself, thread):
        said = worlds.all_of(ThreadMessage, side=Side.PERSON)[0]
        for who in (herself, world.partner):
            with pytest.raises(NotPermitted):
                act(who, actions.translate, message=said, **POLISH)

    def test_is_kept_by_the_database(self, world, keeley, thread):
        said = worlds.all_of(ThreadMessage, side=Side.PERSON)[0]
        about = {"message": said, "thread": thread, "person": keeley, "entered_by": world.lead, "at": world.at}
        row = ThreadTranslation(**about, **{**POLISH, "translated_by": ""})

        assert broken_rule(lambda: row.save(force_insert=True), at=world.at) == "threadtranslation_by_somebody"

    def test_of_the_machine_carries_no_file(self, world, keeley, thread):
        about = {"thread": thread, "person": keeley, "author_name": "Hearth", "said_at": world.at, "side": "hearth"}
        row = ThreadMessage(**about, document_id=new_id())

        assert broken_rule(lambda: row.save(force_insert=True), at=world.at) == "threadmessage_hearth_sends_no_file"


class TestWatch:
    def names(self, ask, who, keeley, moment=None):
        return [one.name for one in ask(who, lambda _: queries.watchers(person_id=keeley.pk), moment=moment)]

    def test_is_known_to_the_person_by_first_name_until_it_ends_by_itself(self, act, ask, world, herself, keeley):
        act(world.peer, actions.watch, until_at=world.at + timedelta(hours=2))

        assert self.names(ask, herself, keeley) == ["Sam"]
        assert self.names(ask, herself, keeley, moment=world.at + timedelta(hours=3)) == []

    def test_makes_nobody_watched_who_is_only_on_shift(self, ask, herself, keeley):
        assert self.names(ask, herself, keeley) == []

    def test_counts_only_whoever_may_read_this_persons_messages(self, act, ask, world, herself, keeley):
        other = worlds.worker("Una", "Shaw", "clinician", world.trust, hub=world.hub)
        act(other, actions.watch, until_at=world.at + timedelta(hours=2))

        assert self.names(ask, herself, keeley) == []

    def test_never_names_somebody_the_person_has_shut_out(self, act, ask, world, herself, keeley):
        act(world.peer, actions.watch, until_at=world.at + timedelta(hours=2))
        with acting_as(SYSTEM, at=world.at):
            sharing.block_worker(
                SYSTEM, person=keeley, worker=world.peer.worker, kind=BlockKind.PERSON_ASKED, at=world.at
            )

        assert self.names(ask, herself, keeley) == []

    def test_is_not_told_to_whoever_may_not_see_the_person(self, act, ask, world, keeley, jess):
        act(world.peer, actions.watch, until_at=world.at + timedelta(hours=2))

        assert self.names(ask, worlds.themselves(world, jess), keeley) == []
        assert self.names(ask, world.outsider, keeley) == []
        assert self.names(ask, world.lead, keeley) == ["Sam"]

    def test_said_again_changes_until_when(self, act, ask, world):
        for hours in (1, 3):
            act(world.peer, actions.watch, until_at=world.at + timedelta(hours=hours))

        mine = ask(world.peer, queries.my_watch, at=world.at)
        assert mine.until_at == world.at + timedelta(hours=3)
        assert len(ask(world.lead, lambda _: queries.watching(hub_id=world.hub.pk, at=world.at))) == 1

    def test_ends_in_the_second_they_say_so(self, act, ask, world, herself, keeley):
        act(world.peer, actions.watch, until_at=world.at + timedelta(hours=2))
        act(world.peer, actions.stop_watching)

        assert self.names(ask, herself, keeley) == []
        assert "had not said" in refusal(lambda: act(world.peer, actions.stop_watching))

    @pytest.mark.parametrize(("hours", "sentence"), [(0, "over already"), (13, "Twelve hours")])
    def test_is_no_longer_than_a_shift(self, act, world, hours, sentence):
        until_at = world.at + timedelta(hours=hours)

        assert sentence in refusal(lambda: act(world.peer, actions.watch, until_at=until_at))
        assert worlds.all_of(Watch) == []

    @pytest.mark.parametrize("who", ["partner", "administrator"])
    def test_is_for_workers_of_a_hub_who_write(self, act, world, who):
        with pytest.raises(NotPermitted):
            act(getattr(world, who), actions.watch, until_at=world.at + timedelta(hours=1))

    def test_is_kept_by_the_database(self, world):
        told = {"hub": world.hub, "membership": world.peer, "from_at": world.at}
        with acting_as(SYSTEM, at=world.at):
            Watch(**told, until_at=world.at + timedelta(hours=1)).save(force_insert=True)

        for rule, row in {
            "watch_ends_after_it_begins": Watch(
                hub=world.hub, membership=world.lead, from_at=world.at, until_at=world.at
            ),
            "watch_one_at_a_time": Watch(**told, until_at=world.at + timedelta(hours=2)),
        }.items():
            assert broken_rule(lambda row=row: row.save(force_insert=True), at=world.at) == rule


class TestLevel:
    def test_of_a_plan_only_does_not_read_messages(self, ask, world, keeley, thread):
        worlds.let_in(world, keeley, world.council, Level.PLAN)
        assert seen(ask, world.partner)[:2] == [0, 0]

        worlds.let_in(world, keeley, world.council, Level.FULL)
        assert seen(ask, world.partner)[:2] == [1, 2]
