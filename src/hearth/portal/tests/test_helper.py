"""Whoever sits beside somebody and types is named wherever it says who wrote something."""

import pytest
from django.db import connection
from tests import world as worlds
from tests.world import client_of, client_of_person, send, words

from hearth.carers.models import Seeing
from hearth.core.helping import Helped
from hearth.core.sight import Level
from hearth.correcting.models import CorrectionRequest
from hearth.messaging.models import Thread
from hearth.outcomes.models import Feedback, Fill
from hearth.plans.models import PartVersion
from hearth.record.models import MyView
from hearth.subject_access.models import AccessRequest

pytestmark = pytest.mark.django_db
HELPED = "with the help of Jess, my sister"


@pytest.fixture
def own(world, keeley):
    client = client_of_person(world, keeley)
    send(client, "/me/helper", helper="Jess, my sister")
    return client


def tables():
    found, waiting = [], [Helped]
    while waiting:
        children = waiting.pop().__subclasses__()
        waiting += children
        found += [child for child in children if not child._meta.abstract]
    return sorted({model._meta.db_table for model in found})


class TestHelped:
    def test_is_said_of_a_plan_before_and_after_it_is_signed(self, world, keeley, own):
        send(own, "/me/plan/parts/about-me", words="I fix clocks.")
        assert HELPED in words(own.get("/me/plan"))
        assert HELPED in words(client_of(world.lead).get(f"/people/{keeley.id}/plan"))

        (part,) = worlds.all_of(PartVersion)
        send(own, "/me/plan/signature", versions=str(part.id), typed="")

        signed = words(own.get("/me/plan"))
        assert "Jess, my sister saw it" in signed
        assert f"Written {HELPED}" in signed

    def test_is_said_of_a_message_to_both_sides(self, world, keeley, own):
        send(own, "/me/messages", about="The flat", words="A letter came.")
        (thread,) = worlds.all_of(Thread)

        assert HELPED in words(own.get(f"/me/messages/{thread.id}"))
        assert HELPED in words(client_of(world.lead).get(f"/people/{keeley.id}/threads/{thread.id}"))

    def test_is_said_of_what_somebody_tells_us(self, world, own):
        send(own, "/me/feedback", kind="thanks", words="The kettle was on.", hub=str(world.hub.id))
        (said,) = worlds.all_of(Feedback)

        assert HELPED in words(own.get(f"/me/feedback/{said.id}"))
        assert HELPED in words(client_of(world.manager).get(f"/desk/feedback/{said.id}"))

    def test_is_said_of_a_view_and_of_a_correction(self, world, keeley, own):
        entry = worlds.written(world, keeley, "She was late.")
        send(own, f"/me/entries/{entry.id}", words="The bus was late.")
        send(own, f"/me/entries/{entry.id}/correction", words="I was there.")

        (asked,) = worlds.all_of(CorrectionRequest)
        assert [one.helped_by for one in worlds.all_of(MyView)] == ["Jess, my sister"]
        assert f"view, {HELPED}" in words(own.get("/me/journey"))
        assert HELPED in words(own.get("/me/corrections"))
        assert HELPED in words(client_of(world.lead).get(f"/corrections/{asked.id}"))

    def test_is_said_of_a_choice_of_the_circle(self, world, keeley, own):
        send(own, "/me/circle/choice", whom=f"organisation:{world.council.id}", level=int(Level.PLAN))

        assert f"chosen {HELPED}" in words(own.get("/me/circle"))
        assert f"chosen {HELPED}" in words(client_of(world.lead).get(f"/people/{keeley.id}/circle"))

    def test_is_said_where_somebody_asks_for_their_record(self, own):
        send(own, "/me/record", words="All of it.")

        assert [one.helped_by for one in worlds.all_of(AccessRequest)] == ["Jess, my sister"]
        assert HELPED in words(own.get("/me/record"))

    def test_is_said_of_nothing_written_alone(self, own):
        send(own, "/me/helper/ending")
        send(own, "/me/messages", about="The flat", words="A letter came.")
        (thread,) = worlds.all_of(Thread)

        assert "with the help of" not in words(own.get(f"/me/messages/{thread.id}"))


class TestEveryTable:
    def test_takes_a_statement_that_names_no_helper(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT table_name FROM information_schema.columns WHERE column_name = 'helped_by'"
                " AND column_default LIKE '''''%' AND table_schema = 'public'"
            )
            has_default = {row[0] for row in cursor.fetchall()}

        assert Seeing._meta.db_table in tables()
        assert Fill._meta.db_table not in tables()
        assert set(tables()) <= has_default
