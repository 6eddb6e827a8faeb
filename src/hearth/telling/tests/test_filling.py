from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent
from hearth.core.roles import ROLES
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.people.details import ContactDetails
from hearth.people.models import Person
from hearth.record.codes import EntryKind, Source
from hearth.record.models import Entry, HealthFact
from hearth.sharing import actions as sharing
from hearth.telling import actions, queries
from hearth.telling.codes import Origin
from hearth.telling.models import Confirmation, FilledAnswer, Filling, SentForm, ToldFact
from hearth.telling.tests.partners import act, answers, begin, confirmed, every, form_in_use, send, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeley(world):
    return worlds.known(world, contacts=[ContactDetails("phone", "07700 900 123")])


class TestBeginFilling:
    def test_fills_what_is_known_with_who_told_it_and_when(self, world, keeley):
        filling = begin(world, keeley, form_in_use(world))

        told = answers(world, filling)
        assert {key: row.words for key, row in told.items()} == {
            "known_as": "Keeley",
            "phone": "07700 900 123",
            "why": "",
            "on": told["on"].words,
        }
        assert (told["phone"].origin, told["phone"].given_on) == (Origin.KNOWN, world.at.date())
        assert told["why"].origin == Origin.EMPTY
        assert len(worlds.all_of(AuditEvent, event="telling.filling_begun")) == 1

    def test_takes_only_ways_that_are_safe(self, world):
        person = worlds.known(world, contacts=[ContactDetails("phone", "07700 900 999", safe_to_use=False)])

        assert answers(world, begin(world, person, every(world, "phone")))["phone"].words == ""

    @pytest.mark.parametrize("role", ROLES)
    def test_is_for_roles_that_write_in_the_record(self, world, keeley, role):
        version = form_in_use(world)
        worker = worlds.worker("Kim", "Lo", role, world.trust)
        worlds.let_in(world, keeley, worker)
        actor = worker_actor(worker)

        with acting_as(actor, at=world.at):
            if actor.may("record.write"):
                found = Person.objects.visible_to(actor).filter(pk=keeley.pk).first()
                if found:
                    assert actions.begin_filling(actor, person=keeley, version=version, at=world.at)
            else:
                with pytest.raises(NotPermitted):
                    actions.begin_filling(actor, person=keeley, version=version, at=world.at)

    def test_is_not_for_somebody_who_may_not_see_everything(self, world, keeley):
        version = form_in_use(world)

        with pytest.raises(NotPermitted):
            begin(world, keeley, version, by=world.outsider)

        assert worlds.all_of(Filling) == []

    def test_refuses_a_form_that_is_not_used_any_more(self, world, keeley):
        version = form_in_use(world)
        act(world, actions.retire_form, by=worker_actor(world.manager), form=version.form)

        with pytest.raises(NotPossible, match="not used any more"):
            begin(world, keeley, version)

    def test_never_takes_what_is_sealed_not_even_for_whom_it_opens(self, world, keeley):
        lead = worker_actor(world.lead)
        with acting_as(SYSTEM, at=world.at):
            said = {"person": keeley, "said_by": "Keeley", "said_on": date(2026, 1, 2)}
            HealthFact.objects.bulk_create([HealthFact(kind="allergy", what="Penicillin", **said)])
        version = every(world, "allergies", "own_words")
        with acting_as(lead, at=world.at):
            entry = worlds.record.write_entry(
                lead,
                person=keeley,
                kind=EntryKind.CONVERSATION,
                body="I hear him at night.",
                source=Source.TOLD_BY_PERSON,
                occurred_at=world.at,
                at=world.at,
            )
        before = {key: row.words for key, row in answers(world, begin(world, keeley, version)).items()}
        with acting_as(SYSTEM, at=world.at):
            for what in ({"entry_id": entry.pk}, {"section": "allergy"}):
                sharing.seal(
                    SYSTEM,
                    person=keeley,
                    consequence_explained="It is closed.",
                    opens_for=[world.lead],
                    at=world.at,
                    **what,
                )

        after = {key: row.words for key, row in answers(world, begin(world, keeley, version)).items()}

        assert before == {"allergies": "Penicillin", "own_words": "I hear him at night."}
        assert after == {"allergies": "", "own_words": ""}

    def test_asks_the_database_as_often_whatever_the_form_asks(self, world, keeley, django_assert_num_queries):
        short, long = (
            every(world, "phone"),
            every(world, "phone", "allergies", "own_words", "holder", "why_losing_home"),
        )
        lead = worker_actor(world.lead)

        counts = []
        for version in (short, short, long):
            with acting_as(lead, at=world.at):
                with django_assert_num_queries(100, exact=False) as asked:
                    actions.begin_filling(lead, person=keeley, version=version, at=world.at)
                counts.append(len(asked))

        assert counts[1] == counts[2]


