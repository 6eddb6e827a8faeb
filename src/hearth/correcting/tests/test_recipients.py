import pytest
from tests import world as worlds
from tests.refusals import broken_rule, refusal

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.correcting import actions, move_queries, recipient_queries
from hearth.correcting.codes import Spread
from hearth.correcting.models import Recipient, Spreading
from hearth.messaging.models import Message
from hearth.organisations.queries import worker_actor
from hearth.record import actions as record
from hearth.record.codes import EntryKind, Source
from hearth.record.models import Entry
from hearth.sharing.codes import SaidBy
from hearth.subject_access.codes import AskedBy, Handed, Outcome, Reason, Route
from hearth.subject_access.models import AccessItem, AccessPart, AccessRequest, Handing, ItemDecision
from hearth.telling import actions as telling
from hearth.telling import queries as forms
from hearth.telling.codes import Way
from hearth.telling.rules import Field
from hearth.telling.tests.partners import begin, form_in_use

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(world, keeley):
    lead = worker_actor(world.lead)
    with acting_as(lead, at=world.at):
        return record.write_entry(
            lead,
            person=keeley,
            kind=EntryKind.CONVERSATION,
            body="I drink every day.",
            source=Source.TOLD_BY_PERSON,
            occurred_at=world.at,
            at=world.at,
        )


@pytest.fixture
def form(world, keeley, entry):
    """Her newest own words left in a form to City housing."""
    version = form_in_use(world, fields=[Field("own", "In their own words", "own_words")])
    filling = begin(world, keeley, version)
    lead = worker_actor(world.lead)
    for step, told in (
        (telling.confirm_filling, {}),
        (telling.say_yes_to_receiver, {}),
        (telling.send_form, {"way": Way.FILE, "sent_to": "City housing"}),
    ):
        with acting_as(lead, at=world.at):
            found = forms.filling(lead, person_id=keeley.pk, filling_id=filling.pk)
            step(lead, filling=found, at=world.at, **told)
    return filling


@pytest.fixture
def picture(world, keeley, entry):
    lead, yes = worker_actor(world.lead), record.Yes(SaidBy.PERSON, "Together.", "The housing meeting")
    with acting_as(lead, at=world.at):
        agreement = record.agree_to_picture(lead, person=keeley, yes=yes, at=world.at)
        record.take_out_picture(lead, agreement=agreement, kind="pdf", at=world.at)


@pytest.fixture
def copy(world, keeley, guardian, entry):
    """A solicitor was given a copy of the record with the entry in it."""
    with acting_as(SYSTEM, at=world.at):
        request = AccessRequest(
            person=keeley,
            called="Keeley",
            how=Route.LETTER,
            asked_by=AskedBy.AUTHORITY,
            asker_name="Jo Hale, solicitor",
            authority="A letter she signed.",
            words="Her file.",
            asked_at=world.at,
            answers=guardian,
            status="delivered",
            due_at=world.at,
        )
        request.save(force_insert=True)
        part = AccessPart(person=keeley, request=request, organisation=world.trust)
        part.save(force_insert=True)
        item = AccessItem(
            person=keeley, request=request, part=part, subject_type="Entry", subject_id=entry.pk, title="Talked"
        )
        item.save(force_insert=True)
        Handing(request=request, person=keeley, how=Handed.POST, handed_at=world.at, handed_by=guardian).save(
            force_insert=True
        )
    return item


@pytest.fixture
def accepted(world, act, keeley, entry):
    def run():
        asked = act(worlds.themselves(world, keeley), actions.ask_correction, entry=entry, words="I do not.")
        told = {"request": asked, "entry": entry, "body": "I drank at Christmas.", "reason": "You are right."}
        return act(world.lead, actions.accept_correction, **told)

    return run


def kinds_of(answer):
    return {(one.kind, one.whom) for one in worlds.all_of(Recipient, answer=answer)}


class TestAcceptCorrection:
    def test_lists_whoever_had_the_earlier_words(self, accepted, form, picture, copy):
        assert kinds_of(accepted()) == {
            ("form", "City housing"),
            ("picture", "The housing meeting"),
            ("copy", "Jo Hale, solicitor"),
        }

    def test_promises_to_tell_them(self, world, accepted, form):
        answer = accepted()

        (clock,) = worlds.all_of(Clock, definition="correction-recipients")
        assert (clock.owner_id, clock.subject_id, clock.stopped_at) == (world.lead.id, answer.request_id, None)
        assert clock.due_at > world.at

    def test_promises_nothing_where_nobody_had_them(self, accepted):
        assert kinds_of(accepted()) == set()
        assert worlds.all_of(Clock, definition="correction-recipients") == []

    def test_leaves_out_a_copy_without_those_words(self, world, accepted, guardian, copy):
        with acting_as(SYSTEM, at=world.at):
            ItemDecision(
                person_id=copy.person_id,
                item=copy,
                outcome=Outcome.WITHHOLD,
                reason=Reason.OTHERS,
                why="Not hers.",
                decided_by=guardian,
                decided_in_role="guardian",
                decided_at=world.at,
            ).save(force_insert=True)

        assert kinds_of(accepted()) == set()

    def test_leaves_out_a_picture_that_nobody_saved(self, world, act, keeley, accepted, entry):
        act(world.lead, record.agree_to_picture, person=keeley, yes=record.Yes(SaidBy.PERSON, "Asked.", "A talk"))

        assert kinds_of(accepted()) == set()

    def test_answers_nobody_who_may_not_know_everything(self, world, entry, form):
        outsider = worker_actor(world.outsider)
        with acting_as(outsider, at=world.at):
            assert recipient_queries.had_the_words(person_id=entry.person_id, root_id=entry.root_id) == []


