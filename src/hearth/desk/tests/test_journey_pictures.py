"""The picture of a journey at the desk, and saving it."""

import re
from datetime import timedelta

import pytest
from bench.statements import counted
from django.test import Client
from tests import world as worlds
from tests.world import client_of, client_of_person, words

from hearth.core.actor import SYSTEM
from hearth.core.ids import new_id
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.organisations.models import Membership
from hearth.organisations.queries import worker_actor
from hearth.record import actions as record
from hearth.record.codes import EntryKind
from hearth.record.journey.reading import Before, coded
from hearth.record.models import Entry, PictureAgreement

pytestmark = pytest.mark.django_db
YES = {"said_by": "person", "how_asked": "We looked at it together", "what_for": "The housing meeting"}


@pytest.fixture
def keeley(world):
    person = worlds.known(world)
    tell(world, person, 300, "GP surgery", EntryKind.HANDOVER, Before(passed_to="Access team", yes=False))
    tell(world, person, 290, "Crisis team", EntryKind.CRISIS, Before(helped="Ring Jess"))
    return person


@pytest.fixture
def lead(world):
    return client_of(world.lead)


def tell(world, person, days, lane, kind, told):
    actor, at = worker_actor(world.lead), world.at - timedelta(days=days)
    with acting_as(actor, at=world.at):
        record.write_entry(
            actor, person=person, kind=kind, body="A letter.", occurred_at=at, lane=lane, coded=coded(told), at=world.at
        )


def picture(person):
    return f"/people/{person.id}/journey/picture"


def agreed(world, person, client):
    worlds.send(client, f"{picture(person)}/agreement", **YES)
    (agreement,) = worlds.all_of(PictureAgreement, person=person)
    return f"{picture(person)}/agreements/{agreement.id}/copies"


class TestPicture:
    def test_shows_the_lanes_the_hops_and_the_same_as_a_table(self, lead, keeley):
        page = lead.get(picture(keeley)).content.decode()

        assert all(f">{lane}<" in page for lane in ("GP surgery", "Access team", "Crisis team"))
        assert "Passed on, number 1" in page
        assert "What helped: Ring Jess." in page
        assert "nobody holding" in page

    def test_leads_from_each_mark_to_its_row(self, lead, keeley):
        page = lead.get(picture(keeley)).content.decode()

        marks = re.findall(r'<a href="#(m\d+)">', page)
        assert marks
        assert all(f'<tr id="{mark}"' in page for mark in marks)

    def test_leads_on_to_the_words_in_the_list(self, lead, keeley):
        page = lead.get(picture(keeley)).content.decode()

        (there, *_) = re.findall(r'href="(/people/[^"]+/journey\?after=[^"#]+)#(entry-[^"]+)"', page)
        path, anchor = there
        assert f'id="{anchor}"' in lead.get(path.replace("&amp;", "&")).content.decode()

    def test_shows_less_when_asked_for_less(self, lead, keeley):
        page = lead.get(picture(keeley), {"what": "crisis", "lane": "Crisis team", "span": "year"})

        assert "Passed on, number" not in words(page)
        assert "1 thing is shown, not everything." in words(page)

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            ({"span": "century"}, "Choose one of these. Until then everything is shown."),
            ({"to_on": "yesterweek"}, "Write the day like this: 20/11/2026."),
            ({"to_on": "0001-01-01"}, "Choose a day after 1900."),
            ({"what": "' OR 1=1"}, "Choose one of these."),
            ({"lane": "No such team"}, "Choose one of these."),
        ],
    )
    def test_says_so_when_it_cannot_read_what_is_asked(self, lead, keeley, asked, said):
        answer = lead.get(picture(keeley), asked)

        assert answer.status_code == 200
        assert said in words(answer)

    @pytest.mark.parametrize("to_on", ["1900-01-01", "9999-12-31", "2020-02-29"])
    def test_takes_any_day_there_is(self, lead, keeley, to_on):
        assert lead.get(picture(keeley), {"to_on": to_on}).status_code == 200

    def test_is_not_found_by_whoever_may_not_know_of_them(self, world, keeley):
        stranger = worlds.worker("Noor", "Aziz", "clinician", world.surgery)

        assert client_of(stranger).get(picture(keeley)).status_code == 404
        assert client_of_person(world, keeley).get(picture(keeley)).status_code in (403, 404)
        assert Client().get(picture(keeley)).status_code in (302, 403)