class TestConfirmFilling:
    def test_says_who_was_beside_them(self, world, keeley):
        confirmed(world, keeley)

        (yes,) = worlds.all_of(Confirmation)
        assert (yes.confirmed_by, yes.beside_id) == ("beside", world.lead.pk)

    def test_is_theirs_alone_on_their_own_page(self, world, keeley):
        filling = begin(world, keeley, form_in_use(world))
        tell(world, filling, "why", "The landlord sells.")

        act(world, actions.confirm_filling, by=worlds.themselves(world, keeley), filling=filling)

        (yes,) = worlds.all_of(Confirmation)
        assert (yes.confirmed_by, yes.beside_id) == ("themselves", None)

    def test_refuses_while_something_is_missing(self, world, keeley):
        filling = begin(world, keeley, form_in_use(world))

        with pytest.raises(NotPossible, match="has no answer yet"):
            act(world, actions.confirm_filling, filling=filling)

        assert worlds.all_of(Confirmation) == []

    def test_refuses_somebody_else(self, world, keeley):
        filling = begin(world, keeley, form_in_use(world))
        other = worlds.known(world, known_as="Jess", given="Jess", nhs_number=None)
        actor = worlds.themselves(world, other)

        with acting_as(actor, at=world.at), pytest.raises(NotPermitted):
            actions.confirm_filling(actor, filling=filling, at=world.at)

    def test_refuses_what_was_closed_since(self, world, keeley):
        version = every(world, "why_losing_home", "known_as")
        filling = begin(world, keeley, version)
        tell(world, filling, "why_losing_home", "The landlord sells.")
        with acting_as(SYSTEM, at=world.at):
            sharing.seal(SYSTEM, person=keeley, consequence_explained="All of it.", at=world.at)

        with pytest.raises(NotPossible, match="closed since"):
            act(world, actions.confirm_filling, filling=filling)


class TestSendForm:
    def test_keeps_what_left_and_tells_it_in_the_journey(self, world, keeley):
        sent = send(world, confirmed(world, keeley))

        assert bytes(sent.content).startswith(b"%PDF-")
        assert (sent.saved, sent.asked) == (2, 3)
        (entry,) = worlds.all_of(Entry, kind=EntryKind.DOCUMENT)
        assert entry.title == "Housing referral sent"
        assert "City housing as a file" in entry.body
        assert "07700" not in entry.body
        assert (entry.subject_type, entry.subject_id) == ("SentForm", sent.pk)

    def test_refuses_what_the_person_has_not_confirmed(self, world, keeley):
        filling = begin(world, keeley, form_in_use(world))

        with pytest.raises(NotPossible, match="has not said yes"):
            send(world, filling)

        assert worlds.all_of(SentForm) == []
        assert worlds.all_of(Entry) == []

    def test_refuses_a_second_time(self, world, keeley):
        filling = confirmed(world, keeley)
        send(world, filling)

        with pytest.raises(NotPossible, match="sent or let go"):
            send(world, filling)

        assert len(worlds.all_of(SentForm)) == 1

    def test_cannot_leave_by_the_database_with_other_words(self, world, keeley):
        sent = send(world, confirmed(world, keeley))
        other = confirmed(world, keeley)
        row = {f.attname: getattr(sent, f.attname) for f in SentForm._meta.concrete_fields}

        told = {**row, "id": other.pk, "filling_id": other.pk, "confirmation_id": sent.confirmation_id}

        with (
            acting_as(SYSTEM, at=world.at),
            pytest.raises(IntegrityError, match="sentform_is_what_was_confirmed"),
            transaction.atomic(),
        ):
            SentForm(**told).save(force_insert=True)

    def test_counts_for_the_hub_without_anybodys_name(self, world, keeley):
        send(world, confirmed(world, keeley))

        with acting_as(worker_actor(world.outsider), at=world.at):
            assert queries.saved_at(world.hub.pk) == queries.Saved(2, 3, 1)


class TestLetGo:
    def test_ends_it_with_a_reason(self, world, keeley):
        filling = begin(world, keeley, form_in_use(world))

        act(world, actions.let_go, filling=filling, because="They do it themselves.")

        (row,) = worlds.all_of(Filling)
        assert (row.status, row.ended_because) == ("let-go", "They do it themselves.")

    def test_refuses_without_one(self, world, keeley):
        filling = begin(world, keeley, form_in_use(world))

        with pytest.raises(NotPossible, match="why"):
            act(world, actions.let_go, filling=filling, because=" ")

        assert worlds.all_of(Filling)[0].status == "open"


class TestConstraints:
    @pytest.mark.parametrize(
        ("table", "changed", "rule"),
        [
            ("telling_filling", "status = 'let-go'", "filling_let_go_says_why"),
            ("telling_filledanswer", "words = '' WHERE key = 'known_as'", "filledanswer_empty_or_from_somewhere"),
            ("telling_filledanswer", "key = 'on' WHERE key = 'phone'", "filledanswer_one_each"),
        ],
    )
    def test_hold_whoever_writes(self, world, keeley, table, changed, rule):
        begin(world, keeley, form_in_use(world))

        with (
            acting_as(SYSTEM, at=world.at),
            connection.cursor() as cursor,
            pytest.raises(IntegrityError, match=rule),
            transaction.atomic(),
        ):
            cursor.execute(f"UPDATE {table} SET {changed}")

    def test_ask_for_words_where_somebody_told_something(self, world, keeley):
        empty = ToldFact(person=keeley, fact="why_losing_home", words="", told_at=world.at)

        with (
            acting_as(SYSTEM, at=world.at),
            pytest.raises(IntegrityError, match="toldfact_says_something"),
            transaction.atomic(),
        ):
            ToldFact.objects.bulk_create([empty])

    def test_are_about_rows_nobody_else_sees(self, world, keeley):
        begin(world, keeley, form_in_use(world))
        outsider = worker_actor(world.outsider)

        with acting_as(outsider, at=world.at):
            assert not Filling.objects.visible_to(outsider).exists()
            assert not FilledAnswer.objects.visible_to(outsider).exists()
            assert not Filling.objects.all().exists()