class TestDoMove:
    @pytest.fixture
    def move(self, world, act, evan, entry):
        told = {"entry": entry, "right_person": evan, "reason": "Evan told me this himself."}
        return act(world.lead, actions.propose_move, **told)

    def test_lets_a_guardian_see_who_received_the_words_from_both_sides(
        self, world, act, ask, keeley, evan, guardian, move, form, copy
    ):
        act(world.manager, actions.do_move, move=move)

        seen = [one for one, _ in ask(guardian, move_queries.exposures, move_id=move.pk) if one.received]
        assert {(one.person_id, one.received, one.name) for one in seen} == {
            (person.pk, *what)
            for person in (keeley, evan)
            for what in (("form", "City housing"), ("copy", "Jo Hale, solicitor"))
        }
        page = worlds.words(worlds.client_of(guardian).get(f"/moves/{move.pk}"))
        assert "Received" in page
        assert "City housing" in page
        assert "Tell whoever read or received it" in page

    def test_lists_nobody_where_nothing_left_the_house(self, world, act, ask, guardian, move):
        act(world.manager, actions.do_move, move=move)

        assert not [one for one, _ in ask(guardian, move_queries.exposures, move_id=move.pk) if one.received]


class TestNoteTold:
    def told(self, act, who, answer, **more):
        given = {"outcome": Spread.TOLD, "words": "Rang Harpreet.", **more}
        (recipient,) = worlds.all_of(Recipient, answer=answer)
        recipient.answer = answer
        return act(who, actions.note_told, recipient=recipient, **given)

    def test_keeps_the_promise_once_each_was_seen_to(self, world, act, ask, keeley, accepted, form, picture):
        answer = accepted()
        first, second = worlds.all_of(Recipient, answer=answer)
        for one in (first, second):
            one.answer = answer

        act(world.lead, actions.note_told, recipient=first, outcome=Spread.TOLD, words="Rang.")
        assert worlds.all_of(Clock, definition="correction-recipients", stopped_at=None)
        act(world.peer, actions.note_told, recipient=second, outcome=Spread.NOT_NEEDED, words="It was shredded.")

        assert worlds.all_of(Clock, definition="correction-recipients", stopped_at=None) == []
        (line,) = worlds.all_of(Entry, title="Whoever had the earlier words")
        assert first.whom in line.body
        assert second.whom not in line.body

    def test_says_how(self, world, act, accepted, form):
        answer = accepted()

        assert "how they were told" in refusal(lambda: self.told(act, world.lead, answer, words=" "))
        assert worlds.all_of(Spreading) == []

    def test_happens_once(self, world, act, accepted, form):
        answer = accepted()
        self.told(act, world.lead, answer)

        assert "noted this already" in refusal(lambda: self.told(act, world.lead, answer))

    @pytest.mark.parametrize("who", ["partner", "outsider", "administrator"])
    def test_is_for_those_alongside(self, world, act, accepted, form, who):
        answer = accepted()

        with pytest.raises(NotPermitted):
            self.told(act, getattr(world, who), answer)
        assert worlds.all_of(Spreading) == []

    def test_sends_nothing_by_itself(self, world, act, accepted, form):
        before = len(worlds.all_of(Message))
        answer = accepted()
        after = len(worlds.all_of(Message))
        self.told(act, world.lead, answer)

        assert len(worlds.all_of(Message)) == after > before


class TestRecipients:
    def test_are_read_by_the_person_and_those_alongside(self, world, ask, keeley, accepted, form):
        answer = accepted()

        for who in (worlds.themselves(world, keeley), world.peer):
            ((one, told),) = ask(who, recipient_queries.recipients, answer=answer)
            assert (one.whom, told) == ("City housing", None)
        assert ask(world.outsider, recipient_queries.recipients, answer=answer) == []


class TestCorrectionPage:
    def test_lists_them_and_takes_that_they_were_told(self, world, accepted, form):
        answer, lead = accepted(), worlds.client_of(world.lead)
        (recipient,) = worlds.all_of(Recipient)
        page = f"/corrections/{answer.request_id}"

        assert "City housing" in worlds.words(lead.get(page))
        wrong = worlds.words(worlds.send(lead, f"{page}/recipients/{recipient.id}", outcome="told"))
        assert "Say how they were told" in wrong
        worlds.send(lead, f"{page}/recipients/{recipient.id}", outcome="told", words="Rang Harpreet.")

        assert "Rang Harpreet." in worlds.words(lead.get(page))
        assert worlds.client_of(world.outsider).post(f"{page}/recipients/{recipient.id}").status_code in (400, 404)

    def test_stands_among_what_is_promised(self, world, accepted, form):
        answer = accepted()

        assert f'href="/corrections/{answer.request_id}"' in worlds.words(worlds.client_of(world.lead).get("/desk"))


class TestRules:
    def test_are_kept_by_the_database(self, world, keeley, accepted, form):
        answer = accepted()
        (there,) = worlds.all_of(Recipient)
        row = {"answer": answer, "person": keeley, "root_id": answer.root_id, "kind": "form", "received_at": world.at}
        again = Recipient(**row, whom="City housing", what="A form", source_id=there.source_id)
        nobody = Recipient(**row, whom="", what="A form", source_id=keeley.pk)
        said = Spreading(
            recipient=there,
            person=keeley,
            root_id=answer.root_id,
            outcome="told",
            words="",
            told_by=world.lead,
            told_by_name="Priya Nair",
            told_at=world.at,
        )

        for rule, broken in {
            "recipient_once": again,
            "recipient_says_who_and_what": nobody,
            "spreading_says_how_or_why": said,
        }.items():
            assert broken_rule(lambda broken=broken: broken.save(force_insert=True), at=world.at) == rule