class TestAgreement:
    def test_lets_the_picture_be_saved(self, world, lead, keeley):
        worlds.send(lead, f"{picture(keeley)}/agreement", **YES)

        assert "agreed, for: The housing meeting" in words(lead.get(picture(keeley)))

    def test_says_at_the_field_what_is_missing(self, lead, keeley):
        answer = worlds.send(lead, f"{picture(keeley)}/agreement", **{**YES, "what_for": ""})

        assert "Say what the picture is for." in words(answer)
        assert worlds.all_of(PictureAgreement) == []

    def test_is_not_found_by_whoever_may_not_know_of_them(self, world, keeley):
        stranger = client_of(worlds.worker("Noor", "Aziz", "clinician", world.surgery))

        assert worlds.send(stranger, f"{picture(keeley)}/agreement", **YES).status_code == 404


class TestCopy:
    @pytest.mark.parametrize(
        ("kind", "starts", "content_type"),
        [
            ("svg", b"<svg", "image/svg+xml"),
            ("png", b"\x89PNG", "image/png"),
            ("pdf", b"%PDF", "application/pdf"),
        ],
    )
    def test_is_a_file_whose_name_tells_nothing(self, world, lead, keeley, kind, starts, content_type):
        path = agreed(world, keeley, lead)

        answer = worlds.send(lead, path, **{"as": kind})

        assert answer.content.startswith(starts)
        assert answer["Content-Type"] == content_type
        assert answer["Content-Disposition"] == f'attachment; filename="journey.{kind}"'
        assert len(worlds.all_of(AuditEvent, event="record.picture_taken_out")) == 1

    def test_says_whose_it_is_and_always_the_same_of_what_it_leaves_out(self, world, lead, keeley):
        path = agreed(world, keeley, lead)

        made = worlds.send(lead, path, **{"as": "svg"}).content.decode()

        assert "Keeley’s journey" in made
        assert "Nothing that somebody keeps private stands in a picture that leaves the house." in made
        assert not re.search(r"<script|<a |href=|url\((?!#)", made)

    def test_is_of_what_was_on_the_screen(self, world, lead, keeley):
        path = agreed(world, keeley, lead)

        made = worlds.send(lead, path, **{"as": "svg", "shown": "lane=Crisis+team"}).content.decode()

        assert "Access team" not in made
        assert "This shows a part only" in made

    @pytest.mark.parametrize("kind", ["", "exe", "../pdf"])
    def test_is_not_found_for_a_kind_nobody_makes(self, world, lead, keeley, kind):
        path = agreed(world, keeley, lead)

        assert worlds.send(lead, path, **{"as": kind}).status_code == 404

    def test_is_not_for_a_colleague(self, world, lead, keeley):
        path = agreed(world, keeley, lead)

        assert worlds.send(client_of(world.peer), path, **{"as": "svg"}).status_code in (403, 404)
        assert worlds.all_of(AuditEvent, event="record.picture_taken_out") == []


class TestALongJourney:
    """Two thousand entries of ten years, in twelve lanes, as thick as they can be told."""

    MOST_BYTES, MOST_STATEMENTS = 400_000, 5

    def fill(self, world, person, many):
        lead = Membership.objects.get(pk=world.lead.pk)
        kinds = [EntryKind.CONVERSATION, EntryKind.DID_NOT_MAKE_IT, EntryKind.CONTACT_ATTEMPT, EntryKind.CRISIS]
        rows = [new_id() for _ in range(many)]
        with acting_as(SYSTEM, at=world.at):
            Entry.objects.bulk_create(
                Entry(
                    id=entry_id,
                    root_id=entry_id,
                    person=person,
                    kind=kinds[n % 4],
                    occurred_at=world.at - timedelta(hours=43 * n),
                    recorded_at=world.at,
                    author=lead,
                    author_name="Priya Nair",
                    acting_as="Shift lead",
                    lane=f"Team {n % 12} of the city",
                    source="seen",
                    title="We sat by the river",
                    body="We sat by the river and talked about the cat, the rain and what to do on Sunday. " * 4,
                    coded=coded(Before(helped="Rain on the phone")) if n % 4 == 3 else {},
                )
                for n, entry_id in enumerate(rows)
            )

    def test_stays_small_and_asks_no_more_than_a_short_one(self, world, lead, keeley):
        self.fill(world, keeley, 2_000)
        lead.get(picture(keeley))

        with counted() as statements:
            answer = lead.get(picture(keeley))

        assert len(statements) <= self.MOST_STATEMENTS
        assert len(answer.content) < self.MOST_BYTES
        assert "2002 things are shown" in words(answer)
