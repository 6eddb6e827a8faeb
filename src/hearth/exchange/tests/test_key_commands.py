import pytest
from tests import world as worlds

from hearth.__main__ import main
from hearth.exchange.models import ApiKey
from hearth.exchange.tests.machines import SHORT, Machine

pytestmark = pytest.mark.django_db


def said(capsys, *words):
    code = main(["key", *words])
    printed = capsys.readouterr()
    return code, printed.out.strip(), printed.err.strip()


class TestKey:
    def test_makes_one_that_works_lists_it_and_ends_it(self, world, capsys):
        _, secret, _ = said(capsys, "make", "--organisation", "Foss Surgery", "--for", "The practice system")
        assert Machine(secret).send(SHORT).status_code == 201

        (key,) = worlds.all_of(ApiKey)
        assert said(capsys, "list")[1] == f"{key.pk}\tFoss Surgery\tThe practice system"
        assert said(capsys, "end", str(key.pk))[0] == 0

        assert said(capsys, "list")[1] == ""
        assert Machine(secret).send(SHORT).status_code == 401
        code, _, problem = said(capsys, "end", str(key.pk))
        assert (code, problem.splitlines()[-1]) == (1, "This key has ended already.")

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (["make", "--organisation", "Nobody", "--for", "x"], "There is no partner called Nobody."),
            (["make", "--organisation", "Foss Surgery", "--for", " "], "Say what this key is for"),
            (["end", "0195f0a0-0000-7000-8000-000000000000"], "There is no key of this id."),
        ],
    )
    def test_says_what_stands_in_the_way(self, world, capsys, words, says):
        code, _, problem = said(capsys, *words)

        assert code == 1
        assert says in problem
        assert worlds.all_of(ApiKey) == []
