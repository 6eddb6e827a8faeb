"""What the database refuses of partners' forms, whoever writes it: each rule broken once, by its name."""

from datetime import timedelta

import pytest
from django.db import connection
from tests import world as worlds
from tests.refusals import broken_rule

from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.telling import actions, queries
from hearth.telling.codes import ConfirmedBy, TemplateKind, Way
from hearth.telling.link_models import FormLink, FormOpening, SendingYes
from hearth.telling.models import Confirmation, FormVersion, PartnerForm, SentForm
from hearth.telling.rules import Field
from hearth.telling.tests.partners import begin, form_in_use

pytestmark = pytest.mark.django_db
NAME = [Field("name", "Name", "known_as")]


@pytest.fixture
def broken(world):
    return lambda row: broken_rule(lambda: row.save(force_insert=True), at=world.at)


@pytest.fixture
def sent(world, keeley):
    """A form that left, with the confirmation of exactly its words."""
    filling, lead = begin(world, keeley, form_in_use(world, fields=NAME)), worker_actor(world.lead)
    told = {"way": Way.FILE, "sent_to": "City housing"}
    for step, more in ((actions.confirm_filling, {}), (actions.say_yes_to_receiver, {}), (actions.send_form, told)):
        with acting_as(lead, at=world.at):
            found = queries.filling(lead, person_id=keeley.pk, filling_id=filling.pk)
            step(lead, filling=found, at=world.at, **more)
    (row,) = worlds.all_of(SentForm)
    return row


def definition_of(rule):
    """A rule as the database has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [rule])
        return cursor.fetchone()[0]


class TestForms:
    def test_have_a_code_of_their_own(self, world, broken):
        assert broken(PartnerForm(code="rent", made_at=world.at)) == ""

        assert "code" in broken(PartnerForm(code="rent", made_at=world.at))

    @pytest.mark.parametrize(
        ("rule", "told"),
        [
            ("formversion_says_why", {"name": ""}),
            ("formversion_says_why", {"goes_to": ""}),
            ("formversion_says_why", {"purpose": ""}),
            ("formversion_file_unless_print", {"kind": TemplateKind.PDF}),
            ("formversion_file_unless_print", {"template": b"a file"}),
            ("formversion_one_number", {"number": 1}),
        ],
    )
    def test_have_versions_that_are_whole(self, world, broken, rule, told):
        there = form_in_use(world, fields=NAME)
        given = {"number": 9, "name": "Rent", "goes_to": "Housing", "purpose": "Rent.", "kind": TemplateKind.PRINT}

        assert broken(FormVersion(form=there.form, fields=[], made_at=world.at, **{**given, **told})) == rule


class TestConfirmations:
    @pytest.mark.parametrize("how", [ConfirmedBy.BESIDE, ConfirmedBy.THEMSELVES])
    def test_say_beside_whom(self, world, keeley, sent, broken, how):
        beside = world.lead if how == ConfirmedBy.THEMSELVES else None
        told = {"filling_id": sent.filling_id, "person": keeley, "digest": "x", "confirmed_at": world.at}

        assert broken(Confirmation(**told, confirmed_by=how, beside=beside)) == "confirmation_beside_whom"

    def test_are_of_these_words_and_no_others(self, world):
        """What is sent points at this key; an identifier alone is unique anyway, so the rule itself is looked at."""
        assert definition_of("confirmation_of_these_words") == "UNIQUE (id, filling_id, digest)"

    def test_are_what_may_be_sent(self, world, sent, broken):
        """The foreign key over the hash: the database refuses words that nobody confirmed."""
        again = SentForm(**{f.attname: getattr(sent, f.attname) for f in SentForm._meta.fields})
        again.pk, again.digest = worlds.uuid4(), "not what they said yes to"

        assert broken(again) != ""


class TestSentForms:
    def test_save_no_more_questions_than_they_ask(self, sent, broken):
        again = SentForm(**{f.attname: getattr(sent, f.attname) for f in SentForm._meta.fields})
        again.pk, again.saved, again.asked = worlds.uuid4(), 2, 1

        assert broken(again) == "sentform_saved_of_asked"


class TestLinks:
    @pytest.fixture
    def link(self, world, keeley, sent):
        times = {"made_at": world.at, "expires_at": world.at + timedelta(days=7)}
        return FormLink(person=keeley, sent=sent, email="desk@housing.example", secret_hash="x", **times)

    def test_go_somewhere(self, link, broken):
        link.email = ""

        assert broken(link) == "formlink_goes_somewhere"

    def test_are_opened_by_a_name(self, world, keeley, link, broken):
        assert broken(link) == ""

        nobody = FormOpening(person=keeley, link=link, name="", what="read", opened_at=world.at)
        assert broken(nobody) == "formopening_by_a_name"


class TestYeses:
    def test_say_to_whom(self, world, keeley, sent, broken):
        told = {"person": keeley, "filling_id": sent.filling_id, "digest": sent.digest, "said_at": world.at}

        assert broken(SendingYes(**told, said=ConfirmedBy.THEMSELVES, receiver="")) == "sendingyes_says_to_whom"

    def test_are_to_these_words_and_no_others(self, world):
        assert definition_of("sendingyes_to_these_words") == "UNIQUE (id, filling_id, digest)"
