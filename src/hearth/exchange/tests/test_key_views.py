import pytest
from bench.statements import counted
from tests import world as worlds

from hearth.exchange.models import ApiKey, SeenTo
from hearth.exchange.tests.machines import SHORT, Machine, key_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(world):
    return worlds.client_of(world.administrator)


@pytest.fixture
def keys(world):
    return f"/organisations/{world.surgery.pk}/keys"


class TestKeys:
    def test_shows_a_new_key_once_and_it_works(self, world, administrator, keys):
        worlds.send(administrator, keys, name="The practice system")
        first, second = (worlds.words(administrator.get(keys)) for _ in range(2))

        secret = first.partition('<p class="code">')[2].partition("<")[0]
        assert Machine(secret).send(SHORT).status_code == 201
        assert secret not in second
        assert "The practice system" in second
        assert "by Ada Quill" in second

    def test_asks_what_it_is_for(self, administrator, keys):
        page = worlds.words(worlds.send(administrator, keys, name=""))

        assert "Say what this key is for" in page
        assert worlds.all_of(ApiKey) == []

    def test_is_not_for_others(self, world, keys):
        client = worlds.client_of(world.manager)

        assert client.get(keys).status_code == 403
        assert worlds.send(client, keys, name="Mine").status_code == 403
        assert worlds.all_of(ApiKey) == []

    def test_is_not_there_for_a_partner_nobody_knows(self, world, administrator):
        assert administrator.get(f"/organisations/{world.hub.pk}/keys").status_code == 404

    def test_is_reached_from_the_partners_page(self, world, administrator, keys):
        assert keys in worlds.words(administrator.get(f"/organisations/{world.surgery.pk}"))


class TestKeyEnding:
    def test_ends_it_by_name(self, world, administrator, keys):
        made = key_for(world)
        page = f"{keys}/{made.key.pk}/ending"

        assert "End the key “The practice system” of Foss Surgery?" in worlds.words(administrator.get(page))
        worlds.send(administrator, page)

        assert "Ended" in worlds.words(administrator.get(keys))
        assert Machine(made.secret).send(SHORT).status_code == 401
        assert "has ended already" in worlds.words(worlds.send(administrator, page))

    def test_is_not_there_under_another_partner(self, world, administrator):
        made = key_for(world)

        page = f"/organisations/{world.council.pk}/keys/{made.key.pk}/ending"

        assert worlds.send(administrator, page).status_code == 404
        assert worlds.all_of(ApiKey)[0].ended_at is None


class TestFailures:
    def test_lists_what_was_lost_until_somebody_has_seen_to_it(self, world, administrator):
        Machine(key_for(world).secret).send({**SHORT, "diagnosis": "F32"})
        page = worlds.words(administrator.get("/organisations/failures"))
        call = page.partition("/organisations/failures/")[2][:36]
        assert "Foss Surgery, The practice system" in page
        assert worlds.STORY not in page

        nothing = worlds.send(administrator, f"/organisations/failures/{call}", words="")
        worlds.send(administrator, f"/organisations/failures/{call}", words="Rang the surgery.")

        assert "Say in a few words" in worlds.words(nothing)
        after = worlds.words(administrator.get("/organisations/failures"))
        assert "Every call reached us" in after
        assert "Ada Quill" in after
        assert "Rang the surgery." in after
        assert "Ada Quill saw to it" in worlds.words(administrator.get(f"/organisations/failures/{call}"))
        again = worlds.send(administrator, f"/organisations/failures/{call}", words="Again.")
        assert "Ada Quill saw to it" in worlds.words(again)
        assert len(worlds.all_of(SeenTo)) == 1

    def test_lets_whoever_leads_read_what_was_sent_and_nobody_else(self, world, administrator):
        Machine(key_for(world).secret).send({**SHORT, "diagnosis": "F32"})
        lead = worlds.client_of(world.lead)
        call = worlds.words(lead.get("/organisations/failures")).partition("/organisations/failures/")[2][:36]
        page = f"/organisations/failures/{call}"

        assert f"{page}/message" in worlds.words(lead.get(page))
        assert "since the letter about the flat came" in worlds.words(lead.get(f"{page}/message"))
        assert f"{page}/message" not in worlds.words(administrator.get(page))
        assert administrator.get(f"{page}/message").status_code == 403
        assert worlds.client_of(world.peer).get("/organisations/failures").status_code == 403

    def test_asks_as_little_for_many_as_for_one(self, world):
        lead, machine = worlds.client_of(world.lead), Machine(key_for(world).secret)
        counts = []
        for number in (1, 12):
            for _ in range(number):
                machine.send({})
            lead.get("/organisations/failures")
            with counted() as statements:
                lead.get("/organisations/failures")
            counts.append(len(statements))

        assert counts[0] == counts[1]
