"""Whoever was shut out finds what somebody finds who was never let in: the same answer, of the same length, by
the same statements, and no more.

The one is compared with the other on every page that either may try, after what differs by who they are is taken out.
"""

import re
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world as worlds
from tests.world import client_of, client_of_person, send

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.record.models import Entry
from hearth.sharing.supporter_models import Supporting
from hearth.shut_off.tests.closing import close_to, shut_out

pytestmark = pytest.mark.django_db

ANY_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]*"')
SPOKEN = re.compile(r"'[^']*'|\b\d+\b|SAVEPOINT \S+")
OF_THE_OTHER = (
    "/me/people/{id}",
    "/me/people/{id}/card",
    "/me/people/{id}/plan",
    "/people/{id}",
    "/people/{id}/journey",
)
OWN = ("/me", "/me/journey", "/me/circle", "/me/looked", "/me/messages", "/me/forms", "/me/documents", "/me/plan")


def found(client, path, names):
    """The status, the length and the words of an answer, and the statements it took; names and keys taken out."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    words = TOKEN.sub("", ANY_ID.sub("ID", answer.content.decode()))
    for name in names:
        words = words.replace(name, "NAME")
    said = [SPOKEN.sub("?", ANY_ID.sub("ID", one["sql"])) for one in captured]
    headers = sorted(name for name, _ in answer.items())
    return answer.status_code, len(answer.content), words, said, headers


def both(one, other, path, names):
    # Asked twice: what is built once for a kind of asker is built by whoever comes first.
    for client in (one, other):
        client.get(path)
    return found(one, path, names), found(other, path, names)


class TestSomebodyShutOut:
    @pytest.fixture
    def of_the_two(self, world, keeley):
        """Kit was let in, looked and was shut out; Lou never was. Both are called as shortly."""
        kit, lou = (close_to(world, keeley, name) for name in ("Kit", "Lou"))
        worlds.let_in(world, keeley, kit)
        worlds.written(world, keeley, "Keeley laughed about the cat.")
        one, other = client_of_person(world, kit), client_of_person(world, lou)
        assert one.get(f"/me/people/{keeley.pk}").status_code == 200
        shut_out(world, keeley)
        return one, other

    @pytest.mark.parametrize("path", [*OWN, *OF_THE_OTHER])
    def test_finds_what_somebody_never_let_in_finds(self, keeley, of_the_two, path):
        kit, lou = both(*of_the_two, path.format(id=keeley.pk), ("Kit", "Lou"))

        assert kit == lou
        assert "Keeley" not in kit[2]

    def test_cannot_write_where_they_could_read(self, keeley, of_the_two):
        before = worlds.all_of(Entry, person=keeley)
        answers = [send(client, f"/me/people/{keeley.pk}", words="Where are you") for client in of_the_two]

        assert [answer.status_code for answer in answers] == [answers[1].status_code] * 2
        assert len(answers[0].content) == len(answers[1].content)
        assert worlds.all_of(Entry, person=keeley) == before

    def test_finds_the_same_on_a_page_of_nobody(self, keeley, of_the_two):
        nobody = UUID("0192f0c1-0000-7000-8000-000000000001")
        one, _ = of_the_two

        here, there = (found(one, f"/me/people/{key}", ()) for key in (keeley.pk, nobody))

        assert here[:4] == there[:4]


class TestSomebodyBesideThem:
    @pytest.fixture
    def of_the_two(self, world, keeley):
        """Kit and Lou have each a page as somebody close; Kit saw everything, Lou was let in to nothing."""
        kit, lou = (close_to(world, keeley, name) for name in ("Kit", "Lou"))
        with acting_as(SYSTEM, at=world.at):
            for one in (kit, lou):
                Supporting.objects.create(person=one, about=keeley, called="K", relation="partner", since_at=world.at)
        worlds.let_in(world, keeley, kit)
        worlds.let_in(world, keeley, lou, Level.NOTHING)
        one, other = client_of_person(world, kit), client_of_person(world, lou)
        assert one.get(f"/me/people/{keeley.pk}").status_code == 200
        shut_out(world, keeley)
        return one, other

    @pytest.mark.parametrize("path", [*OWN, "/me/caring", "/me/notes", "/me/people/{id}"])
    def test_finds_what_somebody_let_in_to_nothing_finds(self, keeley, of_the_two, path):
        kit, lou = both(*of_the_two, path.format(id=keeley.pk), ("Kit", "Lou"))

        assert kit == lou
        assert "Keeley" not in kit[2]


class TestAnOrganisationShutOut:
    @pytest.fixture
    def of_the_two(self, world, keeley):
        """Tom's organisation saw everything; Rob's, alongside in the same team, was never let in."""
        police = worlds.OrganisationFactory(name="River police", kind="police")
        seat = worlds.Seat.objects.create(team=world.team, organisation=police)
        rob = worlds.worker("Rob", "Marsh", "partner-professional", police)
        worlds.SeatHolder.objects.create(seat=seat, membership=rob)
        worlds.let_in(world, keeley, world.council, Level.FULL)
        tom = client_of(world.partner)
        assert tom.get(f"/people/{keeley.pk}").status_code == 200
        shut_out(world, keeley, named=[world.council.pk])
        return tom, client_of(rob)

    @pytest.mark.parametrize(
        "path",
        [
            "/desk",
            "/people",
            "/people/{id}",
            "/people/{id}/journey",
            "/people/{id}/circle",
            "/people/{id}/circle/closing",
            "/people/{id}/card",
            "/people/{id}/override",
            "/people/{id}/plan",
        ],
    )
    def test_finds_what_one_never_let_in_finds(self, keeley, of_the_two, path):
        names = ("Tom", "Rob", "City housing", "River police", "TM", "RM")

        tom, rob = both(*of_the_two, path.format(id=keeley.pk), names)

        assert tom == rob

    def test_finds_no_more_by_searching(self, keeley, of_the_two):
        answers = [ANY_ID.sub("ID", send(client, "/people", q="Keeley").content.decode()) for client in of_the_two]

        tom, rob = (TOKEN.sub("", one) for one in answers)
        for name, other in (("Tom", "Rob"), ("City housing", "River police"), ("TM", "RM")):
            tom = tom.replace(name, other)
        assert "Keeley" in tom
        assert tom == rob
