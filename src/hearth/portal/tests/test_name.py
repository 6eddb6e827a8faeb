import pytest
from tests import world as worlds

from hearth.people.models import Person, PersonName
from hearth.people.naming_models import NameChange

pytestmark = pytest.mark.django_db
PAGE = "/me/name"


@pytest.fixture
def client(world, keeley):
    return worlds.client_of_person(world, keeley)


@pytest.fixture
def tell(world, client):
    def send(**more):
        day = {"holds_from_0": world.at.day, "holds_from_1": world.at.month, "holds_from_2": world.at.year}
        told = {"known_as": "Kit", "given": "Kit", "family": "Sharp", "on_papers": "on", "before": "hidden"}
        return worlds.send(client, PAGE, **{"version": "1", **told, **day, **more})

    return send


def names(person):
    return {(one.family, one.restricted) for one in worlds.all_of(PersonName, person=person)}


class TestMyName:
    def test_changes_what_i_am_called_everywhere(self, world, keeley, client, tell):
        tell(pronouns="they", gender="non-binary")

        assert worlds.all_of(Person, pk=keeley.pk)[0].known_as == "Kit"
        assert names(keeley) == {("Marchbanks", True), ("Sharp", False)}
        assert "Marchbanks" not in worlds.words(client.get(PAGE))
        assert "Kit" in worlds.words(worlds.client_of(world.lead).get(f"/people/{keeley.id}"))

    def test_is_put_back(self, keeley, client, tell):
        tell()
        (change,) = worlds.all_of(NameChange)

        worlds.send(client, f"{PAGE}/{change.id}/undoing")

        assert worlds.all_of(Person, pk=keeley.pk)[0].known_as == "Keeley"
        assert names(keeley) == {("Marchbanks", False)}

    @pytest.mark.parametrize(
        ("told", "says"),
        [
            ({"known_as": ""}, "Tell us what to call you."),
            ({"holds_from_2": "2222"}, "has not come yet"),
            ({"version": "7"}, "Somebody changed this while you were writing."),
        ],
    )
    def test_says_what_is_not_right_and_keeps_my_words(self, keeley, tell, told, says):
        shown = worlds.words(tell(**told))

        assert says in shown
        assert "Sharp" in shown
        assert worlds.all_of(NameChange) == []

    def test_is_mine_alone(self, world, keeley, tell):
        tell()
        (change,) = worlds.all_of(NameChange)
        other = worlds.known(world, known_as="Evan", given="Evan", family="Hale", nhs_number=None)
        evan = worlds.client_of_person(world, other)

        assert worlds.send(evan, f"{PAGE}/{change.id}/undoing").status_code == 404
        assert worlds.all_of(Person, pk=keeley.pk)[0].known_as == "Kit"
